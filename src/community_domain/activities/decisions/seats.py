"""Signing up, alone or together, withdrawing, and who gets what is free."""

from collections.abc import Iterator
from datetime import timedelta

from ...community.state import Settings
from ...kernel import (
    Context,
    Event,
    Read,
    System,
    decides,
    refused,
    system,
)
from ...members.policies import (
    obstacle_to_taking_part,
    self_or_guardian,
    self_or_guardian_of_each,
)
from ...members.state import Agenda, Presence, Standing
from ..commands import (
    FillSeats,
    ReleaseSeats,
    SignUp,
    SignUpParty,
    Withdraw,
)
from ..events import (
    OfferReleased,
    PartyFormed,
    SeatLeft,
    SeatReleased,
    WaitlistLeft,
)
from ..policies import (
    its_coordinator,
    must_be_open_for_sign_up,
    obstacle_to_a_seat,
    planned,
    seats_go_to_waiters,
    seats_or_a_place_in_line,
)
from ..refusals import (
    AlreadyBegun,
    AlreadySignedUp,
    HasAttended,
    OccurrenceUnknown,
    PartyExists,
)
from ..state import Bookings, Claims, Seats, Turnout
from ..values import LATE_WITHDRAWAL

__all__ = ["fill_seats", "release_seats", "sign_up", "sign_up_party", "withdraw"]


@decides(by=self_or_guardian("member_id") | its_coordinator, backfills=True)
def sign_up(command: SignUp, context: Context, read: Read) -> Iterator[Event]:
    """Confirm a seat while there is one, else put the member on the waitlist (R3, R8–R12, R14)."""
    occurrence_id, member_id = command.occurrence_id, command.member_id
    seats, settings, standing, agenda = read(
        Seats(occurrence_id), Settings(), Standing(member_id), Agenda(member_id)
    )
    scheduled = seats.scheduled
    if scheduled is None:
        raise OccurrenceUnknown(occurrence_id)
    if member_id in seats.confirmed or member_id in seats.waiting:
        return
    if command.priority and not its_coordinator.ask(command, context, read):
        raise refused(context.actor, "SignUp.priority", its_coordinator)
    must_be_open_for_sign_up(seats, scheduled, context)
    if (obstacle := obstacle_to_a_seat(scheduled, standing, agenda, settings)) is not None:
        raise obstacle
    yield from seats_or_a_place_in_line(seats, (member_id,), command.priority, context, read)


@decides(by=self_or_guardian_of_each("member_ids") | its_coordinator, backfills=True)
def sign_up_party(command: SignUpParty, context: Context, read: Read) -> Iterator[Event]:
    """Confirm all of a party, put all of it on the waitlist, or refuse all of it (R3, R8–R14)."""
    occurrence_id, members = command.occurrence_id, command.member_ids
    seats, settings = read(Seats(occurrence_id), Settings())
    scheduled = seats.scheduled
    if scheduled is None:
        raise OccurrenceUnknown(occurrence_id)
    formed = seats.parties.get(command.party_id)
    if formed not in (None, members):
        raise PartyExists(occurrence_id, command.party_id)
    for member_id in members:
        if member_id in seats.confirmed or member_id in seats.waiting:
            if formed == members:
                return
            raise AlreadySignedUp(occurrence_id, member_id)
    must_be_open_for_sign_up(seats, scheduled, context)
    for member_id in members:
        standing, agenda = read(Standing(member_id), Agenda(member_id))
        if (obstacle := obstacle_to_a_seat(scheduled, standing, agenda, settings)) is not None:
            raise obstacle
    yield PartyFormed(occurrence_id, command.party_id, members)
    yield from seats_or_a_place_in_line(seats, members, 0, context, read)


@decides(by=self_or_guardian("member_id") | its_coordinator)
def withdraw(command: Withdraw, context: Context, read: Read) -> Iterator[Event]:
    """Give up a seat, which goes to the next eligible waiter, or a place in line (R12, R14).

    Who has arrived keeps the seat: having been there is their one outcome (R25).
    """
    occurrence_id, member_id = command.occurrence_id, command.member_id
    seats, turnout, settings = read(
        Seats(occurrence_id), Turnout(occurrence_id, member_id), Settings()
    )
    begins = planned(occurrence_id, read).period.start
    if member_id not in seats.confirmed and member_id not in seats.waiting:
        return
    if context.at >= begins:
        raise AlreadyBegun(occurrence_id, begins)
    if turnout.attended:
        raise HasAttended(occurrence_id, member_id)
    if member_id in seats.waiting:
        yield WaitlistLeft(occurrence_id, member_id)
        free = seats.free + (member_id in seats.held)
        yield from seats_go_to_waiters(seats, free, context, read, gone=member_id)
    else:
        late = begins - context.at < timedelta(hours=settings[LATE_WITHDRAWAL])
        yield SeatLeft(occurrence_id, member_id, late)
        yield from seats_go_to_waiters(seats, seats.free + 1, context, read)


@decides(by=its_coordinator | system)
def fill_seats(command: FillSeats, context: Context, read: Read) -> Iterator[Event]:
    """Give what is free to those who wait (R12)."""
    seats = read(Seats(command.occurrence_id))
    # Only the process that went on looking knows who was looked at.
    passed = command.passed if isinstance(context.actor, System) else 0
    yield from seats_go_to_waiters(seats, seats.free, context, read, passed=passed)


@decides(by=system)
def release_seats(command: ReleaseSeats, context: Context, read: Read) -> Iterator[Event]:
    """Free the future seats of a member who may not take part on their day, and offers (R4)."""
    bookings, standing, presence, settings = read(
        Bookings(command.member_id),
        Standing(command.member_id),
        Presence(command.member_id),
        Settings(),
    )
    for occurrence_id, number in read(Claims(command.member_id)).offered.items():
        seats, scheduled = read(Seats(occurrence_id)), planned(occurrence_id, read)
        obstacle = obstacle_to_taking_part(standing, scheduled.period.start, settings)
        if obstacle is not None:
            members = tuple(seats.offers[number].members)
            yield OfferReleased(occurrence_id, number, members, obstacle.code)
    for occurrence_id, period in bookings.seats.items():
        if period.start > context.at and occurrence_id not in presence.since:
            obstacle = obstacle_to_taking_part(standing, period.start, settings)
            if obstacle is not None:
                yield SeatReleased(occurrence_id, command.member_id, obstacle.code)
