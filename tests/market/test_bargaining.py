"""The decisions about bids, counter-bids and trades, rule by rule."""

from datetime import timedelta

from community_domain_testkit import FOUNDER, given

from community_domain import NotPermitted, System
from community_domain.market import (
    MINORS_DAY,
    MINORS_TRADE,
    BidDeclined,
    BidStands,
    BidUnknown,
    BidWithdrawn,
    CounterBid,
    DeclineBid,
    LapseBid,
    ListingGone,
    ListingId,
    ListingSold,
    ListingUnknown,
    ListingWithdrawn,
    MakeBid,
    MarketNotOn,
    MinorsDayLimit,
    MinorsTradeLimit,
    NoAdultAtStall,
    NotTheirTurn,
    PriceChanged,
    SellerIsBuyer,
    Side,
    WithdrawBid,
)
from community_domain.members import (
    ConsentGranted,
    ConsentKind,
    ConsentMissing,
    ConsentRevoked,
    GuardianLinked,
    GuardianUnlinked,
)
from community_domain.service import HoursLedger
from tests.market.fair import (
    BEFORE,
    BUYER,
    KITE,
    LATE,
    OPEN,
    PUPIL,
    SET_UP,
    STALL,
    THEIRS,
    accept,
    bid,
    countered,
    lapsed,
    listed,
    made,
    market,
    stall,
    trade,
)
from tests.stories import ADULT, BOTH, CHILD, GUARDIAN, OTHER, PERIOD

NOTHING, DRUM = ListingId("nothing"), ListingId("drum")
SYSTEM = System("clock")
FOR_SALE = given(*market(), SET_UP, listed()).and_given(listed(DRUM), at=OPEN)
BID = FOR_SALE.and_given(made(1_000))
COUNTERED = BID.and_given(countered(1_200))
NOT_ON = MarketNotOn(STALL, PERIOD.start, PERIOD.end)


def test_a_bid_is_made_by_who_would_pay() -> None:
    """In person or by a guardian; the same bid again is no news."""
    FOR_SALE.when(bid(), by=BUYER).then(made(1_000))
    FOR_SALE.when(bid(buyer_id=PUPIL), by=BUYER).then(made(1_000, PUPIL))
    FOR_SALE.when(bid(buyer_id=PUPIL), by=PUPIL).then(made(1_000, PUPIL))
    BID.when(bid(), by=BUYER).then_nothing()
    for actor in (FOUNDER, GUARDIAN, ADULT):
        FOR_SALE.when(bid(), by=actor).then_refused(NotPermitted)


def test_r36_one_open_bid_per_person_and_listing() -> None:
    """Another price takes the other side's answer, or a new bid when the old one is ended."""
    stands = BidStands(KITE, BUYER)
    BID.when(bid(900), by=BUYER).then_refused(stands)
    COUNTERED.when(bid(1_200), by=BUYER).then_refused(stands)
    BID.when(bid(900, PUPIL), by=PUPIL).then(made(900, PUPIL))
    BID.when(MakeBid(DRUM, BUYER, 5), by=BUYER).then(made(5, listing_id=DRUM))
    for ended in (BidWithdrawn(KITE, BUYER), BidDeclined(KITE, BUYER)):
        BID.and_given(ended).when(bid(900), by=BUYER).then(made(900))


def test_r36_prices_are_said_in_turns() -> None:
    """The seller answers the buyer and the buyer the seller; nobody answers themselves."""
    answer = CounterBid(KITE, BUYER, 1_200)
    for holder in THEIRS:
        BID.when(answer, by=holder).then(countered(1_200))
    COUNTERED.when(answer, by=CHILD).then_nothing()
    turn = NotTheirTurn(KITE, BUYER)
    BID.when(answer, by=BUYER).then_refused(turn)
    COUNTERED.when(CounterBid(KITE, BUYER, 1_300), by=CHILD).then_refused(turn)
    back = CounterBid(KITE, BUYER, 1_100)
    COUNTERED.when(back, by=BUYER).then(countered(1_100, side=Side.BUYER))
    COUNTERED.when(CounterBid(KITE, BUYER, 1_200), by=BUYER).then(countered(1_200, side=Side.BUYER))
    again = COUNTERED.and_given(countered(1_100, side=Side.BUYER))
    again.when(CounterBid(KITE, BUYER, 1_150), by=GUARDIAN).then(countered(1_150))
    again.when(CounterBid(KITE, BUYER, 1_000), by=BUYER).then_refused(turn)
    BID.when(answer, by=ADULT).then_refused(NotPermitted)


def test_r36_acceptance_makes_the_trade_and_ends_all_other_bids() -> None:
    """All in one decision, so that nobody waits for the answer to what is sold."""
    here = BID.and_given(made(900, PUPIL), made(800, ADULT))
    for holder in THEIRS:
        sold = here.when(accept(), by=holder)
        sold.then(trade(1_000), lapsed("listing-sold", PUPIL), lapsed("listing-sold", ADULT))
    COUNTERED.when(accept(1_200), by=BUYER).then(trade(1_200))
    BID.when(accept(), by=ADULT).then_refused(NotPermitted)


def test_r36_a_listing_sells_once() -> None:
    """Two acceptances of one bid are one trade, and no other bid is accepted after it."""
    both = BID.and_given(made(900, PUPIL))
    sold = both.and_done(accept(), by=CHILD)
    sold.when(accept(), by=CHILD).then_nothing()
    sold.when(accept(), by=GUARDIAN).then_nothing()
    gone = ListingSold(KITE)
    sold.when(accept(900, PUPIL), by=GUARDIAN).then_refused(gone)
    sold.when(accept(999), by=GUARDIAN).then_refused(gone)
    sold.when(bid(1_000, ADULT), by=ADULT).then_refused(gone)
    # Also where a bid is open that should have ended with the trade.
    stray = sold.and_given(made(950, ADULT))
    stray.when(accept(950, ADULT), by=CHILD).then_refused(gone)


def test_r36_nobody_accepts_their_own_price() -> None:
    """It is the other side that says yes."""
    turn = NotTheirTurn(KITE, BUYER)
    BID.when(accept(), by=BUYER).then_refused(turn)
    COUNTERED.when(accept(1_200), by=CHILD).then_refused(turn)


def test_r36_who_accepts_knows_the_price() -> None:
    """A price that was said meanwhile is not accepted unseen."""
    COUNTERED.when(accept(1_000), by=BUYER).then_refused(PriceChanged(KITE, 1_200))


def test_r36_what_is_withdrawn_is_not_sold() -> None:
    """No bid is made on it."""
    gone = FOR_SALE.and_given(ListingWithdrawn(KITE, STALL))
    gone.when(bid(), by=BUYER).then_refused(ListingGone(KITE))


def test_r36_the_seller_is_not_the_buyer() -> None:
    """Nor somebody for whom a holder of the stall answers, or two children would be one purse."""
    for buyer in THEIRS:
        FOR_SALE.when(bid(buyer_id=buyer), by=buyer).then_refused(SellerIsBuyer(STALL, buyer))
    sibling = bid(buyer_id=OTHER)
    FOR_SALE.when(sibling, by=OTHER).then_refused(SellerIsBuyer(STALL, OTHER))
    linked = FOR_SALE.and_given(made(900, PUPIL), GuardianLinked(PUPIL, GUARDIAN))
    both = SellerIsBuyer(STALL, PUPIL)
    linked.when(accept(900, PUPIL), by=CHILD).then_refused(both)
    linked.when(CounterBid(KITE, PUPIL, 950), by=CHILD).then_refused(both)


def test_r36_trading_is_for_the_time_of_the_market() -> None:
    """From its beginning up to its end (half-open), for each step of a bargain."""
    early = given(*market(), SET_UP, listed(), made(1_000))
    for story, at in ((early, BEFORE), (BID, LATE)):
        story.when(bid(900, PUPIL), by=PUPIL, at=at).then_refused(NOT_ON)
        story.when(CounterBid(KITE, BUYER, 9), by=CHILD, at=at).then_refused(NOT_ON)
        story.when(accept(), by=CHILD, at=at).then_refused(NOT_ON)
    early.when(accept(), by=CHILD, at=PERIOD.start).then(trade(1_000))
    last = PERIOD.end - timedelta(seconds=1)
    BID.when(accept(), by=CHILD, at=last).then(trade(1_000))


def test_r36_a_bid_lapses_at_the_end_of_the_market() -> None:
    """By the system, not before, and once."""
    lapse = LapseBid(KITE, BUYER)
    BID.when(lapse, by=SYSTEM, at=LATE).then(lapsed("market-over"))
    BID.when(lapse, by=SYSTEM).then_refused(NOT_ON)
    FOR_SALE.when(lapse, by=SYSTEM, at=LATE).then_nothing()
    BID.when(lapse, at=LATE).then_refused(NotPermitted)


def test_r36_either_side_ends_a_bargain() -> None:
    """The buyer withdraws, the seller declines, whoever spoke last; then there is no bid."""
    withdraw, decline = WithdrawBid(KITE, BUYER), DeclineBid(KITE, BUYER)
    for story in (BID, COUNTERED):
        story.when(withdraw, by=BUYER).then(BidWithdrawn(KITE, BUYER))
        story.when(decline, by=GUARDIAN).then(BidDeclined(KITE, BUYER))
        story.when(withdraw, by=CHILD).then_refused(NotPermitted)
        story.when(decline, by=BUYER).then_refused(NotPermitted)
    FOR_SALE.when(withdraw, by=BUYER).then_nothing()
    FOR_SALE.when(decline, by=CHILD).then_nothing()
    none = BidUnknown(KITE, BUYER)
    ended = BID.and_given(BidWithdrawn(KITE, BUYER))
    ended.when(accept(), by=CHILD).then_refused(none)
    ended.when(CounterBid(KITE, BUYER, 9), by=CHILD).then_refused(none)


def test_r36_a_minors_trade_stays_under_the_limit() -> None:
    """For the child who buys and for the child who sells; the limit itself may be reached."""
    limited = given(*market(MINORS_TRADE.at(1_000)), SET_UP, listed()).and_given(
        listed(DRUM), at=OPEN
    )
    over = MinorsTradeLimit(PUPIL, 1_000)
    limited.when(bid(1_001, PUPIL), by=PUPIL).then_refused(over)
    limited.when(bid(1_000, PUPIL), by=PUPIL).then(made(1_000, PUPIL))
    raised = CounterBid(KITE, PUPIL, 1_001)
    limited.and_given(made(900, PUPIL)).when(raised, by=CHILD).then_refused(over)
    dear = limited.and_given(made(1_001))
    dear.when(accept(1_001), by=GUARDIAN).then_refused(MinorsTradeLimit(CHILD, 1_000))
    limited.and_given(made(1_000)).when(accept(), by=CHILD).then(trade(1_000))
    grown_up = given(*market(MINORS_TRADE.at(1_000)), stall(GUARDIAN), listed())
    grown_up.and_given(made(9_999), at=OPEN).when(accept(9_999), by=GUARDIAN).then(
        trade(9_999, holders=(GUARDIAN,))
    )


def test_r36_a_minors_trades_of_a_day_stay_under_the_limit() -> None:
    """Bought and sold together at this market, whatever each of them was."""
    limited = given(*market(MINORS_DAY.at(1_500)), SET_UP, listed()).and_given(
        listed(DRUM), made(600, PUPIL, DRUM), trade(600, PUPIL, DRUM), made(1_000), at=OPEN
    )
    limited.when(accept(), by=CHILD).then_refused(MinorsDayLimit(CHILD, 600, 1_500))
    limited.when(bid(901, PUPIL), by=PUPIL).then_refused(MinorsDayLimit(PUPIL, 600, 1_500))
    limited.when(bid(900, PUPIL), by=PUPIL).then(made(900, PUPIL))
    limited.and_given(made(900, PUPIL)).when(accept(900, PUPIL), by=CHILD).then(
        trade(900, PUPIL), lapsed("listing-sold")
    )


def test_r3_a_minor_trades_with_a_guardians_consent() -> None:
    """Whether it buys or sells, and also where a consent ended while they bargained."""
    missing = ConsentMissing(PUPIL, ConsentKind.TAKING_PART)
    lost = ConsentRevoked(PUPIL, BUYER, ConsentKind.TAKING_PART)
    FOR_SALE.and_given(lost).when(bid(buyer_id=PUPIL), by=PUPIL).then_refused(missing)
    bargaining = FOR_SALE.and_given(made(900, PUPIL), lost)
    bargaining.when(CounterBid(KITE, PUPIL, 950), by=CHILD).then_refused(missing)
    bargaining.when(accept(900, PUPIL), by=CHILD).then_refused(missing)
    sellers = BID.and_given(ConsentRevoked(CHILD, GUARDIAN, ConsentKind.DATA))
    sellers.when(accept(), by=GUARDIAN).then_refused(ConsentMissing(CHILD, ConsentKind.DATA))


def test_r36_what_a_child_sells_its_parent_answers_for_to_the_end() -> None:
    """Where no holder is the child's guardian any more, nothing is sold."""
    until = LATE + timedelta(days=1)
    alone = BID.and_given(
        GuardianLinked(CHILD, ADULT),
        *(ConsentGranted(CHILD, ADULT, kind, 1, until) for kind in BOTH),
        GuardianUnlinked(CHILD, GUARDIAN),
    )
    alone.when(accept(), by=CHILD).then_refused(NoAdultAtStall(STALL, CHILD))


def test_r28_trading_earns_no_hours() -> None:
    """Neither side has an entry in the hours ledger for it."""
    sold = BID.when(accept(), by=CHILD)
    for member_id in (CHILD, GUARDIAN, BUYER):
        assert not sold.state(HoursLedger(member_id)).entries


def test_what_was_never_put_up_is_unknown() -> None:
    """A buyer's bid on nothing is refused; a seller of nothing is nobody."""
    unknown = ListingUnknown(NOTHING)
    for command in (
        MakeBid(NOTHING, BUYER, 1),
        CounterBid(NOTHING, BUYER, 1),
        WithdrawBid(NOTHING, BUYER),
    ):
        FOR_SALE.when(command, by=BUYER).then_refused(unknown)
    FOR_SALE.when(DeclineBid(NOTHING, BUYER), by=BUYER).then_refused(NotPermitted)
