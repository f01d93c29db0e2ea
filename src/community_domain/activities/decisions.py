"""Offering, scheduling, signing up, withdrawing, attendance, headcounts."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from ..community.state import Settings
from ..kernel import (
    Context,
    Event,
    Hint,
    InvalidValue,
    LocalPeriod,
    Problem,
    Read,
    System,
    decides,
    refused,
    system,
)
from ..members.policies import (
    coordinator,
    obstacle_to_taking_part,
    self_or_guardian,
    self_or_guardian_of_each,
)
from ..members.refusals import StillCheckedIn
from ..members.state import Agenda, Presence, Standing
from .commands import (
    ChangeCapacity,
    CheckIn,
    CheckOut,
    CloseCheckIn,
    ContestNoShow,
    CountHeads,
    FillSeats,
    LiftNoShow,
    OfferActivity,
    RecordNoShow,
    RecordPresence,
    ReleaseSeats,
    ScheduleOccurrence,
    SignUp,
    SignUpParty,
    Withdraw,
)
from .events import (
    ActivityOffered,
    CapacityChanged,
    CheckedIn,
    CheckedOut,
    HeadsCounted,
    NoShowContested,
    NoShowLifted,
    NoShowRecorded,
    OccurrenceScheduled,
    PartyFormed,
    PresenceRecorded,
    SeatLeft,
    SeatReleased,
    WaitlistLeft,
)
from .policies import (
    its_coordinator,
    must_be_open_for_sign_up,
    obstacle_to_a_seat,
    seats_go_to_waiters,
    seats_or_a_place_in_line,
)
from .refusals import (
    ActivityExists,
    ActivityUnknown,
    AlreadyBegun,
    AlreadyCheckedIn,
    AlreadyCheckedOut,
    AlreadySignedUp,
    HasAttended,
    NoNoShow,
    NotCheckedIn,
    NotOverYet,
    NotSignedUp,
    NotYetBegun,
    OccurrenceExists,
    OccurrenceOver,
    OccurrenceUnknown,
    OutsideOccurrence,
    PartyExists,
)
from .state import Bookings, Headcounts, Offering, Schedule, Seats, Turnout
from .values import CHECK_IN_OPENS, LATE_WITHDRAWAL, OccurrenceId

__all__ = [
    "change_capacity",
    "check_in",
    "check_out",
    "close_check_in",
    "contest_no_show",
    "count_heads",
    "fill_seats",
    "lift_no_show",
    "offer_activity",
    "record_no_show",
    "record_presence",
    "release_seats",
    "schedule_occurrence",
    "sign_up",
    "sign_up_party",
    "withdraw",
]


@decides(by=coordinator(), backfills=True)
def offer_activity(command: OfferActivity, context: Context, read: Read) -> Iterator[Event]:
    """Offer an activity once."""
    title = read(Offering(command.activity_id)).title
    if title is None:
        yield ActivityOffered(command.activity_id, command.title)
    elif title != command.title:
        raise ActivityExists(command.activity_id)


@decides(by=coordinator("activity_id"), backfills=True)
def schedule_occurrence(
    command: ScheduleOccurrence, context: Context, read: Read
) -> Iterator[Event]:
    """Give an activity a date that is not past, in UTC and as its clocks will show it (R15)."""
    offering, schedule, settings = read(
        Offering(command.activity_id), Schedule(command.occurrence_id), Settings()
    )
    if offering.title is None:
        raise ActivityUnknown(command.activity_id)
    new = OccurrenceScheduled(
        command.occurrence_id,
        command.activity_id,
        command.period,
        LocalPeriod.of(command.period, settings.zone),
        command.place,
        command.capacity,
        command.opens,
        command.closes or command.period.start,
    )
    if schedule.scheduled == new:
        return
    if schedule.scheduled is not None:
        raise OccurrenceExists(command.occurrence_id)
    if command.period.end <= context.at:
        raise OccurrenceOver(command.occurrence_id, command.period.end)
    yield new


@decides(by=its_coordinator)
def change_capacity(command: ChangeCapacity, context: Context, read: Read) -> Iterator[Event]:
    """Change the capacity: evict nobody (R10), fill what became free (R12)."""
    scheduled, seats = _scheduled(command.occurrence_id, read), read(Seats(command.occurrence_id))
    if context.at >= scheduled.period.end:
        raise OccurrenceOver(command.occurrence_id, scheduled.period.end)
    if command.capacity == seats.capacity:
        return
    yield CapacityChanged(command.occurrence_id, command.capacity)
    taken = len(seats.confirmed)
    free = len(seats.waiting) if command.capacity is None else command.capacity - taken
    yield from seats_go_to_waiters(seats, free, context, read)


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
    must_be_open_for_sign_up(scheduled, context)
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
    must_be_open_for_sign_up(scheduled, context)
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
    begins = _scheduled(occurrence_id, read).period.start
    if member_id not in seats.confirmed and member_id not in seats.waiting:
        return
    if context.at >= begins:
        raise AlreadyBegun(occurrence_id, begins)
    if turnout.attended:
        raise HasAttended(occurrence_id, member_id)
    if member_id in seats.waiting:
        yield WaitlistLeft(occurrence_id, member_id)
        yield from seats_go_to_waiters(seats, seats.free, context, read, gone=member_id)
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
    """Free the future seats of a member who may not take part on their day (R4)."""
    bookings, standing, presence, settings = read(
        Bookings(command.member_id),
        Standing(command.member_id),
        Presence(command.member_id),
        Settings(),
    )
    for occurrence_id, period in bookings.seats.items():
        if period.start > context.at and occurrence_id not in presence.since:
            obstacle = obstacle_to_taking_part(standing, period.start, settings)
            if obstacle is not None:
                yield SeatReleased(occurrence_id, command.member_id, obstacle.code)


@decides(by=self_or_guardian("member_id") | its_coordinator, backfills=True)
def check_in(command: CheckIn, context: Context, read: Read) -> Iterator[Event]:
    """Record an arrival; one told late by an offline device supersedes a no-show (R3, R24, R25)."""
    occurrence_id, member_id = command.occurrence_id, command.member_id
    scheduled, settings = _scheduled(occurrence_id, read), read(Settings())
    turnout, presence, standing = read(
        Turnout(occurrence_id, member_id), Presence(member_id), Standing(member_id)
    )
    _must_have_happened(command.at, context)
    if turnout.came == command.at:
        return
    if turnout.came is not None:
        raise AlreadyCheckedIn(occurrence_id, member_id, turnout.came)
    opens = scheduled.period.start - timedelta(minutes=settings[CHECK_IN_OPENS])
    if not opens <= command.at < scheduled.period.end:
        raise OutsideOccurrence(occurrence_id, command.at, opens, scheduled.period.end)
    _must_have_seat(turnout)
    for elsewhere in presence.since:
        raise StillCheckedIn(member_id, elsewhere)
    if (obstacle := obstacle_to_taking_part(standing, command.at, settings)) is not None:
        raise obstacle
    yield CheckedIn(occurrence_id, member_id, command.at)


@decides(by=self_or_guardian("member_id") | its_coordinator, backfills=True)
def check_out(command: CheckOut, context: Context, read: Read) -> Iterator[Event]:
    """Record a departure, not before the arrival (R24)."""
    turnout = read(Turnout(command.occurrence_id, command.member_id))
    _must_have_happened(command.at, context)
    came = _arrival(turnout)
    if turnout.went == command.at:
        return
    if turnout.went is not None:
        raise AlreadyCheckedOut(command.occurrence_id, command.member_id, turnout.went)
    if command.at < came:
        hint = Hint(f"Checked in at {came}.", f"签到时间为 {came}。")
        raise InvalidValue("at", str(command.at), Problem.TOO_EARLY, hint)
    yield CheckedOut(command.occurrence_id, command.member_id, command.at, forgotten=False)


@decides(by=its_coordinator | system, backfills=True)
def close_check_in(command: CloseCheckIn, context: Context, read: Read) -> Iterator[Event]:
    """Close a forgotten check-in at the planned end, and say so (R24)."""
    ends = _scheduled(command.occurrence_id, read).period.end
    turnout = read(Turnout(command.occurrence_id, command.member_id))
    came = _arrival(turnout)
    if turnout.went is None:
        if context.at < ends:
            raise NotOverYet(command.occurrence_id, ends)
        until = max(came, ends)
        yield CheckedOut(command.occurrence_id, command.member_id, until, forgotten=True)


@decides(by=its_coordinator, backfills=True)
def record_presence(command: RecordPresence, context: Context, read: Read) -> Iterator[Event]:
    """Record from a sheet that a holder of a seat was there (R3, R25)."""
    scheduled, settings = _scheduled(command.occurrence_id, read), read(Settings())
    turnout, standing = read(
        Turnout(command.occurrence_id, command.member_id), Standing(command.member_id)
    )
    begins = scheduled.period.start
    if context.at < begins:
        raise NotYetBegun(command.occurrence_id, begins)
    if turnout.attended:
        return
    _must_have_seat(turnout)
    if (obstacle := obstacle_to_taking_part(standing, begins, settings)) is not None:
        raise obstacle
    yield PresenceRecorded(command.occurrence_id, command.member_id)


@decides(by=its_coordinator | system, backfills=True)
def record_no_show(command: RecordNoShow, context: Context, read: Read) -> Iterator[Event]:
    """Record, after the end, that a holder did not come (R25)."""
    ends = _scheduled(command.occurrence_id, read).period.end
    turnout = read(Turnout(command.occurrence_id, command.member_id))
    _must_have_seat(turnout)
    if context.at < ends:
        raise NotOverYet(command.occurrence_id, ends)
    if turnout.attended:
        raise HasAttended(command.occurrence_id, command.member_id)
    if turnout.outcome is None:
        yield NoShowRecorded(command.occurrence_id, command.member_id)


@decides(by=self_or_guardian("member_id"))
def contest_no_show(command: ContestNoShow, context: Context, read: Read) -> Iterator[Event]:
    """Let the member, or a guardian, contest a no-show (R25)."""
    turnout = read(Turnout(command.occurrence_id, command.member_id))
    if turnout.outcome != "no-show":
        raise NoNoShow(command.occurrence_id, command.member_id)
    if not turnout.contested:
        yield NoShowContested(command.occurrence_id, command.member_id, command.statement)


@decides(by=its_coordinator)
def lift_no_show(command: LiftNoShow, context: Context, read: Read) -> Iterator[Event]:
    """Take a no-show back, with a reason (R25)."""
    turnout = read(Turnout(command.occurrence_id, command.member_id))
    if turnout.outcome == "excused":
        return
    if turnout.outcome != "no-show":
        raise NoNoShow(command.occurrence_id, command.member_id)
    yield NoShowLifted(command.occurrence_id, command.member_id, command.reason)


@decides(by=its_coordinator, backfills=True)
def count_heads(command: CountHeads, context: Context, read: Read) -> Iterator[Event]:
    """Count people who never signed up, from the start on."""
    begins = _scheduled(command.occurrence_id, read).period.start
    if context.at < begins:
        raise NotYetBegun(command.occurrence_id, begins)
    if read(Headcounts(command.occurrence_id)).counts.get(command.kind) != command.count:
        yield HeadsCounted(command.occurrence_id, command.kind, command.count)


def _scheduled(occurrence_id: OccurrenceId, read: Read) -> OccurrenceScheduled:
    """The occurrence as it was scheduled."""
    scheduled = read(Schedule(occurrence_id)).scheduled
    if scheduled is None:
        raise OccurrenceUnknown(occurrence_id)
    return scheduled


def _must_have_happened(at: datetime, context: Context) -> None:
    """Refuse what would happen only after it is told."""
    if at > context.at:
        hint = Hint(f"Now is {context.at}.", f"现在是 {context.at}。")
        raise InvalidValue("at", str(at), Problem.IN_FUTURE, hint)


def _must_have_seat(turnout: Turnout) -> None:
    if not turnout.has_seat:
        raise NotSignedUp(turnout.occurrence_id, turnout.member_id)


def _arrival(turnout: Turnout) -> datetime:
    if turnout.came is None:
        raise NotCheckedIn(turnout.occurrence_id, turnout.member_id)
    return turnout.came
