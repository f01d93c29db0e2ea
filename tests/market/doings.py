"""Stories in which the commands of market have effect, one for each."""

from community_domain_testkit import given as story

from community_domain.market import (
    AcceptBid,
    AnnounceMarket,
    CallMarketOff,
    CloseStall,
    CounterBid,
    DeclineBid,
    LapseBid,
    ListingId,
    MakeBid,
    MoveBids,
    MoveMarket,
    MoveStall,
    PutUpListing,
    ReleaseHolder,
    RepriceListing,
    SetUpStall,
    WithdrawBid,
    WithdrawListing,
)
from tests.doings import CLOCK, LOST, Example
from tests.market.fair import (
    BUYER,
    CALLED_OFF,
    KITE,
    LATE,
    MOVED,
    OPEN,
    SET_UP,
    STALL,
    STALL_MOVED,
    THEIRS,
    listed,
    made,
    market,
)
from tests.stories import SPORTS_DAY

__all__ = ["EXAMPLES"]

FAIR = story(*market(), SET_UP).and_given(listed(), at=OPEN)
BID = FAIR.and_given(made(900))

EXAMPLES = (
    Example(story(*market()[:-1]), AnnounceMarket(SPORTS_DAY, "CNY")),
    Example(story(*market()), SetUpStall(STALL, SPORTS_DAY, THEIRS)),
    Example(FAIR, CloseStall(STALL), THEIRS[0], OPEN),
    Example(FAIR.and_given(LOST), ReleaseHolder(THEIRS[0]), CLOCK, OPEN),
    Example(FAIR, PutUpListing(ListingId("drum"), STALL, "A drum", 5), THEIRS[0], OPEN),
    Example(FAIR, RepriceListing(KITE, 5), THEIRS[0], OPEN),
    Example(FAIR, WithdrawListing(KITE), THEIRS[0], OPEN),
    Example(FAIR, MakeBid(KITE, BUYER, 900), BUYER, OPEN),
    Example(BID, CounterBid(KITE, BUYER, 950), THEIRS[0], OPEN),
    Example(BID, AcceptBid(KITE, BUYER, 900), THEIRS[0], OPEN),
    Example(BID, WithdrawBid(KITE, BUYER), BUYER, OPEN),
    Example(BID, DeclineBid(KITE, BUYER), THEIRS[0], OPEN),
    Example(BID, LapseBid(KITE, BUYER), CLOCK, LATE),
    Example(FAIR.and_given(CALLED_OFF), CallMarketOff(SPORTS_DAY), CLOCK, OPEN),
    Example(FAIR.and_given(MOVED), MoveMarket(SPORTS_DAY), CLOCK, OPEN),
    Example(FAIR.and_given(MOVED), MoveStall(STALL), CLOCK, OPEN),
    Example(BID.and_given(STALL_MOVED), MoveBids(KITE), CLOCK, OPEN),
)
