"""The decisions about activities, rule by rule."""

from datetime import timedelta

import pytest
from community_domain_testkit import BEGINNING, FOUNDER, given

from community_domain import (
    Command,
    Event,
    InvalidValue,
    MemberId,
    NotPermitted,
    Period,
    Problem,
    System,
)
from community_domain.activities import (
    LATE_WITHDRAWAL,
    WAITLIST_LEAST,
    WAITLIST_SHARE,
    ActivityExists,
    ActivityId,
    ActivityOffered,
    ActivityUnknown,
    AlreadyBegun,
    AlreadyCheckedIn,
    AlreadyCheckedOut,
    CapacityChanged,
    ChangeCapacity,
    CheckedIn,
    CheckedOut,
    CheckIn,
    CheckOut,
    CloseCheckIn,
    ContestNoShow,
    CountHeads,
    FillingPaused,
    FillSeats,
    HasAttended,
    HeadsCounted,
    LiftNoShow,
    NoNoShow,
    NoShowContested,
    NoShowLifted,
    NoShowRecorded,
    NotCheckedIn,
    NotOverYet,
    NotSignedUp,
    NotYetBegun,
    OccurrenceClosed,
    OccurrenceExists,
    OccurrenceId,
    OccurrenceOver,
    OccurrenceScheduled,
    OccurrenceUnknown,
    OfferActivity,
    OutsideOccurrence,
    PartyId,
    PresenceRecorded,
    RecordNoShow,
    RecordPresence,
    ReleaseSeats,
    ScheduleOccurrence,
    SeatConfirmed,
    SeatLeft,
    SignUp,
    SignUpClosed,
    SignUpNotOpen,
    SignUpParty,
    Turnout,
    WaitlistFull,
    WaitlistJoined,
    WaitlistLeft,
    Withdraw,
)
from community_domain.members import (
    TRAVEL_GAP,
    ConsentKind,
    ConsentMissing,
    ConsentRevoked,
    NoTimeToGoThere,
    Overlapping,
    StillCheckedIn,
)
from tests.stories import (
    ADULT,
    CHILD,
    GAMES,
    GUARDIAN,
    OTHER,
    PERIOD,
    SPORTS_DAY,
    adult,
    at_start,
    child,
    neighbourhood,
    scheduled,
    seat,
    waiter,
)

HERE = neighbourhood()
OPEN = (*HERE, *scheduled())
LOST_CONSENT = ConsentRevoked(CHILD, GUARDIAN, ConsentKind.TAKING_PART)
AFTER = at_start(180)
"""The end of the occurrence."""
PICNIC = OccurrenceId("picnic")


def crowd(number: int) -> tuple[MemberId, ...]:
    """So many adults."""
    return tuple(MemberId(f"neighbour-{n}") for n in range(number))


def registered(members: tuple[MemberId, ...]) -> tuple[Event, ...]:
    """The registrations of a crowd."""
    return tuple(event for member in members for event in adult(member))


def test_an_activity_is_offered_once() -> None:
    """The same title again is no news; another title needs another id."""
    given(*HERE).when(OfferActivity(ActivityId("market"), "Market")).then(
        ActivityOffered(ActivityId("market"), "Market")
    )
    given(*HERE).when(OfferActivity(GAMES, "Games")).then_nothing()
    given(*HERE).when(OfferActivity(GAMES, "Market")).then_refused(ActivityExists(GAMES))


def test_an_occurrence_is_scheduled_with_its_wall_times() -> None:
    """The event holds UTC instants and what the clocks of the community's zone will show."""
    opens, closes = at_start(-600), at_start(-60)
    whole = ScheduleOccurrence(SPORTS_DAY, GAMES, PERIOD, 3, "The square", opens, closes)
    [event] = given(*HERE).when(whole).events
    assert isinstance(event, OccurrenceScheduled)
    assert (event.place, event.opens, event.closes) == ("The square", opens, closes)
    schedule = ScheduleOccurrence(SPORTS_DAY, GAMES, PERIOD, 3)
    [event] = given(*HERE).when(schedule).then(*scheduled(capacity=3)).events
    assert event.local.start == "2024-06-26T09:00"  # type: ignore[attr-defined]
    given(*HERE, *scheduled(capacity=3)).when(schedule).then_nothing()
    given(*OPEN).when(schedule).then_refused(OccurrenceExists(SPORTS_DAY))
    given(*HERE).when(ScheduleOccurrence(SPORTS_DAY, ActivityId("market"), PERIOD)).then_refused(
        ActivityUnknown(ActivityId("market"))
    )


def test_r15_nothing_is_scheduled_in_the_past() -> None:
    """An occurrence that has ended already cannot be added, nor can its capacity change."""
    over = OccurrenceOver(SPORTS_DAY, PERIOD.end)
    schedule = ScheduleOccurrence(SPORTS_DAY, GAMES, PERIOD)
    given(*HERE).when(schedule, at=AFTER).then_refused(over)
    given(*OPEN).when(ChangeCapacity(SPORTS_DAY, 5), at=AFTER).then_refused(over)


def test_r8_seats_never_exceed_the_capacity() -> None:
    """With one seat, the second sign-up waits; without a capacity everybody is confirmed."""
    full = (*HERE, *scheduled(capacity=1), seat(OTHER))
    given(*full).when(SignUp(SPORTS_DAY, CHILD), by=GUARDIAN).then(waiter(CHILD))
    given(*OPEN, seat(OTHER)).when(SignUp(SPORTS_DAY, CHILD), by=GUARDIAN).then(seat(CHILD))


def test_r8_a_capacity_of_0_means_closed() -> None:
    """Nobody gets a seat, and nobody waits for one."""
    closed = (*HERE, *scheduled(capacity=0))
    given(*closed).when(SignUp(SPORTS_DAY, CHILD), by=GUARDIAN).then_refused(
        OccurrenceClosed(SPORTS_DAY)
    )


def test_r8_filling_gives_no_more_seats_than_are_free() -> None:
    """Of two waiters and one seat the first gets it."""
    given(*HERE, *scheduled(capacity=1), waiter(CHILD), waiter(OTHER)).when(
        FillSeats(SPORTS_DAY)
    ).then(seat(CHILD))


def test_r9_there_is_one_live_sign_up_per_person() -> None:
    """Signing up again changes nothing, with a seat or in line; after leaving it is new."""
    sign_up = SignUp(SPORTS_DAY, CHILD)
    given(*OPEN, seat(CHILD)).when(sign_up, by=GUARDIAN).then_nothing()
    given(*HERE, *scheduled(capacity=1), seat(OTHER), waiter(CHILD)).when(
        sign_up, by=GUARDIAN
    ).then_nothing()
    left = SeatLeft(SPORTS_DAY, CHILD, late=False)
    given(*OPEN, seat(CHILD), left).when(sign_up, by=GUARDIAN).then(seat(CHILD))


def test_r10_a_lower_capacity_evicts_nobody() -> None:
    """Two keep their seats at capacity 1, and the first who leaves is not replaced."""
    two = (*HERE, *scheduled(capacity=2), seat(CHILD), seat(OTHER), waiter(ADULT))
    lowered = CapacityChanged(SPORTS_DAY, 1)
    given(*two).when(ChangeCapacity(SPORTS_DAY, 1)).then(lowered)
    given(*two, lowered).when(Withdraw(SPORTS_DAY, CHILD), by=GUARDIAN).then(
        SeatLeft(SPORTS_DAY, CHILD, late=False)
    )
    given(*two, lowered).when(ChangeCapacity(SPORTS_DAY, 1)).then_nothing()


def test_r11_the_waitlist_is_in_order_of_priority_then_time() -> None:
    """A later waiter with priority is promoted before an earlier one without."""
    line = (*HERE, *scheduled(capacity=1), seat(ADULT), waiter(CHILD), waiter(OTHER, 5))
    given(*line).when(Withdraw(SPORTS_DAY, ADULT), by=ADULT).then(
        SeatLeft(SPORTS_DAY, ADULT, late=False), seat(OTHER)
    )


def test_r11_priority_is_a_coordinators_to_give() -> None:
    """A guardian cannot put a child in front; a coordinator can."""
    full = (*HERE, *scheduled(capacity=1), seat(OTHER))
    first = SignUp(SPORTS_DAY, CHILD, priority=1)
    given(*full).when(first, by=GUARDIAN).then_refused(NotPermitted)
    given(*full).when(first, by=FOUNDER).then(WaitlistJoined(SPORTS_DAY, CHILD, 1))


@pytest.mark.parametrize(("capacity", "limit"), [(1, 2), (10, 2), (20, 4), (29, 5)])
def test_r11_the_waitlist_is_bounded(capacity: int, limit: int) -> None:
    """A fifth of the capacity may wait, rounded down, but two at least, by these settings."""
    here = neighbourhood(WAITLIST_SHARE.at(20), WAITLIST_LEAST.at(2))
    people = crowd(capacity + limit)
    seats = [seat(member) for member in people[:capacity]]
    line = [waiter(member) for member in people[capacity:]]
    start = (*here, *registered(people), *scheduled(capacity=capacity), *seats)
    given(*start, *line[:-1]).when(SignUp(SPORTS_DAY, CHILD), by=GUARDIAN).then(waiter(CHILD))
    given(*start, *line).when(SignUp(SPORTS_DAY, CHILD), by=GUARDIAN).then_refused(
        WaitlistFull(SPORTS_DAY, limit)
    )


def test_r12_a_freed_seat_goes_to_the_next_eligible_waiter() -> None:
    """Who lost consent is passed over and keeps the place; who follows is confirmed."""
    line = (*HERE, *scheduled(capacity=1), seat(ADULT), waiter(CHILD), waiter(OTHER), LOST_CONSENT)
    given(*line).when(Withdraw(SPORTS_DAY, ADULT), by=ADULT).then(
        SeatLeft(SPORTS_DAY, ADULT, late=False), seat(OTHER)
    )


def test_r12_a_waiter_who_is_busy_by_now_is_passed_over() -> None:
    """Another commitment at the same time stands in the way of a seat."""
    busy = SeatConfirmed(PICNIC, CHILD, PERIOD)
    line = (*HERE, *scheduled(capacity=1), seat(ADULT), waiter(CHILD), waiter(OTHER), busy)
    given(*line).when(Withdraw(SPORTS_DAY, ADULT), by=ADULT).then(
        SeatLeft(SPORTS_DAY, ADULT, late=False), seat(OTHER)
    )


def test_r12_more_capacity_promotes_waiters() -> None:
    """The capacity grows by one, or becomes unlimited, and the line moves up."""
    line = (*HERE, *scheduled(capacity=1), seat(ADULT), waiter(CHILD), waiter(OTHER))
    given(*line).when(ChangeCapacity(SPORTS_DAY, 2)).then(
        CapacityChanged(SPORTS_DAY, 2), seat(CHILD)
    )
    given(*line).when(ChangeCapacity(SPORTS_DAY, None)).then(
        CapacityChanged(SPORTS_DAY, None), seat(CHILD), seat(OTHER)
    )


def test_r12_a_newcomer_does_not_overtake_an_eligible_waiter() -> None:
    """With a free seat and a waiter who has become eligible, the waiter comes first."""
    here = (*HERE, *scheduled(capacity=1), waiter(CHILD))
    given(*here).when(SignUp(SPORTS_DAY, OTHER), by=GUARDIAN).then(seat(CHILD), waiter(OTHER))
    given(*here, LOST_CONSENT).when(SignUp(SPORTS_DAY, OTHER), by=GUARDIAN).then(seat(OTHER))


def test_r12_a_long_line_is_looked_at_in_several_decisions() -> None:
    """Forty ineligible waiters take more reads than one decision has; the last still gets it."""
    minors = tuple(MemberId(f"minor-{n}") for n in range(40))
    line = [event for minor in minors for event in (*child(minor), waiter(minor))]
    here = neighbourhood(WAITLIST_LEAST.at(100))
    story = (*here, *scheduled(capacity=1), seat(ADULT), *line, waiter(OTHER))
    then = given(*story).when(Withdraw(SPORTS_DAY, ADULT), by=ADULT)
    passed = next(e.passed for e in then.events if isinstance(e, FillingPaused))
    then.then(
        SeatLeft(SPORTS_DAY, ADULT, late=False), FillingPaused(SPORTS_DAY, passed)
    ).followed_by(seat(OTHER))
    assert 20 < passed < 40


def test_r12_nothing_is_filled_once_the_occurrence_has_begun() -> None:
    """A seat that is free at the start stays free."""
    given(*HERE, *scheduled(capacity=1), waiter(CHILD)).when(
        FillSeats(SPORTS_DAY), at=PERIOD.start
    ).then_nothing()


def test_r14_sign_up_opens_and_closes() -> None:
    """From the opening on, and before the closing; both instants are exact."""
    opens, closes = at_start(-60), at_start(-30)
    here = (*HERE, *scheduled(opens=opens, closes=closes))
    sign_up, second = SignUp(SPORTS_DAY, CHILD), timedelta(seconds=1)
    early, late = SignUpNotOpen(SPORTS_DAY, opens), SignUpClosed(SPORTS_DAY, closes)
    given(*here).when(sign_up, by=GUARDIAN, at=opens - second).then_refused(early)
    given(*here).when(sign_up, by=GUARDIAN, at=opens).then(seat(CHILD))
    given(*here).when(sign_up, by=GUARDIAN, at=closes - second).then(seat(CHILD))
    given(*here).when(sign_up, by=GUARDIAN, at=closes).then_refused(late)


@pytest.mark.parametrize(("minutes", "late"), [(24 * 60, False), (24 * 60 - 1, True)])
def test_r14_a_late_withdrawal_is_an_outcome_of_its_own(minutes: int, *, late: bool) -> None:
    """A day before the start is in time, a minute later is late."""
    given(*OPEN, seat(CHILD)).when(
        Withdraw(SPORTS_DAY, CHILD), by=GUARDIAN, at=at_start(-minutes)
    ).then(SeatLeft(SPORTS_DAY, CHILD, late))
    assert LATE_WITHDRAWAL.default == 24


def test_r14_nobody_withdraws_once_it_has_begun() -> None:
    """At the start the seat is used, or missed."""
    given(*OPEN, seat(CHILD)).when(
        Withdraw(SPORTS_DAY, CHILD), by=GUARDIAN, at=PERIOD.start
    ).then_refused(AlreadyBegun(SPORTS_DAY, PERIOD.start))


def test_withdrawing_from_the_line_and_from_nothing() -> None:
    """A waiter leaves the line; who holds nothing changes nothing."""
    line = (*HERE, *scheduled(capacity=1), seat(OTHER), waiter(CHILD))
    withdraw = Withdraw(SPORTS_DAY, CHILD)
    given(*line).when(withdraw, by=GUARDIAN).then(WaitlistLeft(SPORTS_DAY, CHILD))
    given(*OPEN).when(withdraw, by=GUARDIAN).then_nothing()


def test_r18_a_second_commitment_at_the_same_time_is_refused() -> None:
    """Sharing a minute overlaps; touching ends do not."""
    busy = SeatConfirmed(PICNIC, CHILD, Period(at_start(179), at_start(240)))
    after = SeatConfirmed(PICNIC, CHILD, Period(AFTER, at_start(240)))
    before = SeatConfirmed(OccurrenceId("fair"), CHILD, Period(at_start(-60), PERIOD.start))
    around = SeatConfirmed(PICNIC, CHILD, Period(at_start(-60), at_start(240)))
    sign_up = SignUp(SPORTS_DAY, CHILD)
    for clashing in (busy, around):
        given(*OPEN, clashing).when(sign_up, by=GUARDIAN).then_refused(Overlapping(CHILD, PICNIC))
    given(*OPEN, before, after).when(sign_up, by=GUARDIAN).then(seat(CHILD))


def test_r18_a_gap_between_different_places_can_be_required() -> None:
    """Thirty minutes between the hall and the yard; none within one place, or where none is known.

    It counts before and after, and by default none is required.
    """
    here = neighbourhood(TRAVEL_GAP.at(30))
    yard = (*here, *scheduled(place="yard"))
    sign_up = SignUp(SPORTS_DAY, CHILD)
    confirmed = SeatConfirmed(SPORTS_DAY, CHILD, PERIOD, "yard")
    for minutes, fits in ((29, False), (30, True)):
        after = Period(AFTER + timedelta(minutes=minutes), at_start(240))
        before = Period(at_start(-60), at_start(-minutes))
        for period in (before, after):
            for place in ("hall", "yard", None):
                busy = SeatConfirmed(PICNIC, CHILD, period, place)
                story = given(*yard, busy).when(sign_up, by=GUARDIAN)
                if fits or place != "hall":
                    story.then(confirmed)
                else:
                    story.then_refused(NoTimeToGoThere(CHILD, PICNIC, 30))
    touching = SeatConfirmed(PICNIC, CHILD, Period(AFTER, at_start(240)), "hall")
    given(*HERE, *scheduled(place="yard"), touching).when(sign_up, by=GUARDIAN).then(confirmed)


def test_r3_without_consent_a_minor_is_not_checked_in() -> None:
    """A seat that outlived its consent, at an occurrence under way, admits nobody."""
    given(*OPEN, seat(CHILD), LOST_CONSENT).when(
        CheckIn(SPORTS_DAY, CHILD, at_start(1)), by=GUARDIAN, at=at_start(1)
    ).then_refused(ConsentMissing(CHILD, ConsentKind.TAKING_PART))
    given(*OPEN, seat(CHILD), LOST_CONSENT).when(
        RecordPresence(SPORTS_DAY, CHILD), at=AFTER
    ).then_refused(ConsentMissing(CHILD, ConsentKind.TAKING_PART))


def test_r24_checking_in_and_out() -> None:
    """Arrival and departure are recorded with the instants at which they happened."""
    came, went = CheckedIn(SPORTS_DAY, CHILD, at_start(1)), at_start(90)
    check_in, check_out = CheckIn(SPORTS_DAY, CHILD, at_start(1)), CheckOut(SPORTS_DAY, CHILD, went)
    out = CheckedOut(SPORTS_DAY, CHILD, went, forgotten=False)
    held = (*OPEN, seat(CHILD))
    given(*held).when(check_in, by=GUARDIAN, at=at_start(2)).then(came)
    given(*held, came).when(check_in, by=GUARDIAN, at=at_start(3)).then_nothing()
    given(*held, came).when(check_out, by=GUARDIAN, at=went).then(out)
    given(*held, came, out).when(check_out, by=GUARDIAN, at=AFTER).then_nothing()


def test_r24_at_most_one_check_in_is_open() -> None:
    """Who is still at one place is not yet at another; nor twice at the same."""
    other = (*scheduled(PICNIC), SeatConfirmed(PICNIC, CHILD, PERIOD))
    here = (*OPEN, *other, seat(CHILD), CheckedIn(PICNIC, CHILD, at_start(1)))
    given(*here).when(
        CheckIn(SPORTS_DAY, CHILD, at_start(2)), by=GUARDIAN, at=at_start(2)
    ).then_refused(StillCheckedIn(CHILD, PICNIC))
    given(*here).when(
        CheckIn(PICNIC, CHILD, at_start(2)), by=GUARDIAN, at=at_start(2)
    ).then_refused(AlreadyCheckedIn(PICNIC, CHILD, at_start(1)))


def test_r24_nobody_leaves_before_they_came() -> None:
    """Out is not before in, not twice, and not without in."""
    held = (*OPEN, seat(CHILD))
    came = CheckedIn(SPORTS_DAY, CHILD, at_start(10))
    out = CheckedOut(SPORTS_DAY, CHILD, at_start(20), forgotten=False)
    before = CheckOut(SPORTS_DAY, CHILD, at_start(9))
    same, later = CheckOut(SPORTS_DAY, CHILD, at_start(10)), CheckOut(SPORTS_DAY, CHILD, AFTER)
    given(*held, came).when(before, by=GUARDIAN, at=AFTER).then_invalid("at", Problem.TOO_EARLY)
    given(*held, came).when(same, by=GUARDIAN, at=AFTER).then(
        CheckedOut(SPORTS_DAY, CHILD, at_start(10), forgotten=False)
    )
    given(*held, came, out).when(later, by=GUARDIAN, at=AFTER).then_refused(
        AlreadyCheckedOut(SPORTS_DAY, CHILD, at_start(20))
    )
    given(*held).when(before, by=GUARDIAN, at=AFTER).then_refused(NotCheckedIn(SPORTS_DAY, CHILD))


def test_r24_a_forgotten_check_out_is_closed_at_the_planned_end_and_flagged() -> None:
    """The system closes it after the end, not before; a person who went is left alone."""
    here = (*OPEN, seat(CHILD), CheckedIn(SPORTS_DAY, CHILD, at_start(10)))
    close, clock = CloseCheckIn(SPORTS_DAY, CHILD), System("clock")
    flagged = CheckedOut(SPORTS_DAY, CHILD, PERIOD.end, forgotten=True)
    given(*here).when(close, by=clock, at=at_start(400)).then(flagged)
    given(*here, flagged).when(close, by=clock, at=at_start(400)).then_nothing()
    given(*here).when(close, by=clock, at=at_start(179)).then_refused(
        NotOverYet(SPORTS_DAY, PERIOD.end)
    )


def test_r24_an_arrival_lies_around_the_occurrence_and_not_in_the_future() -> None:
    """From an hour before the start until the end; nobody tells what has not happened yet."""
    held = (*OPEN, seat(CHILD))
    for minutes, fits in ((-61, False), (-60, True), (179, True), (180, False)):
        at = at_start(minutes)
        story = given(*held).when(CheckIn(SPORTS_DAY, CHILD, at), by=GUARDIAN, at=AFTER)
        if fits:
            story.then(CheckedIn(SPORTS_DAY, CHILD, at))
        else:
            story.then_refused(OutsideOccurrence(SPORTS_DAY, at, at_start(-60), PERIOD.end))
    future = CheckIn(SPORTS_DAY, CHILD, at_start(2))
    given(*held).when(future, by=GUARDIAN, at=at_start(1)).then_invalid("at", Problem.IN_FUTURE)
    leaving = CheckOut(SPORTS_DAY, CHILD, at_start(3))
    came = CheckedIn(SPORTS_DAY, CHILD, at_start(1))
    given(*held, came).when(leaving, by=GUARDIAN, at=at_start(2)).then_invalid(
        "at", Problem.IN_FUTURE
    )


@pytest.mark.parametrize(
    "command",
    [
        CheckIn(SPORTS_DAY, CHILD, at_start(1)),
        RecordPresence(SPORTS_DAY, CHILD),
        RecordNoShow(SPORTS_DAY, CHILD),
    ],
    ids=lambda command: type(command).__name__,
)
def test_r25_only_holders_of_a_seat_have_an_outcome(command: Command) -> None:
    """Who did not sign up is counted by heads instead."""
    given(*OPEN).when(command, at=AFTER).then_refused(NotSignedUp(SPORTS_DAY, CHILD))


def test_r25_a_no_show_is_told_after_the_end_and_once() -> None:
    """Not a minute before the end, not of somebody who came, and not twice."""
    held = (*OPEN, seat(CHILD))
    told, missed = RecordNoShow(SPORTS_DAY, CHILD), NoShowRecorded(SPORTS_DAY, CHILD)
    given(*held).when(told, at=AFTER).then(missed)
    given(*held, missed).when(told, at=AFTER).then_nothing()
    given(*held).when(told, at=at_start(179)).then_refused(NotOverYet(SPORTS_DAY, PERIOD.end))
    for came in (CheckedIn(SPORTS_DAY, CHILD, at_start(1)), PresenceRecorded(SPORTS_DAY, CHILD)):
        given(*held, came).when(told, at=AFTER).then_refused(HasAttended(SPORTS_DAY, CHILD))


def test_r25_who_has_arrived_does_not_withdraw() -> None:
    """An early arrival keeps the seat; nobody attends without one."""
    came = CheckedIn(SPORTS_DAY, CHILD, at_start(-10))
    given(*OPEN, seat(CHILD), came).when(
        Withdraw(SPORTS_DAY, CHILD), by=GUARDIAN, at=at_start(-5)
    ).then_refused(HasAttended(SPORTS_DAY, CHILD))


def test_r25_a_late_check_in_supersedes_a_no_show() -> None:
    """A device that was offline tells later what happened in time; the outcome is one."""
    missed = NoShowRecorded(SPORTS_DAY, CHILD)
    held = (*OPEN, seat(CHILD), missed)
    came = CheckedIn(SPORTS_DAY, CHILD, at_start(5))
    then = given(*held).when(
        CheckIn(SPORTS_DAY, CHILD, at_start(5)), by=GUARDIAN, at=AFTER + timedelta(hours=1)
    )
    assert then.then(came).state(Turnout(SPORTS_DAY, CHILD)).outcome == "attended"
    given(*held, came).when(
        ContestNoShow(SPORTS_DAY, CHILD, "I was there"), by=GUARDIAN, at=AFTER
    ).then_refused(NoNoShow(SPORTS_DAY, CHILD))


def test_r25_a_no_show_can_be_contested_and_lifted() -> None:
    """The member or a guardian contests, a coordinator lifts; each once, and only if it stands."""
    held = (*OPEN, seat(CHILD))
    missed = NoShowRecorded(SPORTS_DAY, CHILD)
    contest = ContestNoShow(SPORTS_DAY, CHILD, "I was there")
    contested = NoShowContested(SPORTS_DAY, CHILD, "I was there")
    lift, lifted = LiftNoShow(SPORTS_DAY, CHILD, "Ill"), NoShowLifted(SPORTS_DAY, CHILD, "Ill")
    given(*held, missed).when(contest, by=GUARDIAN, at=AFTER).then(contested)
    given(*held, missed, contested).when(contest, by=CHILD, at=AFTER).then_nothing()
    given(*held, missed).when(contest, by=ADULT, at=AFTER).then_refused(NotPermitted)
    given(*held, missed).when(lift, at=AFTER).then(lifted)
    given(*held, missed, lifted).when(lift, at=AFTER).then_nothing()
    given(*held).when(lift, at=AFTER).then_refused(NoNoShow(SPORTS_DAY, CHILD))
    given(*held, missed, lifted).when(RecordNoShow(SPORTS_DAY, CHILD), at=AFTER).then_nothing()


def test_r25_presence_is_recorded_from_a_sheet() -> None:
    """From the start on, once, and it is the outcome."""
    held = (*OPEN, seat(CHILD))
    record, present = RecordPresence(SPORTS_DAY, CHILD), PresenceRecorded(SPORTS_DAY, CHILD)
    given(*held).when(record, at=PERIOD.start).then(present)
    given(*held, present).when(record, at=AFTER).then_nothing()
    given(*held).when(record, at=at_start(-1)).then_refused(NotYetBegun(SPORTS_DAY, PERIOD.start))


def test_heads_are_counted_of_people_who_never_signed_up() -> None:
    """Counted from the start on; counting a kind again replaces it, the same count is no news."""
    count = CountHeads(SPORTS_DAY, "residents", 210)
    counted = HeadsCounted(SPORTS_DAY, "residents", 210)
    given(*OPEN).when(count, at=AFTER).then(counted)
    given(*OPEN, counted).when(count, at=AFTER).then_nothing()
    given(*OPEN, counted).when(CountHeads(SPORTS_DAY, "residents", 209), at=AFTER).then(
        HeadsCounted(SPORTS_DAY, "residents", 209)
    )
    given(*OPEN).when(count, at=at_start(-1)).then_refused(NotYetBegun(SPORTS_DAY, PERIOD.start))


@pytest.mark.parametrize(
    "command",
    [
        SignUp(PICNIC, CHILD),
        SignUpParty(PICNIC, PartyId("family"), (CHILD, OTHER)),
        Withdraw(PICNIC, CHILD),
        ChangeCapacity(PICNIC, 3),
        CheckIn(PICNIC, CHILD, BEGINNING),
        CloseCheckIn(PICNIC, CHILD),
        RecordPresence(PICNIC, CHILD),
        RecordNoShow(PICNIC, CHILD),
        CountHeads(PICNIC, "residents", 1),
    ],
    ids=lambda command: type(command).__name__,
)
def test_an_unknown_occurrence_is_named(command: Command) -> None:
    """Whatever is asked of an occurrence that does not exist is refused with its id."""
    given(*HERE).when(command).then_refused(OccurrenceUnknown(PICNIC))


@pytest.mark.parametrize(
    "command",
    [
        OfferActivity(GAMES, "Games"),
        ScheduleOccurrence(SPORTS_DAY, GAMES, PERIOD),
        ChangeCapacity(SPORTS_DAY, 3),
        SignUp(SPORTS_DAY, CHILD),
        SignUpParty(SPORTS_DAY, PartyId("family"), (CHILD, ADULT)),
        Withdraw(SPORTS_DAY, CHILD),
        FillSeats(SPORTS_DAY),
        ReleaseSeats(CHILD),
        CheckIn(SPORTS_DAY, CHILD, BEGINNING),
        CheckOut(SPORTS_DAY, CHILD, BEGINNING),
        CloseCheckIn(SPORTS_DAY, CHILD),
        RecordPresence(SPORTS_DAY, CHILD),
        RecordNoShow(SPORTS_DAY, CHILD),
        ContestNoShow(SPORTS_DAY, CHILD, "I was there"),
        LiftNoShow(SPORTS_DAY, CHILD, "Ill"),
        CountHeads(SPORTS_DAY, "residents", 1),
    ],
    ids=lambda command: type(command).__name__,
)
def test_r43_a_neighbour_may_do_nothing_for_another_child(command: Command) -> None:
    """Whoever is neither the member, nor a guardian, nor a coordinator is refused."""
    given(*OPEN).when(command, by=ADULT).then_refused(NotPermitted)


@pytest.mark.parametrize(
    ("closes", "opens"), [(PERIOD.end + timedelta(seconds=1), None), (None, PERIOD.start)]
)
def test_sign_up_times_that_make_no_sense_are_refused(closes: object, opens: object) -> None:
    """Sign-up closes by the end of the occurrence, and opens before it closes."""
    with pytest.raises(InvalidValue):
        ScheduleOccurrence(SPORTS_DAY, GAMES, PERIOD, closes=closes, opens=opens)  # type: ignore[arg-type]


def test_r12_a_waiter_who_leaves_lets_the_line_move() -> None:
    """A free seat stood beside ineligible waiters; one is eligible again when another leaves."""
    line = (*HERE, *scheduled(capacity=1), waiter(ADULT), waiter(CHILD))
    given(*line).when(Withdraw(SPORTS_DAY, ADULT), by=ADULT).then(
        WaitlistLeft(SPORTS_DAY, ADULT), seat(CHILD)
    )


def test_r12_filling_goes_on_while_sign_up_is_open() -> None:
    """Sign-up that stays open after the start gives seats to waiters first."""
    here = (*HERE, *scheduled(capacity=1, closes=PERIOD.end), seat(ADULT), waiter(CHILD))
    given(*here).when(ChangeCapacity(SPORTS_DAY, 2), at=at_start(10)).then(
        CapacityChanged(SPORTS_DAY, 2), seat(CHILD)
    )


def test_r11_nobody_skips_the_line_by_saying_who_was_looked_at() -> None:
    """Only the process that looked knows; from a coordinator the number means nothing."""
    given(*HERE, *scheduled(capacity=1), waiter(CHILD), waiter(OTHER)).when(
        FillSeats(SPORTS_DAY, passed=1)
    ).then(seat(CHILD))


def test_r25_who_has_arrived_keeps_the_seat_when_a_consent_goes() -> None:
    """What has begun is the past: the seat stays with whom it was used by."""
    came = CheckedIn(SPORTS_DAY, CHILD, at_start(-10))
    clock = System("consent-guard")
    given(*OPEN, seat(CHILD), came, LOST_CONSENT).when(
        ReleaseSeats(CHILD), by=clock, at=at_start(-5)
    ).then_nothing()


def test_r12_with_a_long_line_a_newcomer_joins_it() -> None:
    """While the line is still being looked at, nobody is told that it is full or closed."""
    minors = tuple(MemberId(f"minor-{n}") for n in range(40))
    line = [event for minor in minors for event in (*child(minor), waiter(minor))]
    here = neighbourhood(WAITLIST_LEAST.at(2), WAITLIST_SHARE.at(1))
    for capacity in (None, 1):
        story = (*here, *scheduled(capacity=capacity), *line)
        then = given(*story).when(SignUp(SPORTS_DAY, CHILD), by=GUARDIAN)
        assert then.events[-1] == waiter(CHILD)
        then.followed_by(seat(CHILD))
