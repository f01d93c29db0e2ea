"""What may be wanted of checklists and inspections."""

from ...kernel import Command, InvalidValue, MemberId, Problem, bounded, command, personal
from ..values import Answer, ChecklistId, ChecklistItem, HazardId, InspectionId, ItemId, Site

__all__ = [
    "AnswerItem",
    "CompleteInspection",
    "PublishChecklist",
    "ReportFailedItem",
    "StartInspection",
    "WaiveItem",
]

ITEMS = 200
"""Items of one checklist; what takes more is two inspections."""
SITES = 50
"""Places of one inspection."""
INSPECTORS = 30
"""Members of one team; one decision looks at each of them."""


@command("safety.publish-checklist")
class PublishChecklist(Command):
    """Publish the first or the next version of a checklist; earlier ones stay as they are."""

    checklist_id: ChecklistId
    version: int = bounded(low=1, high=10_000)
    title: str = bounded(high=200)
    items: tuple[ChecklistItem, ...] = bounded(low=1, high=ITEMS)

    def __attrs_post_init__(self) -> None:
        if len({item.item_id for item in self.items}) < len(self.items):
            raise InvalidValue("items", f"{len(self.items)} items", Problem.REPEATED)


@command("safety.start-inspection")
class StartInspection(Command):
    """Send a team to look at places, by the version of a checklist that is in force."""

    inspection_id: InspectionId
    checklist_id: ChecklistId
    sites: tuple[Site, ...] = bounded(low=1, high=SITES)
    team: tuple[MemberId, ...] = bounded(low=1, high=INSPECTORS)


@command("safety.answer-item")
class AnswerItem(Command):
    """Say what was found of an item."""

    inspection_id: InspectionId
    item_id: ItemId
    member_id: MemberId
    """Who looked."""
    answer: Answer
    reason: str | None = None
    """Needed where the item does not apply."""

    def __attrs_post_init__(self) -> None:
        if self.answer is Answer.NOT_APPLICABLE and self.reason is None:
            raise InvalidValue("reason", "None", Problem.BLANK)


@command("safety.report-failed-item")
class ReportFailedItem(Command):
    """Say that an item failed, and report the hazard that was found."""

    inspection_id: InspectionId
    item_id: ItemId
    member_id: MemberId
    """Who looked."""
    hazard_id: HazardId
    what: str = personal(subject="member_id")
    site: Site


@command("safety.waive-item")
class WaiveItem(Command):
    """Let a failed item make no hazard, and say why."""

    inspection_id: InspectionId
    item_id: ItemId
    reason: str


@command("safety.complete-inspection")
class CompleteInspection(Command):
    """Say that everything was looked at."""

    inspection_id: InspectionId
