"""What happened about plans of tasks. The names are storage formats: they never change."""

from datetime import date, datetime

from ..activities.values import Recurrence
from ..community.values import BuildingId, StairwellId
from ..kernel import Event, event
from ..tasks.values import EvidenceKind, TaskId
from .values import PlanId

__all__ = [
    "PlannedDayPosted",
    "PlannedDaySkipped",
    "PlannedTaskPosted",
    "PostingPaused",
    "TaskPlanEnded",
    "TasksPlanned",
]


@event("plan.tasks-planned")
class TasksPlanned(Event):
    """A task recurs by a rule in every stairwell; a later plan under the id replaces it."""

    plan_id: PlanId
    title: str
    recurrence: Recurrence
    begins: str
    """What the clocks of the place show when the tasks of a day are posted."""
    most: int
    """So many persons may have each task at most."""
    evidence: tuple[EvidenceKind, ...]
    """The kinds of evidence that have to be handed in."""
    service: bool
    """It is volunteer service, which can earn hours."""
    building_id: BuildingId | None
    """Whose stairwells; those of the whole community where it is none."""
    since: datetime
    """What had begun by then is no day of the plan."""


@event("plan.task-posted")
class PlannedTaskPosted(Event):
    """A task stands for a stairwell and a day of a plan."""

    plan_id: PlanId
    day: date
    building_id: BuildingId
    stairwell_id: StairwellId
    task_id: TaskId


@event("plan.posting-paused")
class PostingPaused(Event):
    """A building has more stairwells than one decision looks at; it goes on behind this one."""

    plan_id: PlanId
    day: date
    building_id: BuildingId
    after: StairwellId


@event("plan.day-posted")
class PlannedDayPosted(Event):
    """Every stairwell that a building has now has its task of a day."""

    plan_id: PlanId
    day: date
    building_id: BuildingId


@event("plan.day-skipped")
class PlannedDaySkipped(Event):
    """Nothing is posted on a day of a plan, however it is planned anew."""

    plan_id: PlanId
    day: date
    reason: str


@event("plan.ended")
class TaskPlanEnded(Event):
    """Nothing is posted any more; what was posted stays."""

    plan_id: PlanId
