"""Looks at activities: seats, the line for them, and attendance.

Long because every event of seats is looked at, and what each must be is said beside it.
"""

from datetime import datetime, timedelta
from typing import Any

from community_domain import Envelope, Event, MemberId, Recorded
from community_domain.activities import (
    CapacityChanged,
    ChangeCapacity,
    CheckedIn,
    CheckedOut,
    FillingChanged,
    NoShowContested,
    NoShowLifted,
    NoShowRecorded,
    OccurrenceId,
    OccurrenceScheduled,
    OfferDeclined,
    OfferExpired,
    OfferReleased,
    PartyFormed,
    PresenceRecorded,
    SeatConfirmed,
    SeatLeft,
    SeatReleased,
    SignUp,
    SignUpParty,
    WaitlistJoined,
    WaitlistLeft,
)

from .known import Busy, Known, SliceOnlooker, demand, silenced
from .occasions import Occasion

__all__ = ["ActivitiesOnlooker"]

SEAT_EVENTS = (
    SeatConfirmed,
    SeatLeft,
    SeatReleased,
    WaitlistJoined,
    WaitlistLeft,
    CapacityChanged,
    FillingChanged,
    OfferDeclined,
    OfferExpired,
    OfferReleased,
)
Turn = tuple[OccurrenceId, MemberId]


class ActivitiesOnlooker(SliceOnlooker):
    """R3, R4, R8 to R15, R18, R24, R25."""

    def __init__(self, known: Known) -> None:
        super().__init__(known)
        self.sees = {
            OccurrenceScheduled: self.scheduled,
            CapacityChanged: self.capacity_changed,
            PartyFormed: self.formed,
            SeatConfirmed: self.confirmed,
            WaitlistJoined: self.joined,
            WaitlistLeft: self.waits_no_longer,
            SeatLeft: self.left,
            SeatReleased: self.released,
            CheckedIn: self.came_in,
            CheckedOut: self.went_out,
            PresenceRecorded: self.was_there,
            NoShowRecorded: self.did_not_come,
            NoShowContested: self.contests,
            NoShowLifted: self.is_excused,
        }
        self.occasions: dict[OccurrenceId, Occasion] = {}
        self.came: dict[Turn, datetime] = {}
        self.went: dict[Turn, datetime] = {}
        self.present: set[Turn] = set()
        self.absent: set[Turn] = set()
        self.excused: set[Turn] = set()
        self.contested: set[Turn] = set()

    def decided(self, rows: list[Recorded[Event]]) -> None:
        """Lowering a capacity takes nobody's seat, and no party is torn apart."""
        if isinstance(rows[0].envelope.command, ChangeCapacity):
            gone = [row for row in rows if isinstance(row.event, (SeatLeft, SeatReleased))]
            demand(not gone, "R10", gone)
        for occurrence_id, occasion in self.occasions.items():
            about = [r.event for r in rows if getattr(r.event, "occurrence_id", 0) == occurrence_id]
            self.parties_stay_whole(occasion, about)

    def parties_stay_whole(self, occasion: Occasion, events: list[Event]) -> None:
        """Of one party all get seats in a decision, or nobody; also of one that has waited."""
        confirmed = {event.member_id for event in events if isinstance(event, SeatConfirmed)}
        joined = {event.member_id for event in events if isinstance(event, WaitlistJoined)}
        gone = {event.member_id for event in events if isinstance(event, WaitlistLeft)}
        for formed in events:
            if isinstance(formed, PartyFormed):
                party = set(formed.member_ids)
                settled = (confirmed & party, joined & party)
                demand(settled in ((party, set()), (set(), party)), "R13", formed)
        for claim in occasion.claims:
            rest = set(claim) - gone
            demand(confirmed & rest in (set(), rest), "R13", claim)

    def scheduled(self, event: OccurrenceScheduled, envelope: Envelope) -> None:
        """An occurrence gets its date once, and not a past one."""
        demand(event.occurrence_id not in self.occasions, "R15", event)
        demand(event.period.end > envelope.context.at, "R15", event)
        self.occasions[event.occurrence_id] = Occasion(
            event.period, event.opens, event.closes, event.capacity, event.place
        )

    def capacity_changed(self, event: CapacityChanged, envelope: Envelope) -> None:
        """What is past stays as it was."""
        occasion = self.occasions[event.occurrence_id]
        demand(envelope.context.at < occasion.period.end, "R15", event)
        occasion.capacity = event.capacity

    def confirmed(self, event: SeatConfirmed, envelope: Envelope) -> None:
        """A free seat goes to who is first in line and may have it."""
        occasion, member = self.claimed(event, envelope), event.member_id
        demand(event.period == occasion.period, "events are self-contained", event)
        if member in occasion.accepted:
            occasion.accepted.remove(member)
        else:
            demand(occasion.free > 0, "R8", event)
            self.is_first(member, occasion, event)
        occasion.leave_the_line(member)
        occasion.seats.append(member)
        self.known.busy[member, event.occurrence_id] = Busy(occasion.period, occasion.place)

    def is_first(self, member: MemberId, occasion: Occasion, event: Event) -> None:
        """Nobody who stands before a member, or before a newcomer, could have had the seat."""
        ahead = occasion.claims
        own = [number for number, claim in enumerate(ahead) if member in claim]
        passed = self.fitting(ahead[: own[0]] if own else ahead, occasion)
        demand(not passed, "R11, R12", (event, passed))

    def formed(self, event: PartyFormed, _: Envelope) -> None:
        """Several claim seats together, and none of them has another claim."""
        occasion = self.occasions[event.occurrence_id]
        for member in event.member_ids:
            demand(member not in (*occasion.seats, *occasion.waiting), "R9", event)
            demand(member not in occasion.together, "R9", event)
            occasion.together[member] = event.party_id

    def joined(self, event: WaitlistJoined, envelope: Envelope) -> None:
        """Somebody waits, because it is full."""
        occasion = self.claimed(event, envelope)
        demand(event.member_id not in occasion.waiting, "R9", event)
        demand(occasion.free < len(occasion.company(event.member_id)), "R11", event)
        in_line = len(occasion.line) - len(occasion.held)
        demand(in_line < self.line_limit(occasion), "R11", event)
        occasion.line.append((-event.priority, event.member_id))

    def claimed(self, event: SeatConfirmed | WaitlistJoined, envelope: Envelope) -> Occasion:
        """Who claims a seat may do so, now."""
        occasion, member = self.occasions[event.occurrence_id], event.member_id
        demand(not occasion.cancelled, "R23", event)
        at, command = envelope.context.at, envelope.command
        demand(member not in occasion.seats, "R9", event)
        asked = command.member_ids if isinstance(command, SignUpParty) else ()
        if member in asked or (isinstance(command, SignUp) and command.member_id == member):
            demand(occasion.opens is None or at >= occasion.opens, "R14", event)
            demand(at < occasion.closes, "R14", event)
        demand(self.known.may_take_part(member, occasion.period.start), "R3", event)
        demand(not self.known.clashes(member, occasion.period, occasion.place), "R18", event)
        return occasion

    def waits_no_longer(self, event: WaitlistLeft, envelope: Envelope) -> None:
        """Only who waits leaves the line."""
        occasion = self.occasions[event.occurrence_id]
        demand(envelope.context.at < occasion.period.start, "R4, R14", event)
        demand(event.member_id in occasion.waiting, "R9", event)
        occasion.leave_the_line(event.member_id)

    def left(self, event: SeatLeft, envelope: Envelope) -> None:
        """Leaving late is called so."""
        occasion = self.vacated(event, envelope)
        notice = timedelta(hours=self.setting("activity.late-withdrawal-hours"))
        late = occasion.period.start - envelope.context.at < notice
        demand(event.late == late, "R14", event)

    def released(self, event: SeatReleased, envelope: Envelope) -> None:
        """Only who may no longer take part loses a seat."""
        occasion = self.vacated(event, envelope)
        may = self.known.may_take_part(event.member_id, occasion.period.start)
        demand(occasion.cancelled or not may, "R4", event)

    def vacated(self, event: SeatLeft | SeatReleased, envelope: Envelope) -> Occasion:
        """A seat becomes free, before the start, or when all is called off."""
        occasion = self.occasions[event.occurrence_id]
        ahead = envelope.context.at < occasion.period.start
        demand(ahead or occasion.cancelled, "R4, R14", event)
        demand(event.member_id in occasion.seats, "R9", event)
        occasion.seats.remove(event.member_id)
        del self.known.busy[event.member_id, event.occurrence_id]
        return occasion

    def came_in(self, event: CheckedIn, envelope: Envelope) -> None:
        """Who has a seat comes once, and is nowhere else."""
        turn = (event.occurrence_id, event.member_id)
        demand(turn not in self.came, "R24", event)
        demand(event.at <= envelope.context.at, "R24", event)
        self.known.come(event.member_id, event.occurrence_id, event)
        occasion = self.occasions[event.occurrence_id]
        demand(event.member_id in occasion.seats, "R25", event)
        demand(not occasion.cancelled, "R23", event)
        demand(self.known.may_take_part(event.member_id, event.at), "R3", event)
        self.came[turn] = event.at

    def went_out(self, event: CheckedOut, envelope: Envelope) -> None:
        """Who came goes once, later."""
        turn = (event.occurrence_id, event.member_id)
        demand(turn in self.came and turn not in self.went, "R24", event)
        demand(event.at >= self.came[turn], "R24", event)
        occasion = self.occasions[event.occurrence_id]
        over = occasion.cancelled or envelope.context.at >= occasion.period.end
        demand(over or not event.forgotten, "R24", event)
        self.known.go(event.member_id, event.occurrence_id, event)
        self.went[turn] = event.at

    def was_there(self, event: PresenceRecorded, envelope: Envelope) -> None:
        """From the start on a sheet may say who was there."""
        occasion = self.has_no_outcome(event)
        demand(envelope.context.at >= occasion.period.start, "R25", event)
        demand(not occasion.cancelled, "R23", event)
        demand(self.known.may_take_part(event.member_id, occasion.period.start), "R3", event)
        self.present.add((event.occurrence_id, event.member_id))

    def did_not_come(self, event: NoShowRecorded, envelope: Envelope) -> None:
        """From the end on it may be said who was not."""
        occasion = self.has_no_outcome(event)
        turn = (event.occurrence_id, event.member_id)
        demand(turn not in self.absent, "R25", event)
        demand(envelope.context.at >= occasion.period.end, "R25", event)
        self.absent.add(turn)

    def has_no_outcome(self, event: PresenceRecorded | NoShowRecorded) -> Occasion:
        """A holder, of whom it is not said yet that they came."""
        turn = (event.occurrence_id, event.member_id)
        occasion = self.occasions[event.occurrence_id]
        demand(turn not in self.came and turn not in self.present, "R25", event)
        demand(event.member_id in occasion.seats, "R25", event)
        return occasion

    def contests(self, event: NoShowContested, _: Envelope) -> None:
        """A no-show that stands is contested, once."""
        turn = (event.occurrence_id, event.member_id)
        demand(self.is_no_show(turn) and turn not in self.contested, "R25", event)
        self.contested.add(turn)

    def is_excused(self, event: NoShowLifted, _: Envelope) -> None:
        """A no-show that stands is lifted."""
        turn = (event.occurrence_id, event.member_id)
        demand(self.is_no_show(turn), "R25", event)
        self.excused.add(turn)

    def done(self, rows: list[Recorded[Event]]) -> None:
        """No seat is free beside a waiter, and no seat is held against a no."""
        at = max(row.envelope.context.at for row in rows)
        changed: Any = [row.event for row in rows if isinstance(row.event, SEAT_EVENTS)]
        for occurrence_id in sorted({event.occurrence_id for event in changed}):
            occasion = self.occasions[occurrence_id]
            if occasion.free > 0 and at < max(occasion.period.start, occasion.closes):
                waiters = self.fitting(occasion.claims, occasion)
                demand(not waiters, "R12", f"{occurrence_id} has a free seat beside {waiters}")
        for row in rows:
            if member := silenced(row.event):
                self.holds_no_future_seat(member, row.event, at)

    def holds_no_future_seat(self, member: MemberId, event: Event, at: datetime) -> None:
        """After a no, only seats that need no consent remain, and those of who has arrived (R4)."""
        for occurrence_id, occasion in self.occasions.items():
            arrived = occurrence_id in self.known.inside.get(member, [])
            if member in occasion.seats and occasion.period.start > at and not arrived:
                demand(self.known.may_take_part(member, occasion.period.start), "R4", event)
            if member in occasion.held:
                demand(self.known.may_take_part(member, occasion.period.start), "R4", event)

    def is_no_show(self, turn: Turn) -> bool:
        """Whether a no-show stands."""
        attended = turn in self.came or turn in self.present
        return turn in self.absent and turn not in self.excused and not attended

    def is_eligible(self, member: MemberId, occasion: Occasion) -> bool:
        """Whether a waiter could have a seat."""
        free = not self.known.clashes(member, occasion.period, occasion.place)
        open_offer = occasion.by_offer and self.is_offered_something(member)
        return free and not open_offer and self.known.may_take_part(member, occasion.period.start)

    def is_offered_something(self, member: MemberId) -> bool:
        """Whether an offer to a member is open, wherever."""
        return any(member in occasion.held for occasion in self.occasions.values())

    def fitting(self, claims: list[list[MemberId]], occasion: Occasion) -> list[list[MemberId]]:
        """Of some claims those that could be met now, as a whole."""
        return [
            claim
            for claim in claims
            if len(claim) <= occasion.free and all(self.is_eligible(one, occasion) for one in claim)
        ]

    def line_limit(self, occasion: Occasion) -> int:
        """How many may wait."""
        share = self.setting("activity.waitlist-percent") * (occasion.capacity or 0) // 100
        return max(share, self.setting("activity.waitlist-least"))
