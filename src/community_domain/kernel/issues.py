"""Commands as somebody issues them, and what became of them."""

from datetime import datetime
from typing import TypedDict

import attrs

from .commands import Command
from .envelopes import Context, Recorded, System
from .events import Event
from .identifiers import ID_PATTERN, CommandId, MemberId
from .refusals import Hint, Problem
from .values import checked_text, wrong

__all__ = ["FOLLOW_UP", "How", "Issue", "Outcome", "must_be_id", "must_be_issuable"]

FOLLOW_UP = "--"
"""Stands in the ids of follow-ups, behind the id of the command they follow; in no other."""
COMMAND_ID_LIMIT = 90
"""Characters of a command id, so that its follow-ups' ids fit too."""


class How(TypedDict, total=False):
    """The circumstances under which a command is issued, where the defaults do not do."""

    at: datetime
    """The instant of the decision (aware); without it the clock tells."""
    command_id: str
    """Names this wish: sent twice it has one effect. Without it one is made."""
    reason: str
    """Why, where the log should say so."""
    on_behalf_of: MemberId
    """The member for whom the actor acts, when the command does not show it."""


@attrs.frozen
class Issue:
    """A command as somebody issues it."""

    command: Command
    context: Context
    command_id: CommandId
    live: bool = False
    """The instant comes from a live clock, which may lag a little behind the log."""


@attrs.frozen
class Outcome:
    """What a command led to."""

    command_id: CommandId
    recorded: tuple[Recorded[Event], ...]
    """Its own events; those of follow-up commands carry its id as their correlation."""
    repeated: bool = False
    """The command had been decided before; this is what was recorded then."""

    @property
    def events(self) -> tuple[Event, ...]:
        """The events alone."""
        return tuple(recorded.event for recorded in self.recorded)


def must_be_issuable(issue: Issue) -> None:
    """Refuse ids that are none, or that follow-ups might have, and a reason that says nothing.

    Raises:
        InvalidValue: Which of them, and what is wrong with it.
    """
    if not isinstance(issue, Issue):  # pyright: ignore[reportUnnecessaryIsInstance] - beginners
        raise TypeError(f"{issue!r} is no Issue; say community.acting(member).execute(command)")
    context, command_id = issue.context, issue.command_id
    must_be_id("command_id", command_id)
    if FOLLOW_UP in command_id or len(command_id) > COMMAND_ID_LIMIT:
        hint = Hint(
            f"At most {COMMAND_ID_LIMIT} characters, without {FOLLOW_UP}.",
            f"最多 {COMMAND_ID_LIMIT} 个字符，不含 {FOLLOW_UP}。",
        )
        raise wrong("command_id", command_id, Problem.NOT_AN_ID, hint)
    if type(context.actor) is not System:
        must_be_id("actor", context.actor)
    if context.on_behalf_of is not None:
        must_be_id("on_behalf_of", context.on_behalf_of)
    for field in ("correlation_id", "causation_id"):
        if (given := getattr(context, field)) is not None:
            must_be_id(field, given)
    if context.reason is not None:
        checked_text(context.reason, "reason")


def must_be_id(field: str, given: object) -> None:
    """Refuse what is no id."""
    if not (isinstance(given, str) and ID_PATTERN.fullmatch(given)):
        raise wrong(field, given, Problem.NOT_AN_ID)
