"""What happened on inspections. The names are storage formats: they never change."""

from ...community.values import BuildingId
from ...kernel import Event, MemberId, event
from ..values import Answer, ChecklistId, ChecklistItem, HazardId, InspectionId, ItemId, Site

__all__ = [
    "ChecklistPublished",
    "InspectionCompleted",
    "InspectionStarted",
    "ItemAnswered",
    "ItemWaived",
]


@event("safety.checklist-published")
class ChecklistPublished(Event):
    """From now on inspections go by this version of a checklist."""

    checklist_id: ChecklistId
    version: int
    """Counted from 1."""
    title: str
    items: tuple[ChecklistItem, ...]


@event("safety.inspection-started")
class InspectionStarted(Event):
    """A team goes and looks; by which items does not change any more."""

    inspection_id: InspectionId
    checklist_id: ChecklistId
    version: int
    items: tuple[ChecklistItem, ...]
    """Those of that version, word for word."""
    sites: tuple[Site, ...]
    building_id: BuildingId | None
    """The building that all of it is in, if it is one."""
    team: tuple[MemberId, ...]


@event("safety.item-answered")
class ItemAnswered(Event):
    """One of the team looked; the last answer counts."""

    inspection_id: InspectionId
    item_id: ItemId
    member_id: MemberId
    """Who looked."""
    answer: Answer
    reason: str | None
    hazard_id: HazardId | None
    """The hazard that was reported with it, if one was."""
    site: Site | None
    """Where that is."""


@event("safety.item-waived")
class ItemWaived(Event):
    """A failed item makes no hazard."""

    inspection_id: InspectionId
    item_id: ItemId
    reason: str


@event("safety.inspection-completed")
class InspectionCompleted(Event):
    """Every item has its answer, and every failed one its hazard or waiver."""

    inspection_id: InspectionId
    passed: int
    hazards: int
    """Failed items that made one."""
    waived: int
    """Failed items that made none."""
    not_applicable: int
