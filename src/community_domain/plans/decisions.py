"""Planning tasks that recur, posting what is due, skipping days, and ending plans."""

from collections.abc import Iterator

from ..community.refusals import PlaceUnknown
from ..community.state import Places
from ..kernel import Context, Event, Read, decides, replaced, system
from ..members.policies import coordinator_of_building
from .commands import EndTaskPlan, PlanTasks, PostPlannedTasks, SkipPlannedDay
from .events import PlannedDaySkipped, TaskPlanEnded, TasksPlanned
from .policies import (
    coordinator_of_plan,
    must_be_due,
    must_be_planned,
    planned_tasks,
    tasks_posted,
)
from .refusals import BuildingNotPlanned, DayPosted, PlanExists, PlanOver, PlanUnknown
from .state import TaskPlan

__all__ = [
    "end_task_plan",
    "plan_tasks",
    "post_planned_tasks",
    "skip_planned_day",
]


@decides(by=coordinator_of_building)
def plan_tasks(command: PlanTasks, context: Context, read: Read) -> Iterator[Event]:
    """Let a task recur; a plan that is there recurs otherwise from now on (R15)."""
    plan = read(TaskPlan(command.plan_id))
    new = TasksPlanned(
        command.plan_id,
        command.title,
        command.recurrence,
        command.begins,
        command.most,
        tuple(dict.fromkeys(command.evidence)),
        command.service,
        command.building_id,
        context.at,
    )
    if plan.ended:
        raise PlanOver(command.plan_id)
    if plan.planned is not None and plan.planned.building_id != command.building_id:
        raise PlanExists(command.plan_id)
    if plan.planned is not None and replaced(plan.planned, since=context.at) == new:
        return
    if command.building_id is not None and command.building_id not in read(Places()).buildings:
        raise PlaceUnknown(command.building_id)
    yield new


@decides(by=coordinator_of_building | system)
def post_planned_tasks(command: PostPlannedTasks, context: Context, read: Read) -> Iterator[Event]:
    """Post a task for each stairwell of a building, from the hour of a day on, once (R15)."""
    plan, planned = planned_tasks(command.plan_id, read)
    day, building_id = command.day, command.building_id
    if building_id in plan.posted.get(day, ()):
        return
    if planned.building_id not in (None, building_id):
        raise BuildingNotPlanned(command.plan_id, building_id)
    if building_id not in read(Places()).buildings:
        raise PlaceUnknown(building_id)
    must_be_due(plan, planned, day, context, read)
    if command.after is None or plan.paused.get((day, building_id)) == command.after:
        yield from tasks_posted(planned, day, building_id, command.after, read)


@decides(by=coordinator_of_plan)
def skip_planned_day(command: SkipPlannedDay, context: Context, read: Read) -> Iterator[Event]:
    """Let a day have no tasks, unless it has some, also when the plan changes (R15)."""
    plan, planned = planned_tasks(command.plan_id, read)
    if command.day in plan.skipped:
        return
    if command.day in plan.posted:
        raise DayPosted(command.plan_id, command.day)
    must_be_planned(planned, command.day, context, read)
    yield PlannedDaySkipped(command.plan_id, command.day, command.reason)


@decides(by=coordinator_of_plan)
def end_task_plan(command: EndTaskPlan, context: Context, read: Read) -> Iterator[Event]:
    """End a plan for good; the tasks that were posted go on (R23)."""
    plan = read(TaskPlan(command.plan_id))
    if plan.planned is None:
        raise PlanUnknown(command.plan_id)
    if not plan.ended:
        yield TaskPlanEnded(command.plan_id)
