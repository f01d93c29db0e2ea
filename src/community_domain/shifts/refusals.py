"""Why something about shifts may not happen.

Long because it is a table: one entry for each refusal, in both languages.
"""

from datetime import date, datetime

from ..kernel import Kind, MemberId, Refusal, refusal
from .values import PositionId, ShiftId

__all__ = [
    "AlreadyOnDuty",
    "AlreadyOnShift",
    "AlreadyWent",
    "DutyHasBegun",
    "NoAbsence",
    "NotOnDuty",
    "NotOnShift",
    "NothingToOverride",
    "OutsidePermittedHours",
    "OutsideShift",
    "PositionExists",
    "PositionUnknown",
    "RestTooShort",
    "ShiftCalledOff",
    "ShiftExists",
    "ShiftFull",
    "ShiftNotOver",
    "ShiftOver",
    "ShiftUnknown",
    "SkillMissing",
    "StandInNotAsked",
    "TooFewAdults",
    "TooLongADay",
    "TooLongOnEnd",
    "TooManyHours",
    "TooYoungForPosition",
    "WasOnDuty",
]


@refusal(
    "position-unknown",
    kind=Kind.MISSING,
    en="There is no position {position_id}; define it first.",
    zh="没有编号为 {position_id} 的岗位；请先设置。",
)
class PositionUnknown(Refusal):
    """The community has no such kind of work."""

    position_id: PositionId


@refusal(
    "position-exists",
    kind=Kind.CONFLICT,
    en="{position_id} already names another position; choose a new id.",
    zh="{position_id} 已是另一岗位的编号；请换新编号。",
)
class PositionExists(Refusal):
    """The id names a position with other particulars."""

    position_id: PositionId


@refusal(
    "shift-unknown",
    kind=Kind.MISSING,
    en="There is no shift {shift_id}; schedule it first.",
    zh="没有编号为 {shift_id} 的班次；请先安排。",
)
class ShiftUnknown(Refusal):
    """No such shift is planned."""

    shift_id: ShiftId


@refusal(
    "shift-exists",
    kind=Kind.CONFLICT,
    en="{shift_id} already names another shift; choose a new id.",
    zh="{shift_id} 已是另一班次的编号；请换新编号。",
)
class ShiftExists(Refusal):
    """The id names a shift with other particulars."""

    shift_id: ShiftId


@refusal(
    "shift-over",
    kind=Kind.RULE,
    rule="R21",
    en="{shift_id} ended at {ended}; nobody is put on it or taken off it any more.",
    zh="{shift_id} 已于 {ended} 结束；人员安排不可再更改。",
)
class ShiftOver(Refusal):
    """What is past is not planned anew."""

    shift_id: ShiftId
    ended: datetime


@refusal(
    "shift-called-off",
    kind=Kind.RULE,
    rule="R23",
    en="{shift_id} was cancelled; that is final.",
    zh="{shift_id} 已取消，不可恢复。",
)
class ShiftCalledOff(Refusal):
    """Cancelling is terminal."""

    shift_id: ShiftId


@refusal(
    "shift-full",
    kind=Kind.RULE,
    rule="R19",
    en="{shift_id} has all the {most} it takes.",
    zh="{shift_id} 的 {most} 人已满。",
)
class ShiftFull(Refusal):
    """Every place is taken."""

    shift_id: ShiftId
    most: int


@refusal(
    "skill-missing",
    kind=Kind.RULE,
    rule="R19",
    en="{member_id} lacks for {shift_id}, on that day: all of {all_of}; one of {any_of}.",
    zh="{member_id} 当日缺少 {shift_id} 所需技能：须全部具备 {all_of}；须具备其一 {any_of}。",
)
class SkillMissing(Refusal):
    """A position can ask for skills, all of some and one of others."""

    shift_id: ShiftId
    member_id: MemberId
    all_of: tuple[str, ...]
    """Those that are missing of the ones that are all needed."""
    any_of: tuple[str, ...]
    """Those of which one would do, where none is there."""


@refusal(
    "too-young-for-position",
    kind=Kind.RULE,
    rule="R7",
    en="{shift_id} is open from {youngest} years of age; {member_id} is younger on that day.",
    zh="{shift_id} 须年满 {youngest} 岁；{member_id} 当日未满。",
)
class TooYoungForPosition(Refusal):
    """A position can be closed to the young."""

    shift_id: ShiftId
    member_id: MemberId
    youngest: int


@refusal(
    "outside-permitted-hours",
    kind=Kind.RULE,
    rule="R7",
    en="{member_id} is a minor; all of {shift_id} must lie between {earliest} and {latest}, "
    "local time.",
    zh="{member_id} 为未成年人；{shift_id} 须全部在当地时间 {earliest} 至 {latest} 之间。",
)
class OutsidePermittedHours(Refusal):
    """Minors work in the daytime, on each local day that the shift touches."""

    shift_id: ShiftId
    member_id: MemberId
    earliest: str
    latest: str


@refusal(
    "too-long-a-day",
    kind=Kind.RULE,
    rule="R7",
    en="{member_id} is a minor and would be on duty for more than {minutes} minutes on {day}.",
    zh="{member_id} 为未成年人，{day} 的服务时间将超过 {minutes} 分钟。",
)
class TooLongADay(Refusal):
    """A minor's minutes on one local day are capped."""

    member_id: MemberId
    day: date
    minutes: int


@refusal(
    "too-few-adults",
    kind=Kind.RULE,
    rule="R7",
    en="From {since} there are too few adults on duty at {shift_id}: one for {minors} minors.",
    zh="自 {since} 起 {shift_id} 的成年人不足：每 {minors} 名未成年人须有一名成年人。",
)
class TooFewAdults(Refusal):
    """Minors are never without an accountable adult."""

    shift_id: ShiftId
    since: datetime
    minors: int


@refusal(
    "too-many-hours",
    kind=Kind.RULE,
    rule="R20",
    en="{member_id} would be on duty for more than {hours} hours within 24.",
    zh="{member_id} 在 24 小时内的服务时间将超过 {hours} 小时。",
)
class TooManyHours(Refusal):
    """An adult's hours in any 24 are limited."""

    member_id: MemberId
    hours: int


@refusal(
    "rest-too-short",
    kind=Kind.RULE,
    rule="R20",
    en="{member_id} would have less than {hours} hours of rest between two days.",
    zh="{member_id} 两日之间的休息将不足 {hours} 小时。",
)
class RestTooShort(Refusal):
    """An adult rests between days."""

    member_id: MemberId
    hours: int


@refusal(
    "too-long-on-end",
    kind=Kind.RULE,
    rule="R20",
    en="{member_id} would be on duty without a pause for more than {minutes} minutes.",
    zh="{member_id} 连续服务将超过 {minutes} 分钟。",
)
class TooLongOnEnd(Refusal):
    """A block without a pause obeys the strictest limit of the positions it touches."""

    member_id: MemberId
    minutes: int


@refusal(
    "nothing-to-override",
    kind=Kind.RULE,
    rule="R22",
    en="{member_id} can take {shift_id} without an override.",
    zh="{member_id} 无需破例即可参加 {shift_id}。",
)
class NothingToOverride(Refusal):
    """An override is for what stands in the way."""

    shift_id: ShiftId
    member_id: MemberId


@refusal(
    "not-on-shift",
    kind=Kind.MISSING,
    rule="R21",
    en="{member_id} is not on {shift_id}; take the shift first.",
    zh="{member_id} 不在 {shift_id} 班次上；请先报班。",
)
class NotOnShift(Refusal):
    """Only holders hand over, come, or fail to come."""

    shift_id: ShiftId
    member_id: MemberId


@refusal(
    "already-on-shift",
    kind=Kind.CONFLICT,
    rule="R21",
    en="{member_id} is on {shift_id} already and cannot stand in there.",
    zh="{member_id} 已在 {shift_id} 班次上，不能再替班。",
)
class AlreadyOnShift(Refusal):
    """A stand-in is somebody else."""

    shift_id: ShiftId
    member_id: MemberId


@refusal(
    "stand-in-not-asked",
    kind=Kind.MISSING,
    rule="R21",
    en="{member_id} has not asked {stand_in_id} to stand in at {shift_id}.",
    zh="{member_id} 未请 {stand_in_id} 在 {shift_id} 替班。",
)
class StandInNotAsked(Refusal):
    """Nobody takes a shift away from its holder."""

    shift_id: ShiftId
    member_id: MemberId
    stand_in_id: MemberId


@refusal(
    "duty-has-begun",
    kind=Kind.RULE,
    rule="R25",
    en="{member_id} came to {shift_id} at {since}; who leaves early checks out.",
    zh="{member_id} 已于 {since} 到 {shift_id} 出勤；提前离开请签退。",
)
class DutyHasBegun(Refusal):
    """Having been there is the one outcome of who has arrived."""

    shift_id: ShiftId
    member_id: MemberId
    since: datetime


@refusal(
    "outside-shift",
    kind=Kind.RULE,
    rule="R24",
    en="Check-in at {shift_id} is from {opens} to {ends}, not at {at}.",
    zh="{shift_id} 的签到时间为 {opens} 至 {ends}，而非 {at}。",
)
class OutsideShift(Refusal):
    """Nobody arrives before or after."""

    shift_id: ShiftId
    at: datetime
    opens: datetime
    ends: datetime


@refusal(
    "already-on-duty",
    kind=Kind.CONFLICT,
    rule="R24",
    en="{member_id} came to {shift_id} at {since} already.",
    zh="{member_id} 已于 {since} 到 {shift_id} 出勤。",
)
class AlreadyOnDuty(Refusal):
    """There is one check-in to a shift."""

    shift_id: ShiftId
    member_id: MemberId
    since: datetime


@refusal(
    "not-on-duty",
    kind=Kind.MISSING,
    rule="R24",
    en="{member_id} has not come to {shift_id}.",
    zh="{member_id} 尚未到 {shift_id} 出勤。",
)
class NotOnDuty(Refusal):
    """Who goes has come before."""

    shift_id: ShiftId
    member_id: MemberId


@refusal(
    "already-went",
    kind=Kind.CONFLICT,
    rule="R24",
    en="{member_id} went from {shift_id} at {since} already.",
    zh="{member_id} 已于 {since} 从 {shift_id} 签退。",
)
class AlreadyWent(Refusal):
    """There is one check-out from a shift."""

    shift_id: ShiftId
    member_id: MemberId
    since: datetime


@refusal(
    "shift-not-over",
    kind=Kind.RULE,
    rule="R25",
    en="{shift_id} ends at {ends}; wait until then.",
    zh="{shift_id} 于 {ends} 结束；请等到结束。",
)
class ShiftNotOver(Refusal):
    """It is too early to say who did not come."""

    shift_id: ShiftId
    ends: datetime


@refusal(
    "was-on-duty",
    kind=Kind.RULE,
    rule="R25",
    en="{member_id} came to {shift_id}; that is the one outcome.",
    zh="{member_id} 已到 {shift_id} 出勤；结果只有一个。",
)
class WasOnDuty(Refusal):
    """Who was there was not absent."""

    shift_id: ShiftId
    member_id: MemberId


@refusal(
    "no-absence",
    kind=Kind.MISSING,
    rule="R25",
    en="No absence of {member_id} at {shift_id} stands.",
    zh="{member_id} 在 {shift_id} 没有缺勤记录。",
)
class NoAbsence(Refusal):
    """There is nothing to contest or to lift."""

    shift_id: ShiftId
    member_id: MemberId
