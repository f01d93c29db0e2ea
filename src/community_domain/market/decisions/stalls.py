"""Holding markets and stalls, and what is put up for sale."""

from collections.abc import Iterator

from ...activities.policies import its_coordinator, must_take_place
from ...activities.refusals import OccurrenceCalledOff, OccurrenceUnknown
from ...activities.state import Schedule
from ...community.state import Settings
from ...kernel import (
    Context,
    Event,
    Read,
    decides,
    system,
)
from ...members.policies import coordinator, obstacle_to_taking_part, self_or_guardian_of_each
from ...members.state import Standing
from ..commands import (
    AnnounceMarket,
    CloseStall,
    PutUpListing,
    ReleaseHolder,
    RepriceListing,
    SetUpStall,
    WithdrawListing,
)
from ..events import (
    BidLapsed,
    HolderReleased,
    ListingPutUp,
    ListingRepriced,
    ListingWithdrawn,
    MarketAnnounced,
    StallClosed,
    StallSetUp,
)
from ..policies import (
    all_bids_lapse,
    as_listed,
    as_set_up,
    its_holder,
    its_seller,
    must_be_for_sale,
    must_be_rightful_holders,
    must_not_be_over,
    obstacle_at_a_stall,
)
from ..refusals import (
    HoldsAnotherStall,
    ListingExists,
    ListingGone,
    ListingSold,
    MarketExists,
    MarketUnknown,
    StallExists,
    StallGone,
)
from ..state import (
    Dealings,
    Listing,
    Market,
    Stall,
)

__all__ = [
    "announce_market",
    "close_stall",
    "put_up_listing",
    "release_holder",
    "reprice_listing",
    "set_up_stall",
    "withdraw_listing",
]


@decides(by=its_coordinator, version=2, backfills=True)
def announce_market(command: AnnounceMarket, context: Context, read: Read) -> Iterator[Event]:
    """Make an occurrence a market, which keeps its currency."""
    schedule, market = read(Schedule(command.occurrence_id), Market(command.occurrence_id))
    if schedule.scheduled is None:
        raise OccurrenceUnknown(command.occurrence_id)
    if market.currency == command.currency:
        return
    if market.currency is not None:
        raise MarketExists(command.occurrence_id, market.currency)
    must_take_place(command.occurrence_id, read)
    yield MarketAnnounced(command.occurrence_id, command.currency)


@decides(by=self_or_guardian_of_each("holder_ids") | its_coordinator, version=2, backfills=True)
def set_up_stall(command: SetUpStall, context: Context, read: Read) -> Iterator[Event]:
    """Give a stall to a party of whom each may be there, a child with its guardian (R3, R36)."""
    schedule, market = read(Schedule(command.occurrence_id), Market(command.occurrence_id))
    stall, holders = read(Stall(command.stall_id)), tuple(dict.fromkeys(command.holder_ids))
    scheduled = schedule.scheduled
    if scheduled is None or market.currency is None:
        raise MarketUnknown(command.occurrence_id)
    new = StallSetUp(
        command.stall_id,
        command.occurrence_id,
        holders,
        command.title,
        scheduled.period,
        market.currency,
    )
    if stall.set_up == new:
        return
    if stall.set_up is not None:
        raise StallExists(command.stall_id)
    must_take_place(command.occurrence_id, read)
    must_not_be_over(new, context)
    for holder_id in holders:
        if (other := market.holders.get(holder_id)) is not None:
            raise HoldsAnotherStall(holder_id, other)
    must_be_rightful_holders(new, context, read)
    yield new


@decides(by=its_holder | coordinator() | system)
def close_stall(command: CloseStall, context: Context, read: Read) -> Iterator[Event]:
    """Close a stall for good; what it has left is withdrawn after that."""
    stall, set_up = as_set_up(command.stall_id, read)
    if not stall.closed:
        left = tuple(stall.listings)
        yield StallClosed(command.stall_id, set_up.occurrence_id, set_up.holder_ids, left)


@decides(by=system)
def release_holder(command: ReleaseHolder, context: Context, read: Read) -> Iterator[Event]:
    """End bids of a member who may not take part now, and stalls that may not go on (R4, R36)."""
    member_id = command.member_id
    dealings, standing, settings = read(Dealings(member_id), Standing(member_id), Settings())
    for stall_id, set_up in dealings.stalls.items():
        obstacle = obstacle_at_a_stall(set_up, standing, context, settings)
        if obstacle is not None and context.at < set_up.period.end:
            yield HolderReleased(stall_id, member_id, obstacle.code)
    if (obstacle := obstacle_to_taking_part(standing, context.at, settings)) is not None:
        for listing_id in dealings.bids:
            yield BidLapsed(listing_id, member_id, obstacle.code)


@decides(by=its_holder, backfills=True)
def put_up_listing(command: PutUpListing, context: Context, read: Read) -> Iterator[Event]:
    """Put something up once, until the market is over, on the word of who may sell (R3, R36)."""
    listing, (stall, set_up) = read(Listing(command.listing_id)), as_set_up(command.stall_id, read)
    new = ListingPutUp(command.listing_id, command.stall_id, command.title, command.price)
    if listing.put_up == new:
        return
    if listing.put_up is not None:
        raise ListingExists(command.listing_id)
    if stall.closed:
        raise StallGone(command.stall_id)
    must_not_be_over(set_up, context)
    must_be_rightful_holders(set_up, context, read)
    yield new


@decides(by=its_seller, backfills=True)
def reprice_listing(command: RepriceListing, context: Context, read: Read) -> Iterator[Event]:
    """Ask another price while something is for sale, on the word of who may sell (R3, R36)."""
    listing, set_up = as_listed(command.listing_id, read)
    if listing.price == command.price:
        return
    must_be_for_sale(listing)
    must_not_be_over(set_up, context)
    must_be_rightful_holders(set_up, context, read)
    yield ListingRepriced(command.listing_id, set_up.stall_id, command.price)


@decides(by=its_seller | coordinator() | system, version=2)
def withdraw_listing(command: WithdrawListing, context: Context, read: Read) -> Iterator[Event]:
    """Take something off the table, unless it is sold; all bids on it lapse (R36)."""
    listing, set_up = as_listed(command.listing_id, read)
    if listing.withdrawn:
        return
    if listing.trade is not None:
        raise ListingSold(command.listing_id)
    called_off = read(Schedule(set_up.occurrence_id)).cancelled is not None
    reason = OccurrenceCalledOff.code if called_off else ListingGone.code
    yield from all_bids_lapse(listing, reason)
    yield ListingWithdrawn(command.listing_id, set_up.stall_id)
