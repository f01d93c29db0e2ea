"""What decisions read about seats and the line for them."""

from ...kernel import MemberId, Period, State, folded, on, state
from ..events import (
    CapacityChanged,
    FillingPaused,
    HeadsCounted,
    OccurrenceScheduled,
    PartyFormed,
    SeatConfirmed,
    SeatLeft,
    SeatReleased,
    WaitlistJoined,
    WaitlistLeft,
)
from ..values import OccurrenceId, PartyId
from .kinds import ATTENDANCE, NO_SHOWS, WAITLIST

__all__ = ["Bookings", "Seats"]

UNLIMITED = 1_000_000_000
"""More seats than there are people."""


@state
class Seats(State):
    """Who has a seat at an occurrence, who waits for one, and how many there are."""

    occurrence_id: OccurrenceId
    scheduled: OccurrenceScheduled | None = folded(None)
    capacity: int | None = folded(None)
    confirmed: dict[MemberId, None] = folded(factory=dict)
    waiting: dict[MemberId, int] = folded(factory=dict)
    """Priority by member, in the order of coming."""
    parties: dict[PartyId, tuple[MemberId, ...]] = folded(factory=dict)
    """Who signed up together, as they were then."""
    waits_with: dict[MemberId, PartyId] = folded(factory=dict)
    """The party of each waiter who is not alone."""

    ignores = {
        "A pause in filling moves nobody": (FillingPaused,),
        "Who came, and who did not, had their seat": (*ATTENDANCE, *NO_SHOWS),
        "Heads are counted without seats": (HeadsCounted,),
    }
    elsewhere = "Only sign-ups and what ends them move seats"

    @property
    def free(self) -> int:
        """Seats to give; below 0 when overbooked, and a very large number when unlimited."""
        return UNLIMITED if self.capacity is None else self.capacity - len(self.confirmed)

    def queue(self) -> list[list[MemberId]]:
        """The claims: higher priority first, then who came first (R11); a party is one (R13)."""
        claims: dict[tuple[str, str], list[MemberId]] = {}
        for member in sorted(self.waiting, key=lambda member: -self.waiting[member]):
            party = self.waits_with.get(member)
            claim = ("alone", member) if party is None else ("party", party)
            claims.setdefault(claim, []).append(member)
        return list(claims.values())

    @on
    def scheduled_for(self, event: OccurrenceScheduled) -> None:
        self.scheduled, self.capacity = event, event.capacity

    @on
    def capacity_changed(self, event: CapacityChanged) -> None:
        self.capacity = event.capacity

    @on
    def seat_confirmed(self, event: SeatConfirmed) -> None:
        self._waits_no_longer(event.member_id)
        self.confirmed[event.member_id] = None

    @on
    def seat_freed(self, event: SeatLeft | SeatReleased) -> None:
        self.confirmed.pop(event.member_id, None)

    @on
    def waitlist_joined(self, event: WaitlistJoined) -> None:
        self.waiting[event.member_id] = event.priority

    @on
    def waitlist_left(self, event: WaitlistLeft) -> None:
        self._waits_no_longer(event.member_id)

    @on
    def party_formed(self, event: PartyFormed) -> None:
        self.parties[event.party_id] = event.member_ids
        self.waits_with.update(dict.fromkeys(event.member_ids, event.party_id))

    def _waits_no_longer(self, member_id: MemberId) -> None:
        self.waiting.pop(member_id, None)
        self.waits_with.pop(member_id, None)


@state
class Bookings(State):
    """The seats a member holds, with their times."""

    member_id: MemberId
    seats: dict[OccurrenceId, Period] = folded(factory=dict)

    ignores = {
        "Waiting is no seat, alone or together": (*WAITLIST, PartyFormed),
        "Coming or not, the seat was theirs": (*ATTENDANCE, *NO_SHOWS),
    }
    elsewhere = "Only seats at occurrences are bookings"

    @on
    def seat_confirmed(self, event: SeatConfirmed) -> None:
        self.seats[event.occurrence_id] = event.period

    @on
    def seat_freed(self, event: SeatLeft | SeatReleased) -> None:
        self.seats.pop(event.occurrence_id, None)
