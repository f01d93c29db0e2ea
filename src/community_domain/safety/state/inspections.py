"""What decisions read about checklists and inspections."""

from ...kernel import State, folded, on, state
from ..events import (
    ChecklistPublished,
    InspectionCompleted,
    InspectionStarted,
    ItemAnswered,
    ItemWaived,
)
from ..values import Answer, ChecklistId, InspectionId, ItemId

__all__ = ["Checklist", "Inspection"]


@state
class Checklist(State):
    """A checklist in all its versions."""

    checklist_id: ChecklistId
    versions: dict[int, ChecklistPublished] = folded(factory=dict)

    ignores = {"Inspections go by a checklist and do not change it": (InspectionStarted,)}
    elsewhere = "Only publishing makes a version"

    @property
    def latest(self) -> ChecklistPublished | None:
        """The version in force; None while there is no such checklist."""
        return self.versions.get(len(self.versions))

    @on
    def published(self, event: ChecklistPublished) -> None:
        self.versions[event.version] = event


@state
class Inspection(State):
    """An inspection: what it looks at, and what it found."""

    inspection_id: InspectionId
    started: InspectionStarted | None = folded(None)
    """None while there is no such inspection."""
    answers: dict[ItemId, ItemAnswered] = folded(factory=dict)
    """The last one to each item."""
    waived: dict[ItemId, str] = folded(factory=dict)
    """The reasons."""
    complete: bool = folded(False)

    elsewhere = "An inspection found what it found, whatever becomes of that"

    @on
    def was_started(self, event: InspectionStarted) -> None:
        self.started = event

    @on
    def answered(self, event: ItemAnswered) -> None:
        self.answers[event.item_id] = event

    @on
    def item_waived(self, event: ItemWaived) -> None:
        self.waived[event.item_id] = event.reason

    @on
    def was_completed(self, event: InspectionCompleted) -> None:
        self.complete = True

    def is_settled(self, item_id: ItemId) -> bool:
        """Whether a failed item has its hazard or waiver (R34)."""
        answered = self.answers.get(item_id)
        return item_id in self.waived or (answered is not None and answered.hazard_id is not None)

    def unanswered(self) -> list[ItemId]:
        """Items of the pinned version without an answer, in the order of the checklist (R34)."""
        items = self.started.items if self.started else ()
        return [item.item_id for item in items if item.item_id not in self.answers]

    def failed_and_open(self) -> list[ItemId]:
        """Failed items with neither hazard nor waiver, in the order of the checklist (R34)."""
        items = self.started.items if self.started else ()
        failed = [item.item_id for item in items if self.has_failed(item.item_id)]
        return [item_id for item_id in failed if not self.is_settled(item_id)]

    def has_failed(self, item_id: ItemId) -> bool:
        """Whether the last answer to an item is that it failed."""
        answered = self.answers.get(item_id)
        return answered is not None and answered.answer is Answer.FAILED
