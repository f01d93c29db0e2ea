"""Seats: what is free goes to who may have it, in order, whoever comes alone or together."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import attrs
import pytest
from community_domain_testkit import BEGINNING, FOUNDER, Given, founded, given
from hypothesis import given as whatever
from hypothesis import strategies as st

from community_domain import (
    STANDARD,
    Acting,
    Command,
    Community,
    MemberId,
    MemoryLog,
    Period,
    Refusal,
)
from community_domain.activities import (
    WAITLIST_LEAST,
    WAITLIST_SHARE,
    ActivityId,
    ChangeCapacity,
    FillSeats,
    OccurrenceId,
    OfferActivity,
    PartyId,
    ScheduleOccurrence,
    SeatConfirmed,
    Seats,
    SignUp,
    SignUpParty,
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


FAMILY = tuple(MemberId(f"child-{number}") for number in range(8))
LINE = 3
"""So many may wait."""


@attrs.define
class Ledger:
    """The same occurrence kept by hand: R3, R8 to R13 as they are written."""

    capacity: int | None
    may: dict[MemberId, bool]
    seats: list[MemberId] = attrs.Factory(list[MemberId])
    claims: list[list[MemberId]] = attrs.Factory(list[list[MemberId]])

    def fits(self, claim: list[MemberId]) -> bool:
        """Whether there are seats for all of them."""
        return self.capacity is None or len(self.seats) + len(claim) <= self.capacity

    def fill(self) -> None:
        """Whoever waits gets seats, in order, if all of the claim can."""
        for claim in list(self.claims):
            if self.fits(claim) and all(self.may[one] for one in claim):
                self.claims.remove(claim)
                self.seats += claim

    def sign_up(self, *members: MemberId) -> None:
        """All get seats, all wait, or nothing happens."""
        there = {*self.seats, *(one for claim in self.claims for one in claim)}
        too_many = self.capacity is not None and len(members) > self.capacity
        if too_many or not there.isdisjoint(members) or not all(self.may[one] for one in members):
            return
        before = attrs.evolve(self, seats=[*self.seats], claims=[*self.claims])
        self.fill()
        if self.fits([*members]):
            self.seats += members
            return
        self.claims.append([*members])
        if sum(map(len, self.claims)) > LINE:
            self.seats, self.claims = before.seats, before.claims

    def leave(self, member: MemberId) -> None:
        """A seat, or a place in line, which makes a claim smaller."""
        there = {*self.seats, *(one for claim in self.claims for one in claim)}
        if member in there:
            self.seats = [one for one in self.seats if one != member]
            left = ([one for one in claim if one != member] for claim in self.claims)
            self.claims = [claim for claim in left if claim]
            self.fill()

    def change_capacity(self, capacity: int | None) -> None:
        """Nobody is evicted."""
        if capacity != self.capacity:
            self.capacity = capacity
            self.fill()

    def lose_consent(self, member: MemberId) -> None:
        """A seat goes back, a place in line stays."""
        self.may[member] = False
        if member in self.seats:
            self.seats.remove(member)
            self.fill()

    def regain_consent(self, member: MemberId) -> None:
        """That alone moves nobody."""
        self.may[member] = True


def opened(capacity: int | None) -> tuple[Acting, Ledger]:
    """An occurrence that only the founder and eight children know of."""
    enrolled = (EnrolMinor(one, FOUNDER, "Child", BORN, CONSENTS) for one in FAMILY)
    log: MemoryLog = given(
        *founded(WAITLIST_LEAST.at(LINE), WAITLIST_SHARE.at(0)),
        OfferActivity(ACTIVITY, "Sports day"),
        ScheduleOccurrence(OCCURRENCE, ACTIVITY, PERIOD, capacity=capacity),
        *enrolled,
    ).log()
    ids = iter(f"wish-{number}" for number in range(1_000))
    founder = Community(log, STANDARD, clock=lambda: BEGINNING, ids=lambda: next(ids))
    return founder.acting(FOUNDER), Ledger(capacity, dict.fromkeys(FAMILY, True))


one = st.sampled_from(FAMILY)
some = st.lists(one, min_size=2, max_size=3, unique=True).map(tuple)
seats = st.sampled_from([2, 3, 4, 2, 3, 1, 0, None])
STEPS = st.one_of(
    st.tuples(st.just("sign up"), one.map(lambda member: (member,))),
    st.tuples(st.just("sign up"), some),
    st.tuples(st.just("sign up"), some),
    st.tuples(st.just("leave"), one),
    st.tuples(st.just("leave"), one),
    st.tuples(st.just("change"), seats),
    st.tuples(st.just("lose"), one),
    st.tuples(st.just("regain"), one),
    st.tuples(st.just("regain"), one),
)


def step(acting: Acting, ledger: Ledger, what: str, whom: Any, number: int) -> None:
    """One step, in the community and by hand."""
    by_hand: Callable[..., None]
    wish: Command
    match what:
        case "sign up" if len(whom) == 1:
            wish, by_hand = SignUp(OCCURRENCE, *whom), ledger.sign_up
        case "sign up":
            wish = SignUpParty(OCCURRENCE, PartyId(f"party-{number}"), whom)
            by_hand = ledger.sign_up
        case "leave":
            wish, by_hand = Withdraw(OCCURRENCE, whom), ledger.leave
        case "change":
            wish, by_hand = ChangeCapacity(OCCURRENCE, whom), ledger.change_capacity
        case "lose":
            wish, by_hand = RevokeConsent(whom, FOUNDER, KIND), ledger.lose_consent
        case _:
            wish, by_hand = GrantConsent(whom, FOUNDER, KIND, 1), ledger.regain_consent
    try:
        acting.execute(wish)
    except Refusal:
        assert what == "sign up"
    by_hand(*(whom if what == "sign up" else (whom,)))


@whatever(seats, st.lists(STEPS, min_size=40, max_size=80))
def test_r13_seats_and_line_are_as_if_kept_by_hand(
    capacity: int | None, steps: list[tuple[str, Any]]
) -> None:
    """Alone or together, with consents lost and seats added: the same seats and the same line."""
    acting, ledger = opened(capacity)
    for number, (what, whom) in enumerate(steps):
        step(acting, ledger, what, whom, number)
        state = acting.state(Seats(OCCURRENCE))
        assert sorted(state.confirmed) == sorted(ledger.seats)
        assert state.queue() == ledger.claims


@whatever(st.lists(st.sampled_from([0, 1, 2, 3, 5, 8, None]), min_size=1, max_size=12))
def test_r12_capacity_up_and_down_leaves_no_seat_beside_a_waiter(
    capacities: list[int | None],
) -> None:
    """After every change of the capacity there is no free seat, or nobody waits any more."""
    acting, _ = opened(1)
    for member in FAMILY[: LINE + 1]:
        acting.execute(SignUp(OCCURRENCE, member))
    seated = 1
    for capacity in capacities:
        acting.execute(ChangeCapacity(OCCURRENCE, capacity))
        state = acting.state(Seats(OCCURRENCE))
        assert not (state.free > 0 and state.waiting)
        assert len(state.confirmed) >= seated
        assert len(state.confirmed) + len(state.waiting) == LINE + 1
        seated = len(state.confirmed)
