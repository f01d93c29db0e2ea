"""Why something about checklists and inspections may not happen."""

from ...kernel import Kind, MemberId, Refusal, refusal
from ..values import ChecklistId, InspectionId, ItemId

__all__ = [
    "ChecklistUnknown",
    "ChecklistVersionExists",
    "ChecklistVersionSkipped",
    "FailedItemsOpen",
    "InspectionComplete",
    "InspectionExists",
    "InspectionUnknown",
    "ItemNotFailed",
    "ItemSettled",
    "ItemUnknown",
    "ItemsUnanswered",
    "NotOnTeam",
    "SiteNotInspected",
    "TeamNeedsAdults",
]


@refusal(
    "checklist-unknown",
    kind=Kind.MISSING,
    en="There is no checklist {checklist_id}; publish it first.",
    zh="没有编号为 {checklist_id} 的检查清单；请先发布。",
)
class ChecklistUnknown(Refusal):
    """The community has no such checklist."""

    checklist_id: ChecklistId


@refusal(
    "checklist-version-exists",
    kind=Kind.CONFLICT,
    rule="R34",
    en="Version {version} of {checklist_id} is published and stays as it is; "
    "publish version {following}.",
    zh="检查清单 {checklist_id} 第 {version} 版已发布，不再改动；请发布第 {following} 版。",
)
class ChecklistVersionExists(Refusal):
    """A new version never alters an old one."""

    checklist_id: ChecklistId
    version: int
    following: int


@refusal(
    "checklist-version-skipped",
    kind=Kind.RULE,
    rule="R34",
    en="Version {version} of {checklist_id} would leave one out; publish version {following}.",
    zh="检查清单 {checklist_id} 不能跳至第 {version} 版；请发布第 {following} 版。",
)
class ChecklistVersionSkipped(Refusal):
    """Versions are counted from 1, and none is left out."""

    checklist_id: ChecklistId
    version: int
    following: int


@refusal(
    "inspection-unknown",
    kind=Kind.MISSING,
    en="There is no inspection {inspection_id}; start it first.",
    zh="没有编号为 {inspection_id} 的巡查；请先开始。",
)
class InspectionUnknown(Refusal):
    """The community has no such inspection."""

    inspection_id: InspectionId


@refusal(
    "inspection-exists",
    kind=Kind.CONFLICT,
    en="{inspection_id} already names another inspection; choose a new id.",
    zh="{inspection_id} 已是另一次巡查的编号；请换新编号。",
)
class InspectionExists(Refusal):
    """The id names an inspection of other places, by another list or team."""

    inspection_id: InspectionId


@refusal(
    "inspection-complete",
    kind=Kind.RULE,
    rule="R34",
    en="The inspection {inspection_id} is complete; start another one.",
    zh="巡查 {inspection_id} 已完成；请另行开始。",
)
class InspectionComplete(Refusal):
    """What a complete inspection says is not changed afterwards."""

    inspection_id: InspectionId


@refusal(
    "item-unknown",
    kind=Kind.MISSING,
    rule="R34",
    en="The inspection {inspection_id} goes by version {version} of {checklist_id}, "
    "which has no item {item_id}.",
    zh="巡查 {inspection_id} 依据检查清单 {checklist_id} 第 {version} 版，其中没有项目 {item_id}。",
)
class ItemUnknown(Refusal):
    """The items of an inspection are those of the version with which it started."""

    inspection_id: InspectionId
    item_id: ItemId
    checklist_id: ChecklistId
    version: int


@refusal(
    "not-on-team",
    kind=Kind.RULE,
    rule="R34",
    en="{member_id} is not of the team of {inspection_id}; one of the team has to look.",
    zh="{member_id} 不是巡查 {inspection_id} 的队员；须由队员查看。",
)
class NotOnTeam(Refusal):
    """Who was not sent did not look."""

    inspection_id: InspectionId
    member_id: MemberId


@refusal(
    "team-needs-adults",
    kind=Kind.RULE,
    rule="R7",
    en="{inspection_id} would have {minors} minors and {adults} adults; "
    "it takes an adult for every {per_adult} minors.",
    zh="巡查 {inspection_id} 将有 {minors} 名未成年人、{adults} 名成年人；"
    "每 {per_adult} 名未成年人须有一名成年人。",
)
class TeamNeedsAdults(Refusal):
    """Minors go with enough adults."""

    inspection_id: InspectionId
    minors: int
    adults: int
    per_adult: int


@refusal(
    "site-not-inspected",
    kind=Kind.RULE,
    rule="R34",
    en="{site} is none of the places of {inspection_id}; report the hazard by itself.",
    zh="{site} 不在巡查 {inspection_id} 的范围内；请另行上报隐患。",
)
class SiteNotInspected(Refusal):
    """An inspection finds what is where it looks."""

    inspection_id: InspectionId
    site: str
    """The id of the building, stairwell or other place."""


@refusal(
    "item-settled",
    kind=Kind.RULE,
    rule="R34",
    en="The failed item {item_id} of {inspection_id} has its hazard or waiver and stays so.",
    zh="巡查 {inspection_id} 的不合格项目 {item_id} 已有隐患或豁免，不再变动。",
)
class ItemSettled(Refusal):
    """What followed from a failed item is not taken back by another answer."""

    inspection_id: InspectionId
    item_id: ItemId


@refusal(
    "item-not-failed",
    kind=Kind.RULE,
    rule="R34",
    en="The item {item_id} of {inspection_id} did not fail; there is nothing to waive.",
    zh="巡查 {inspection_id} 的项目 {item_id} 并非不合格；无须豁免。",
)
class ItemNotFailed(Refusal):
    """Only a failed item needs a waiver."""

    inspection_id: InspectionId
    item_id: ItemId


@refusal(
    "items-unanswered",
    kind=Kind.RULE,
    rule="R34",
    en="{inspection_id} has no answer for {first} ({count} in all); answer them first.",
    zh="巡查 {inspection_id} 尚有 {count} 项未答，首先是 {first}；请先作答。",
)
class ItemsUnanswered(Refusal):
    """An inspection is complete when everything was looked at."""

    inspection_id: InspectionId
    count: int
    first: tuple[ItemId, ...]
    """Some of them, in the order of the checklist."""


@refusal(
    "failed-items-open",
    kind=Kind.RULE,
    rule="R34",
    en="{inspection_id} has neither hazard nor waiver for {first} ({count} in all), which failed; "
    "report or waive them.",
    zh="巡查 {inspection_id} 有 {count} 个不合格项目既无隐患也无豁免，首先是 {first}；"
    "请上报隐患或予以豁免。",
)
class FailedItemsOpen(Refusal):
    """What failed becomes a hazard, or somebody says why not."""

    inspection_id: InspectionId
    count: int
    first: tuple[ItemId, ...]
    """Some of them, in the order of the checklist."""
