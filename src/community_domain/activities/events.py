"""What happened at activities. The names are storage formats: they never change."""

from datetime import datetime
from typing import Any

from ..kernel import Event, LocalPeriod, MemberId, Period, event, personal
from ..members.events import Arrives, Departs, Engages, Releases
from ..members.values import Engagement
from .values import ActivityId, OccurrenceId, PartyId

__all__ = [
    "ActivityOffered",
    "CapacityChanged",
    "CheckedIn",
    "CheckedOut",
    "FillingPaused",
    "HeadsCounted",
    "NoShowContested",
    "NoShowLifted",
    "NoShowRecorded",
    "OccurrenceScheduled",
    "PartyFormed",
    "PresenceRecorded",
    "SeatConfirmed",
    "SeatLeft",
    "SeatReleased",
    "WaitlistJoined",
    "WaitlistLeft",
]


@event("activity.offered")
class ActivityOffered(Event):
    """Something is offered that people can take part in, again and again."""

    activity_id: ActivityId
    title: str


@event("activity.occurrence-scheduled")
class OccurrenceScheduled(Event):
    """A dated instance of an activity."""

    occurrence_id: OccurrenceId
    activity_id: ActivityId
    period: Period
    local: LocalPeriod
    place: str | None
    capacity: int | None
    """Seats (persons); None means unlimited, 0 closed."""
    opens: datetime | None
    """Sign-up is open from here; None means at once."""
    closes: datetime


@event("activity.capacity-changed")
class CapacityChanged(Event):
    """An occurrence has another number of seats; nobody lost theirs by it."""

    occurrence_id: OccurrenceId
    capacity: int | None


def _nowhere_known(seat: dict[str, Any]) -> dict[str, Any]:
    """Seats did not say where they are before version 2."""
    return {**seat, "place": None}


@event("activity.seat-confirmed", version=2, upcasters={1: _nowhere_known})
class SeatConfirmed(Engages):
    """A member has a seat, and is busy for the period."""

    occurrence_id: OccurrenceId
    member_id: MemberId
    period: Period
    place: str | None = None

    @property
    def engagement(self) -> Engagement:
        """The member, for the period of the occurrence, where it is."""
        return Engagement(self.member_id, self.occurrence_id, self.period, self.place)


@event("activity.party-formed")
class PartyFormed(Event):
    """Some members go together: they get seats all at once, or wait for them together."""

    occurrence_id: OccurrenceId
    party_id: PartyId
    member_ids: tuple[MemberId, ...]


@event("activity.waitlist-joined")
class WaitlistJoined(Event):
    """A member waits for a seat: higher priority first, then who came first."""

    occurrence_id: OccurrenceId
    member_id: MemberId
    priority: int


@event("activity.waitlist-left")
class WaitlistLeft(Event):
    """A member waits no longer, of their own will."""

    occurrence_id: OccurrenceId
    member_id: MemberId


@event("activity.seat-left")
class SeatLeft(Releases):
    """A member gave up a seat."""

    occurrence_id: OccurrenceId
    member_id: MemberId
    late: bool
    """So close to the start that it is an outcome of its own."""

    @property
    def released(self) -> tuple[MemberId, str]:
        """The member, of this occurrence."""
        return self.member_id, self.occurrence_id


@event("activity.seat-released")
class SeatReleased(Releases):
    """A seat was taken back because its holder may no longer take part."""

    occurrence_id: OccurrenceId
    member_id: MemberId
    reason: str
    """The code of the refusal that would meet a sign-up now."""

    @property
    def released(self) -> tuple[MemberId, str]:
        """The member, of this occurrence."""
        return self.member_id, self.occurrence_id


@event("activity.filling-paused")
class FillingPaused(Event):
    """So many claims were passed over that the rest is looked at in a decision of its own."""

    occurrence_id: OccurrenceId
    passed: int


@event("activity.checked-in")
class CheckedIn(Arrives):
    """A member arrived."""

    occurrence_id: OccurrenceId
    member_id: MemberId
    at: datetime
    """When it happened; a device that was offline tells it later."""

    @property
    def arrival(self) -> tuple[MemberId, str, datetime]:
        """The member, at this occurrence."""
        return self.member_id, self.occurrence_id, self.at


@event("activity.checked-out")
class CheckedOut(Departs):
    """A member went."""

    occurrence_id: OccurrenceId
    member_id: MemberId
    at: datetime
    forgotten: bool
    """Nobody checked out; the planned end is taken and shown as such."""

    @property
    def departure(self) -> tuple[MemberId, str, datetime]:
        """The member, from this occurrence."""
        return self.member_id, self.occurrence_id, self.at


@event("activity.presence-recorded")
class PresenceRecorded(Event):
    """A member was there, on a coordinator's word and without times, as on a paper sheet."""

    occurrence_id: OccurrenceId
    member_id: MemberId


@event("activity.no-show-recorded")
class NoShowRecorded(Event):
    """A member with a seat did not come; the envelope says who says so."""

    occurrence_id: OccurrenceId
    member_id: MemberId


@event("activity.no-show-contested")
class NoShowContested(Event):
    """The member, or a guardian, says otherwise."""

    occurrence_id: OccurrenceId
    member_id: MemberId
    statement: str = personal(subject="member_id")


@event("activity.no-show-lifted")
class NoShowLifted(Event):
    """A coordinator took a no-show back; the member counts as excused."""

    occurrence_id: OccurrenceId
    member_id: MemberId
    reason: str


@event("activity.heads-counted")
class HeadsCounted(Event):
    """So many people of a kind were there without ever signing up; a later count replaces it."""

    occurrence_id: OccurrenceId
    kind: str
    count: int
