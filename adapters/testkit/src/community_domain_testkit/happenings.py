"""What a story is made of: one thing after the other, and what each has to do with the end."""

from collections.abc import Iterable
from datetime import datetime
from enum import Enum
from typing import cast

import attrs

from community_domain import (
    Actor,
    Command,
    CommandId,
    Context,
    Domain,
    Event,
    Issue,
    MemberId,
    command,
)

from .words import in_words

__all__ = ["Bearing", "Happening", "RecordAsGiven", "in_lines", "must_be_said"]


@command("testkit.record-as-given")
class RecordAsGiven(Command):
    """Stands in the envelope of events that a story simply states."""


class Bearing(Enum):
    """What something that happened has to do with the decision."""

    SCENE = ""
    """It may be read or not."""
    REASON = "because "
    """It must be read."""
    ASIDE = "beside "
    """It must not be read."""


@attrs.frozen(eq=False)
class Happening:
    """One thing that happened before, or the command in question."""

    what: Event | Command
    at: datetime
    by: Actor
    reason: str | None = None
    on_behalf_of: MemberId | None = None
    bearing: Bearing = Bearing.SCENE

    def issue(self, command_id: str) -> Issue:
        """The command as it is issued."""
        context = Context(self.at, self.by, self.on_behalf_of, self.reason)
        return Issue(cast(Command, self.what), context, CommandId(command_id))

    def __str__(self) -> str:
        who = f"{self.by}: " if isinstance(self.what, Command) else ""
        why = f" because {self.reason!r}" if self.reason else ""
        return f"{in_words(self.at)}  {self.bearing.value}{who}{in_words(self.what)}{why}"


def must_be_said(what: object, domain: Domain) -> None:
    """Let a story tell nothing that its domain cannot say.

    Raises:
        TypeError: It is neither an event nor a command of the domain; it says what to do.
    """
    name = type(what).__name__
    match what:
        case Event():
            domain.demand_known([what])
        case Command():
            domain.decision(type(what))
        case tuple() | list():
            raise TypeError(f"a {name} is told one by one: put a star before it")
        case type():
            raise TypeError(f"{what.__name__} is a type; tell one of it, with its fields")
        case _:
            raise TypeError(f"a {name} is neither an event nor a command")


def in_lines(label: str, steps: Iterable[Happening]) -> list[str]:
    """A line for each step."""
    return [f"{label}  {step}" for step in steps]
