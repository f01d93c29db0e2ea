"""Why something about recognition may not happen."""

from ..kernel import Kind, MemberId, Refusal, refusal
from ..service.values import EntryId
from .values import CommendationId, ThanksId, TransferId

__all__ = [
    "AlreadyAwarded",
    "AlreadyReturned",
    "BelowFloor",
    "CommendationExists",
    "CommendationUnknown",
    "NotIssued",
    "NothingToAward",
    "OwnCommendation",
    "PointsToOneself",
    "ThanksExist",
    "ThanksToOneself",
    "TransferExists",
    "TransferUnknown",
]


@refusal(
    "thanks-exist",
    kind=Kind.CONFLICT,
    en="{thanks_id} already names other thanks; choose a new id.",
    zh="{thanks_id} 已是另一则致谢的编号；请换新编号。",
)
class ThanksExist(Refusal):
    """The id names thanks with other words."""

    thanks_id: ThanksId


@refusal(
    "thanks-to-oneself",
    kind=Kind.RULE,
    en="{member_id} cannot thank themselves.",
    zh="{member_id} 不能向自己致谢。",
)
class ThanksToOneself(Refusal):
    """Thanks are for another."""

    member_id: MemberId


@refusal(
    "commendation-unknown",
    kind=Kind.MISSING,
    en="There is no commendation {commendation_id}.",
    zh="没有编号为 {commendation_id} 的表彰。",
)
class CommendationUnknown(Refusal):
    """The community gave no such commendation."""

    commendation_id: CommendationId


@refusal(
    "commendation-exists",
    kind=Kind.CONFLICT,
    en="{commendation_id} already names another commendation; choose a new id.",
    zh="{commendation_id} 已是另一项表彰的编号；请换新编号。",
)
class CommendationExists(Refusal):
    """The id names a commendation with other particulars."""

    commendation_id: CommendationId


@refusal(
    "own-commendation",
    kind=Kind.RULE,
    en="{member_id} cannot commend themselves.",
    zh="{member_id} 不能表彰自己。",
)
class OwnCommendation(Refusal):
    """It is the community that commends, by the word of another."""

    member_id: MemberId


@refusal(
    "transfer-unknown",
    kind=Kind.MISSING,
    en="There is no transfer {transfer_id}.",
    zh="没有编号为 {transfer_id} 的积分转移。",
)
class TransferUnknown(Refusal):
    """No points moved under that id."""

    transfer_id: TransferId


@refusal(
    "transfer-exists",
    kind=Kind.CONFLICT,
    en="{transfer_id} already names another transfer; choose a new id.",
    zh="{transfer_id} 已是另一笔积分转移的编号；请换新编号。",
)
class TransferExists(Refusal):
    """The id names a transfer with other particulars."""

    transfer_id: TransferId


@refusal(
    "points-to-oneself",
    kind=Kind.RULE,
    rule="R37",
    en="{member_id} cannot give points to themselves.",
    zh="{member_id} 不能给自己积分。",
)
class PointsToOneself(Refusal):
    """A transfer has two ends, and another than the taker decides on it."""

    member_id: MemberId


@refusal(
    "below-floor",
    kind=Kind.RULE,
    rule="R37",
    en="{member_id} has {balance} points and is to part with {points}; "
    "a balance stays at {floor} or above.",
    zh="{member_id} 现有积分 {balance}，须转出 {points}；余额不得低于 {floor}。",
)
class BelowFloor(Refusal):
    """No member parts with more than there is to part with."""

    member_id: MemberId
    balance: int
    points: int
    floor: int


@refusal(
    "not-issued",
    kind=Kind.RULE,
    rule="R37",
    en="{transfer_id} did not come from the treasury; only what was issued is returned to it.",
    zh="{transfer_id} 并非由积分库发放；只有发放的积分可退回。",
)
class NotIssued(Refusal):
    """What members give each other is theirs."""

    transfer_id: TransferId


@refusal(
    "already-returned",
    kind=Kind.RULE,
    rule="R37",
    en="{transfer_id} was returned by {returned_by} already.",
    zh="{transfer_id} 已由 {returned_by} 退回。",
)
class AlreadyReturned(Refusal):
    """A mistake is mended once."""

    transfer_id: TransferId
    returned_by: TransferId


@refusal(
    "already-awarded",
    kind=Kind.CONFLICT,
    rule="R29",
    en="{entry_id} was awarded points for by {transfer_id} already.",
    zh="{entry_id} 已由 {transfer_id} 发放积分。",
)
class AlreadyAwarded(Refusal):
    """An entry is awarded once."""

    entry_id: EntryId
    transfer_id: TransferId


@refusal(
    "nothing-to-award",
    kind=Kind.RULE,
    rule="R29",
    en="{minutes} minutes of {entry_id} are worth less than one point.",
    zh="{entry_id} 的 {minutes} 分钟不足一分。",
)
class NothingToAward(Refusal):
    """A transfer moves a positive number of points."""

    entry_id: EntryId
    minutes: int
