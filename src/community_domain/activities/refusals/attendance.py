"""Why something about attendance may not happen."""

from datetime import datetime

from ...kernel import Kind, MemberId, Refusal, refusal
from ..values import OccurrenceId

__all__ = [
    "AlreadyCheckedIn",
    "AlreadyCheckedOut",
    "HasAttended",
    "NoNoShow",
    "NotCheckedIn",
    "NotOverYet",
    "NotSignedUp",
    "NotYetBegun",
    "OutsideOccurrence",
]


@refusal(
    "not-signed-up",
    kind=Kind.MISSING,
    rule="R25",
    en="{member_id} has no seat at {occurrence_id}; sign up first, or count heads.",
    zh="{member_id} 未报名 {occurrence_id}；请先报名，或按人数统计。",
)
class NotSignedUp(Refusal):
    """Only holders of a seat check in or fail to come."""

    occurrence_id: OccurrenceId
    member_id: MemberId


@refusal(
    "outside-occurrence",
    kind=Kind.RULE,
    rule="R24",
    en="Check-in at {occurrence_id} is from {opens} to {ends}, not at {at}.",
    zh="{occurrence_id} 的签到时间为 {opens} 至 {ends}，而非 {at}。",
)
class OutsideOccurrence(Refusal):
    """Nobody arrives before or after."""

    occurrence_id: OccurrenceId
    at: datetime
    opens: datetime
    ends: datetime


@refusal(
    "already-checked-in",
    kind=Kind.CONFLICT,
    rule="R24",
    en="{member_id} checked in at {occurrence_id} at {since} already.",
    zh="{member_id} 已于 {since} 在 {occurrence_id} 签到。",
)
class AlreadyCheckedIn(Refusal):
    """There is one check-in to an occurrence."""

    occurrence_id: OccurrenceId
    member_id: MemberId
    since: datetime


@refusal(
    "not-checked-in",
    kind=Kind.MISSING,
    rule="R24",
    en="{member_id} has not checked in at {occurrence_id}.",
    zh="{member_id} 尚未在 {occurrence_id} 签到。",
)
class NotCheckedIn(Refusal):
    """Who goes has come before."""

    occurrence_id: OccurrenceId
    member_id: MemberId


@refusal(
    "already-checked-out",
    kind=Kind.CONFLICT,
    rule="R24",
    en="{member_id} checked out of {occurrence_id} at {since} already.",
    zh="{member_id} 已于 {since} 从 {occurrence_id} 签退。",
)
class AlreadyCheckedOut(Refusal):
    """There is one check-out from an occurrence."""

    occurrence_id: OccurrenceId
    member_id: MemberId
    since: datetime


@refusal(
    "not-yet-begun",
    kind=Kind.RULE,
    rule="R25",
    en="{occurrence_id} begins at {begins}; nobody is there before.",
    zh="{occurrence_id} 于 {begins} 开始；此前无人到场。",
)
class NotYetBegun(Refusal):
    """It is too early to say who was there."""

    occurrence_id: OccurrenceId
    begins: datetime


@refusal(
    "not-over-yet",
    kind=Kind.RULE,
    rule="R25",
    en="{occurrence_id} ends at {ends}; wait until then.",
    zh="{occurrence_id} 于 {ends} 结束；请等到结束。",
)
class NotOverYet(Refusal):
    """It is too early to say who did not come."""

    occurrence_id: OccurrenceId
    ends: datetime


@refusal(
    "has-attended",
    kind=Kind.RULE,
    rule="R25",
    en="{member_id} was at {occurrence_id}; that is the one outcome.",
    zh="{member_id} 已到场 {occurrence_id}；结果只有一个。",
)
class HasAttended(Refusal):
    """Who was there is no no-show."""

    occurrence_id: OccurrenceId
    member_id: MemberId


@refusal(
    "no-no-show",
    kind=Kind.MISSING,
    rule="R25",
    en="No no-show of {member_id} at {occurrence_id} stands.",
    zh="{member_id} 在 {occurrence_id} 没有缺席记录。",
)
class NoNoShow(Refusal):
    """There is nothing to contest or to lift."""

    occurrence_id: OccurrenceId
    member_id: MemberId
