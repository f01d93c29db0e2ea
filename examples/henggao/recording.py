"""The steps of the story are executed, day by day; every night time asks for what is due.

Command ids count the steps, so a second run finds everything recorded. What the clock issues has an
id made of the wish itself, and is due no longer once it was done.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from itertools import groupby

from community_domain import (
    AllDeadlines,
    CommandId,
    Community,
    Context,
    Issue,
    System,
    local_date,
)

from .chapters import steps
from .steps import Scene, Step

__all__ = ["Night", "nights", "record"]

CLOCK = System("clock")
NIGHT = time(23)
TOGETHER = 500
"""Commands in one transaction."""
SETTLED = timedelta(days=3)
"""So long after the last day time is asked once more: every seat has its outcome by then."""
Night = tuple[datetime, list[Issue]]
"""When time is asked, and what was wanted since the last time."""


def nights(scene: Scene) -> list[Night]:
    """The story's commands, each under an id that is the same in every run."""
    told = steps(scene)
    issues = (_issued(number, step) for number, step in enumerate(told, 1))
    days = groupby(issues, key=lambda issue: _day(scene, issue.context.at))
    nights = [(scene.at(day, NIGHT), list(of_day)) for day, of_day in days]
    last, _ = nights[-1]
    return [*nights, (last + SETTLED, [])]


def record(community: Community, told: Sequence[Night], advance: Callable[[int], None]) -> int:
    """Execute everything in order.

    Args:
        community: Where.
        told: What; see `nights`.
        advance: Called with so many more commands done.

    Returns:
        How many events were added; none for commands that were recorded before.

    Raises:
        Refusal: The log holds something else.
    """
    before, deadlines = community.log.head().position, community.domain.deadlines()
    for night, issues in told:
        for start in range(0, len(issues), TOGETHER):
            batch = issues[start : start + TOGETHER]
            community.execute_all(batch)
            advance(len(batch))
        community.execute_all(list(_due(community, deadlines, night)))
    return community.log.head().position - before


def _due(community: Community, deadlines: AllDeadlines, night: datetime) -> Iterator[Issue]:
    """What time asks for, once it has seen what is recorded."""
    for recorded in community.log.read(after=deadlines.position):
        deadlines.see(recorded)
    for command in deadlines.due(night):
        name = sha256(repr(command).encode()).hexdigest()[:32]
        yield Issue(command, Context(night, CLOCK), CommandId(f"clock-{name}"))


def _day(scene: Scene, at: datetime) -> date:
    return local_date(at, scene.facts.neighbourhood.zone)


def _issued(number: int, step: Step) -> Issue:
    return Issue(step.command, Context(step.at, step.actor), CommandId(f"step-{number}"))
