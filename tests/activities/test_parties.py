"""Those who go together: the decisions about parties, rule by rule."""

import pytest
from community_domain_testkit import FOUNDER, Given, given

from community_domain import Event, InvalidValue, MemberId, NotPermitted, Period
from community_domain.activities import (
    WAITLIST_LEAST,
    WAITLIST_SHARE,
    AlreadySignedUp,
    CapacityChanged,
    ChangeCapacity,
    FillingPaused,
    FillSeats,
    OccurrenceClosed,
    OccurrenceId,
    PartyExists,
    PartyFormed,
    PartyId,
    PartyTooLarge,
    SeatConfirmed,
    SeatLeft,
    Seats,
    SignUp,
    SignUpClosed,
    SignUpParty,
    WaitlistFull,
    WaitlistLeft,
    Withdraw,
)
from community_domain.members import ConsentKind, ConsentMissing, ConsentRevoked, Overlapping
from tests.stories import (
    ADULT,
    CHILD,
    GUARDIAN,
    OTHER,
    PERIOD,
    SPORTS_DAY,
    adult,
    at_start,
    neighbourhood,
    scheduled,
    seat,
    waiter,
)

HERE = neighbourhood()
FAMILY, FRIENDS = PartyId("family"), PartyId("friends")
THREE = (GUARDIAN, CHILD, OTHER)
TOGETHER = SignUpParty(SPORTS_DAY, FAMILY, THREE)
LOST_CONSENT = ConsentRevoked(OTHER, GUARDIAN, ConsentKind.TAKING_PART)


def party(*members: MemberId, name: PartyId = FAMILY) -> Event:
    """A party that has come together."""
    return PartyFormed(SPORTS_DAY, name, members)


def seats_of(*members: MemberId) -> list[Event]:
    """A seat for each."""
    return [seat(member) for member in members]


def line_of(*members: MemberId) -> list[Event]:
    """A place in line for each."""
    return [waiter(member) for member in members]


def crowd(number: int) -> tuple[MemberId, ...]:
    """So many adults."""
    return tuple(MemberId(f"neighbour-{n}") for n in range(number))


def registered(members: tuple[MemberId, ...]) -> tuple[Event, ...]:
    """The registrations of a crowd."""
    return tuple(event for member in members for event in adult(member))


def day(capacity: int | None, *happened: Event) -> Given:
    """A sports day with so many seats."""
    return given(*HERE, *scheduled(capacity=capacity), *happened)


WAITING_FAMILY = (party(*THREE), *line_of(*THREE))


def test_r13_a_party_gets_seats_as_a_whole() -> None:
    """With seats for all of them, also exactly so many or unlimited ones, all are confirmed."""
    for capacity in (3, 4, None):
        day(capacity).when(TOGETHER, by=GUARDIAN).then(party(*THREE), *seats_of(*THREE))


def test_r13_a_party_waits_as_a_whole() -> None:
    """Too large for what is free, nobody of it gets a seat, and all of it waits in its order."""
    day(4, *seats_of(ADULT, FOUNDER)).when(TOGETHER, by=GUARDIAN).then(*WAITING_FAMILY)


def test_r13_a_party_is_refused_as_a_whole() -> None:
    """What keeps one of them from a seat keeps all, and is told of that one."""
    lost = ConsentMissing(OTHER, ConsentKind.TAKING_PART)
    day(4, LOST_CONSENT).when(TOGETHER, by=GUARDIAN).then_refused(lost)
    picnic = OccurrenceId("picnic")
    busy = SeatConfirmed(picnic, OTHER, PERIOD)
    day(4, busy).when(TOGETHER, by=GUARDIAN).then_refused(Overlapping(OTHER, picnic))


def test_r13_the_line_has_room_for_all_of_a_party_or_for_none() -> None:
    """With room for two in line, three are refused; two are not."""
    here = neighbourhood(WAITLIST_LEAST.at(4), WAITLIST_SHARE.at(0))
    line = line_of(*crowd(2))
    people = registered(crowd(2))
    full = given(*here, *people, *scheduled(capacity=3), *seats_of(ADULT, FOUNDER, MemberId("x")))
    full.and_given(*line).when(TOGETHER, by=GUARDIAN).then_refused(WaitlistFull(SPORTS_DAY, 4))
    two = SignUpParty(SPORTS_DAY, FAMILY, (CHILD, OTHER))
    full.and_given(*line).when(two, by=GUARDIAN).then(party(CHILD, OTHER), *line_of(CHILD, OTHER))


def test_r13_a_party_that_could_never_fit_is_refused() -> None:
    """Two seats in all are too few for three, now and later; a closed occurrence says so."""
    day(2).when(TOGETHER, by=GUARDIAN).then_refused(PartyTooLarge(SPORTS_DAY, 3, 2))
    day(0).when(TOGETHER, by=GUARDIAN).then_refused(OccurrenceClosed(SPORTS_DAY))


def test_r13_those_who_fit_pass_a_party_that_does_not() -> None:
    """One seat becomes free: the party of three at the front keeps its place, the next gets it."""
    line = (*WAITING_FAMILY, waiter(ADULT))
    full = day(3, *seats_of(*crowd(3)), *line)
    then = full.when(Withdraw(SPORTS_DAY, crowd(3)[0]))
    then.then(SeatLeft(SPORTS_DAY, crowd(3)[0], late=False), seat(ADULT))
    assert then.state(Seats(SPORTS_DAY)).queue() == [list(THREE)]


def test_r13_a_newcomer_takes_a_seat_that_no_waiter_fits() -> None:
    """Two free seats beside a waiting party of three are no use to it."""
    day(3, seat(FOUNDER), *WAITING_FAMILY).when(SignUp(SPORTS_DAY, ADULT), by=ADULT).then(
        seat(ADULT)
    )


def test_r13_a_party_gets_its_seats_once_all_of_it_fits() -> None:
    """At the third free seat all three are confirmed, before who came later."""
    line = (*WAITING_FAMILY, waiter(ADULT))
    day(3, seat(FOUNDER), *line).when(Withdraw(SPORTS_DAY, FOUNDER)).then(
        SeatLeft(SPORTS_DAY, FOUNDER, late=False), *seats_of(*THREE)
    )
    day(1, seat(FOUNDER), *line).when(ChangeCapacity(SPORTS_DAY, 4)).then(
        CapacityChanged(SPORTS_DAY, 4), *seats_of(*THREE)
    )
    day(1, seat(FOUNDER), *line).when(ChangeCapacity(SPORTS_DAY, None)).then(
        CapacityChanged(SPORTS_DAY, None), *seats_of(*THREE), seat(ADULT)
    )


def test_r13_a_waiting_party_with_one_who_may_not_is_passed_over() -> None:
    """One of three has lost the consent: nobody of them is confirmed, who follows is."""
    line = (*WAITING_FAMILY, waiter(ADULT), LOST_CONSENT)
    day(4, *line).when(FillSeats(SPORTS_DAY)).then(seat(ADULT))


def test_r13_who_leaves_a_waiting_party_makes_it_smaller() -> None:
    """Two free seats are too few for three; when one of them goes home, the others get them."""
    day(3, seat(FOUNDER), *WAITING_FAMILY).when(Withdraw(SPORTS_DAY, CHILD), by=GUARDIAN).then(
        WaitlistLeft(SPORTS_DAY, CHILD), seat(GUARDIAN), seat(OTHER)
    )
    left = WaitlistLeft(SPORTS_DAY, CHILD)
    then = day(3, *seats_of(*crowd(3)), *WAITING_FAMILY, left).when(
        SignUp(SPORTS_DAY, CHILD), by=GUARDIAN
    )
    assert then.state(Seats(SPORTS_DAY)).queue() == [[GUARDIAN, OTHER], [CHILD]]


def test_r13_once_confirmed_each_holds_a_seat_of_their_own() -> None:
    """One of a party gives up a seat; the others keep theirs."""
    held = (party(*THREE), *seats_of(*THREE), waiter(ADULT))
    day(3, *held).when(Withdraw(SPORTS_DAY, CHILD), by=GUARDIAN).then(
        SeatLeft(SPORTS_DAY, CHILD, late=False), seat(ADULT)
    )
    again = (SeatLeft(SPORTS_DAY, CHILD, late=False), waiter(CHILD))
    then = day(3, *held, *again).when(FillSeats(SPORTS_DAY))
    assert then.then(seat(ADULT)).state(Seats(SPORTS_DAY)).queue() == [[CHILD]]


def test_r13_an_id_names_one_party_of_an_occurrence() -> None:
    """The same again is no news; other members, or another order, need another id.

    When all of them have left, the party may come together anew.
    """
    taken = (party(*THREE), *seats_of(*THREE))
    day(6, *taken).when(TOGETHER, by=GUARDIAN).then_nothing()
    day(6, *WAITING_FAMILY).when(TOGETHER, by=GUARDIAN).then_nothing()
    other = SignUpParty(SPORTS_DAY, FAMILY, (ADULT, FOUNDER))
    day(6, *taken).when(other).then_refused(PartyExists(SPORTS_DAY, FAMILY))
    left = [SeatLeft(SPORTS_DAY, member, late=False) for member in THREE]
    day(6, *taken, *left).when(TOGETHER, by=GUARDIAN).then(party(*THREE), *seats_of(*THREE))


def test_r9_nobody_is_in_two_claims() -> None:
    """Who has a seat or waits, alone or in a party, is in no other party."""
    for claim in ([seat(CHILD)], [waiter(CHILD)], [party(CHILD, ADULT, name=FRIENDS), seat(CHILD)]):
        day(6, *claim).when(TOGETHER, by=GUARDIAN).then_refused(AlreadySignedUp(SPORTS_DAY, CHILD))
    day(6, *WAITING_FAMILY).when(SignUp(SPORTS_DAY, CHILD), by=GUARDIAN).then_nothing()


def test_r12_a_party_does_not_overtake_an_eligible_waiter() -> None:
    """A waiter who has become eligible gets the seat that would have made room for all three."""
    day(3, waiter(ADULT)).when(TOGETHER, by=GUARDIAN).then(
        party(*THREE), seat(ADULT), *line_of(*THREE)
    )


def test_r12_long_parties_are_looked_at_in_several_decisions() -> None:
    """Ten parties of ten take more reads than one decision has; the last in line still gets in."""
    people = crowd(100)
    minors = [event for member in people for event in (*adult(member), waiter(member))]
    tens = [
        PartyFormed(SPORTS_DAY, PartyId(f"party-{n}"), people[n : n + 10])
        for n in range(0, 100, 10)
    ]
    busy = [SeatConfirmed(OccurrenceId("picnic"), people[n], PERIOD) for n in range(9, 100, 10)]
    here = neighbourhood(WAITLIST_LEAST.at(200))
    story = given(*here, *scheduled(capacity=10), *tens, *minors, *busy, waiter(ADULT))
    then = story.when(FillSeats(SPORTS_DAY))
    [paused] = then.events
    assert isinstance(paused, FillingPaused)
    assert 0 < paused.passed < 10
    assert then.follow_ups[-1] == seat(ADULT)


def test_r14_a_party_signs_up_while_sign_up_is_open() -> None:
    """From the closing on it is too late for them, as for everybody."""
    closes = at_start(-30)
    given(*HERE, *scheduled(closes=closes)).when(TOGETHER, by=GUARDIAN, at=closes).then_refused(
        SignUpClosed(SPORTS_DAY, closes)
    )


def test_r43_only_who_speaks_for_all_of_a_party_signs_it_up() -> None:
    """A guardian with the children; not with a neighbour too; a coordinator for anybody."""
    more = SignUpParty(SPORTS_DAY, FRIENDS, (GUARDIAN, CHILD, ADULT))
    day(6).when(more, by=GUARDIAN).then_refused(NotPermitted)
    day(6).when(more, by=ADULT).then_refused(NotPermitted)
    members = more.member_ids
    day(6).when(more).then(party(*members, name=FRIENDS), *seats_of(*members))


@pytest.mark.parametrize("members", [(), (CHILD,), (CHILD, OTHER, CHILD), crowd(11)])
def test_a_party_is_of_two_to_ten_different_members(members: tuple[MemberId, ...]) -> None:
    """One alone is no party, nobody goes twice, and a crowd comes in several parties."""
    with pytest.raises(InvalidValue):
        SignUpParty(SPORTS_DAY, FAMILY, members)
    assert SignUpParty(SPORTS_DAY, FAMILY, crowd(10)).member_ids == crowd(10)


def test_seats_of_a_party_know_their_place() -> None:
    """Like every seat, they copy period and place, so that agendas know them."""
    there = Period(PERIOD.start, PERIOD.end)
    given(*HERE, *scheduled(place="yard")).when(TOGETHER, by=GUARDIAN).then(
        party(*THREE), *[SeatConfirmed(SPORTS_DAY, member, there, "yard") for member in THREE]
    )
