"""Steps: what was issued, told so exactly that it can be issued again, with or without the rest.

A `Move` says what somebody wishes in relation to what happened; a step is what it came to: commands
with their actors, instants and ids. A story is a sequence of steps.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from enum import Enum

import attrs

from community_domain import (
    Actor,
    Command,
    CommandId,
    Context,
    Event,
    Issue,
    MemberId,
    Outcome,
    Refusal,
    tags_of,
)

from .words import ToldShortly, in_words

__all__ = [
    "Step",
    "Story",
    "Way",
    "briefly",
    "commands_in",
    "issued",
    "lines_of",
    "together",
    "without",
]


class Way(Enum):
    """How the commands of a step are issued."""

    ALONE = "one after the other"
    ALL = "together, all or nothing"
    EACH = "together, each for itself"
    """In one transaction; for an application these are requests that arrive at the same time."""


@attrs.frozen(repr=False)
class Step(ToldShortly):
    """Commands that are issued, in one way."""

    issues: tuple[Issue, ...]
    way: Way = Way.ALONE

    def __repr__(self) -> str:
        lines = [_in_words(issue) for issue in self.issues]
        return lines[0] if len(lines) == 1 else "\n    ".join([f"{self.way.value}:", *lines])


Story = tuple[Step, ...]


def issued(  # noqa: PLR0913 - the wish and its id; the circumstances by keyword
    command_id: str,
    command: Command,
    *,
    by: Actor,
    at: datetime,
    on_behalf_of: str | None = None,
    reason: str | None = None,
) -> Issue:
    """A command as somebody issued it.

    Args:
        command_id: Names the wish.
        command: What is wanted.
        by: Who issues it.
        at: The instant of the decision, aware.
        on_behalf_of: The member for whom, where the command does not show it.
        reason: Why, where the log should say so.
    """
    whom = MemberId(on_behalf_of) if on_behalf_of is not None else None
    return Issue(command, Context(at, by, whom, reason), CommandId(command_id))


def together(*issues: Issue, way: Way = Way.EACH) -> Step:
    """Commands that were issued together.

    Args:
        issues: What was issued.
        way: Each for itself, or all or nothing.
    """
    return Step(issues, way)


def commands_in(story: Sequence[Step]) -> int:
    """How many commands a story has."""
    return sum(len(step.issues) for step in story)


def without(story: Sequence[Step], first: int, last: int) -> Story:
    """The story without some of its commands.

    Args:
        story: The steps.
        first: The number of the first command to leave out, counted over all steps from 0.
        last: The number of the first one behind that stays.
    """
    return tuple(_kept(story, set(range(first, last))))


def briefly(result: Outcome | Refusal) -> str:
    """What came of a command, in a few words."""
    if isinstance(result, Refusal):
        return f"refused, {result.code}"
    return ", ".join(map(_event, result.events)) or "nothing"


def lines_of(story: Sequence[Step]) -> Iterator[str]:
    """The steps in words, numbered from 1."""
    known: set[CommandId] = set()
    for number, step in enumerate(story, 1):
        ids = {issue.command_id for issue in step.issues}
        again = "" if known.isdisjoint(ids) else " (under an id that was used before)"
        known |= ids
        yield f"{number:3}  {step!r}{again}"


def _kept(story: Sequence[Step], left_out: set[int]) -> Iterator[Step]:
    number = 0
    for step in story:
        numbered = enumerate(step.issues, number)
        issues = tuple(issue for at, issue in numbered if at not in left_out)
        number += len(step.issues)
        if issues:
            yield attrs.evolve(step, issues=issues)


def _in_words(issue: Issue) -> str:
    context = issue.context
    why = f" because {context.reason!r}" if context.reason else ""
    return f"{in_words(context.at)}  {context.actor}: {in_words(issue.command)}{why}"


def _event(event: Event) -> str:
    """The type of an event, and whom and what it is about."""
    names = [tag.partition(":")[2] or tag for tag in tags_of(event)]
    return f"{type(event).__name__}({', '.join(names)})"
