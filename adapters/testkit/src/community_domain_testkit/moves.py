"""Moves: somebody wishes something, told without knowing what happened before.

Instants are told from the moment a move is made, and what it is about from what happened last, so
that a story stays the same when a move before it is taken out, and shrinks well.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from enum import Enum
from typing import Any, get_args

import attrs

from community_domain import (
    Actor,
    Command,
    CommandId,
    Context,
    Event,
    Issue,
    MemberId,
)
from community_domain.members import (
    GuardianLinked,
)

from .founding import FOUNDER
from .words import ToldShortly

__all__ = ["About", "Edge", "Later", "Move", "OnDay", "Sketch", "Who"]


@attrs.frozen
class Later:
    """An instant, told from the moment of a move."""

    by: timedelta


@attrs.frozen
class OnDay:
    """A date, told from the moment of a move, by the calendar of UTC."""

    by: timedelta


@attrs.frozen(repr=False)
class Sketch(ToldShortly):
    """A command or value whose instants are still open."""

    kind: type
    fields: Mapping[str, Any]

    def __repr__(self) -> str:
        shown = [f"{name}={_shown(what)}" for name, what in self.fields.items()]
        return f"{self.kind.__name__}({', '.join(shown)})"

    def at(self, now: datetime) -> Any:
        """The thing itself, with its instants told from a moment.

        Raises:
            InvalidValue: The fields do not go together.
        """
        return self.kind(**{name: _at(what, now) for name, what in self.fields.items()})


@attrs.frozen
class About:
    """Of the last events of some types one, whose identifiers a wish takes over."""

    kinds: tuple[type[Event], ...]
    fields: tuple[tuple[str, str], ...]
    """Names in the command, and in the event."""
    back: int
    """So many of them happened since."""

    def __str__(self) -> str:
        names = " or ".join(kind.__name__ for kind in self.kinds[:3])
        return f"the last {names}" + (f" but {self.back}" if self.back else "")

    def found(self, happened: Sequence[Event]) -> dict[str, Any]:
        """The fields of the event, by their names in the command."""
        ones = [event for event in happened if isinstance(event, self.kinds)]
        if ones:
            event = ones[-1 - min(self.back, len(ones) - 1)]
            return {name: getattr(event, there) for name, there in self.fields}
        latest = [(name, _latest(there, happened)) for name, there in self.fields]
        return {name: found for name, found in latest if found is not None}


def _latest(field: str, happened: Sequence[Event]) -> Any:
    """The field of the last event that has it."""
    return next((got for event in reversed(happened) if (got := getattr(event, field, None))), None)


@attrs.frozen
class Edge:
    """So long after the next beginning or end of anything that has a period."""

    by: timedelta

    def __str__(self) -> str:
        return f"the next beginning or end, and {self.by}"

    def after(self, now: datetime, happened: Sequence[Event]) -> datetime:
        """That instant; now, when nothing is ahead."""
        periods = [p for event in happened if (p := getattr(event, "period", None))]
        edges = [edge for period in periods for edge in (period.start, period.end)]
        return min((edge + self.by for edge in edges if edge + self.by > now), default=now)


class Who(Enum):
    """By whom a wish is issued, in relation to what it names."""

    NAMED = "the first member it names"
    OTHER = "the last member it names"
    GUARDIAN = "a guardian of the first member it names"


@attrs.frozen(repr=False)
class Move(ToldShortly):
    """Somebody wishes something, a while after the last move."""

    wish: Sketch
    by: Actor | Who = FOUNDER
    after: timedelta | Edge = timedelta(0)
    """How long after the last move; below zero to try to go back."""
    about: About | None = None
    reason: str | None = None

    def __repr__(self) -> str:
        parts = [
            f"{self.by.value if isinstance(self.by, Who) else self.by}: {self.wish!r}",
            f"after {self.after}" if self.after else "",
            f"about {self.about}" if self.about else "",
            f"because {self.reason!r}" if self.reason else "",
        ]
        return f"Move({', '.join(part for part in parts if part)})"

    def at(self, now: datetime, happened: Sequence[Event]) -> datetime:
        """When it is made, the last one having been made `now`."""
        if isinstance(self.after, Edge):
            return self.after.after(now, happened)
        return now + self.after

    def issue(self, at: datetime, command_id: str, happened: Sequence[Event] = ()) -> Issue:
        """The wish as it is issued.

        Args:
            at: The instant of the decision.
            command_id: Names the wish.
            happened: All events so far.

        Raises:
            InvalidValue: There can be no such command.
        """
        found = self.about.found(happened) if self.about else {}
        command: Command = attrs.evolve(self.wish, fields={**self.wish.fields, **found}).at(at)
        context = Context(at, self._actor(command, happened), None, self.reason)
        return Issue(command, context, CommandId(command_id))

    def _actor(self, command: Command, happened: Sequence[Event]) -> Actor:
        if not isinstance(self.by, Who):
            return self.by
        named = [*members_in(command)] or [FOUNDER]
        if self.by is Who.GUARDIAN:
            links = [event for event in happened if isinstance(event, GuardianLinked)]
            guardians = [one.guardian_id for one in links if one.member_id == named[0]]
            return guardians[-1] if guardians else named[0]
        return named[0] if self.by is Who.NAMED else named[-1]


def members_in(command: Command) -> Iterator[MemberId]:
    """The members that a command names, in the order of its fields."""
    kind: Any = type(command)
    for field in attrs.fields(kind):
        value: Any = getattr(command, field.name)
        if value is not None and MemberId in (field.type, *get_args(field.type)):
            yield from value if isinstance(value, tuple) else (value,)


def _shown(what: Any) -> str:
    if isinstance(what, OnDay):
        return f"the day of now + {what.by}"
    return f"now + {what.by}" if isinstance(what, Later) else repr(what)


def _at(what: Any, now: datetime) -> Any:
    anything: Any = what
    match what:
        case Later():
            return now + what.by
        case OnDay():
            return (now + what.by).date()
        case Sketch():
            return what.at(now)
        case tuple():
            return tuple(_at(entry, now) for entry in anything)
        case _:
            return what
