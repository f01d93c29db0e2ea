"""What may be wanted of plans of tasks."""

from datetime import date

from ..activities.values import Recurrence
from ..community.values import BuildingId, StairwellId
from ..kernel import Command, InvalidValue, Problem, bounded, command, wall_clock
from ..tasks.values import EvidenceKind
from .values import PlanId

__all__ = ["EndTaskPlan", "PlanTasks", "PostPlannedTasks", "SkipPlannedDay"]

PERFORMERS = 1_000
"""More people than this do not share a task."""
ID_LENGTH = 50
"""Characters of a plan's id: there is room for day and stairwell in those of its tasks."""


@command("plan.plan-tasks")
class PlanTasks(Command):
    """Let a task recur in every stairwell, or recur otherwise from now on."""

    plan_id: PlanId
    title: str = bounded(high=200)
    recurrence: Recurrence
    begins: str = wall_clock(example="09:00")
    """What the clocks of the place show when the tasks of a day are posted."""
    most: int = bounded(low=1, high=PERFORMERS, default=1)
    """So many persons may have each task at most."""
    evidence: tuple[EvidenceKind, ...] = bounded(high=len(EvidenceKind), default=())
    """The kinds of evidence that have to be handed in."""
    service: bool = False
    """It is volunteer service, which can earn hours."""
    building_id: BuildingId | None = None
    """Whose stairwells; those of the whole community where it is none."""

    def __attrs_post_init__(self) -> None:
        if len(self.plan_id) > ID_LENGTH:
            raise InvalidValue("plan_id", self.plan_id[:ID_LENGTH], Problem.TOO_LONG)


@command("plan.post-tasks")
class PostPlannedTasks(Command):
    """Post what is due on a day in the stairwells of a building."""

    plan_id: PlanId
    day: date
    building_id: BuildingId
    after: StairwellId | None = None
    """Go on behind this stairwell, where it was left off."""


@command("plan.skip-day")
class SkipPlannedDay(Command):
    """Post nothing on a day of a plan, and say why."""

    plan_id: PlanId
    day: date
    reason: str


@command("plan.end")
class EndTaskPlan(Command):
    """Let a task recur no longer, for good."""

    plan_id: PlanId
