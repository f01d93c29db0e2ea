"""Races between threads that hold communities of their own over one log."""

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from community_domain_storage import open_log
from community_domain_testkit.contracts.beside import at_once

from community_domain import (
    STANDARD,
    Acting,
    Community,
    EventLog,
    MemberId,
    MemoryLog,
    Period,
)
from community_domain.activities import (
    AcceptOffer,
    ChangeFilling,
    Filling,
    OccurrenceId,
    OfferAccepted,
    OfferActivity,
    PartyId,
    ScheduleOccurrence,
    SeatConfirmed,
    Seats,
    SignUp,
    SignUpParty,
    Withdraw,
)
from community_domain.activities.values import ActivityId
from community_domain.community import FoundCommunity
from community_domain.market import (
    AcceptBid,
    AnnounceMarket,
    ListingId,
    ListingSold,
    MakeBid,
    PutUpListing,
    SetUpStall,
    StallId,
    TradeMade,
)
from community_domain.members import (
    ConsentKind,
    EnrolMinor,
    GrantConsent,
    RegisterMember,
    RevokeConsent,
)

FOUNDER, GUARDIAN = MemberId("founder"), MemberId("guardian")
HOLDER, WITHOUT_CONSENT, NEXT, LAST = (MemberId(f"child-{n}") for n in range(4))
BOTH = (ConsentKind.DATA, ConsentKind.TAKING_PART)
RACES = {"memory": 1_000, "sqlite": 1_000, "postgres": 50}
BEGAN = datetime(2024, 6, 1, tzinfo=UTC)


@pytest.fixture(params=RACES)
def store(request: pytest.FixtureRequest) -> str:
    """What the two sides stand on."""
    return str(request.param)


@pytest.fixture
def races(store: str) -> int:
    """So many rounds; a server's take longer, and are no less likely to touch."""
    return RACES[store]


@pytest.fixture
def logs(
    request: pytest.FixtureRequest, store: str, tmp_path: Path, new_name: Callable[[], str]
) -> Iterator[list[EventLog]]:
    """Two logs over the same events: one shared in memory, or two openings of one store."""
    if store == "memory":
        yield [MemoryLog()] * 2
        return
    name, url = new_name(), f"sqlite:///{tmp_path / 'races.db'}"
    if store == "postgres":
        url = request.getfixturevalue("postgres_url")
    opened: list[EventLog] = [open_log(url, community=name, durability="process") for _ in range(2)]
    yield opened
    for log in opened:
        log.close()


@pytest.fixture
def sides(logs: list[EventLog]) -> list[Community]:
    """Two communities that know nothing of each other's caches."""
    numbers = count()
    lock = threading.Lock()

    def tick() -> datetime:
        with lock:
            return BEGAN + timedelta(milliseconds=next(numbers))

    def ids_of(side: int) -> Callable[[], str]:
        own = count()
        return lambda: f"side{side}-{next(own)}"

    return [Community(log, STANDARD, clock=tick, ids=ids_of(side)) for side, log in enumerate(logs)]


def _at_once(*actions: Callable[[], object]) -> None:
    """Run the actions in threads that start together, and raise what any of them raised."""
    at_once(lambda number: actions[number](), len(actions))


def _found(side: Community) -> tuple[Acting, Acting]:
    founder, guardian = side.acting(FOUNDER), side.acting(GUARDIAN)
    born = date(1980, 1, 1)
    founder.execute(FoundCommunity("Races", "Asia/Shanghai", FOUNDER, "Member 0", born))
    guardian.execute(RegisterMember(GUARDIAN, "Member 1", born))
    for child in (HOLDER, WITHOUT_CONSENT, NEXT, LAST):
        guardian.execute(EnrolMinor(child, GUARDIAN, f"Member {child}", date(2014, 5, 5), BOTH))
    founder.execute(OfferActivity(ActivityId("games"), "Games"))
    return founder, guardian


def _full_occurrence(number: int, founder: Acting, guardian: Acting) -> OccurrenceId:
    """One seat, taken; three in line, of whom the first has lost the consent meanwhile."""
    occurrence = OccurrenceId(f"race-{number}")
    start = datetime(2024, 7, 1, tzinfo=UTC) + timedelta(hours=2 * number)
    period = Period(start, start + timedelta(hours=1))
    founder.execute(ScheduleOccurrence(occurrence, ActivityId("games"), period, capacity=1))
    for child in (WITHOUT_CONSENT, NEXT):
        guardian.execute(GrantConsent(child, GUARDIAN, ConsentKind.TAKING_PART, 1))
    for child in (HOLDER, WITHOUT_CONSENT, NEXT, LAST):
        guardian.execute(SignUp(occurrence, child))
    guardian.execute(RevokeConsent(WITHOUT_CONSENT, GUARDIAN, ConsentKind.TAKING_PART))
    return occurrence


def test_r12_a_withdrawal_races_with_the_loss_of_a_consent(
    sides: list[Community], races: int
) -> None:
    """Whoever is faster, the seat ends with the last in line: never without consent, never free."""
    founder, guardian = _found(sides[0])
    other = sides[1].acting(GUARDIAN)
    for number in range(races):
        occurrence = _full_occurrence(number, founder, guardian)
        withdrawal, revocation = (
            lambda: guardian.execute(Withdraw(occurrence, HOLDER)),  # noqa: B023 - run at once
            lambda: other.execute(RevokeConsent(NEXT, GUARDIAN, ConsentKind.TAKING_PART)),
        )
        _at_once(*((withdrawal, revocation) if number % 2 else (revocation, withdrawal)))
        seats = sides[number % 2].state(Seats(occurrence))
        assert list(seats.confirmed) == [LAST]
        assert next(iter(seats.waiting)) == WITHOUT_CONSENT


def test_r8_two_threads_never_both_win_the_last_seat(sides: list[Community], races: int) -> None:
    """One seat and two sign-ups at once: one is confirmed, the other waits, every time."""
    founder, guardian = _found(sides[0])
    other = sides[1].acting(GUARDIAN)
    for number in range(races // 10):
        occurrence = OccurrenceId(f"last-seat-{number}")
        start = datetime(2024, 7, 1, tzinfo=UTC) + timedelta(hours=2 * number)
        period = Period(start, start + timedelta(hours=1))
        founder.execute(ScheduleOccurrence(occurrence, ActivityId("games"), period, capacity=1))
        _at_once(
            lambda: guardian.execute(SignUp(occurrence, HOLDER)),  # noqa: B023 - run at once
            lambda: other.execute(SignUp(occurrence, NEXT)),  # noqa: B023 - run at once
        )
        seats = sides[number % 2].state(Seats(occurrence))
        assert (len(seats.confirmed), len(seats.waiting)) == (1, 1)


def test_r13_a_party_and_a_neighbour_race_for_the_last_two_seats(
    sides: list[Community], races: int
) -> None:
    """Two seats, two who come together and one alone: never half a party, never a third seat."""
    founder, guardian = _found(sides[0])
    other = sides[1].acting(GUARDIAN)
    for number in range(races // 10):
        occurrence = OccurrenceId(f"last-two-{number}")
        start = datetime(2024, 7, 1, tzinfo=UTC) + timedelta(hours=2 * number)
        period = Period(start, start + timedelta(hours=1))
        founder.execute(ScheduleOccurrence(occurrence, ActivityId("games"), period, capacity=2))
        pair, alone = (
            SignUpParty(occurrence, PartyId(f"pair-{number}"), (HOLDER, NEXT)),
            SignUp(occurrence, LAST),
        )
        _at_once(
            lambda: guardian.execute(pair),  # noqa: B023 - run at once
            lambda: other.execute(alone),  # noqa: B023 - run at once
        )
        seats = sides[number % 2].state(Seats(occurrence))
        claims = (list(seats.confirmed), seats.queue())
        assert claims in (([HOLDER, NEXT], [[LAST]]), ([LAST], [[HOLDER, NEXT]]))


def test_r13_a_party_in_line_races_with_one_of_it_who_leaves(
    sides: list[Community], races: int
) -> None:
    """A seat is given up while one of the party goes home: the other ends with the seat."""
    founder, guardian = _found(sides[0])
    other = sides[1].acting(GUARDIAN)
    for number in range(races // 10):
        occurrence = OccurrenceId(f"leaving-{number}")
        start = datetime(2024, 7, 1, tzinfo=UTC) + timedelta(hours=2 * number)
        period = Period(start, start + timedelta(hours=1))
        founder.execute(ScheduleOccurrence(occurrence, ActivityId("games"), period, capacity=2))
        guardian.execute(SignUp(occurrence, HOLDER))
        guardian.execute(SignUp(occurrence, WITHOUT_CONSENT))
        guardian.execute(SignUpParty(occurrence, PartyId(f"pair-{number}"), (NEXT, LAST)))
        _at_once(
            lambda: guardian.execute(Withdraw(occurrence, HOLDER)),  # noqa: B023 - run at once
            lambda: other.execute(Withdraw(occurrence, NEXT)),  # noqa: B023 - run at once
        )
        seats = sides[number % 2].state(Seats(occurrence))
        assert list(seats.confirmed) == [WITHOUT_CONSENT, LAST]
        assert seats.queue() == []


def test_r12_two_acceptances_at_once_make_one_seat(sides: list[Community], races: int) -> None:
    """Two devices of a family say yes to one offer: one seat, one acceptance, no refusal."""
    founder, guardian = _found(sides[0])
    other = sides[1].acting(GUARDIAN)
    for number in range(races // 10):
        occurrence = OccurrenceId(f"offer-{number}")
        start = datetime(2024, 7, 1, tzinfo=UTC) + timedelta(hours=2 * number)
        period = Period(start, start + timedelta(hours=1))
        founder.execute(ScheduleOccurrence(occurrence, ActivityId("games"), period, capacity=1))
        founder.execute(ChangeFilling(occurrence, Filling.BY_OFFER))
        guardian.execute(SignUp(occurrence, HOLDER))
        guardian.execute(SignUp(occurrence, NEXT))
        guardian.execute(Withdraw(occurrence, HOLDER))
        _at_once(
            lambda: guardian.execute(AcceptOffer(occurrence, 1)),  # noqa: B023 - run at once
            lambda: other.execute(AcceptOffer(occurrence, 1)),  # noqa: B023 - run at once
        )
        said = [one.event for one in sides[number % 2].log.read()]
        assert said.count(OfferAccepted(occurrence, 1, (NEXT,))) == 1
        assert said.count(SeatConfirmed(occurrence, NEXT, period)) == 1


def test_r36_two_acceptances_at_once_sell_once(sides: list[Community], races: int) -> None:
    """Two bids for one kite, both accepted at once: one buyer has it, the other hears no."""
    founder, _ = _found(sides[0])
    fair = OccurrenceId("fair")
    period = Period(BEGAN, BEGAN + timedelta(days=1))
    founder.execute(ScheduleOccurrence(fair, ActivityId("games"), period))
    founder.execute(AnnounceMarket(fair, "CNY"))
    founder.execute(SetUpStall(StallId("stall"), fair, (FOUNDER,)))
    buyers = [MemberId("buyer-0"), MemberId("buyer-1")]
    for buyer in buyers:
        founder.execute(RegisterMember(buyer, "Buyer", date(1980, 1, 1)))
    for number in range(races // 10):
        listing = ListingId(f"kite-{number}")
        founder.execute(PutUpListing(listing, StallId("stall"), "Kite", 1_000))
        for buyer in buyers:
            sides[0].acting(buyer).execute(MakeBid(listing, buyer, 900))
        refused: list[ListingSold] = []

        def accept(
            side: int, listing: ListingId = listing, into: list[ListingSold] = refused
        ) -> None:
            try:
                sides[side].acting(FOUNDER).execute(AcceptBid(listing, buyers[side], 900))
            except ListingSold as refusal:
                into.append(refusal)

        _at_once(lambda: accept(0), lambda: accept(1))
        trades = [
            one.event
            for one in sides[number % 2].log.read()
            if isinstance(one.event, TradeMade) and one.event.listing_id == listing
        ]
        assert len(trades) == 1
        assert [one.listing_id for one in refused] == [listing]
