"""Why something about rounds of notices may not happen."""

from ...community.values import StairwellId
from ...kernel import Kind, Refusal, refusal
from ..values import NoticeRoundId

__all__ = [
    "NoStairwells",
    "NoticeHangsThere",
    "NoticeRoundComplete",
    "NoticeRoundExists",
    "NoticeRoundUnknown",
    "StairwellNotInRound",
    "StairwellsWithoutNotice",
]


@refusal(
    "notice-round-unknown",
    kind=Kind.MISSING,
    en="There is no round of notices {notice_round_id}; open it first.",
    zh="没有编号为 {notice_round_id} 的宣传通知轮次；请先开启。",
)
class NoticeRoundUnknown(Refusal):
    """The community has no such round of notices."""

    notice_round_id: NoticeRoundId


@refusal(
    "notice-round-exists",
    kind=Kind.CONFLICT,
    en="{notice_round_id} already names another round of notices; choose a new id.",
    zh="{notice_round_id} 已是另一轮宣传通知的编号；请换新编号。",
)
class NoticeRoundExists(Refusal):
    """The id names a round with another topic, or of other stairwells."""

    notice_round_id: NoticeRoundId


@refusal(
    "notice-round-complete",
    kind=Kind.RULE,
    rule="R35",
    en="The round of notices {notice_round_id} is complete; open another one.",
    zh="宣传通知轮次 {notice_round_id} 已完成；请另开一轮。",
)
class NoticeRoundComplete(Refusal):
    """What a complete round says is not changed afterwards."""

    notice_round_id: NoticeRoundId


@refusal(
    "stairwell-not-in-round",
    kind=Kind.RULE,
    rule="R35",
    en="The round of notices {notice_round_id} is for the stairwells of {building_id}, "
    "and {stairwell_id} is in another building.",
    zh="宣传通知轮次 {notice_round_id} 仅限楼栋 {building_id}；楼道 {stairwell_id} 属于另一楼栋。",
)
class StairwellNotInRound(Refusal):
    """A round for one building takes no others' stairwells."""

    notice_round_id: NoticeRoundId
    stairwell_id: StairwellId
    building_id: str


@refusal(
    "notice-hangs-there",
    kind=Kind.RULE,
    rule="R35",
    en="A notice of {notice_round_id} hangs in {stairwell_id}; it needs no exception.",
    zh="{notice_round_id} 的宣传通知已张贴于 {stairwell_id}；无须例外。",
)
class NoticeHangsThere(Refusal):
    """What has proof needs no exception."""

    notice_round_id: NoticeRoundId
    stairwell_id: StairwellId


@refusal(
    "stairwells-without-notice",
    kind=Kind.RULE,
    rule="R35",
    en="{notice_round_id} has neither notice nor exception for {first} ({count} in all); "
    "post there, or say why not.",
    zh="{notice_round_id} 尚有 {count} 个楼道既无通知也无例外，首先是 {first}；请张贴或说明理由。",
)
class StairwellsWithoutNotice(Refusal):
    """A round is complete when every stairwell there is was told."""

    notice_round_id: NoticeRoundId
    count: int
    first: tuple[StairwellId, ...]
    """Some of them, in the order in which they were added."""


@refusal(
    "no-stairwells",
    kind=Kind.RULE,
    rule="R35",
    en="The round of notices {notice_round_id} has no stairwells to be posted in; add them first.",
    zh="宣传通知轮次 {notice_round_id} 没有可张贴的楼道；请先添加楼道。",
)
class NoStairwells(Refusal):
    """A round that told nobody is not complete."""

    notice_round_id: NoticeRoundId
