"""Seats that chance seldom hits upon: what is free goes to who may have it, in order."""

from datetime import date, timedelta

import pytest
from community_domain_testkit import BEGINNING, FOUNDER, Given, founded, given

from community_domain import MemberId, Period
from community_domain.activities import (
    WAITLIST_LEAST,
    ActivityId,
    ChangeCapacity,
    FillSeats,
    OccurrenceId,
    OfferActivity,
    ScheduleOccurrence,
    SeatConfirmed,
    SignUp,
    WaitlistLeft,
    Withdraw,
)
from community_domain.members import (
    ConsentKind,
    EnrolMinor,
    GrantConsent,
    RegisterMember,
    RevokeConsent,
)

ADULT = MemberId("adult-1")
FIRST, SECOND = MemberId("child-1"), MemberId("child-2")
OCCURRENCE, ACTIVITY = OccurrenceId("occurrence-1"), ActivityId("activity-1")
PERIOD = Period(BEGINNING + timedelta(days=2), BEGINNING + timedelta(days=2, hours=1))
BORN, KIND = date(2014, 1, 1), ConsentKind.TAKING_PART
CONSENTS = (ConsentKind.DATA, KIND)


@pytest.fixture
def passed_over() -> Given:
    """A free seat beside two waiters, neither of whom may have it for want of consent."""
    return given(
        *founded(),
        OfferActivity(ACTIVITY, "Sports day"),
        ScheduleOccurrence(OCCURRENCE, ACTIVITY, PERIOD, capacity=1),
        RegisterMember(ADULT, "Adult", date(1990, 1, 1)),
        EnrolMinor(FIRST, ADULT, "First", BORN, CONSENTS),
        EnrolMinor(SECOND, ADULT, "Second", BORN, CONSENTS),
        SignUp(OCCURRENCE, ADULT),
        SignUp(OCCURRENCE, FIRST),
        SignUp(OCCURRENCE, SECOND),
        RevokeConsent(FIRST, ADULT, KIND),
        RevokeConsent(SECOND, ADULT, KIND),
        Withdraw(OCCURRENCE, ADULT),
    )


def test_r12_a_waiter_who_leaves_lets_the_next_one_in(passed_over: Given) -> None:
    """Whenever the occurrence changes, no free seat stays beside an eligible waiter."""
    eligible = passed_over.and_done(GrantConsent(FIRST, ADULT, KIND, 1), by=ADULT)
    eligible.when(Withdraw(OCCURRENCE, SECOND)).then(
        WaitlistLeft(OCCURRENCE, SECOND), SeatConfirmed(OCCURRENCE, FIRST, PERIOD)
    )


def test_r11_nobody_fills_seats_past_the_front_of_the_line(passed_over: Given) -> None:
    """`passed` is a note of the process to itself; from anybody else it would jump the line."""
    eligible = passed_over.and_done(GrantConsent(FIRST, ADULT, KIND, 1), by=ADULT).and_done(
        GrantConsent(SECOND, ADULT, KIND, 1), by=ADULT
    )
    eligible.when(FillSeats(OCCURRENCE, passed=1), by=FOUNDER).then(
        SeatConfirmed(OCCURRENCE, FIRST, PERIOD)
    )


def test_r8_unlimited_seats_are_never_refused_as_closed() -> None:
    """Capacity None is unlimited: a newcomer joins a line that is long, and is confirmed."""
    minors = [MemberId(f"child-{number}") for number in range(40)]
    story = given(
        *founded(WAITLIST_LEAST.at(100)),
        OfferActivity(ACTIVITY, "Sports day"),
        ScheduleOccurrence(OCCURRENCE, ACTIVITY, PERIOD, capacity=1),
        RegisterMember(ADULT, "Adult", date(1990, 1, 1)),
        SignUp(OCCURRENCE, FOUNDER),
        *(EnrolMinor(minor, ADULT, "Child", BORN, CONSENTS) for minor in minors),
        *(SignUp(OCCURRENCE, minor) for minor in minors),
        *(RevokeConsent(minor, ADULT, KIND) for minor in minors),
        ChangeCapacity(OCCURRENCE, None),
    )
    then = story.when(SignUp(OCCURRENCE, ADULT), by=ADULT)
    then.followed_by(SeatConfirmed(OCCURRENCE, ADULT, PERIOD))
