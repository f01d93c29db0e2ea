"""Inspections: what each team was asked to look at, what it found, and what became of it."""

from collections.abc import Mapping

import attrs

from community_domain import Event, Recorded
from community_domain.safety import (
    Answer,
    HazardId,
    InspectionCompleted,
    InspectionId,
    InspectionStarted,
    ItemAnswered,
    ItemId,
    ItemWaived,
)

from .folding import Handler, Projection

__all__ = ["Findings", "Inspections"]


@attrs.frozen
class Findings:
    """What an inspection has found so far."""

    started: InspectionStarted
    answers: Mapping[ItemId, ItemAnswered]
    """The last answer to each item."""
    waived: Mapping[ItemId, str]
    """Why a failed item makes no hazard."""
    complete: bool = False

    @property
    def failed(self) -> tuple[ItemId, ...]:
        """The items that failed, waived or not."""
        answers = self.answers.values()
        return tuple(one.item_id for one in answers if one.answer is Answer.FAILED)

    @property
    def hazards(self) -> tuple[HazardId, ...]:
        """The hazards that were reported with an answer that stands."""
        found = (one.hazard_id for one in self.answers.values())
        return tuple(hazard_id for hazard_id in found if hazard_id is not None)

    @property
    def unanswered(self) -> tuple[ItemId, ...]:
        """The items at which nobody has looked yet."""
        items = self.started.items
        return tuple(one.item_id for one in items if one.item_id not in self.answers)


@attrs.define
class Inspections(Projection):
    """Every inspection in the order of starting."""

    findings: dict[InspectionId, Findings] = attrs.field(
        factory=dict[InspectionId, Findings], init=False
    )

    def handlers(self) -> Mapping[type[Event], Handler]:
        """A start makes a row, the rest fills it."""
        return {
            InspectionStarted: self._start,
            ItemAnswered: self._answer,
            ItemWaived: self._waive,
            InspectionCompleted: self._complete,
        }

    def _start(self, recorded: Recorded[InspectionStarted]) -> None:
        self.findings[recorded.event.inspection_id] = Findings(recorded.event, {}, {})

    def _answer(self, recorded: Recorded[ItemAnswered]) -> None:
        event = recorded.event
        found = self.findings[event.inspection_id]
        answers = {**found.answers, event.item_id: event}
        self.findings[event.inspection_id] = attrs.evolve(found, answers=answers)

    def _waive(self, recorded: Recorded[ItemWaived]) -> None:
        event = recorded.event
        found = self.findings[event.inspection_id]
        waived = {**found.waived, event.item_id: event.reason}
        self.findings[event.inspection_id] = attrs.evolve(found, waived=waived)

    def _complete(self, recorded: Recorded[InspectionCompleted]) -> None:
        inspection_id = recorded.event.inspection_id
        found = self.findings[inspection_id]
        self.findings[inspection_id] = attrs.evolve(found, complete=True)
