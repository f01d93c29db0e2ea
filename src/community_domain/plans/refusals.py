"""Why something about a plan of tasks may not happen."""

from datetime import date, datetime

from ..community.values import BuildingId
from ..kernel import Kind, Refusal, refusal
from .values import PlanId

__all__ = [
    "BuildingNotPlanned",
    "DayNotPlanned",
    "DayPassed",
    "DayPosted",
    "DaySkipped",
    "NotYetDue",
    "PlanExists",
    "PlanOver",
    "PlanUnknown",
]


@refusal(
    "plan-unknown",
    kind=Kind.MISSING,
    en="There is no plan {plan_id}; plan its tasks first.",
    zh="没有编号为 {plan_id} 的任务计划；请先制定。",
)
class PlanUnknown(Refusal):
    """Nothing recurs under the id."""

    plan_id: PlanId


@refusal(
    "plan-exists",
    kind=Kind.CONFLICT,
    en="{plan_id} already names a plan for other stairwells; choose a new id.",
    zh="{plan_id} 已是其他楼道任务计划的编号；请换新编号。",
)
class PlanExists(Refusal):
    """A plan stays with its building, or with all of them."""

    plan_id: PlanId


@refusal(
    "plan-over",
    kind=Kind.RULE,
    rule="R23",
    en="{plan_id} was ended; plan the tasks under a new id.",
    zh="任务计划 {plan_id} 已终止；请以新编号另行计划。",
)
class PlanOver(Refusal):
    """Ending a plan is for good."""

    plan_id: PlanId


@refusal(
    "building-not-planned",
    kind=Kind.RULE,
    en="{plan_id} is for stairwells of another building than {building_id}.",
    zh="任务计划 {plan_id} 不含楼栋 {building_id} 的楼道。",
)
class BuildingNotPlanned(Refusal):
    """A plan for one building posts nothing in others."""

    plan_id: PlanId
    building_id: BuildingId


@refusal(
    "day-not-planned",
    kind=Kind.RULE,
    rule="R15",
    en="{day} is no day of {plan_id}, or had begun before it was planned; post the task by hand.",
    zh="{day} 不在任务计划 {plan_id} 之内，或在计划制定前已开始；请单独发布任务。",
)
class DayNotPlanned(Refusal):
    """Tasks are posted on the days of the rule."""

    plan_id: PlanId
    day: date


@refusal(
    "not-yet-due",
    kind=Kind.RULE,
    rule="R15",
    en="{plan_id} has its tasks of {day} posted from {due} on.",
    zh="任务计划 {plan_id} 在 {day} 的任务自 {due} 起发布。",
)
class NotYetDue(Refusal):
    """What is posted early would be done early, or forgotten."""

    plan_id: PlanId
    day: date
    due: datetime


@refusal(
    "day-passed",
    kind=Kind.RULE,
    rule="R15",
    en="{plan_id} has gone on to {latest}; what was not posted on {day} is not posted any more.",
    zh="任务计划 {plan_id} 已进行到 {latest}；{day} 未发布的不再补发。",
)
class DayPassed(Refusal):
    """The past is not planned."""

    plan_id: PlanId
    day: date
    latest: date


@refusal(
    "day-skipped",
    kind=Kind.RULE,
    rule="R15",
    en="{plan_id} skips {day}: {reason}. Post the task by hand where it is needed after all.",
    zh="任务计划 {plan_id} 跳过 {day}：{reason}。如仍需要，请单独发布任务。",
)
class DaySkipped(Refusal):
    """An exception stands."""

    plan_id: PlanId
    day: date
    reason: str


@refusal(
    "day-posted",
    kind=Kind.CONFLICT,
    rule="R15",
    en="{plan_id} has tasks of {day} that are posted already; cancel those instead.",
    zh="任务计划 {plan_id} 在 {day} 的任务已发布；请改为取消这些任务。",
)
class DayPosted(Refusal):
    """What was posted is not skipped."""

    plan_id: PlanId
    day: date
