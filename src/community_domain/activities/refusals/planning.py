"""Why something about the plan may not happen."""

from datetime import datetime

from ...kernel import Kind, Refusal, refusal
from ..values import ActivityId, OccurrenceId

__all__ = [
    "ActivityExists",
    "ActivityUnknown",
    "OccurrenceExists",
    "OccurrenceOver",
    "OccurrenceUnknown",
]


@refusal(
    "activity-unknown",
    kind=Kind.MISSING,
    en="There is no activity {activity_id}; offer it first.",
    zh="没有编号为 {activity_id} 的活动；请先发布。",
)
class ActivityUnknown(Refusal):
    """The community offers no such activity."""

    activity_id: ActivityId


@refusal(
    "activity-exists",
    kind=Kind.CONFLICT,
    en="{activity_id} already names another activity; choose a new id.",
    zh="{activity_id} 已是另一项活动的编号；请换新编号。",
)
class ActivityExists(Refusal):
    """The id names an activity with another title."""

    activity_id: ActivityId


@refusal(
    "occurrence-unknown",
    kind=Kind.MISSING,
    en="There is no occurrence {occurrence_id}; schedule it first.",
    zh="没有编号为 {occurrence_id} 的场次；请先安排。",
)
class OccurrenceUnknown(Refusal):
    """The activity has no such date."""

    occurrence_id: OccurrenceId


@refusal(
    "occurrence-exists",
    kind=Kind.CONFLICT,
    en="{occurrence_id} already names another occurrence; choose a new id.",
    zh="{occurrence_id} 已是另一场次的编号；请换新编号。",
)
class OccurrenceExists(Refusal):
    """The id names an occurrence with other particulars."""

    occurrence_id: OccurrenceId


@refusal(
    "occurrence-over",
    kind=Kind.RULE,
    rule="R15",
    en="{occurrence_id} ended at {ended}; what is past is not changed.",
    zh="{occurrence_id} 已于 {ended} 结束；过去的场次不可更改。",
)
class OccurrenceOver(Refusal):
    """Past occurrences are immutable."""

    occurrence_id: OccurrenceId
    ended: datetime
