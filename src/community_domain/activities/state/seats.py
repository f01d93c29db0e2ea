"""What decisions read about seats and the line for them."""

from datetime import datetime

import attrs

from ...kernel import MemberId, Period, State, folded, on, state
from ..events import (
    CapacityChanged,
    FillingChanged,
    FillingPaused,
    HeadsCounted,
    OccurrenceCancelled,
    OccurrenceGenerated,
    OccurrenceMoved,
    OccurrenceScheduled,
    OfferAccepted,
    OfferDeclined,
    OfferExpired,
    OfferReleased,
    PartyFormed,
    SeatConfirmed,
    SeatLeft,
    SeatReleased,
    SeatsOffered,
    StationSetUp,
    WaitlistJoined,
    WaitlistLeft,
)
from ..values import Filling, OccurrenceId, PartyId
from .kinds import (
    ATTENDANCE,
    COLLECTION,
    COLLECTORS,
    GROUPS,
    NO_SHOWS,
    OFFERS,
    OUTREACH,
    SCORES,
    STATIONS,
    WAITLIST,
)
from .planning import moved_to

__all__ = ["ACCEPTED", "DECLINED", "EXPIRED", "Bookings", "Claims", "Offer", "Seats"]

UNLIMITED = 1_000_000_000
"""More seats than there are people."""
ACCEPTED, DECLINED, EXPIRED, RELEASED, LEFT = "accepted", "declined", "expired", "released", "left"
"""What can become of an offer."""


@attrs.define
class Offer:
    """Seats held for a claim."""

    members: dict[MemberId, None]
    """Whom it is for: those of the claim who have not left."""
    until: datetime
    outcome: str | None = None
    """None while it is open."""


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
    filling: Filling = folded(Filling.AUTOMATIC)
    cancelled: bool = folded(False)
    offers: dict[int, Offer] = folded(factory=dict)
    """All that were ever made, by number."""
    held: dict[MemberId, int] = folded(factory=dict)
    """Whoever is offered a seat now, with the number of the offer; they keep their place in line
    until they answer."""

    ignores = {
        "A pause in filling moves nobody": (FillingPaused, OccurrenceGenerated),
        "Who came, and who did not, had their seat": (*ATTENDANCE, *COLLECTION, *NO_SHOWS),
        "Heads are counted without seats": (HeadsCounted,),
        "Groups follow the seats": (*STATIONS, *SCORES),
    }
    elsewhere = "Only sign-ups and what ends them move seats"

    @property
    def free(self) -> int:
        """Seats to give; below 0 when overbooked, and a very large number when unlimited."""
        taken = len(self.confirmed) + len(self.held)
        return UNLIMITED if self.capacity is None else self.capacity - taken

    @property
    def in_line(self) -> int:
        """How many wait and are offered nothing."""
        return len(self.waiting) - len(self.held)

    def queue(self) -> list[list[MemberId]]:
        """The claims: higher priority first, then who came first (R11); a party is one (R13).

        Not those that are offered their seats.
        """
        claims: dict[tuple[str, str], list[MemberId]] = {}
        waiting = (member for member in self.waiting if member not in self.held)
        for member in sorted(waiting, key=lambda member: -self.waiting[member]):
            party = self.waits_with.get(member)
            claim = ("alone", member) if party is None else ("party", party)
            claims.setdefault(claim, []).append(member)
        return list(claims.values())

    @on
    def scheduled_for(self, event: OccurrenceScheduled) -> None:
        self.scheduled, self.capacity = event, event.capacity

    @on
    def moved(self, event: OccurrenceMoved) -> None:
        if self.scheduled is not None:
            self.scheduled = moved_to(self.scheduled, event)

    @on
    def called_off(self, event: OccurrenceCancelled) -> None:
        self.cancelled = True
        self.waiting, self.waits_with = {}, {}

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

    @on
    def filled_otherwise(self, event: FillingChanged) -> None:
        self.filling = event.filling

    @on
    def offered(self, event: SeatsOffered) -> None:
        self.offers[event.number] = Offer(dict.fromkeys(event.member_ids), event.until)
        self.held.update(dict.fromkeys(event.member_ids, event.number))

    @on
    def accepted(self, event: OfferAccepted) -> None:
        self._answered(event.number, ACCEPTED)

    @on
    def declined(self, event: OfferDeclined) -> None:
        for member_id in self._answered(event.number, DECLINED):
            self._waits_no_longer(member_id)

    @on
    def expired(self, event: OfferExpired) -> None:
        for member_id in self._answered(event.number, EXPIRED):
            self._waits_no_longer(member_id)

    @on
    def taken_back(self, event: OfferReleased) -> None:
        self._answered(event.number, RELEASED)

    def _answered(self, number: int, outcome: str) -> tuple[MemberId, ...]:
        """Settle an offer, and tell whom it was for."""
        offer = self.offers.get(number)
        if offer is None:
            return ()
        offer.outcome = outcome
        for member_id in offer.members:
            self.held.pop(member_id, None)
        return tuple(offer.members)

    def _waits_no_longer(self, member_id: MemberId) -> None:
        if (number := self.held.pop(member_id, None)) is not None:
            offer = self.offers[number]
            offer.members.pop(member_id)
            offer.outcome = None if offer.members else LEFT
        self.waiting.pop(member_id, None)
        self.waits_with.pop(member_id, None)


@state
class Bookings(State):
    """The seats a member holds, with their times."""

    member_id: MemberId
    seats: dict[OccurrenceId, Period] = folded(factory=dict)

    ignores = {
        "Waiting is no seat, alone or together": (*WAITLIST, *OFFERS, PartyFormed),
        "Coming or not, the seat was theirs": (*ATTENDANCE, *NO_SHOWS),
        "Groups follow the seats": (*GROUPS, StationSetUp, *SCORES),
        "Nobody signs up to an outreach": OUTREACH,
        "Who collects a child takes no seat": (*COLLECTION, *COLLECTORS),
    }
    elsewhere = "Only seats at occurrences are bookings"

    @on
    def seat_confirmed(self, event: SeatConfirmed) -> None:
        self.seats[event.occurrence_id] = event.period

    @on
    def seat_freed(self, event: SeatLeft | SeatReleased) -> None:
        self.seats.pop(event.occurrence_id, None)


@state
class Claims(State):
    """Where a member waits for a seat, and where one is offered."""

    member_id: MemberId
    waits: dict[OccurrenceId, None] = folded(factory=dict)
    """In the order of joining, also where a seat is offered."""
    offered: dict[OccurrenceId, int] = folded(factory=dict)
    """The number of the open offer."""

    ignores = {
        "A party waits by its members": (PartyFormed,),
        "What becomes of a seat ends no other claim": (SeatLeft, SeatReleased),
        "Coming or not, who waits has no seat": (*ATTENDANCE, *NO_SHOWS),
        "nor are they in a group": (*GROUPS, StationSetUp, *SCORES),
        "Nobody waits for an outreach": OUTREACH,
        "Who collects a child takes no seat": (*COLLECTION, *COLLECTORS),
    }
    elsewhere = "Only at occurrences seats are waited for"

    @on
    def joined(self, event: WaitlistJoined) -> None:
        self.waits[event.occurrence_id] = None

    @on
    def offered_seats(self, event: SeatsOffered) -> None:
        self.offered[event.occurrence_id] = event.number

    @on
    def taken_back(self, event: OfferReleased) -> None:
        self.offered.pop(event.occurrence_id, None)

    @on
    def waits_no_longer(
        self, event: WaitlistLeft | SeatConfirmed | OfferAccepted | OfferDeclined | OfferExpired
    ) -> None:
        self.waits.pop(event.occurrence_id, None)
        self.offered.pop(event.occurrence_id, None)
