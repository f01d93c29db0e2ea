"""What may be wanted of markets."""

from ..activities.values import OccurrenceId
from ..kernel import Command, MemberId, bounded, command, shaped
from .values import ListingId, StallId

__all__ = [
    "AcceptBid",
    "AnnounceMarket",
    "CallMarketOff",
    "CloseStall",
    "CounterBid",
    "DeclineBid",
    "LapseBid",
    "MakeBid",
    "MoveBids",
    "MoveMarket",
    "MoveStall",
    "PutUpListing",
    "ReleaseHolder",
    "RepriceListing",
    "SetUpStall",
    "WithdrawBid",
    "WithdrawListing",
]

HOLDERS = 6
"""More people than this do not stand behind a table; so few that one decision can judge each."""


@command("market.announce")
class AnnounceMarket(Command):
    """Say that an occurrence is a market, and in which currency."""

    occurrence_id: OccurrenceId
    currency: str = shaped("[A-Z]{3}", example="CNY")


@command("market.call-off")
class CallMarketOff(Command):
    """Close the stalls of a market whose occurrence was called off."""

    occurrence_id: OccurrenceId


@command("market.move")
class MoveMarket(Command):
    """Let the stalls of a market follow its occurrence to another time."""

    occurrence_id: OccurrenceId


@command("market.move-stall")
class MoveStall(Command):
    """Let a stall be there when its market is."""

    stall_id: StallId


@command("market.move-bids")
class MoveBids(Command):
    """Let the open bids on a listing lapse when its market ends."""

    listing_id: ListingId


@command("market.set-up-stall")
class SetUpStall(Command):
    """Hold a stall at a market: alone, or a child with its parent."""

    stall_id: StallId
    occurrence_id: OccurrenceId
    holder_ids: tuple[MemberId, ...] = bounded(low=1, high=HOLDERS)
    title: str | None = bounded(high=200, default=None)
    """What the board says."""


@command("market.close-stall")
class CloseStall(Command):
    """Sell nothing more at a stall."""

    stall_id: StallId


@command("market.release-holder")
class ReleaseHolder(Command):
    """Let a member who may no longer take part hold no stall and have no open bid."""

    member_id: MemberId


@command("market.put-up-listing")
class PutUpListing(Command):
    """Put something up for sale at a stall."""

    listing_id: ListingId
    stall_id: StallId
    title: str = bounded(high=200)
    price: int
    """What is asked, in the smallest unit of the currency."""


@command("market.reprice-listing")
class RepriceListing(Command):
    """Ask another price for something; what buyers bid stays as it is."""

    listing_id: ListingId
    price: int
    """What is asked from now on, in the smallest unit of the currency; 0 gives it away."""


@command("market.withdraw-listing")
class WithdrawListing(Command):
    """Not sell something after all."""

    listing_id: ListingId


@command("market.make-bid")
class MakeBid(Command):
    """Say what one would pay."""

    listing_id: ListingId
    buyer_id: MemberId
    price: int


@command("market.counter-bid")
class CounterBid(Command):
    """Answer the other side's price with another."""

    listing_id: ListingId
    buyer_id: MemberId
    price: int


@command("market.accept-bid")
class AcceptBid(Command):
    """Take the other side's price: the listing is sold."""

    listing_id: ListingId
    buyer_id: MemberId
    price: int
    """The price that is accepted; another one may have been said meanwhile."""


@command("market.withdraw-bid")
class WithdrawBid(Command):
    """Bargain no longer, as the buyer."""

    listing_id: ListingId
    buyer_id: MemberId


@command("market.decline-bid")
class DeclineBid(Command):
    """Bargain no longer with a buyer, as the seller."""

    listing_id: ListingId
    buyer_id: MemberId


@command("market.lapse-bid")
class LapseBid(Command):
    """End a bid when the market is over."""

    listing_id: ListingId
    buyer_id: MemberId
