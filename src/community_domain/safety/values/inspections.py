"""Checklists, and what an inspection says of each of their items."""

from enum import StrEnum
from typing import NewType

from ...kernel import bounded, identifier, value

__all__ = ["Answer", "ChecklistId", "ChecklistItem", "InspectionId", "ItemId"]

ChecklistId = NewType("ChecklistId", str)
InspectionId = NewType("InspectionId", str)
ItemId = NewType("ItemId", str)
"""Names an item within its checklist, the same one in every version."""
identifier(ChecklistId, tag="checklist")
identifier(InspectionId, tag="inspection")


class Answer(StrEnum):
    """What was found of an item."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_APPLICABLE = "not-applicable"

    @property
    def zh(self) -> str:
        """What it is called in Chinese."""
        return {"passed": "合格", "failed": "不合格"}.get(self.value, "不适用")


@value
class ChecklistItem:
    """Something to look at."""

    item_id: ItemId
    words: str = bounded(high=500)
    """What must be so."""
