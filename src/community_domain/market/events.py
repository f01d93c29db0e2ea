"""What happened at markets. The names are storage formats: they never change."""

from datetime import datetime

from ..activities.values import OccurrenceId
from ..kernel import Event, MemberId, Period, event
from .values import ListingId, Side, StallId

__all__ = [
    "BidCountered",
    "BidDeclined",
    "BidLapsed",
    "BidMade",
    "BidMoved",
    "BidWithdrawn",
    "HolderReleased",
    "ListingPutUp",
    "ListingRepriced",
    "ListingWithdrawn",
    "MarketAnnounced",
    "MarketCalledOff",
    "MarketMoved",
    "StallClosed",
    "StallMoved",
    "StallSetUp",
    "TradeMade",
]


@event("market.announced")
class MarketAnnounced(Event):
    """An occurrence of an activity is a market."""

    occurrence_id: OccurrenceId
    currency: str
    """Its three-letter code (ISO 4217); prices are whole numbers of its smallest unit."""


@event("market.called-off")
class MarketCalledOff(Event):
    """A market does not take place, or no further; its stalls are closed after that."""

    occurrence_id: OccurrenceId
    stall_ids: tuple[StallId, ...]
    """Those that were not closed."""


@event("market.moved")
class MarketMoved(Event):
    """A market is on at another time; its stalls are moved after that."""

    occurrence_id: OccurrenceId
    period: Period
    stall_ids: tuple[StallId, ...]
    """Those that are not closed."""


@event("market.stall-set-up")
class StallSetUp(Event):
    """A party holds a stall at a market."""

    stall_id: StallId
    occurrence_id: OccurrenceId
    holder_ids: tuple[MemberId, ...]
    title: str | None
    """What its board says, in the makers' own words."""
    period: Period
    """When the market is on."""
    currency: str


@event("market.stall-moved")
class StallMoved(Event):
    """A stall is there at another time, as its market is."""

    stall_id: StallId
    occurrence_id: OccurrenceId
    holder_ids: tuple[MemberId, ...]
    period: Period
    """When the market is on."""
    listing_ids: tuple[ListingId, ...]
    """What it has to sell."""


@event("market.holder-released")
class HolderReleased(Event):
    """A holder may not be at a stall any more."""

    stall_id: StallId
    member_id: MemberId
    reason: str
    """The code of what stands in the way."""


@event("market.stall-closed")
class StallClosed(Event):
    """A stall sells nothing more."""

    stall_id: StallId
    occurrence_id: OccurrenceId
    holder_ids: tuple[MemberId, ...]
    listing_ids: tuple[ListingId, ...]
    """What was left."""


@event("market.listing-put-up")
class ListingPutUp(Event):
    """A stall has something to sell."""

    listing_id: ListingId
    stall_id: StallId
    title: str
    price: int
    """What is asked, in the smallest unit of the currency; 0 gives it away."""


@event("market.listing-repriced")
class ListingRepriced(Event):
    """A stall asks another price for something."""

    listing_id: ListingId
    stall_id: StallId
    price: int
    """In the smallest unit of the currency; 0 gives it away."""


@event("market.listing-withdrawn")
class ListingWithdrawn(Event):
    """A stall does not sell something after all."""

    listing_id: ListingId
    stall_id: StallId


@event("market.bid-made")
class BidMade(Event):
    """A buyer says a price."""

    listing_id: ListingId
    buyer_id: MemberId
    price: int
    until: datetime
    """The end of the market, when the bid lapses."""


@event("market.bid-countered")
class BidCountered(Event):
    """The side whose turn it was says another price."""

    listing_id: ListingId
    buyer_id: MemberId
    price: int
    side: Side
    """Who says it."""
    until: datetime
    """The end of the market, when the bid lapses."""


@event("market.bid-moved")
class BidMoved(Event):
    """An open bid lapses at another instant."""

    listing_id: ListingId
    buyer_id: MemberId
    until: datetime
    """The end of the market."""


@event("market.bid-withdrawn")
class BidWithdrawn(Event):
    """The buyer bargains no longer."""

    listing_id: ListingId
    buyer_id: MemberId


@event("market.bid-declined")
class BidDeclined(Event):
    """The seller does not bargain with this buyer any longer."""

    listing_id: ListingId
    buyer_id: MemberId


@event("market.bid-lapsed")
class BidLapsed(Event):
    """A bid ended without anybody's word on it."""

    listing_id: ListingId
    buyer_id: MemberId
    reason: str
    """The code of what stands in the way."""


@event("market.trade-made")
class TradeMade(Event):
    """A listing was sold."""

    listing_id: ListingId
    stall_id: StallId
    occurrence_id: OccurrenceId
    holder_ids: tuple[MemberId, ...]
    """Who sold it, all of the stall's party."""
    buyer_id: MemberId
    title: str
    price: int
    currency: str
