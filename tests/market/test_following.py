"""A market follows its occurrence: where that is called off, and where it is moved."""

from datetime import date, timedelta

from community_domain_testkit import given

from community_domain import STANDARD, Community, MemberId, NotPermitted, Period, System
from community_domain.activities import (
    CancelOccurrence,
    GenerateOccurrences,
    MoveOccurrence,
    OccurrenceCalledOff,
    OccurrenceId,
    PlanSeries,
    Recurrence,
    SeriesId,
)
from community_domain.market import (
    AnnounceMarket,
    BidCountered,
    BidMade,
    BidMoved,
    CallMarketOff,
    CounterBid,
    Dealings,
    HolderReleased,
    LapseBid,
    Listing,
    ListingGone,
    ListingId,
    ListingWithdrawn,
    Market,
    MarketCalledOff,
    MarketMoved,
    MarketNotOn,
    MoveBids,
    MoveMarket,
    MoveStall,
    PutUpListing,
    SetUpStall,
    Side,
    Stall,
    StallClosed,
    StallGone,
    StallId,
    StallMoved,
)
from community_domain.members import ConsentKind, RevokeConsent
from tests.market.fair import (
    BUYER,
    CALLED_OFF,
    KITE,
    LATE,
    MOVED,
    NEXT_DAY,
    OPEN,
    PUPIL,
    SET_UP,
    STALL,
    STALL_MOVED,
    TABLE,
    THEIRS,
    accept,
    bid,
    lapsed,
    listed,
    made,
    market,
    stall,
    trade,
)
from tests.stories import ADULT, CHILD, GAMES, GUARDIAN, PERIOD, SPORTS_DAY, adult, consent

NEVER = OccurrenceId("never")
DRUM, CLOCK, OFF = ListingId("drum"), System("clock"), "occurrence-called-off"
THERE = (*market(), SET_UP)
FOR_SALE = (*THERE, listed(), listed(DRUM))
BARGAINED = (*FOR_SALE, made(900), made(800, PUPIL), made(5, PUPIL, DRUM))
CANCEL = CancelOccurrence(SPORTS_DAY, "typhoon")
LONGER = Period(PERIOD.start, PERIOD.end + timedelta(hours=2))


def test_r23_a_market_that_is_called_off_has_no_stall() -> None:
    """Every stall closes, what it had is withdrawn, and bids lapse because of the occurrence."""
    here = (*BARGAINED, stall(ADULT, stall_id=TABLE))
    then = given(*here).when(CANCEL, at=OPEN).then(CALLED_OFF)
    then.followed_by(
        MarketCalledOff(SPORTS_DAY, (STALL, TABLE)),
        StallClosed(STALL, SPORTS_DAY, THEIRS, (KITE, DRUM)),
        StallClosed(TABLE, SPORTS_DAY, (ADULT,), ()),
        lapsed(OFF),
        lapsed(OFF, PUPIL),
        ListingWithdrawn(KITE, STALL),
        lapsed(OFF, PUPIL, DRUM),
        ListingWithdrawn(DRUM, STALL),
    )
    after = given(*here).and_done(CANCEL, at=OPEN)
    after.when(CANCEL, at=OPEN).then_nothing()
    after.when(CallMarketOff(SPORTS_DAY), by=CLOCK, at=OPEN).then_nothing()
    after.when(bid(), by=BUYER, at=OPEN).then_refused(ListingGone(KITE))
    put_up = PutUpListing(ListingId("top"), STALL, "A top", 5)
    after.when(put_up, by=GUARDIAN, at=OPEN).then_refused(StallGone(STALL))


def test_r23_what_was_sold_before_a_market_is_called_off_stays_sold() -> None:
    """A trade is a trade; the stall is closed, and has nothing left."""
    here = (*THERE, listed(), made(900), trade(900))
    then = given(*here).when(CANCEL, at=OPEN).then(CALLED_OFF)
    then.followed_by(
        MarketCalledOff(SPORTS_DAY, (STALL,)), StallClosed(STALL, SPORTS_DAY, THEIRS, ())
    )
    assert then.state(Listing(KITE)).trade == trade(900)


def test_r23_a_market_that_is_called_off_takes_no_stall() -> None:
    """Cancelling is final: nobody sets up, and nobody announces it as a market."""
    refusal = OccurrenceCalledOff(SPORTS_DAY)
    wish = SetUpStall(STALL, SPORTS_DAY, THEIRS)
    given(*market(), CALLED_OFF).when(wish, by=GUARDIAN).then_refused(refusal)
    announce = AnnounceMarket(SPORTS_DAY, "CNY")
    given(*market()[:-1], CALLED_OFF).when(announce).then_refused(refusal)
    given(*market(), CALLED_OFF).when(announce).then_nothing()


def test_r23_what_is_no_market_is_called_off_all_the_same() -> None:
    """Without a market, or without stalls, there is nothing to close."""
    for here in (market()[:-1], market(), (*THERE, StallClosed(STALL, SPORTS_DAY, THEIRS, ()))):
        given(*here).when(CANCEL, at=OPEN).then(CALLED_OFF).followed_by()
        given(*here).when(MoveOccurrence(SPORTS_DAY, LONGER), at=OPEN).followed_by()


def test_r15_stalls_and_bids_are_moved_with_the_market() -> None:
    """It goes on for longer: a bid that would have lapsed at noon is accepted at one."""
    here = (*BARGAINED, stall(ADULT, stall_id=TABLE))
    move = MoveOccurrence(SPORTS_DAY, LONGER)
    then = given(*here).when(move, at=OPEN)
    then.followed_by(
        MarketMoved(SPORTS_DAY, LONGER, (STALL, TABLE)),
        StallMoved(STALL, SPORTS_DAY, THEIRS, LONGER, (KITE, DRUM)),
        StallMoved(TABLE, SPORTS_DAY, (ADULT,), LONGER, ()),
        BidMoved(KITE, BUYER, LONGER.end),
        BidMoved(KITE, PUPIL, LONGER.end),
        BidMoved(DRUM, PUPIL, LONGER.end),
    )
    after = given(*here).and_done(move, at=OPEN)
    after.when(move, at=OPEN).then_nothing()
    after.when(SetUpStall(STALL, SPORTS_DAY, THEIRS, "Kites!"), by=GUARDIAN).then_nothing()
    after.when(bid(900), by=BUYER, at=LATE).then_nothing()
    after.when(bid(700, ADULT), by=ADULT, at=LATE).then(BidMade(KITE, ADULT, 700, LONGER.end))
    counter = after.when(CounterBid(KITE, BUYER, 950), by=GUARDIAN, at=LATE)
    counter.then(BidCountered(KITE, BUYER, 950, Side.SELLER, LONGER.end))
    after.when(accept(900), by=GUARDIAN, at=LATE).then(trade(900), lapsed("listing-sold", PUPIL))
    lapse = after.when(LapseBid(KITE, BUYER), by=CLOCK, at=LATE)
    lapse.then_refused(MarketNotOn(STALL, LONGER.start, LONGER.end))


def test_r15_bids_lapse_when_the_moved_market_ends() -> None:
    """Time asks at the new end, and not at the old one, whichever is earlier."""
    for end in (LONGER.end, PERIOD.end - timedelta(hours=1)):
        move = MoveOccurrence(SPORTS_DAY, Period(PERIOD.start, end))
        story = given(*BARGAINED).and_done(move, at=OPEN)
        fold, log = STANDARD.deadlines(), story.log()
        for recorded in log.read():
            fold.see(recorded)
        wanted = (LapseBid(KITE, BUYER), LapseBid(KITE, PUPIL), LapseBid(DRUM, PUPIL))
        assert fold.due(end - timedelta(microseconds=1)) == ()
        assert fold.due(end) == wanted
        story.when(wanted[0], by=CLOCK, at=end).then(lapsed("market-over"))


def test_r15_a_stall_of_a_moved_market_trades_on_the_new_day() -> None:
    """Not on the old one any more; what was set up after the move is there at once."""
    here = given(*FOR_SALE).and_done(MoveOccurrence(SPORTS_DAY, NEXT_DAY))
    old = here.when(bid(), by=BUYER, at=OPEN)
    old.then_refused(MarketNotOn(STALL, NEXT_DAY.start, NEXT_DAY.end))
    new = here.when(bid(), by=BUYER, at=NEXT_DAY.start)
    new.then(BidMade(KITE, BUYER, 1_000, NEXT_DAY.end))
    later = here.and_done(SetUpStall(TABLE, SPORTS_DAY, (ADULT,)), by=ADULT)
    state = Community(later.log(), STANDARD)
    assert state.state(Market(SPORTS_DAY)).period == NEXT_DAY
    for stall_id in (STALL, TABLE):
        set_up = state.state(Stall(stall_id)).set_up
        assert set_up
        assert set_up.period == NEXT_DAY
    assert state.state(Dealings(CHILD)).stalls[STALL].period == NEXT_DAY


def test_r15_a_closed_stall_stays_where_it_was() -> None:
    """What is over for a party is not moved, nor is what it had."""
    closed = StallClosed(STALL, SPORTS_DAY, THEIRS, ())
    here = (*THERE, closed, stall(ADULT, stall_id=TABLE))
    move = MoveOccurrence(SPORTS_DAY, LONGER)
    given(*here).when(move, at=OPEN).followed_by(
        MarketMoved(SPORTS_DAY, LONGER, (TABLE,)),
        StallMoved(TABLE, SPORTS_DAY, (ADULT,), LONGER, ()),
    )
    given(*THERE, closed, MOVED).when(MoveStall(STALL), by=CLOCK).then_nothing()


def test_r3_who_may_not_be_there_on_the_new_day_is_released() -> None:
    """The consent ends between the old day and the new one, so the stall closes."""
    shorter = consent(CHILD, ConsentKind.TAKING_PART, until=PERIOD.end)
    move = MoveOccurrence(SPORTS_DAY, NEXT_DAY)
    given(*THERE, listed(), made(900), shorter).when(move, at=OPEN).followed_by(
        MarketMoved(SPORTS_DAY, NEXT_DAY, (STALL,)),
        STALL_MOVED,
        HolderReleased(STALL, CHILD, "consent-missing"),
        BidMoved(KITE, BUYER, NEXT_DAY.end),
        StallClosed(STALL, SPORTS_DAY, THEIRS, (KITE,)),
        lapsed("listing-gone"),
        ListingWithdrawn(KITE, STALL),
    )


def test_r4_a_moved_stall_is_open_until_its_new_end() -> None:
    """A consent that is lost after the old end closes the stall all the same."""
    here = given(*FOR_SALE).and_done(MoveOccurrence(SPORTS_DAY, LONGER), at=OPEN)
    lost = RevokeConsent(CHILD, GUARDIAN, ConsentKind.TAKING_PART)
    then = here.when(lost, by=GUARDIAN, at=LATE)
    assert HolderReleased(STALL, CHILD, "consent-missing") in then.follow_ups


def test_r15_a_market_follows_the_plan_of_its_series() -> None:
    """Whether the plan moves its day, or has it no more."""
    series, day = SeriesId("weekly"), PERIOD.start.date()
    made_of = OccurrenceId(f"weekly-{day:%Y%m%d}")
    generate = GenerateOccurrences(series, day, day)

    def plan(begins: str, first: date = day) -> PlanSeries:
        return PlanSeries(series, GAMES, Recurrence(first, 1, count=1), begins, 180)

    here = (
        given(*market())
        .and_done(plan("09:00"))
        .and_done(generate)
        .and_done(AnnounceMarket(made_of, "CNY"))
        .and_done(SetUpStall(TABLE, made_of, (ADULT,)), by=ADULT)
    )
    moved = here.and_done(plan("10:00")).when(generate)
    hour = timedelta(hours=1)
    period = Period(PERIOD.start + hour, PERIOD.end + hour)
    moved.followed_by(
        MarketMoved(made_of, period, (TABLE,)), StallMoved(TABLE, made_of, (ADULT,), period, ())
    )
    gone = here.and_done(plan("09:00", day + timedelta(days=1))).when(generate)
    gone.followed_by(MarketCalledOff(made_of, (TABLE,)), StallClosed(TABLE, made_of, (ADULT,), ()))


def test_r36_many_stalls_are_closed_one_by_one() -> None:
    """However many there are, no decision looks at more than one of them."""
    sellers = [MemberId(f"seller-{number}") for number in range(70)]
    here = (
        *market(),
        *(event for one in sellers for event in adult(one)),
        *(stall(one, stall_id=StallId(f"stall-of-{one}")) for one in sellers),
    )
    then = given(*here).when(CANCEL, at=OPEN)
    assert sum(isinstance(event, StallClosed) for event in then.follow_ups) == len(sellers)
    moved = given(*here).when(MoveOccurrence(SPORTS_DAY, LONGER), at=OPEN)
    assert sum(isinstance(event, StallMoved) for event in moved.follow_ups) == len(sellers)


def test_only_the_system_lets_a_market_follow() -> None:
    """It follows from the occurrence, and where nothing follows, nothing is recorded."""
    here = (*FOR_SALE, made(900))
    follow = (CallMarketOff(SPORTS_DAY), MoveMarket(SPORTS_DAY), MoveStall(STALL), MoveBids(KITE))
    for command in follow:
        given(*here).when(command, at=OPEN).then_refused(NotPermitted)
        given(*here).when(command, by=CLOCK, at=OPEN).then_nothing()
    nowhere = (CallMarketOff(NEVER), MoveMarket(NEVER))
    for command in nowhere:
        given(*here).when(command, by=CLOCK, at=OPEN).then_nothing()
