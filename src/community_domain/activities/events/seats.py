"""Events of seats: who has one, who waits, who goes together."""

from typing import Any

from ...kernel import Event, MemberId, Period, event
from ...members.events import Engages, Releases
from ...members.values import Engagement
from ..values import OccurrenceId, PartyId

__all__ = [
    "FillingPaused",
    "PartyFormed",
    "SeatConfirmed",
    "SeatLeft",
    "SeatReleased",
    "WaitlistJoined",
    "WaitlistLeft",
]


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
