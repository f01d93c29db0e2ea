"""Bids, counter-bids, and the trade that ends them."""

from collections.abc import Iterator

from ...kernel import (
    Context,
    Event,
    MemberId,
    Read,
    decides,
    system,
)
from ..commands import (
    AcceptBid,
    CounterBid,
    DeclineBid,
    LapseBid,
    MakeBid,
    WithdrawBid,
)
from ..events import (
    BidCountered,
    BidDeclined,
    BidLapsed,
    BidMade,
    BidWithdrawn,
    StallSetUp,
    TradeMade,
)
from ..policies import (
    all_bids_lapse,
    as_listed,
    is_of,
    its_buyer,
    its_seller,
    must_be_a_rightful_buyer,
    must_be_for_sale,
    must_be_on,
    must_be_rightful_holders,
    must_stay_under_the_limit,
)
from ..refusals import (
    BidStands,
    BidUnknown,
    ListingSold,
    MarketNotOn,
    MarketOver,
    NotTheirTurn,
    PriceChanged,
)
from ..state import Bid, Listing
from ..values import Side

__all__ = [
    "accept_bid",
    "counter_bid",
    "decline_bid",
    "lapse_bid",
    "make_bid",
    "withdraw_bid",
]


@decides(by=its_buyer)
def make_bid(command: MakeBid, context: Context, read: Read) -> Iterator[Event]:
    """Open a bargain while the market is on, one per person and listing (R3, R36)."""
    listing, set_up = as_listed(command.listing_id, read)
    bid, price, until = listing.bids.get(command.buyer_id), command.price, set_up.period.end
    if bid == Bid(price, Side.BUYER, until):
        return
    must_be_for_sale(listing)
    if bid is not None:
        raise BidStands(command.listing_id, command.buyer_id)
    must_be_on(set_up, context)
    must_be_a_rightful_buyer(set_up, command.buyer_id, context, read)
    must_stay_under_the_limit(set_up, (command.buyer_id,), price, context, read)
    yield BidMade(command.listing_id, command.buyer_id, price, until)


@decides(by=its_buyer | its_seller)
def counter_bid(command: CounterBid, context: Context, read: Read) -> Iterator[Event]:
    """Say another price, in turns (R3, R36)."""
    listing, set_up = as_listed(command.listing_id, read)
    bid = _bid(listing, command.buyer_id)
    if bid.price == command.price and is_of(bid.side, command, context, read):
        return
    _must_be_their_turn(bid, command, context, read)
    must_be_on(set_up, context)
    must_be_a_rightful_buyer(set_up, command.buyer_id, context, read)
    must_stay_under_the_limit(set_up, (command.buyer_id,), command.price, context, read)
    price, side = command.price, bid.side.other
    yield BidCountered(command.listing_id, command.buyer_id, price, side, bid.until)


@decides(by=its_buyer | its_seller)
def accept_bid(command: AcceptBid, context: Context, read: Read) -> Iterator[Event]:
    """Sell at the price the other side said, once; all other bids lapse (R3, R36)."""
    listing, set_up = as_listed(command.listing_id, read)
    trade, buyer_id, price = listing.trade, command.buyer_id, command.price
    if trade is not None and (trade.buyer_id, trade.price) == (buyer_id, price):
        return
    must_be_for_sale(listing)
    bid = _bid(listing, buyer_id)
    _must_be_their_turn(bid, command, context, read)
    if bid.price != price:
        raise PriceChanged(command.listing_id, bid.price)
    must_be_on(set_up, context)
    must_be_a_rightful_buyer(set_up, buyer_id, context, read)
    must_be_rightful_holders(set_up, context, read)
    traders = (buyer_id, *set_up.holder_ids)
    must_stay_under_the_limit(set_up, traders, price, context, read)
    yield _trade(listing, set_up, buyer_id, price)
    yield from all_bids_lapse(listing, ListingSold.code, besides=buyer_id)


@decides(by=its_buyer)
def withdraw_bid(command: WithdrawBid, context: Context, read: Read) -> Iterator[Event]:
    """End a bargain as the buyer, whoever spoke last."""
    listing, _ = as_listed(command.listing_id, read)
    if command.buyer_id in listing.bids:
        yield BidWithdrawn(command.listing_id, command.buyer_id)


@decides(by=its_seller)
def decline_bid(command: DeclineBid, context: Context, read: Read) -> Iterator[Event]:
    """End a bargain as the seller, whoever spoke last."""
    listing, _ = as_listed(command.listing_id, read)
    if command.buyer_id in listing.bids:
        yield BidDeclined(command.listing_id, command.buyer_id)


@decides(by=system)
def lapse_bid(command: LapseBid, context: Context, read: Read) -> Iterator[Event]:
    """End a bid that is still open when the market is over (R36)."""
    listing, set_up = as_listed(command.listing_id, read)
    if command.buyer_id not in listing.bids:
        return
    if context.at < set_up.period.end:
        raise MarketNotOn(set_up.stall_id, set_up.period.start, set_up.period.end)
    yield BidLapsed(command.listing_id, command.buyer_id, MarketOver.code)


def _bid(listing: Listing, buyer_id: MemberId) -> Bid:
    """The open bid of a buyer."""
    if buyer_id not in listing.bids:
        raise BidUnknown(listing.listing_id, buyer_id)
    return listing.bids[buyer_id]


def _must_be_their_turn(
    bid: Bid, command: CounterBid | AcceptBid, context: Context, read: Read
) -> None:
    """Refuse an answer to one's own price (R36)."""
    if not is_of(bid.side.other, command, context, read):
        raise NotTheirTurn(command.listing_id, command.buyer_id)


def _trade(listing: Listing, set_up: StallSetUp, buyer_id: MemberId, price: int) -> TradeMade:
    """The trade, with all that later figures need."""
    title = listing.put_up.title if listing.put_up else ""
    return TradeMade(
        listing.listing_id,
        set_up.stall_id,
        set_up.occurrence_id,
        set_up.holder_ids,
        buyer_id,
        title,
        price,
        set_up.currency,
    )
