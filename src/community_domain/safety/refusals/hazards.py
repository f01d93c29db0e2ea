"""Why something about a hazard may not happen."""

from datetime import datetime

from ...kernel import Kind, MemberId, Refusal, refusal
from ..values import HazardId, HazardStage, ReferenceId, Severity, SourceId

__all__ = [
    "EvidenceFromBefore",
    "EvidenceFromLater",
    "HazardExists",
    "HazardNotClosed",
    "HazardNotOpen",
    "HazardUnknown",
    "MergedIntoItself",
    "MinorsOnSevereHazard",
    "MinorsWithoutAdult",
    "RectifiedTooEarly",
    "RectifiersVerify",
    "ReferenceImported",
    "WrongStage",
]


@refusal(
    "hazard-unknown",
    kind=Kind.MISSING,
    en="There is no hazard {hazard_id}; report it first.",
    zh="没有编号为 {hazard_id} 的隐患；请先上报。",
)
class HazardUnknown(Refusal):
    """The community has no such hazard."""

    hazard_id: HazardId


@refusal(
    "hazard-exists",
    kind=Kind.CONFLICT,
    en="{hazard_id} already names another hazard; choose a new id.",
    zh="{hazard_id} 已是另一处隐患的编号；请换新编号。",
)
class HazardExists(Refusal):
    """The id names a hazard with other particulars."""

    hazard_id: HazardId


@refusal(
    "reference-imported",
    kind=Kind.CONFLICT,
    rule="R33",
    en="{reference_id} of {source_id} was imported as {hazard_id}; say what is new under that id.",
    zh="来源 {source_id} 的 {reference_id} 已导入为 {hazard_id}；请以该编号更新。",
)
class ReferenceImported(Refusal):
    """One record from elsewhere is one hazard."""

    source_id: SourceId
    reference_id: ReferenceId
    hazard_id: HazardId


@refusal(
    "wrong-stage",
    kind=Kind.RULE,
    rule="R33",
    en="{hazard_id} is {stage}; this is for a hazard that is {wanted}.",
    zh="隐患 {hazard_id} 处于“{stage}”；此操作适用于“{wanted}”的隐患。",
)
class WrongStage(Refusal):
    """A hazard goes its way step by step."""

    hazard_id: HazardId
    stage: HazardStage
    wanted: tuple[HazardStage, ...]


@refusal(
    "hazard-not-closed",
    kind=Kind.RULE,
    rule="R33",
    en="{recurs} is {stage}; what is not closed does not come again, so report it as itself.",
    zh="隐患 {recurs} 处于“{stage}”；未销号的不算复发，请单独上报。",
)
class HazardNotClosed(Refusal):
    """Only what is over can come again."""

    recurs: HazardId
    stage: HazardStage


@refusal(
    "hazard-not-open",
    kind=Kind.RULE,
    rule="R33",
    en="{into} is {stage}; merge {hazard_id} into one that is still dealt with.",
    zh="隐患 {into} 处于“{stage}”；请将 {hazard_id} 并入尚在处理的隐患。",
)
class HazardNotOpen(Refusal):
    """Nothing is merged into what was rejected, merged itself, or closed: so there is no circle."""

    hazard_id: HazardId
    into: HazardId
    stage: HazardStage


@refusal(
    "merged-into-itself",
    kind=Kind.RULE,
    rule="R33",
    en="{hazard_id} cannot be merged into itself.",
    zh="隐患 {hazard_id} 不能并入自身。",
)
class MergedIntoItself(Refusal):
    """The smallest of circles."""

    hazard_id: HazardId


@refusal(
    "minors-without-adult",
    kind=Kind.RULE,
    rule="R33",
    en="Only minors would rectify {hazard_id}; let an adult go with them.",
    zh="隐患 {hazard_id} 仅由未成年人处理；须有成年人同行。",
)
class MinorsWithoutAdult(Refusal):
    """A minor works on a hazard beside an adult of the team."""

    hazard_id: HazardId


@refusal(
    "minors-on-severe-hazard",
    kind=Kind.RULE,
    rule="R33",
    en="{hazard_id} is {severity}, and {member_id} is under age; let adults rectify it.",
    zh="隐患 {hazard_id} 为“{severity}”，而 {member_id} 未成年；须由成年人处理。",
)
class MinorsOnSevereHazard(Refusal):
    """No minor works on what is severe, whoever goes with them."""

    hazard_id: HazardId
    severity: Severity
    member_id: MemberId


@refusal(
    "rectified-too-early",
    kind=Kind.RULE,
    rule="R33",
    en="{hazard_id} is said to be rectified at {rectified_at}; it was assigned at {assigned_at}.",
    zh="隐患 {hazard_id} 称于 {rectified_at} 整改，而派办时刻为 {assigned_at}。",
)
class RectifiedTooEarly(Refusal):
    """Nobody rectified a hazard before it was theirs."""

    hazard_id: HazardId
    rectified_at: datetime
    assigned_at: datetime


@refusal(
    "evidence-from-later",
    kind=Kind.RULE,
    rule="R33",
    en="Evidence about {hazard_id} is dated {at}, which is still to come; it is now {now}.",
    zh="隐患 {hazard_id} 的佐证日期 {at} 尚未到来；现在是 {now}。",
)
class EvidenceFromLater(Refusal):
    """What shows that a danger is gone is there when it is shown."""

    hazard_id: HazardId
    at: datetime
    now: datetime


@refusal(
    "evidence-from-before",
    kind=Kind.RULE,
    rule="R33",
    en="{closer_id} rectified {hazard_id}, or lives with who did; add evidence from after "
    "{rectified_at}, when it was done.",
    zh="隐患 {hazard_id} 由 {closer_id} 本人或同户成员整改；请补充 {rectified_at} 整改之后的佐证。",
)
class EvidenceFromBefore(Refusal):
    """Who closes their own work shows what it looks like afterwards."""

    hazard_id: HazardId
    closer_id: MemberId
    rectified_at: datetime


@refusal(
    "rectifiers-verify",
    kind=Kind.RULE,
    rule="R33",
    en="{verifier_id} rectified {hazard_id}, or lives with who did; let another verify it.",
    zh="隐患 {hazard_id} 由 {verifier_id} 本人或同户成员整改；须由他人核验。",
)
class RectifiersVerify(Refusal):
    """Nobody who rectified a hazard, and nobody who lives with one who did, verifies it."""

    hazard_id: HazardId
    verifier_id: MemberId
