"""What decisions read about plans of tasks."""

from datetime import date, datetime, timedelta

from ..community.values import BuildingId, StairwellId
from ..kernel import State, folded, local_date, on, state, wall_time
from .events import (
    PlannedDayPosted,
    PlannedDaySkipped,
    PlannedTaskPosted,
    PostingPaused,
    TaskPlanEnded,
    TasksPlanned,
)
from .values import PlanId

__all__ = ["TaskPlan", "has_day", "latest_day"]

A_DAY = timedelta(days=1)


@state
class TaskPlan(State):
    """A plan of tasks, what was posted of it, and what is skipped.

    It holds a day for each building, not a task for each stairwell: those are found by their ids.
    """

    plan_id: PlanId
    planned: TasksPlanned | None = folded(None)
    posted: dict[date, dict[BuildingId, None]] = folded(factory=dict)
    """The buildings that have all tasks of a day."""
    paused: dict[tuple[date, BuildingId], StairwellId] = folded(factory=dict)
    """Behind which stairwell posting goes on."""
    skipped: dict[date, str] = folded(factory=dict)
    """Why."""
    ended: bool = folded(False)

    ignores = {"A day has all its tasks, or goes on": (PlannedTaskPosted,)}
    elsewhere = "Only what is planned recurs"

    @on
    def tasks_planned(self, event: TasksPlanned) -> None:
        self.planned = event

    @on
    def posting_paused(self, event: PostingPaused) -> None:
        self.paused[event.day, event.building_id] = event.after

    @on
    def day_posted(self, event: PlannedDayPosted) -> None:
        self.paused.pop((event.day, event.building_id), None)
        self.posted.setdefault(event.day, {})[event.building_id] = None

    @on
    def day_skipped(self, event: PlannedDaySkipped) -> None:
        self.skipped[event.day] = event.reason

    @on
    def was_ended(self, event: TaskPlanEnded) -> None:
        self.ended = True


def has_day(planned: TasksPlanned, day: date, key: str) -> bool:
    """Whether a day is one of the plan, which had not begun when it was planned (R15)."""
    by_the_rule = planned.recurrence.latest(day) == day
    return by_the_rule and wall_time(day, planned.begins, key) >= planned.since


def latest_day(planned: TasksPlanned, at: datetime, key: str) -> date | None:
    """The last day of a plan that has begun by the wall clock of the place, or None (R15)."""
    day = planned.recurrence.latest(local_date(at, key))
    while day is not None and wall_time(day, planned.begins, key) > at:
        day = planned.recurrence.latest(day - A_DAY)
    return day if day is not None and has_day(planned, day, key) else None
