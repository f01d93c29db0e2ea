"""Inspections: what each team was asked to look at, what it found, and what became of it.

They are folded by the core's own `Inspection`, so what is told and what is decided agree.
"""

from collections.abc import Mapping
from typing import Any

import attrs

from community_domain import Event, Recorded
from community_domain.safety import (
    Answer,
    HazardId,
    Inspection,
    InspectionId,
    InspectionStarted,
    ItemAnswered,
    ItemId,
)

from .folding import Handler, Projection, steps_of

__all__ = ["Findings", "Inspections"]

STEPS = steps_of(Inspection)
"""What each event does to an inspection."""


@attrs.frozen
class Findings:
    """What an inspection has found so far."""

    started: InspectionStarted
    answers: Mapping[ItemId, ItemAnswered]
    """The last answer to each item."""
    waived: Mapping[ItemId, str]
    """Why a failed item makes no hazard."""
    unanswered: tuple[ItemId, ...]
    """The items at which nobody has looked yet."""
    complete: bool

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


@attrs.define
class Inspections(Projection):
    """Every inspection in the order of starting."""

    _found: dict[InspectionId, Inspection] = attrs.field(
        factory=dict[InspectionId, Inspection], init=False, repr=False
    )

    def handlers(self) -> Mapping[type[Event], Handler]:
        """Whatever the core takes in of an inspection."""
        return dict.fromkeys(STEPS, self._step)

    @property
    def findings(self) -> dict[InspectionId, Findings]:
        """What each inspection has found so far; linear in all that was found."""
        return {
            inspection_id: Findings(
                one.started, one.answers, one.waived, tuple(one.unanswered()), one.complete
            )
            for inspection_id, one in self._found.items()
            if one.started is not None
        }

    def _step(self, recorded: Recorded[Any]) -> None:
        inspection_id = recorded.event.inspection_id
        found = self._found.setdefault(inspection_id, Inspection(inspection_id))
        STEPS[type(recorded.event)](found, recorded.event)
