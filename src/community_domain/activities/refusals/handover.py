"""Why a child may not be handed over."""

from datetime import datetime

from ...kernel import Kind, MemberId, Refusal, refusal
from ..values import CollectorId, OccurrenceId

__all__ = [
    "AlreadyHandedOver",
    "CollectorExists",
    "CollectorNotAuthorised",
    "CollectorUnknown",
    "MayNotLeaveAlone",
    "StillTimeToCollect",
]


@refusal(
    "collector-not-authorised",
    kind=Kind.RULE,
    rule="R46",
    en="{collector} may not collect {member_id}: they are no guardian, and no guardian's word "
    "for them stands; call a guardian, who can authorise them.",
    zh="{collector} 不能接走 {member_id}：既非监护人，也无有效的监护人授权；请联系监护人授权。",
)
class CollectorNotAuthorised(Refusal):
    """A child goes with a guardian, or with whom a guardian named beforehand."""

    member_id: MemberId
    collector: str


@refusal(
    "may-not-leave-alone",
    kind=Kind.RULE,
    rule="R46",
    en="{member_id} may not leave alone: no guardian's consent to that stands; wait for somebody "
    "who may collect them, or call a guardian.",
    zh="{member_id} 不能自行离场：监护人未同意；请等候可接走孩子的人，或联系监护人。",
)
class MayNotLeaveAlone(Refusal):
    """A child goes alone only where a guardian agreed to it."""

    member_id: MemberId


@refusal(
    "already-handed-over",
    kind=Kind.CONFLICT,
    rule="R46",
    en="{member_id} left {occurrence_id} at {since} already, as was recorded then.",
    zh="{member_id} 已于 {since} 离开 {occurrence_id}，当时已有记录。",
)
class AlreadyHandedOver(Refusal):
    """A child is handed over once."""

    occurrence_id: OccurrenceId
    member_id: MemberId
    since: datetime


@refusal(
    "still-time-to-collect",
    kind=Kind.RULE,
    rule="R46",
    en="{member_id} may be collected from {occurrence_id} until {until}; wait until then.",
    zh="{member_id} 可在 {until} 前从 {occurrence_id} 接走；请等到那时。",
)
class StillTimeToCollect(Refusal):
    """It is too early to say that nobody came."""

    occurrence_id: OccurrenceId
    member_id: MemberId
    until: datetime


@refusal(
    "collector-exists",
    kind=Kind.CONFLICT,
    rule="R46",
    en="{collector_id} already stands for somebody else who may collect {member_id}; mint a new "
    "id.",
    zh="{collector_id} 已是另一位可接走 {member_id} 的人的编号；请换新编号。",
)
class CollectorExists(Refusal):
    """The id stands for somebody with another name."""

    member_id: MemberId
    collector_id: CollectorId


@refusal(
    "collector-unknown",
    kind=Kind.MISSING,
    rule="R46",
    en="Nobody under {collector_id} was ever named to collect {member_id}.",
    zh="从未有人以 {collector_id} 登记接走 {member_id}。",
)
class CollectorUnknown(Refusal):
    """There is nobody to say no to."""

    member_id: MemberId
    collector_id: CollectorId
