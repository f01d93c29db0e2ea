"""What decisions read about markets."""

from datetime import datetime

import attrs

from ..activities.values import OccurrenceId
from ..kernel import MemberId, Period, State, folded, on, replaced, state
from .events import (
    BidCountered,
    BidDeclined,
    BidLapsed,
    BidMade,
    BidMoved,
    BidWithdrawn,
    HolderReleased,
    ListingPutUp,
    ListingRepriced,
    ListingWithdrawn,
    MarketAnnounced,
    MarketCalledOff,
    MarketMoved,
    StallClosed,
    StallMoved,
    StallSetUp,
    TradeMade,
)
from .values import ListingId, Side, StallId

__all__ = ["Bid", "Dealings", "Listing", "Market", "MarketDay", "Stall"]


@state
class Market(State):
    """An occurrence that is a market, and who holds a stall at it."""

    occurrence_id: OccurrenceId
    currency: str | None = folded(None)
    """None while it is no market."""
    holders: dict[MemberId, StallId] = folded(factory=dict)
    """Of stalls that are not closed."""
    period: Period | None = folded(None)
    """When its stalls are there; None while there was none."""

    ignores = {
        "What is sold moves no stalls": (TradeMade,),
        "Each stall is closed, or moved, after that": (MarketCalledOff, StallMoved),
    }
    elsewhere = "An occurrence is a market by what is said of the market"

    @on
    def announced(self, event: MarketAnnounced) -> None:
        self.currency = event.currency

    @on
    def stall_set_up(self, event: StallSetUp) -> None:
        self.holders.update(dict.fromkeys(event.holder_ids, event.stall_id))
        self.period = event.period

    @on
    def moved(self, event: MarketMoved) -> None:
        self.period = event.period

    @on
    def stall_closed(self, event: StallClosed) -> None:
        for holder_id in event.holder_ids:
            self.holders.pop(holder_id, None)


@state
class Stall(State):
    """A stall, whose it is, and what it has to sell."""

    stall_id: StallId
    set_up: StallSetUp | None = folded(None)
    closed: bool = folded(False)
    listings: dict[ListingId, None] = folded(factory=dict)
    """What is neither sold nor withdrawn."""

    ignores = {
        "A stall that may not go on is closed after that": (HolderReleased, MarketCalledOff),
        "Where its market goes, it goes after that": (MarketMoved,),
        "At another price it is sold there too": (ListingRepriced,),
    }
    elsewhere = "Only what happens at the market concerns a stall"

    @on
    def was_set_up(self, event: StallSetUp) -> None:
        self.set_up = event

    @on
    def moved(self, event: StallMoved) -> None:
        self.set_up = self.set_up and replaced(self.set_up, period=event.period)

    @on
    def was_closed(self, event: StallClosed) -> None:
        self.closed = True

    @on
    def listing_put_up(self, event: ListingPutUp) -> None:
        self.listings[event.listing_id] = None

    @on
    def listing_gone(self, event: ListingWithdrawn | TradeMade) -> None:
        self.listings.pop(event.listing_id, None)


@attrs.frozen
class Bid:
    """How far a bargain has come: the last price, and who said it."""

    price: int
    side: Side
    until: datetime


@state
class Listing(State):
    """Something for sale, who bargains for it, and what became of it."""

    listing_id: ListingId
    put_up: ListingPutUp | None = folded(None)
    price: int | None = folded(None)
    """What is asked now."""
    bids: dict[MemberId, Bid] = folded(factory=dict)
    """The open ones, by buyer."""
    withdrawn: bool = folded(False)
    trade: TradeMade | None = folded(None)

    ignores = {
        "What a closed stall has left is withdrawn after that": (StallClosed,),
        "Where its stall goes, the bids go after that": (StallMoved,),
    }
    elsewhere = "Only what happens at the market concerns a listing"

    @on
    def was_put_up(self, event: ListingPutUp) -> None:
        self.put_up, self.price = event, event.price

    @on
    def repriced(self, event: ListingRepriced) -> None:
        self.price = event.price

    @on
    def was_withdrawn(self, event: ListingWithdrawn) -> None:
        self.withdrawn = True

    @on
    def bid_made(self, event: BidMade) -> None:
        self.bids[event.buyer_id] = Bid(event.price, Side.BUYER, event.until)

    @on
    def bid_countered(self, event: BidCountered) -> None:
        self.bids[event.buyer_id] = Bid(event.price, event.side, event.until)

    @on
    def bid_moved(self, event: BidMoved) -> None:
        if event.buyer_id in self.bids:
            self.bids[event.buyer_id] = replaced(self.bids[event.buyer_id], until=event.until)

    @on
    def bid_ended(self, event: BidWithdrawn | BidDeclined | BidLapsed) -> None:
        self.bids.pop(event.buyer_id, None)

    @on
    def sold(self, event: TradeMade) -> None:
        self.trade = event
        self.bids.pop(event.buyer_id, None)


@state
class Dealings(State):
    """The stalls that a member holds, and the bids of theirs that are open."""

    member_id: MemberId
    stalls: dict[StallId, StallSetUp] = folded(factory=dict)
    bids: dict[ListingId, None] = folded(factory=dict)

    ignores = {
        "Another price, or date, leaves the bid open": (BidCountered, BidMoved),
        "A stall that may not go on is closed after that": (HolderReleased,),
    }
    elsewhere = "Only at markets is anything sold"

    @on
    def stall_set_up(self, event: StallSetUp) -> None:
        self.stalls[event.stall_id] = event

    @on
    def stall_moved(self, event: StallMoved) -> None:
        if (stall := self.stalls.get(event.stall_id)) is not None:
            self.stalls[event.stall_id] = replaced(stall, period=event.period)

    @on
    def stall_closed(self, event: StallClosed) -> None:
        self.stalls.pop(event.stall_id, None)

    @on
    def bid_made(self, event: BidMade) -> None:
        self.bids[event.listing_id] = None

    @on
    def bid_ended(self, event: BidWithdrawn | BidDeclined | BidLapsed | TradeMade) -> None:
        if event.buyer_id == self.member_id:
            self.bids.pop(event.listing_id, None)


@state
class MarketDay(State):
    """What a member has traded at one market, bought and sold together."""

    occurrence_id: OccurrenceId
    member_id: MemberId
    traded: int = folded(0)
    """In the smallest unit of the currency."""

    ignores = {"A table with things on it is no trade": (StallSetUp, StallMoved, StallClosed)}
    elsewhere = "Only trades count"

    @on
    def trade_made(self, event: TradeMade) -> None:
        self.traded += event.price
