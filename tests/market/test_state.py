"""What is folded about markets, and who sees it."""

import pytest
from community_domain_testkit import FOUNDER, given

from community_domain import STANDARD, Community, NotPermitted
from community_domain.market import (
    Bid,
    Dealings,
    Listing,
    ListingId,
    Market,
    MarketDay,
    Side,
    Stall,
    StallClosed,
)
from tests.market.fair import (
    BUYER,
    KITE,
    OPEN,
    PUPIL,
    SET_UP,
    STALL,
    THEIRS,
    accept,
    countered,
    listed,
    made,
    market,
    trade,
)
from tests.stories import CHILD, GUARDIAN, PERIOD, SPORTS_DAY

DRUM = ListingId("drum")
BID = given(*market(), SET_UP, listed(), listed(DRUM)).and_given(
    made(1_000), made(500, PUPIL), countered(1_200), at=OPEN
)


def community(*, sold: bool = False) -> Community:
    """The market, before or after the kite is sold."""
    story = BID.and_done(accept(500, PUPIL), by=CHILD) if sold else BID
    return Community(story.log(), STANDARD, clock=lambda: OPEN)


def test_a_listing_tells_how_far_each_bargain_has_come() -> None:
    """The last price, and who said it; after the trade nothing is open."""
    bids = community().state(Listing(KITE)).bids
    assert bids == {
        BUYER: Bid(1_200, Side.SELLER, PERIOD.end),
        PUPIL: Bid(500, Side.BUYER, PERIOD.end),
    }
    sold = community(sold=True).state(Listing(KITE))
    assert sold.bids == {}
    assert sold.trade == trade(500, PUPIL)


def test_a_stall_has_what_is_neither_sold_nor_withdrawn() -> None:
    """It keeps who holds it, also when it is closed."""
    assert list(community().state(Stall(STALL)).listings) == [KITE, DRUM]
    stall = community(sold=True).state(Stall(STALL))
    assert (list(stall.listings), stall.closed, stall.set_up) == ([DRUM], False, SET_UP)


def test_a_market_knows_who_holds_a_stall() -> None:
    """As long as it is not closed."""
    market_now = community().state(Market(SPORTS_DAY))
    assert market_now.holders == dict.fromkeys(THEIRS, STALL)
    assert market_now.currency == "CNY"
    story = BID.and_given(StallClosed(STALL, SPORTS_DAY, THEIRS, ()))
    after = Community(story.log(), STANDARD)
    assert after.state(Market(SPORTS_DAY)).holders == {}
    assert after.state(Dealings(CHILD)).stalls == {}


def test_a_market_day_counts_both_sides() -> None:
    """Whoever sold together each sold it; who only bargained traded nothing."""
    here = community(sold=True)
    traded = {who: here.state(MarketDay(SPORTS_DAY, who)).traded for who in (*THEIRS, PUPIL, BUYER)}
    assert traded == {CHILD: 500, GUARDIAN: 500, PUPIL: 500, BUYER: 0}


def test_dealings_hold_what_is_open() -> None:
    """A sale ends the bids of all who bargained, and no stall."""
    assert list(community().state(Dealings(BUYER)).bids) == [KITE]
    after = community(sold=True)
    for member_id in (BUYER, PUPIL, CHILD):
        assert not after.state(Dealings(member_id)).bids
    assert list(after.state(Dealings(CHILD)).stalls) == [STALL]


@pytest.mark.parametrize("state", [MarketDay(SPORTS_DAY, PUPIL), Dealings(PUPIL)])
def test_what_a_child_trades_is_for_those_who_answer_for_it(state: MarketDay | Dealings) -> None:
    """The child, a guardian and coordinators; other members do not see it."""
    here = community(sold=True)
    for actor in (PUPIL, BUYER, FOUNDER):
        assert here.acting(actor).state(state) == here.state(state)
    with pytest.raises(NotPermitted):
        here.acting(GUARDIAN).state(state)
