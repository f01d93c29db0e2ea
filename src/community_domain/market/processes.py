"""What follows by itself: who may not take part holds no stall; a closed stall sells nothing.

And a market follows its occurrence, whether that is moved or called off.
"""

from collections.abc import Iterator

from ..activities.events import OccurrenceCancelled, OccurrenceMoved
from ..kernel import Command, process
from ..members.events import PartEnds, may_end_a_part
from .commands import (
    CallMarketOff,
    CloseStall,
    MoveBids,
    MoveMarket,
    MoveStall,
    ReleaseHolder,
    WithdrawListing,
)
from .events import HolderReleased, MarketCalledOff, MarketMoved, StallClosed, StallMoved

__all__ = [
    "bid_mover",
    "market_closer",
    "market_guard",
    "market_mover",
    "stall_clearer",
    "stall_closer",
    "stall_mover",
]


@process("market-guard")
def market_guard(event: PartEnds) -> Iterator[Command]:
    """Without the consent that carried them, stalls and open bids are given up (R4).

    Also where the data of the member are restricted or erased (R42).
    """
    if may_end_a_part(event):
        yield ReleaseHolder(event.member_id)


@process("market-closer")
def market_closer(event: OccurrenceCancelled) -> Iterator[Command]:
    """Where the occurrence is called off, there is no market (R23)."""
    yield CallMarketOff(event.occurrence_id)


@process("market-mover")
def market_mover(event: OccurrenceMoved) -> Iterator[Command]:
    """The market is when its occurrence is (R15)."""
    yield MoveMarket(event.occurrence_id)


@process("stall-mover")
def stall_mover(event: MarketMoved) -> Iterator[Command]:
    """Every stall is there when the market is."""
    for stall_id in event.stall_ids:
        yield MoveStall(stall_id)


@process("bid-mover")
def bid_mover(event: StallMoved) -> Iterator[Command]:
    """Every open bid lapses when the market ends."""
    for listing_id in event.listing_ids:
        yield MoveBids(listing_id)


@process("stall-closer")
def stall_closer(event: HolderReleased | MarketCalledOff) -> Iterator[Command]:
    """A party stands or falls as a whole, and with its market."""
    stall_ids = (event.stall_id,) if isinstance(event, HolderReleased) else event.stall_ids
    for stall_id in stall_ids:
        yield CloseStall(stall_id)


@process("stall-clearer")
def stall_clearer(event: StallClosed) -> Iterator[Command]:
    """What a closed stall has left is not for sale, and nobody waits for an answer."""
    for listing_id in event.listing_ids:
        yield WithdrawListing(listing_id)
