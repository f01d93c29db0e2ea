"""What decisions read about who collects a child, and who did."""

from datetime import datetime

from ...kernel import MemberId, State, folded, on, state
from ...members.events import GuardianUnlinked
from ..events import (
    CollectionAuthorised,
    CollectionOverdue,
    CollectionRefused,
    HandedOver,
    PartyFormed,
    StationSetUp,
)
from ..values import CollectorId, OccurrenceId
from .kinds import (
    ATTENDANCE,
    COLLECTION,
    GROUPS,
    NO_SHOWS,
    OFFERS,
    OUTREACH,
    SCORES,
    SEATS,
    WAITLIST,
)

__all__ = ["Collection", "Collectors"]


@state
class Collectors(State):
    """Who may collect a child, by what each guardian said last: personal."""

    member_id: MemberId
    names: dict[CollectorId, str] = folded(factory=dict)
    said: dict[tuple[MemberId, CollectorId], CollectionAuthorised | None] = folded(factory=dict)
    """The last word of each guardian on each: a yes, or None for a no."""

    ignores = {
        "Who may collect a child does not follow from its seats": (
            PartyFormed,
            *SEATS,
            *WAITLIST,
            *OFFERS,
        ),
        "nor from its coming and going": (*ATTENDANCE, *NO_SHOWS, *COLLECTION),
        "nor from what it does there, or teaches": (*GROUPS, StationSetUp, *SCORES, *OUTREACH),
    }
    elsewhere = "Only guardians say who collects their child"

    @on
    def authorised(self, event: CollectionAuthorised) -> None:
        if event.member_id == self.member_id:
            self.names[event.collector_id] = event.name
            self.said[event.giver_id, event.collector_id] = event

    @on
    def refused(self, event: CollectionRefused) -> None:
        if event.member_id == self.member_id:
            self.said[event.giver_id, event.collector_id] = None

    @on
    def unlinked(self, event: GuardianUnlinked) -> None:
        if event.member_id == self.member_id:
            said = self.said.items()
            self.said = {who: word for who, word in said if who[0] != event.guardian_id}

    def may(self, collector_id: CollectorId, guardians: dict[MemberId, None], at: datetime) -> bool:
        """Whether some guardian's yes stands at an instant, and none of them said no."""
        words = [
            self.said[giver_id, collector_id]
            for giver_id in guardians
            if (giver_id, collector_id) in self.said
        ]
        stand = [w for w in words if w and w.since <= at and (w.until is None or at < w.until)]
        return bool(stand) and None not in words


@state
class Collection(State):
    """What is known of how a child left an occurrence: personal."""

    occurrence_id: OccurrenceId
    member_id: MemberId
    handed_over: HandedOver | None = folded(None)
    overdue: bool = folded(False)

    ignores = {
        "Seats and waiting come before": (PartyFormed, *SEATS, *WAITLIST, *OFFERS),
        "Attendance says that a child went, not with whom": (*ATTENDANCE, *NO_SHOWS),
        "nor do groups and scores": (*GROUPS, StationSetUp, *SCORES),
    }
    elsewhere = "Only a hand-over says with whom a child left"

    @on
    def was_handed_over(self, event: HandedOver) -> None:
        if event.member_id == self.member_id:
            self.handed_over = event

    @on
    def nobody_knows(self, event: CollectionOverdue) -> None:
        self.overdue = True
