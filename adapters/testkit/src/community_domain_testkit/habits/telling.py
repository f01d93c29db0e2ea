"""What habits are told in: who plays, when things are, and the habits of one slice.

Habits make moves likely to lead somewhere. A slice without them is driven all the same, with what
follows from the types of its fields and from the events that carry the same identifiers.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from typing import Any, TypeVar

import attrs
from hypothesis.strategies import SearchStrategy

from community_domain import Actor, Command, Domain, Event, MemberId, Period, SettingValue

from ..founding import FOUNDER
from ..moves import Later, Move, Sketch, Who

__all__ = [
    "ADULT_BIRTHDAYS",
    "AHEAD",
    "AROUND",
    "HOUR",
    "INSTITUTION",
    "LENGTHS",
    "MINOR_BIRTHDAYS",
    "NEWCOMER",
    "NOW",
    "Cast",
    "Fields",
    "Habits",
    "Overrides",
    "Plot",
    "Topic",
    "period_ahead",
    "together",
    "topic",
    "wished",
]

K = TypeVar("K")
V = TypeVar("V")

INSTITUTION = MemberId("institution-1")
ADULT_BIRTHDAYS = (date(1980, 1, 1), date(1990, 12, 31))
NEWCOMER = MemberId("newcomer-1")
"""Somebody whom no story begins with."""
MINOR_BIRTHDAYS = (date(2014, 3, 3), date(2009, 6, 1), date(2006, 6, 2))
"""Ten years old when stories begin; fifteen, who consents to data alone; of age the day after."""

HOUR = timedelta(hours=1)
NOW = Later(timedelta(0))
AHEAD = (HOUR, 2 * HOUR, 6 * HOUR, 24 * HOUR, 3 * HOUR, 48 * HOUR, -3 * HOUR)
"""When what is planned begins: mostly soon."""
LENGTHS = (HOUR, 2 * HOUR, 4 * HOUR)
AROUND = (timedelta(0), -HOUR / 2, -HOUR, -2 * HOUR, -6 * HOUR, HOUR)
"""When what is told happened: mostly just now, sometimes a while ago."""

Overrides = Mapping[tuple[type, str], SearchStrategy[Any]]
"""Strategies for single fields, by class and name, instead of those that follow from the type."""
Fields = Mapping[str, Any]
"""The fields of a command or value that is still to be made."""
Topic = tuple[tuple[type[Event], ...], tuple[tuple[str, str], ...]]
"""Events a command goes on from, and what it takes over: names in the command, and in the event."""


def topic(kinds: type[Event] | tuple[type[Event], ...], *same: str, **renamed: str) -> Topic:
    """Something to go on from.

    Args:
        kinds: The events.
        same: Fields that command and event call alike.
        renamed: Fields of the command, with their names in the event.
    """
    events = kinds if isinstance(kinds, tuple) else (kinds,)
    return events, (*((name, name) for name in same), *renamed.items())


@attrs.frozen
class Cast:
    """Who and what there is to tell of."""

    domain: Domain
    adults: tuple[MemberId, ...]
    minors: tuple[MemberId, ...]
    pool: Callable[[str], list[str]]
    """All identifiers with a tag."""
    guardians: Mapping[MemberId, MemberId]
    """The adult who answers for each minor from the start."""
    turn: int | None = None
    """Which telling of a plot it is; None when stories begin."""

    @property
    def adult(self) -> MemberId:
        """An adult; the founder where there is no other."""
        return self.adults[0] if self.adults else FOUNDER

    @property
    def other(self) -> MemberId:
        """Another adult; the founder where there is no other."""
        return self.adults[1] if len(self.adults) > 1 else FOUNDER

    @property
    def minor(self) -> MemberId:
        """A minor; the founder where there is none."""
        return self.minors[0] if self.minors else FOUNDER

    @property
    def last_minor(self) -> MemberId:
        """The last of the minors; the founder where there is none."""
        return self.minors[-1] if self.minors else FOUNDER

    @property
    def guardian(self) -> MemberId:
        """Who answers for the minor from the start."""
        return self.guardians.get(self.minor, FOUNDER)

    def new(self, tag: str, number: int = 0) -> str:
        """An identifier for something new; the first of the pool when stories begin.

        Another in each telling of a plot, so that what is told does not fail because it is there.
        """
        if self.turn is None:
            return f"{tag}-{number + 1}"
        return f"{tag}-{self.turn}-{number + 1}"

    def turned(self, adults: int, minors: int, turn: int) -> "Cast":
        """The same cast in other parts."""
        return attrs.evolve(
            self,
            adults=_turned(self.adults, adults),
            minors=_turned(self.minors, minors),
            turn=turn,
        )


def _turned(people: tuple[MemberId, ...], by: int) -> tuple[MemberId, ...]:
    start = by % max(1, len(people))
    return people[start:] + people[:start]


Plot = Callable[[Cast], list[Move]]
"""Moves that belong together, of whoever and whatever comes first in the cast."""


def _no_moves(_: Cast) -> list[Move]:
    return []


def _no_overrides(_: Cast) -> Overrides:
    return {}


def _no_words(_: Domain) -> Overrides:
    return {}


def _of_commands(_: object, field: "attrs.Attribute[Any]", weights: Mapping[Any, Any]) -> None:
    """Each is a whole number, of a type of command."""
    for kind, weight in weights.items():
        if not (isinstance(kind, type) and issubclass(kind, Command)):
            raise TypeError(f"{field.name}: {kind!r} is no type of command")
        if type(weight) is not int or weight < 0:
            raise ValueError(f"{field.name}: {kind.__name__} has {weight!r}; say 0 or more")


@attrs.frozen(kw_only=True)
class Habits:
    """What makes moves of one slice likely to lead somewhere; all of it may be left out.

    Raises:
        TypeError: Something is weighted that is no command.
        ValueError: A weight is below 0.
    """

    weights: Mapping[type[Command], int] = attrs.field(
        factory=dict[type[Command], int], validator=_of_commands
    )
    """How often a command is wished for, against 1 for all others; 0 for never."""
    actors: Mapping[type[Command], tuple[Actor | Who, ...]] = attrs.Factory(
        dict[type[Command], tuple[Actor | Who, ...]]
    )
    """Who issues a command, where it is not mostly the founder or somebody it names."""
    topics: Mapping[type[Command], tuple[Topic, ...]] = attrs.Factory(
        dict[type[Command], tuple[Topic, ...]]
    )
    """What a command goes on from, where it is not just any event that shares its identifiers."""
    biting: Mapping[str, tuple[int, ...]] = attrs.Factory(dict[str, tuple[int, ...]])
    """Settings with values at which their rules are felt in a small community."""
    tight: tuple[SettingValue, ...] = ()
    """Settings with which every second community is founded, so that limits are reached."""
    plots: tuple[Plot, ...] = ()
    """What chance alone seldom hits upon."""
    prologue: Plot = _no_moves
    """What most stories begin with."""
    overrides: Callable[[Cast], Overrides] = _no_overrides
    """What makes a wish likely to be granted."""
    words: Callable[[Domain], Overrides] = _no_words
    """For fields whose meaning their type does not tell: in wishes, and wherever they stand."""
    agreeing: Mapping[type, Callable[[Fields], Fields]] = attrs.Factory(
        dict[type, Callable[[Fields], Fields]]
    )
    """What makes fields agree of which a class demands something together."""


def wished(kind: type[Command], /, **fields: Any) -> Move:
    """A move of the founder's, at once; `attrs.evolve` gives it another actor or instant."""
    return Move(Sketch(kind, fields))


def period_ahead(start: timedelta, length: timedelta) -> Sketch:
    """A period that begins so long after the move."""
    return Sketch(Period, {"start": Later(start), "end": Later(start + length)})


def together(habits: Iterable[Habits]) -> Habits:
    """The habits of several slices in one; what two say of one command adds up.

    What stories begin with is left to each slice, for not every one is in play.
    """
    parts = list(habits)
    topics: dict[type[Command], tuple[Topic, ...]] = {}
    for part in parts:
        for kind, found in part.topics.items():
            topics[kind] = (*topics.get(kind, ()), *found)
    return Habits(
        weights=_merged(part.weights for part in parts),
        actors=_merged(part.actors for part in parts),
        topics=topics,
        biting=_merged(part.biting for part in parts),
        tight=tuple(one for part in parts for one in part.tight),
        plots=tuple(plot for part in parts for plot in part.plots),
        overrides=lambda cast: _merged(part.overrides(cast) for part in parts),
        words=lambda domain: _merged(part.words(domain) for part in parts),
        agreeing=_merged(part.agreeing for part in parts),
    )


def _merged(parts: Iterable[Mapping[K, V]]) -> dict[K, V]:
    return {key: value for part in parts for key, value in part.items()}
