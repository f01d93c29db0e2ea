"""Stories in which the commands of plans have effect, one for each."""

from community_domain_testkit import BEGINNING

from community_domain.activities import Recurrence
from community_domain.plans import EndTaskPlan, PlanId, PlanTasks, PostPlannedTasks, SkipPlannedDay
from tests.doings import BUILDING, CLOCK, HOUR, PEOPLE, Example

__all__ = ["EXAMPLES"]

# Somebody has what they were not told of, as where no process follows the marking.
CLEARING, DAY = PlanId("clearing"), (BEGINNING + 24 * HOUR).date()
PLAN_TASKS = PlanTasks(CLEARING, "Clear it", Recurrence(DAY, 1, count=3), "00:00")
TASKS_PLANNED = PEOPLE.and_done(PLAN_TASKS)
POST_PLANNED = PostPlannedTasks(CLEARING, DAY, BUILDING)

EXAMPLES = (
    Example(PEOPLE, PLAN_TASKS),
    Example(TASKS_PLANNED, POST_PLANNED, CLOCK, BEGINNING + 24 * HOUR),
    Example(TASKS_PLANNED, SkipPlannedDay(CLEARING, DAY, "rain")),
    Example(TASKS_PLANNED, EndTaskPlan(CLEARING)),
)
