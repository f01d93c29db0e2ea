"""Freed seats that are offered: the decisions about offers, rule by rule."""

from datetime import datetime, timedelta

import pytest
from community_domain_testkit import BEGINNING, FOUNDER, Given, given

from community_domain import STANDARD, Command, Event, MemberId, NotPermitted, System
from community_domain.activities import (
    OFFER_HOURS,
    AcceptOffer,
    CapacityChanged,
    ChangeCapacity,
    ChangeFilling,
    DeclineOffer,
    ExpireOffer,
    Filling,
    FillingChanged,
    FillSeats,
    OccurrenceId,
    OccurrenceOver,
    OfferAccepted,
    OfferDeclined,
    OfferExpired,
    OfferGone,
    OfferRanOut,
    OfferReleased,
    OfferStillOpen,
    PartyFormed,
    PartyId,
    ReviewClaims,
    SeatConfirmed,
    SeatLeft,
    Seats,
    SeatsOffered,
    SignUp,
    WaitlistJoined,
    WaitlistLeft,
    Withdraw,
)
from community_domain.members import ConsentKind, ConsentRevoked, Overlapping, RevokeConsent
from tests.stories import (
    ADULT,
    CHILD,
    GUARDIAN,
    OTHER,
    PERIOD,
    SPORTS_DAY,
    at_start,
    neighbourhood,
    scheduled,
    seat,
    waiter,
)

HERE = neighbourhood()
PICNIC = OccurrenceId("picnic")
CLOCK = System("clock")
DAY = timedelta(hours=OFFER_HOURS.default)
UNTIL = BEGINNING + DAY
SECOND = timedelta(seconds=1)
LOST_CONSENT = ConsentRevoked(CHILD, GUARDIAN, ConsentKind.TAKING_PART)
PAIR = (CHILD, OTHER)
PARTY = PartyFormed(SPORTS_DAY, PartyId("pair"), PAIR)
LEFT = SeatLeft(SPORTS_DAY, ADULT, late=False)
ACCEPT, DECLINE = AcceptOffer(SPORTS_DAY, 1), DeclineOffer(SPORTS_DAY, 1)
EXPIRE = ExpireOffer(SPORTS_DAY, 1)


def by_offer(occurrence_id: OccurrenceId = SPORTS_DAY) -> Event:
    """From now on freed seats are offered."""
    return FillingChanged(occurrence_id, Filling.BY_OFFER)


def offer(*members: MemberId, number: int = 1, until: datetime = UNTIL) -> SeatsOffered:
    """Seats held for a claim."""
    return SeatsOffered(SPORTS_DAY, number, members, until)


def day(*happened: Event, capacity: int | None = 1) -> Given:
    """A sports day whose freed seats are offered."""
    return given(*HERE, *scheduled(capacity=capacity), by_offer(), *happened)


LINE = (waiter(CHILD), waiter(OTHER))
OFFERED = (seat(ADULT), *LINE, LEFT, offer(CHILD))
"""The only seat was given up, and is offered to the first of two."""


def test_r12_seats_go_at_once_until_offers_are_chosen() -> None:
    """Automatic is the default; choosing it again is no news, and after the end it is too late."""
    choose = ChangeFilling(SPORTS_DAY, Filling.BY_OFFER)
    open_day = given(*HERE, *scheduled(capacity=1))
    open_day.when(choose).then(by_offer())
    open_day.when(ChangeFilling(SPORTS_DAY, Filling.AUTOMATIC)).then_nothing()
    day().when(choose).then_nothing()
    over = OccurrenceOver(SPORTS_DAY, PERIOD.end)
    open_day.when(choose, at=PERIOD.end).then_refused(over)


def test_r12_a_freed_seat_is_offered_to_the_first_eligible_claim() -> None:
    """Who lost consent is passed over and keeps the place; the offer has a stated time."""
    line = (seat(ADULT), *LINE)
    leave = Withdraw(SPORTS_DAY, ADULT)
    day(*line).when(leave, by=ADULT).then(LEFT, offer(CHILD))
    then = day(*line, LOST_CONSENT).when(leave, by=ADULT).then(LEFT, offer(OTHER))
    assert then.state(Seats(SPORTS_DAY)).queue() == [[CHILD]]


def test_r12_the_stated_time_is_a_setting_and_ends_with_the_giving_of_seats() -> None:
    """Three hours by this setting; never beyond the start, when no seats are given any more."""
    here = (*neighbourhood(OFFER_HOURS.at(3)), *scheduled(capacity=1), by_offer(), *LINE)
    three = BEGINNING + timedelta(hours=3)
    given(*here).when(FillSeats(SPORTS_DAY)).then(offer(CHILD, until=three))
    given(*here).when(FillSeats(SPORTS_DAY), at=at_start(-60)).then(
        offer(CHILD, until=PERIOD.start)
    )
    given(*here).when(FillSeats(SPORTS_DAY), at=at_start()).then_nothing()


def test_r10_a_capacity_counts_seats_that_are_taken_and_held() -> None:
    """Of three seats one is taken and one held, so one more of those in line gets a seat."""
    here = day(seat(ADULT), *LINE, offer(CHILD))
    here.when(ChangeCapacity(SPORTS_DAY, 2)).then(CapacityChanged(SPORTS_DAY, 2))
    here.when(ChangeCapacity(SPORTS_DAY, 3)).then(
        CapacityChanged(SPORTS_DAY, 3), offer(OTHER, number=2)
    )


def test_r8_a_held_offer_takes_a_seat() -> None:
    """While the only seat is offered, a newcomer waits, and nothing is free to fill."""
    day(*OFFERED).when(SignUp(SPORTS_DAY, ADULT), by=ADULT).then(waiter(ADULT))
    day(*OFFERED).when(FillSeats(SPORTS_DAY)).then_nothing()
    day(*OFFERED).when(ChangeCapacity(SPORTS_DAY, 2)).then(
        CapacityChanged(SPORTS_DAY, 2), offer(OTHER, number=2)
    )
    day(*OFFERED).when(ChangeCapacity(SPORTS_DAY, None)).then(
        CapacityChanged(SPORTS_DAY, None), offer(OTHER, number=2)
    )


def test_r10_a_lower_capacity_takes_no_offer_back() -> None:
    """What was promised is kept: the offer can be accepted, and nothing else is given."""
    two = (seat(ADULT), *LINE, offer(CHILD), CapacityChanged(SPORTS_DAY, 1))
    day(*two, capacity=2).when(ACCEPT, by=GUARDIAN).then(
        OfferAccepted(SPORTS_DAY, 1, (CHILD,)), seat(CHILD)
    )
    day(*two, capacity=2).when(DECLINE, by=GUARDIAN).then(OfferDeclined(SPORTS_DAY, 1, (CHILD,)))


def test_r12_acceptance_uses_an_offer_up() -> None:
    """A guardian says yes for the child, once: a second yes, by whatever way, gives no seat."""
    accepted = OfferAccepted(SPORTS_DAY, 1, (CHILD,))
    day(*OFFERED).when(ACCEPT, by=GUARDIAN).then(accepted, seat(CHILD))
    taken = (*OFFERED, accepted, seat(CHILD))
    day(*taken).when(ACCEPT, by=GUARDIAN).then_nothing()
    given_up = (*taken, SeatLeft(SPORTS_DAY, CHILD, late=False))
    day(*given_up).when(ACCEPT, by=GUARDIAN).then_nothing()
    day(*taken).when(DECLINE, by=GUARDIAN).then_refused(OfferGone(SPORTS_DAY, 1))
    day(*taken).when(EXPIRE, by=CLOCK, at=UNTIL).then_refused(OfferGone(SPORTS_DAY, 1))


def test_r12_a_declined_offer_passes_to_the_next() -> None:
    """Who says no waits no longer; the next in line is asked, with a time of their own."""
    declined = OfferDeclined(SPORTS_DAY, 1, (CHILD,))
    later = BEGINNING + timedelta(hours=1)
    then = day(*OFFERED).when(DECLINE, by=GUARDIAN, at=later)
    then.then(declined, offer(OTHER, number=2, until=later + DAY))
    assert then.state(Seats(SPORTS_DAY)).waiting == {OTHER: 0}
    settled = (*OFFERED, declined, offer(OTHER, number=2))
    day(*settled).when(DECLINE, by=GUARDIAN).then_nothing()
    day(*settled).when(ACCEPT, by=GUARDIAN).then_refused(OfferGone(SPORTS_DAY, 1))


def test_r12_an_offer_expires_and_passes_to_the_next() -> None:
    """Not a second before its time; then the next is asked, and it is too late for a yes."""
    expired = OfferExpired(SPORTS_DAY, 1, (CHILD,))
    day(*OFFERED).when(EXPIRE, by=CLOCK, at=UNTIL - SECOND).then_refused(
        OfferStillOpen(SPORTS_DAY, 1, UNTIL)
    )
    day(*OFFERED).when(EXPIRE, by=CLOCK, at=UNTIL).then(
        expired, offer(OTHER, number=2, until=UNTIL + DAY)
    )
    for answer in (ACCEPT, DECLINE):
        day(*OFFERED).when(answer, by=GUARDIAN, at=UNTIL).then_refused(
            OfferRanOut(SPORTS_DAY, 1, UNTIL)
        )
    day(*OFFERED).when(ACCEPT, by=GUARDIAN, at=UNTIL - SECOND).then(
        OfferAccepted(SPORTS_DAY, 1, (CHILD,)), seat(CHILD)
    )
    day(*OFFERED, expired).when(EXPIRE, by=CLOCK, at=UNTIL).then_nothing()
    day().when(EXPIRE, by=CLOCK).then_refused(OfferGone(SPORTS_DAY, 1))


def test_r12_no_free_seat_stays_beside_a_waiter_when_the_last_offer_ends() -> None:
    """Nobody else waits: the seat is free again, and a newcomer gets it at once."""
    alone = (waiter(CHILD), offer(CHILD), OfferExpired(SPORTS_DAY, 1, (CHILD,)))
    day(*alone).when(SignUp(SPORTS_DAY, OTHER), by=GUARDIAN).then(seat(OTHER))
    day(*alone).when(SignUp(SPORTS_DAY, CHILD), by=GUARDIAN).then(seat(CHILD))


def test_r12_a_newcomer_does_not_overtake_who_is_offered_a_seat() -> None:
    """A free seat beside a waiter is offered to the waiter first, and the newcomer waits."""
    day(waiter(CHILD)).when(SignUp(SPORTS_DAY, OTHER), by=GUARDIAN).then(
        offer(CHILD), waiter(OTHER)
    )


def test_r12_a_person_has_one_open_offer() -> None:
    """Offered a seat at the picnic, a child is passed over at the sports day, and asked later.

    Whatever becomes of the first offer, the lines in which the child waits are looked at again.
    """
    picnic = SeatsOffered(PICNIC, 1, (CHILD,), UNTIL)
    there = (*scheduled(PICNIC, 1), by_offer(PICNIC), WaitlistJoined(PICNIC, CHILD, 0), picnic)
    both = day(*there, *LINE)
    both.when(FillSeats(SPORTS_DAY)).then(offer(OTHER))
    alone = day(*there, waiter(CHILD))
    alone.when(FillSeats(SPORTS_DAY)).then_nothing()
    alone.when(DeclineOffer(PICNIC, 1), by=GUARDIAN).followed_by(offer(CHILD))
    alone.when(ExpireOffer(PICNIC, 1), by=CLOCK, at=UNTIL).followed_by(
        offer(CHILD, until=UNTIL + DAY)
    )
    alone.when(Withdraw(PICNIC, CHILD), by=GUARDIAN).followed_by(offer(CHILD))
    alone.when(ReviewClaims(CHILD), by=CLOCK).then_nothing()


def test_r12_a_line_filled_at_once_does_not_wait_for_an_answer() -> None:
    """An open offer elsewhere keeps nobody from a seat that is given without asking."""
    picnic = SeatsOffered(PICNIC, 1, (CHILD,), UNTIL)
    there = (*scheduled(PICNIC, 1), by_offer(PICNIC), WaitlistJoined(PICNIC, CHILD, 0), picnic)
    given(*HERE, *there, *scheduled(capacity=1), *LINE).when(FillSeats(SPORTS_DAY)).then(
        seat(CHILD)
    )


def test_r12_choosing_seats_at_once_leaves_what_is_offered() -> None:
    """The offer stays open; a second free seat goes to the next without being asked."""
    two = day(*LINE, offer(CHILD), capacity=2)
    then = two.when(ChangeFilling(SPORTS_DAY, Filling.AUTOMATIC))
    then.followed_by(seat(OTHER))
    assert then.state(Seats(SPORTS_DAY)).held == {CHILD: 1}


def test_r13_a_party_is_offered_its_seats_as_a_whole() -> None:
    """Two seats for two, on one word for both; one seat is offered to nobody of them."""
    line = (PARTY, *LINE)
    day(*line, waiter(ADULT)).when(FillSeats(SPORTS_DAY)).then(offer(ADULT))
    pair = day(*line, capacity=2)
    pair.when(FillSeats(SPORTS_DAY)).then(offer(*PAIR))
    pair.and_given(offer(*PAIR)).when(ACCEPT, by=GUARDIAN).then(
        OfferAccepted(SPORTS_DAY, 1, PAIR), seat(CHILD), seat(OTHER)
    )


def test_r13_who_leaves_makes_the_offer_smaller() -> None:
    """One of two goes home: the seat passes on, the offer holds for the other."""
    line = (PARTY, *LINE, waiter(ADULT), offer(*PAIR))
    left = WaitlistLeft(SPORTS_DAY, CHILD)
    day(*line, capacity=2).when(Withdraw(SPORTS_DAY, CHILD), by=GUARDIAN).then(
        left, offer(ADULT, number=2)
    )
    rest = day(*line, left, capacity=2)
    rest.when(ACCEPT, by=GUARDIAN).then(OfferAccepted(SPORTS_DAY, 1, (OTHER,)), seat(OTHER))
    gone = rest.and_given(WaitlistLeft(SPORTS_DAY, OTHER))
    gone.when(ACCEPT).then_refused(OfferGone(SPORTS_DAY, 1))


def test_r18_who_is_busy_by_now_cannot_accept() -> None:
    """An offer is no commitment: what was taken meanwhile stands in the way, and it stays open."""
    busy = SeatConfirmed(PICNIC, CHILD, PERIOD)
    day(*OFFERED, busy).when(ACCEPT, by=GUARDIAN).then_refused(Overlapping(CHILD, PICNIC))


def test_r4_a_revoked_consent_takes_the_offer_back() -> None:
    """The seat is offered to the next at once; the child keeps the place in line."""
    reason = "consent-missing"
    revoke = RevokeConsent(CHILD, GUARDIAN, ConsentKind.TAKING_PART)
    then = day(*OFFERED).when(revoke, by=GUARDIAN)
    then.followed_by(OfferReleased(SPORTS_DAY, 1, (CHILD,), reason), offer(OTHER, number=2))
    assert then.state(Seats(SPORTS_DAY)).queue() == [[CHILD]]
    whole = day(PARTY, *LINE, offer(*PAIR), capacity=2).when(revoke, by=GUARDIAN)
    whole.followed_by(OfferReleased(SPORTS_DAY, 1, PAIR, reason))
    assert whole.state(Seats(SPORTS_DAY)).queue() == [[*PAIR]]


def test_r43_only_who_is_asked_answers() -> None:
    """A guardian for the child, a coordinator for anybody; not a neighbour, nor for half a pair."""
    for answer in (ACCEPT, DECLINE):
        day(*OFFERED).when(answer, by=ADULT).then_refused(NotPermitted)
        day().when(answer, by=ADULT).then_refused(NotPermitted)
        day().when(answer, by=FOUNDER).then_refused(OfferGone(SPORTS_DAY, 1))
        mixed = day(waiter(CHILD), waiter(ADULT), offer(CHILD, ADULT), capacity=2)
        mixed.when(answer, by=GUARDIAN).then_refused(NotPermitted)
    day(*OFFERED).when(ACCEPT, by=FOUNDER).then(OfferAccepted(SPORTS_DAY, 1, (CHILD,)), seat(CHILD))
    day(*OFFERED).when(EXPIRE, by=FOUNDER, at=UNTIL).then_refused(NotPermitted)


def due(at: datetime, *happened: Event) -> tuple[Command, ...]:
    """What is due at an instant, after these things happened."""
    fold = STANDARD.deadlines()
    for event in (*HERE, *scheduled(capacity=2), by_offer(), *happened):
        fold.see(event)
    return fold.due(at)


@pytest.mark.parametrize(
    "settled",
    [
        (OfferAccepted(SPORTS_DAY, 1, PAIR),),
        (OfferDeclined(SPORTS_DAY, 1, PAIR),),
        (OfferExpired(SPORTS_DAY, 1, PAIR),),
        (OfferReleased(SPORTS_DAY, 1, PAIR, "consent-missing"),),
        (WaitlistLeft(SPORTS_DAY, CHILD), WaitlistLeft(SPORTS_DAY, OTHER)),
    ],
    ids=lambda events: type(events[0]).__name__,
)
def test_r12_an_unanswered_offer_is_due_when_its_time_is_over(settled: tuple[Event, ...]) -> None:
    """Not a second before, and not once it is settled or everybody it was for has left."""
    assert due(UNTIL - SECOND, *LINE, offer(*PAIR)) == ()
    assert due(UNTIL, *LINE, offer(*PAIR)) == (EXPIRE,)
    assert due(UNTIL, *LINE, offer(*PAIR), WaitlistLeft(SPORTS_DAY, CHILD)) == (EXPIRE,)
    assert due(UNTIL, *LINE, offer(*PAIR), *settled) == ()
