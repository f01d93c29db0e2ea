"""Why something about series, or about a date that changes, may not happen."""

from ...kernel import Kind, Refusal, refusal
from ..values import OccurrenceId, SeriesId

__all__ = ["HasSignUps", "OccurrenceCalledOff", "SeriesExists", "SeriesUnknown", "TooManyDates"]


@refusal(
    "series-unknown",
    kind=Kind.MISSING,
    en="There is no series {series_id}; plan it first.",
    zh="没有编号为 {series_id} 的系列活动；请先计划。",
)
class SeriesUnknown(Refusal):
    """Nothing recurs under the id."""

    series_id: SeriesId


@refusal(
    "series-exists",
    kind=Kind.CONFLICT,
    en="{series_id} already names a series of another activity; choose a new id.",
    zh="{series_id} 已是另一项活动的系列编号；请换新编号。",
)
class SeriesExists(Refusal):
    """A series stays with its activity."""

    series_id: SeriesId


@refusal(
    "too-many-dates",
    kind=Kind.RULE,
    rule="R15",
    en="More than {most} dates of {series_id} lie in that stretch; take a shorter one.",
    zh="该时段内 {series_id} 的场次超过 {most} 个；请缩短时段。",
)
class TooManyDates(Refusal):
    """A stretch is brought in line in one decision."""

    series_id: SeriesId
    most: int


@refusal(
    "has-sign-ups",
    kind=Kind.RULE,
    rule="R15",
    en="{number} have signed up for {occurrence_id}; cancel it and schedule another.",
    zh="{occurrence_id} 已有 {number} 人报名；请取消该场次并另行安排。",
)
class HasSignUps(Refusal):
    """People plan with a date."""

    occurrence_id: OccurrenceId
    number: int


@refusal(
    "occurrence-called-off",
    kind=Kind.RULE,
    rule="R23",
    en="{occurrence_id} was cancelled; that is final.",
    zh="{occurrence_id} 已取消，不可恢复。",
)
class OccurrenceCalledOff(Refusal):
    """Cancelling is terminal."""

    occurrence_id: OccurrenceId
