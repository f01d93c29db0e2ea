"""Why somebody may not do risky work, or not say what they say of it."""

from datetime import date

from ..kernel import Kind, MemberId, Refusal, refusal

__all__ = [
    "InsuranceMissing",
    "NotRisky",
    "OwnProtection",
    "RiskNotAcknowledged",
    "RiskToldAnew",
    "RiskyForMinors",
    "TrainingMissing",
]


@refusal(
    "not-risky",
    kind=Kind.MISSING,
    rule="R45",
    en="Nothing is told of a risk of {work}; mark it first.",
    zh="{work} 未标注风险；请先标注。",
)
class NotRisky(Refusal):
    """Only a risk that is told can be acknowledged."""

    work: str
    """The id of a position or of a task."""


@refusal(
    "risk-told-anew",
    kind=Kind.CONFLICT,
    rule="R45",
    en="Version {version} of the risk of {work} is not what is told now; read version {current}.",
    zh="{work} 的风险告知第 {version} 版已非现行版本；请阅读第 {current} 版。",
)
class RiskToldAnew(Refusal):
    """Other words were told since, or were not told yet."""

    work: str
    version: int
    current: int


@refusal(
    "risk-not-acknowledged",
    kind=Kind.RULE,
    rule="R45",
    en="{member_id} has not acknowledged the risk of {work}; let them read version {version}.",
    zh="{member_id} 尚未确认知悉 {work} 的风险；请先阅读第 {version} 版告知。",
)
class RiskNotAcknowledged(Refusal):
    """Nobody does risky work who was not told what is told of it now."""

    member_id: MemberId
    work: str
    version: int


@refusal(
    "risky-for-minors",
    kind=Kind.RULE,
    rule="R45",
    en="{member_id} is under age then; {work} is risky, and risky work is for adults.",
    zh="{member_id} 届时未成年；{work} 有风险，须由成年人承担。",
)
class RiskyForMinors(Refusal):
    """Work fits age: no minor does risky work, whoever agrees to it."""

    member_id: MemberId
    work: str


@refusal(
    "training-missing",
    kind=Kind.RULE,
    rule="R45",
    en="{member_id} lacks for {work} on {day}: {missing}; record the training.",
    zh="{member_id} 在 {day} 缺少 {work} 所需培训：{missing}；请登记培训。",
)
class TrainingMissing(Refusal):
    """Each training that risky work takes counts on the day."""

    member_id: MemberId
    work: str
    day: date
    """The first of the days."""
    missing: tuple[str, ...]


@refusal(
    "insurance-missing",
    kind=Kind.RULE,
    rule="R45",
    en="{member_id} is not insured for {work} on {day}; record an insurance that covers it.",
    zh="{member_id} 在 {day} 承担 {work} 没有有效保险；请登记覆盖当日的保险。",
)
class InsuranceMissing(Refusal):
    """Where risky work takes an insurance, each day of it is covered."""

    member_id: MemberId
    work: str
    day: date
    """The first of the days."""


@refusal(
    "own-protection",
    kind=Kind.RULE,
    rule="R45",
    en="{member_id} does not record their own training or insurance; another coordinator does.",
    zh="{member_id} 不能登记自己的培训或保险；须由另一位负责人登记。",
)
class OwnProtection(Refusal):
    """Somebody else has seen the proof."""

    member_id: MemberId
