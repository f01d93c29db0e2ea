"""Strategies for moves: wishes that make sense often enough for stories to get somewhere.

Long because the knobs of one class and what they turn stand together.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import cache, cached_property, partial
from itertools import chain
from typing import Any

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from community_domain import (
    STANDARD,
    Actor,
    Command,
    Domain,
    Event,
    MemberId,
    Period,
    SettingValue,
    System,
    system,
)
from community_domain.community import FoundCommunity
from community_domain.members import coordinator

from .founding import FOUNDER
from .habits import HABITS, ZONES, Cast, Habits, Overrides, Topic
from .habits.telling import (
    ADULT_BIRTHDAYS,
    AHEAD,
    AROUND,
    HOUR,
    INSTITUTION,
    LENGTHS,
    MINOR_BIRTHDAYS,
    Plot,
    period_ahead,
    wished,
)
from .knobs import must_be_in_domain, must_be_within
from .looking import with_looking
from .moves import About, Edge, Later, Move, Sketch, Who
from .plain_values import kept
from .vocabulary import Vocabulary

__all__ = ["Moves"]

ALWAYS = 100
TELLINGS = 99
"""A plot is told of so many different things, and then again of the first."""
CLOSER = 6
"""So many times as often are commands wished for on which a story dwells."""
BACK = (0, 0, 0, 1, 1, 2, 3, 5)
"""How many events of its kind a wish looks back."""
PAUSES: tuple[timedelta | Edge, ...] = (
    *[timedelta(0)] * 60,
    *[HOUR / 2] * 2,
    2 * HOUR,
    -HOUR,
    Edge(timedelta(0)),
    Edge(timedelta(0)),
    Edge(-HOUR / 2),
    Edge(HOUR / 2),
)
"""How long after the last move: mostly at once, seldom back."""
ONWARD = tuple(one for one in PAUSES if isinstance(one, Edge) or one >= timedelta(0))
"""Pauses of those who mean well, and do not try to go back."""
PLOTTED = 20
"""One of so many moves of a plot is left out."""
REASONS = (None, None, "told on paper")
BEGUN_LATER = (timedelta(0), 72 * HOUR)
"""So long after what happened before a plot begins; later most people are free again."""
PEOPLE = ("community", "member")
"""Slices with which every story begins."""
SOMEBODY: tuple[Actor | Who, ...] = (*[FOUNDER] * 6, *Who)
OFFICE = coordinator().name
"""The right that the founder has."""
CLOCK = System("clock")


class Moves(Vocabulary):
    """Strategies for moves.

    Args:
        domain: Whose commands are issued.
        adults: Members who are of age, beside the founder.
        minors: Members who are enrolled by an adult.
        occurrences: Dated instances that are chosen from, and so many of other things too.
        adversarial: Of a hundred moves so many are issued by anybody at all, or go back in time.
        namespaces: Slices whose commands are issued; all by default. Beside them stands only what
            brings the people in, and what these slices begin with.
        kinds: Types of commands that are issued, of those slices; all by default.
        habits: What makes the commands of single slices likely to be granted.

    Raises:
        InvalidValue: A knob is out of its range, or names what the domain does not have.
    """

    def __init__(  # noqa: PLR0913 - knobs, all by keyword
        self,
        domain: Domain = STANDARD,
        *,
        adults: int = 3,
        minors: int = 3,
        occurrences: int = 3,
        adversarial: int = 10,
        namespaces: tuple[str, ...] = (),
        kinds: tuple[type[Command], ...] = (),
        habits: Iterable[Habits] = HABITS,
    ) -> None:
        must_be_within(
            adults=adults, minors=minors, occurrences=occurrences, adversarial=adversarial
        )
        self.kinds: list[type[Any]] = [*must_be_in_domain(domain, namespaces, kinds)]
        self.adults = [MemberId(f"adult-{number}") for number in range(1, adults + 1)]
        self.minors = [MemberId(f"child-{number}") for number in range(1, minors + 1)]
        self.adversarial = adversarial
        self._moves: dict[type[Command], SearchStrategy[Move]] = {}
        self._plots: SearchStrategy[list[Move]] | None = None
        self._topics: dict[type[Command], tuple[Topic, ...]] = {}
        self.pool = occurrences
        habits = [*habits]
        self._prologues = [part.prologue for part in habits]
        answering = {
            minor: self.adults[number % adults] if adults else FOUNDER
            for number, minor in enumerate(self.minors)
        }
        self.cast = Cast(domain, (*self.adults,), (*self.minors,), self.names, answering)
        super().__init__(domain, pool=occurrences, habits=habits)

    @cached_property
    def domain_with_looking(self) -> Domain:
        """The domain as machines need it, put together once for all their stories."""
        return with_looking(self.domain)

    def prologue(self) -> list[Move]:
        """What most stories begin with, in a domain that can say it: people, and what is in play.

        What a slice begins with is told where its commands are issued, and what that takes of
        other slices is told before.
        """
        said = [
            [move for move in prologue(self.cast) if move.wish.kind in self.domain.commands]
            for prologue in self._prologues
        ]
        begun = [moves for moves in said if moves]
        return [*chain(*_in_play(begun, {*PEOPLE, *map(_namespace, self.kinds)}))]

    def foundation(self, *settings: SettingValue, zone: str = ZONES[0]) -> Move | None:
        """The first move of every story, in a domain that can say it.

        Args:
            settings: Those that differ from the defaults.
            zone: IANA name of the community's time zone.
        """
        if FoundCommunity not in self.domain.commands:
            return None
        return wished(
            FoundCommunity,
            name="one",
            zone=zone,
            founder_id=FOUNDER,
            founder_name="one",
            founder_born=ADULT_BIRTHDAYS[0],
            settings=settings,
        )

    @property
    def tight(self) -> tuple[SettingValue, ...]:
        """Settings with which limits are reached soon, as far as the domain has them."""
        declared = {setting.name for setting in self.domain.settings}
        return tuple(one for one in self.habits.tight if one.name in declared)

    def moves(self, *kinds: type[Command], focus: str = "") -> SearchStrategy[Move]:
        """Moves with commands of these types, by default of all types, weighted.

        Args:
            kinds: The types.
            focus: A namespace whose commands are wished for more often.
        """
        return st.sampled_from(kinds or self._weighted(self.kinds, focus)).flatmap(self.moves_of)

    def _weighted(self, kinds: Iterable[type[Command]], focus: str) -> list[type[Command]]:
        weights = self.habits.weights
        closer = {kind for kind in self.kinds if kind.spec.name.startswith(f"{focus}.")}
        return [
            kind
            for kind in kinds
            for _ in range(weights.get(kind, 1) * (CLOSER if kind in closer else 1))
        ]

    def plots(self) -> SearchStrategy[list[Move]]:
        """Short plots that chance alone seldom hits upon, of anybody, and of new things."""
        if self._plots is None:
            adults, minors, turn = (
                st.integers(0, most) for most in (len(self.adults), len(self.minors), TELLINGS)
            )
            casts = st.builds(self.cast.turned, adults, minors, turn)
            plots = st.sampled_from(self.habits.plots or [_nothing])
            self._plots = st.builds(_told, plots, casts).flatmap(self._with_gaps)
        return self._plots

    def _with_gaps(self, plot: list[Move]) -> SearchStrategy[list[Move]]:
        """The plot with a move left out here and there, as far as its slices are in play.

        Once it is drawn it is just a list, so that a failing story is shown move by move.
        """
        known = [move for move in plot if move.wish.kind in self.kinds]
        return _gaps(len(known)).flatmap(lambda one: st.just(_with_gaps(known, *one)))

    def next_moves(self, happened: Sequence[Event], focus: str = "") -> SearchStrategy[Move]:
        """Moves that go on from something that happened already; see `moves`."""
        known = {type(event) for event in happened}
        going = [
            kind
            for kind in self.kinds
            if any(not known.isdisjoint(wanted) for wanted, _ in self.topics_of(kind))
        ]
        return self.moves(*self._weighted(going, focus))

    def moves_of(self, kind: type[Command]) -> SearchStrategy[Move]:
        """Moves with commands of one type."""
        if kind not in self._moves:
            pauses = PAUSES if self.adversarial else ONWARD
            self._moves[kind] = st.builds(
                _move,
                self.built(kind),
                self.actors_for(kind),
                st.sampled_from([(pause, reason) for pause in pauses for reason in REASONS]),
                self.topics(kind),
            )
        return self._moves[kind]

    def actors_for(self, kind: type[Command]) -> SearchStrategy[Actor | Who]:
        """Mostly somebody who may, sometimes anybody at all."""
        wanted = self.habits.actors.get(kind) or self._entitled(kind)
        there = [one for one in wanted if not isinstance(one, str) or one in self.everybody]
        usual = there or [FOUNDER]
        if not self.adversarial:
            return st.sampled_from(usual)
        anybody = [*self.everybody, CLOCK]
        usually = (100 - self.adversarial) * len(anybody) / (self.adversarial * len(usual))
        shares = round(usually) or int(self.adversarial < ALWAYS)
        return st.sampled_from([*usual * shares, *anybody])

    def _entitled(self, kind: type[Command]) -> tuple[Actor | Who, ...]:
        """Who issues a command of which no habit is known."""
        right = self.domain.decision(kind).by
        if right.name == system.name:
            return (CLOCK,)
        if system.name in right.name:
            return (*SOMEBODY, CLOCK)
        return (FOUNDER, *Who) if right.fields and OFFICE not in right.name else SOMEBODY

    def topics(self, kind: type[Command]) -> SearchStrategy[About | None]:
        """Mostly something that happened, so that a wish goes on from there."""
        about = [About(*topic, back) for topic in self.topics_of(kind) for back in BACK]
        return st.sampled_from([*about, None, None] if about else [None])

    def topics_of(self, kind: type[Command]) -> tuple[Topic, ...]:
        """What a command goes on from: by habit, else events that name what it names."""
        if kind not in self._topics:
            known = self.habits.topics
            self._topics[kind] = known[kind] if kind in known else self._shared(kind)
        return self._topics[kind]

    def _shared(self, kind: type[Command]) -> tuple[Topic, ...]:
        """Events that name all that the command names, and those that name one of it."""
        names = [name for name in self.fields(kind) if name.endswith("_id")]
        wanted = [(name,) for name in names] + ([(*names,)] if len(names) > 1 else [])
        known = {event: self._names(event) for event in self.domain.events}
        found = [
            (tuple(event for event in known if known[event].issuperset(group)), group)
            for group in wanted
        ]
        return tuple((kinds, (*((n, n) for n in group),)) for kinds, group in found if kinds)

    @staticmethod
    def _names(event: Any) -> set[str]:
        return {field.name for field in event.__attrs_attrs__}

    @property
    def everybody(self) -> list[MemberId]:
        """All members there may be."""
        return [FOUNDER, *self.adults, *self.minors, INSTITUTION]

    def pool_of(self, kind: Any) -> list[str]:
        """Identifiers of a kind, from the cast."""
        if kind is MemberId:
            return [*self.adults, *self.minors, *self.minors, FOUNDER, INSTITUTION]
        return super().pool_of(kind)

    def put_together(self, kind: type) -> SearchStrategy[Any]:
        """Sketches instead of instances."""
        return st.builds(partial(_sketched, kind), **self.fields(kind))

    def instances(self, kind: type) -> SearchStrategy[Any]:
        """Sketches of periods ahead, and of what the vocabulary makes."""
        if kind is Period:
            return st.builds(period_ahead, st.sampled_from(AHEAD), st.sampled_from(LENGTHS))
        return super().instances(kind)

    def texts(self, longest: int) -> SearchStrategy[str]:
        """One of two texts, so that the same is said again."""
        return st.sampled_from(["one"[:longest], "other"[:longest]])

    def instants(self) -> SearchStrategy[Any]:
        """Instants around the moment of the move."""
        return st.sampled_from([Later(by) for by in AROUND])

    def dates(self) -> SearchStrategy[date]:
        """Birthdays of adults and children."""
        return st.sampled_from([*ADULT_BIRTHDAYS, *MINOR_BIRTHDAYS])

    def standing_overrides(self) -> Overrides:
        """What makes a wish likely to be granted."""
        return {**super().standing_overrides(), **self.habits.overrides(self.cast)}

    def setting_values(self) -> SearchStrategy[SettingValue]:
        """Settings at values that make their rules bite early."""
        declared = {setting.name for setting in self.domain.settings}
        small = [
            SettingValue(name, value)
            for name, values in self.habits.biting.items()
            for value in values
            if name in declared
        ]
        defaults = [SettingValue(one.name, one.default) for one in self.domain.settings]
        return st.sampled_from([*small, *defaults, SettingValue("unknown.setting", 1)])


def _namespace(kind: type[Command]) -> str:
    return kind.spec.name.partition(".")[0]


def _in_play(begun: list[list[Move]], wanted: set[str]) -> list[list[Move]]:
    """Beginnings that end with something wanted, and those of what they take."""
    told = [moves for moves in begun if _namespace(moves[-1].wish.kind) in wanted]
    taken = {_namespace(move.wish.kind) for moves in told for move in moves}
    return told if taken <= wanted else _in_play(begun, wanted | taken)


def _move(
    wish: Sketch,
    by: Actor | Who,
    manner: tuple[timedelta | Edge, str | None],
    about: About | None,
) -> Move:
    after, reason = manner  # Drawn as one: each choice takes Hypothesis as long.
    return Move(wish, by, after, about, reason)


def _sketched(kind: type, /, **fields: Any) -> Sketch:
    return Sketch(kind, fields)


@cache
def _gaps(moves: int) -> SearchStrategy[tuple[tuple[bool, ...], timedelta]]:
    """Which of so many moves are kept, and how long after what happened before they begin."""
    return st.tuples(kept(moves, PLOTTED), st.sampled_from(BEGUN_LATER))


def _told(plot: Plot, cast: Cast) -> list[Move]:
    return plot(cast)


def _with_gaps(moves: list[Move], kept: tuple[bool, ...], later: timedelta) -> list[Move]:
    """Those that are kept, the first of them a while later unless it has its own time."""
    told = [move for move, keep in zip(moves, kept, strict=True) if keep]
    if told and not told[0].after:
        told[0] = attrs.evolve(told[0], after=later)
    return told


def _nothing(_: Cast) -> list[Move]:
    """The plot of a domain without any."""
    return []
