"""Who runs a plan of tasks, which day is due, and what its tasks are called."""

from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from typing import Any

from ..community.state import Places, Settings
from ..community.values import BuildingId, ScopeKind, StairwellId
from ..kernel import Context, Event, Read, Right, wall_time
from ..members.policies import role_within
from ..members.values import COORDINATOR
from ..tasks.events import TaskPosted
from ..tasks.state import Task
from ..tasks.values import TaskId
from .events import PlannedDayPosted, PlannedTaskPosted, PostingPaused, TasksPlanned
from .refusals import DayNotPlanned, DayPassed, DaySkipped, NotYetDue, PlanOver, PlanUnknown
from .state import TaskPlan, has_day, latest_day
from .values import PlanId

__all__ = [
    "STAIRWELLS",
    "coordinator_of_plan",
    "must_be_due",
    "must_be_planned",
    "planned_tasks",
    "task_of",
    "tasks_posted",
]

STAIRWELLS = 48
"""More than this are more than one decision reads, which looks at a task for each."""
LONGEST_ID = 100
"""Characters of an id."""
DIGITS = 32


def _building_of_plan(subject: Any, read: Read) -> BuildingId | None:
    planned = read(TaskPlan(subject.plan_id)).planned
    return planned.building_id if planned else None


coordinator_of_plan = Right(
    "a coordinator of the plan's building",
    "该任务计划所属楼栋的负责人",
    role_within(COORDINATOR, ScopeKind.BUILDING, _building_of_plan),
    ("plan_id",),
)
"""A coordinator of the community, or of the building whose stairwells are planned for."""


def planned_tasks(plan_id: PlanId, read: Read) -> tuple[TaskPlan, TasksPlanned]:
    """A plan that goes on, and what is planned.

    Raises:
        PlanUnknown: There is none.
        PlanOver: It was ended.
    """
    plan = read(TaskPlan(plan_id))
    if plan.planned is None:
        raise PlanUnknown(plan_id)
    if plan.ended:
        raise PlanOver(plan_id)
    return plan, plan.planned


def must_be_planned(planned: TasksPlanned, day: date, context: Context, read: Read) -> None:
    """Refuse what is no day of a plan, and a day behind which the plan has gone on (R15)."""
    key = read(Settings()).zone
    if not has_day(planned, day, key):
        raise DayNotPlanned(planned.plan_id, day)
    latest = latest_day(planned, context.at, key)
    if latest is not None and latest > day:
        raise DayPassed(planned.plan_id, day, latest)


def must_be_due(
    plan: TaskPlan, planned: TasksPlanned, day: date, context: Context, read: Read
) -> None:
    """Refuse a day that is skipped, not planned, passed, or not yet begun (R15)."""
    if day in plan.skipped:
        raise DaySkipped(plan.plan_id, day, plan.skipped[day])
    must_be_planned(planned, day, context, read)
    due = wall_time(day, planned.begins, read(Settings()).zone)
    if context.at < due:
        raise NotYetDue(plan.plan_id, day, due)


def task_of(plan_id: PlanId, day: date, stairwell_id: StairwellId) -> TaskId:
    """The id of the task that stands for a stairwell and a day of a plan.

    Where the stairwell's own id is too long to be part of it, it has the digest of that.
    """
    name = f"{plan_id}-{day:%Y%m%d}-{stairwell_id}"
    if len(name) > LONGEST_ID:
        name = f"{plan_id}-{day:%Y%m%d}-{sha256(stairwell_id.encode()).hexdigest()[:DIGITS]}"
    return TaskId(name)


def tasks_posted(
    planned: TasksPlanned, day: date, building_id: BuildingId, after: str | None, read: Read
) -> Iterator[Event]:
    """A task for each stairwell that is there now behind another, as many as one decision reads.

    An id that names another task already is passed over.
    """
    places = read(Places()).stairwells.items()
    here = sorted(one for one, (where, _) in places if where == building_id and one > (after or ""))
    names = {task_of(planned.plan_id, day, one): one for one in here[:STAIRWELLS]}
    for task in read.each(Task(name) for name in names):
        if task.posted is None:
            yield _posted(planned, task.task_id)
            stairwell_id = names[task.task_id]
            yield PlannedTaskPosted(planned.plan_id, day, building_id, stairwell_id, task.task_id)
    if len(here) > STAIRWELLS:
        yield PostingPaused(planned.plan_id, day, building_id, here[STAIRWELLS - 1])
    else:
        yield PlannedDayPosted(planned.plan_id, day, building_id)


def _posted(planned: TasksPlanned, task_id: TaskId) -> TaskPosted:
    what = (planned.title, planned.most, planned.evidence, planned.service)
    return TaskPosted(task_id, *what, None)
