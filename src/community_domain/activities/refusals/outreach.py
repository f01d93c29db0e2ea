"""Why something about outreach may not happen."""

from datetime import datetime

from ...kernel import Kind, MemberId, Refusal, refusal
from ..values import OutreachId

__all__ = [
    "NoLittleTeacher",
    "OutreachExists",
    "OutreachNotOver",
    "OutreachUnknown",
    "OwnOutreach",
]


@refusal(
    "outreach-exists",
    kind=Kind.CONFLICT,
    en="{outreach_id} already names another outreach; choose a new id.",
    zh="{outreach_id} 已是另一次宣讲的编号；请换新编号。",
)
class OutreachExists(Refusal):
    """The id names an outreach that was told otherwise."""

    outreach_id: OutreachId


@refusal(
    "outreach-unknown",
    kind=Kind.MISSING,
    en="There is no outreach {outreach_id}; tell of it first.",
    zh="没有编号为 {outreach_id} 的宣讲；请先登记。",
)
class OutreachUnknown(Refusal):
    """Nothing was told under the id."""

    outreach_id: OutreachId


@refusal(
    "outreach-not-over",
    kind=Kind.RULE,
    en="{outreach_id} lasts until {ends}; tell of it when it is over.",
    zh="{outreach_id} 将持续至 {ends}；请在结束后登记。",
)
class OutreachNotOver(Refusal):
    """It is too early to say how many were reached."""

    outreach_id: OutreachId
    ends: datetime


@refusal(
    "no-little-teacher",
    kind=Kind.RULE,
    en="{member_id} is not enrolled as a little teacher; have a guardian enrol them.",
    zh="{member_id} 不是小先生；请由监护人登记。",
)
class NoLittleTeacher(Refusal):
    """Outreach is what little teachers do; others may speak as they like."""

    member_id: MemberId


@refusal(
    "own-outreach",
    kind=Kind.RULE,
    en="{member_id} cannot confirm an outreach of their own; ask a tutor or a coordinator.",
    zh="{member_id} 不能确认自己的宣讲；请由辅导员或负责人确认。",
)
class OwnOutreach(Refusal):
    """Another person says that it was so."""

    member_id: MemberId
