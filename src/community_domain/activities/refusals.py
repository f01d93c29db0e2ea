"""Why something about an activity may not happen."""

from datetime import datetime

from ..kernel import Kind, MemberId, Refusal, refusal
from .values import ActivityId, OccurrenceId, PartyId

__all__ = [
    "ActivityExists",
    "ActivityUnknown",
    "AlreadyBegun",
    "AlreadyCheckedIn",
    "AlreadyCheckedOut",
    "AlreadySignedUp",
    "HasAttended",
    "NoNoShow",
    "NotCheckedIn",
    "NotOverYet",
    "NotSignedUp",
    "NotYetBegun",
    "OccurrenceClosed",
    "OccurrenceExists",
    "OccurrenceOver",
    "OccurrenceUnknown",
    "OutsideOccurrence",
    "PartyExists",
    "PartyTooLarge",
    "SignUpClosed",
    "SignUpNotOpen",
    "WaitlistFull",
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


@refusal(
    "sign-up-not-open",
    kind=Kind.RULE,
    rule="R14",
    en="Sign-up for {occurrence_id} opens at {opens}.",
    zh="{occurrence_id} 的报名将于 {opens} 开始。",
)
class SignUpNotOpen(Refusal):
    """It is too early to sign up."""

    occurrence_id: OccurrenceId
    opens: datetime


@refusal(
    "sign-up-closed",
    kind=Kind.RULE,
    rule="R14",
    en="Sign-up for {occurrence_id} closed at {closed}.",
    zh="{occurrence_id} 的报名已于 {closed} 截止。",
)
class SignUpClosed(Refusal):
    """It is too late to sign up."""

    occurrence_id: OccurrenceId
    closed: datetime


@refusal(
    "occurrence-closed",
    kind=Kind.RULE,
    rule="R8",
    en="{occurrence_id} takes no sign-ups: its capacity is 0.",
    zh="{occurrence_id} 不接受报名：名额为 0。",
)
class OccurrenceClosed(Refusal):
    """A capacity of 0 means closed."""

    occurrence_id: OccurrenceId


@refusal(
    "waitlist-full",
    kind=Kind.RULE,
    rule="R11",
    en="{occurrence_id} is full, and so is its waitlist of {limit}.",
    zh="{occurrence_id} 名额已满，候补名单（{limit} 人）也已满。",
)
class WaitlistFull(Refusal):
    """The waitlist is bounded."""

    occurrence_id: OccurrenceId
    limit: int


@refusal(
    "already-signed-up",
    kind=Kind.CONFLICT,
    rule="R9",
    en="{member_id} has a seat at {occurrence_id} already, or waits for one; sign up the others.",
    zh="{member_id} 已报名或候补 {occurrence_id}；请为其他人报名。",
)
class AlreadySignedUp(Refusal):
    """One of the party is there already, with a seat or in line."""

    occurrence_id: OccurrenceId
    member_id: MemberId


@refusal(
    "party-exists",
    kind=Kind.CONFLICT,
    rule="R13",
    en="{party_id} already names another party of {occurrence_id}; choose a new id.",
    zh="{party_id} 已是 {occurrence_id} 另一同行组的编号；请换新编号。",
)
class PartyExists(Refusal):
    """The id names a party of other members."""

    occurrence_id: OccurrenceId
    party_id: PartyId


@refusal(
    "party-too-large",
    kind=Kind.RULE,
    rule="R13",
    en="{occurrence_id} has {capacity} seats in all, too few for a party of {size}.",
    zh="{occurrence_id} 共 {capacity} 个名额，容不下 {size} 人的同行组。",
)
class PartyTooLarge(Refusal):
    """However long they wait, they will not fit."""

    occurrence_id: OccurrenceId
    size: int
    capacity: int


@refusal(
    "already-begun",
    kind=Kind.RULE,
    rule="R14",
    en="{occurrence_id} began at {began}; a seat can be given up before that only.",
    zh="{occurrence_id} 已于 {began} 开始；只能在开始前退出。",
)
class AlreadyBegun(Refusal):
    """It is too late to withdraw."""

    occurrence_id: OccurrenceId
    began: datetime


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
