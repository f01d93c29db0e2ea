"""Looks at inspections: by what they go, who goes, and what comes of what failed."""

import attrs

from community_domain import Envelope, Event, MemberId, Recorded
from community_domain.safety import (
    Answer,
    ChecklistId,
    ChecklistPublished,
    HazardReported,
    InspectionCompleted,
    InspectionId,
    InspectionStarted,
    ItemAnswered,
    ItemId,
    ItemWaived,
)

from .known import Known, SliceOnlooker, demand

__all__ = ["InspectionsOnlooker"]


@attrs.define
class Tour:
    """An inspection, as an onlooker remembers it: a sheet with a line for each item."""

    items: list[ItemId]
    team: tuple[MemberId, ...]
    lines: dict[ItemId, str] = attrs.Factory(dict[ItemId, str])
    signed: bool = False


class InspectionsOnlooker(SliceOnlooker):
    """R3, R7, R34."""

    def __init__(self, known: Known) -> None:
        super().__init__(known)
        self.sees = {
            ChecklistPublished: self.published,
            InspectionStarted: self.started,
            ItemAnswered: self.answered,
            ItemWaived: self.waived,
            InspectionCompleted: self.completed,
        }
        self.lists: dict[ChecklistId, list[ChecklistPublished]] = {}
        self.tours: dict[InspectionId, Tour] = {}

    def decided(self, rows: list[Recorded[Event]]) -> None:
        """A hazard that an inspection found is reported in the same decision (R34)."""
        events = [row.event for row in rows]
        hazards = {one.hazard_id: one for one in events if isinstance(one, HazardReported)}
        for one in events:
            if isinstance(one, ItemAnswered) and one.hazard_id is not None:
                found = hazards.get(one.hazard_id)
                demand(found and one.answer is Answer.FAILED, "R34", events)
                demand(found and found.member_id == one.member_id, "R34", events)

    def published(self, event: ChecklistPublished, _: Envelope) -> None:
        """The next version, with each item once."""
        versions = self.lists.setdefault(event.checklist_id, [])
        demand(event.version == len(versions) + 1, "R34", (event, versions))
        names = [item.item_id for item in event.items]
        demand(names and len(names) == len(dict.fromkeys(names)), "R34", event)
        versions.append(event)

    def started(self, event: InspectionStarted, envelope: Envelope) -> None:
        """The last version is pinned; who goes may go, and minors go with adults."""
        at, last = envelope.context.at, self.lists[event.checklist_id][-1]
        demand(event.inspection_id not in self.tours, "one inspection", event)
        demand((event.version, event.items) == (last.version, last.items), "R34", (event, last))
        demand(event.sites and event.team, "R34", event)
        demand(all(self.known.may_take_part(who, at) for who in event.team), "R3", event)
        minors = sum(self.known.is_minor(who, at) for who in event.team)
        room = (len(event.team) - minors) * self.setting("shift.minors-per-adult")
        needed = self.setting("shift.minors-need-adults")
        demand(not needed or minors <= room, "R7", event)
        items = [item.item_id for item in event.items]
        self.tours[event.inspection_id] = Tour(items, event.team)

    def tour(self, event: ItemAnswered | ItemWaived) -> Tour:
        """The inspection of an answer or waiver, where something can still be said of the item."""
        tour = self.tours[event.inspection_id]
        demand(event.item_id in tour.items and not tour.signed, "R34", (event, tour))
        demand(tour.lines.get(event.item_id) not in ("hazard", "waived"), "R34", (event, tour))
        return tour

    def answered(self, event: ItemAnswered, envelope: Envelope) -> None:
        """One of the team looked."""
        tour = self.tour(event)
        demand(event.member_id in tour.team, "R34", (event, tour))
        demand(self.known.may_take_part(event.member_id, envelope.context.at), "R3", event)
        passed_over = event.answer is Answer.NOT_APPLICABLE
        demand(not passed_over or (event.reason or "").strip(), "R34", event)
        tour.lines[event.item_id] = "hazard" if event.hazard_id else event.answer.value

    def waived(self, event: ItemWaived, envelope: Envelope) -> None:
        """A coordinator says why what failed makes no hazard."""
        tour = self.tour(event)
        demand(tour.lines.get(event.item_id) == "failed" and event.reason.strip(), "R34", event)
        demand(self.known.has_role(envelope.context.actor, "coordinator"), "R43", event)
        tour.lines[event.item_id] = "waived"

    def completed(self, event: InspectionCompleted, _: Envelope) -> None:
        """Every line is filled, and none says no more than that it failed."""
        tour = self.tours[event.inspection_id]
        lines = [tour.lines.get(item, "") for item in tour.items]
        demand("" not in lines and "failed" not in lines and not tour.signed, "R34", (event, tour))
        told = (event.passed, event.hazards, event.waived, event.not_applicable)
        words = ("passed", "hazard", "waived", "not-applicable")
        demand(told == tuple(lines.count(word) for word in words), "R34", (event, tour))
        tour.signed = True
