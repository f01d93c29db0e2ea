"""The market that the tests of the slice tell their stories of."""

from datetime import date, timedelta

from community_domain import Event, LocalPeriod, MemberId, Period, SettingValue
from community_domain.activities import OccurrenceCancelled, OccurrenceMoved
from community_domain.market import (
    AcceptBid,
    BidCountered,
    BidLapsed,
    BidMade,
    ListingId,
    ListingPutUp,
    MakeBid,
    MarketAnnounced,
    Side,
    StallId,
    StallMoved,
    StallSetUp,
    TradeMade,
)
from tests.stories import (
    BOTH,
    CHILD,
    GUARDIAN,
    PERIOD,
    SPORTS_DAY,
    adult,
    child,
    neighbourhood,
    scheduled,
)

__all__ = [
    "ASKED",
    "BEFORE",
    "BUYER",
    "CALLED_OFF",
    "KITE",
    "LATE",
    "MOVED",
    "NEXT_DAY",
    "OPEN",
    "PUPIL",
    "SET_UP",
    "STALL",
    "STALL_MOVED",
    "TABLE",
    "THEIRS",
    "accept",
    "bid",
    "countered",
    "lapsed",
    "listed",
    "made",
    "market",
    "stall",
    "trade",
]

STALL, TABLE = StallId("stall-1"), StallId("stall-2")
KITE = ListingId("kite")
BUYER, PUPIL = MemberId("buyer-1"), MemberId("pupil-1")
"""An adult who buys, and a child of theirs who does."""
THEIRS = (CHILD, GUARDIAN)
"""Who holds the stall: a child with its parent."""
ASKED = 1_500
OPEN, LATE = PERIOD.start + timedelta(minutes=5), PERIOD.end
BEFORE = PERIOD.start - timedelta(minutes=1)


def stall(*holders: MemberId, stall_id: StallId = STALL) -> Event:
    """A stall of theirs, or of whom else."""
    return StallSetUp(stall_id, SPORTS_DAY, holders or THEIRS, "Kites!", PERIOD, "CNY")


SET_UP = stall()
NEXT_DAY = Period(PERIOD.start + timedelta(days=1), PERIOD.end + timedelta(days=1))
CALLED_OFF = OccurrenceCancelled(SPORTS_DAY, OPEN, "typhoon")
MOVED = OccurrenceMoved(
    SPORTS_DAY,
    NEXT_DAY,
    LocalPeriod.of(NEXT_DAY, "Asia/Shanghai"),
    None,
    None,
    NEXT_DAY.end,
    exception=True,
)
STALL_MOVED = StallMoved(STALL, SPORTS_DAY, THEIRS, NEXT_DAY, (KITE,))


def market(*settings: SettingValue) -> tuple[Event, ...]:
    """A neighbourhood with a market, at which nothing is yet."""
    return (
        *neighbourhood(*settings),
        *adult(BUYER),
        *child(PUPIL, *BOTH, guardian=BUYER, born=date(2012, 3, 3)),
        *scheduled(),
        MarketAnnounced(SPORTS_DAY, "CNY"),
    )


def listed(listing_id: ListingId = KITE, stall_id: StallId = STALL) -> Event:
    """Something for sale."""
    return ListingPutUp(listing_id, stall_id, "A kite", ASKED)


def made(price: int, buyer_id: MemberId = BUYER, listing_id: ListingId = KITE) -> Event:
    """A bid as it was made."""
    return BidMade(listing_id, buyer_id, price, PERIOD.end)


def countered(price: int, buyer_id: MemberId = BUYER, side: Side = Side.SELLER) -> Event:
    """A counter-bid as it was made."""
    return BidCountered(KITE, buyer_id, price, side, PERIOD.end)


def lapsed(reason: str, buyer_id: MemberId = BUYER, listing_id: ListingId = KITE) -> Event:
    """A bid that ended without a word."""
    return BidLapsed(listing_id, buyer_id, reason)


def trade(
    price: int,
    buyer_id: MemberId = BUYER,
    listing_id: ListingId = KITE,
    holders: tuple[MemberId, ...] = THEIRS,
) -> Event:
    """A sale of theirs."""
    where = (listing_id, STALL, SPORTS_DAY)
    return TradeMade(*where, holders, buyer_id, "A kite", price, "CNY")


def bid(price: int = 1_000, buyer_id: MemberId = BUYER) -> MakeBid:
    """The wish to pay so much."""
    return MakeBid(KITE, buyer_id, price)


def accept(price: int = 1_000, buyer_id: MemberId = BUYER) -> AcceptBid:
    """The wish to take a bid."""
    return AcceptBid(KITE, buyer_id, price)
