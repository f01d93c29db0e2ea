"""Markets follow their occurrences: moved with them, and called off with them (R15, R23)."""

from collections.abc import Iterator

from ...activities.state import Schedule
from ...community.state import Settings
from ...kernel import Context, Event, Read, decides, replaced, system
from ...members.state import Standing
from ..commands import CallMarketOff, MoveBids, MoveMarket, MoveStall
from ..events import (
    BidMoved,
    HolderReleased,
    MarketCalledOff,
    MarketMoved,
    StallMoved,
    StallSetUp,
)
from ..policies import as_listed, as_set_up, obstacle_at_a_stall
from ..state import Market
from ..values import StallId

__all__ = ["call_market_off", "move_bids", "move_market", "move_stall"]


@decides(by=system)
def call_market_off(command: CallMarketOff, context: Context, read: Read) -> Iterator[Event]:
    """Say which stalls a market had that does not take place (R23)."""
    market, schedule = read(Market(command.occurrence_id), Schedule(command.occurrence_id))
    if schedule.cancelled is not None and market.holders:
        yield MarketCalledOff(command.occurrence_id, _stalls(market))


@decides(by=system)
def move_market(command: MoveMarket, context: Context, read: Read) -> Iterator[Event]:
    """Say which stalls a market has that is at another time than they are (R15)."""
    market, schedule = read(Market(command.occurrence_id), Schedule(command.occurrence_id))
    scheduled = schedule.scheduled
    if scheduled and market.holders and market.period != scheduled.period:
        yield MarketMoved(command.occurrence_id, scheduled.period, _stalls(market))


@decides(by=system)
def move_stall(command: MoveStall, context: Context, read: Read) -> Iterator[Event]:
    """Let a stall be there when its market is; who may not be there then is released (R3, R36)."""
    stall, set_up = as_set_up(command.stall_id, read)
    scheduled = read(Schedule(set_up.occurrence_id)).scheduled
    if stall.closed or scheduled is None or scheduled.period == set_up.period:
        return
    where, listings = (command.stall_id, set_up.occurrence_id), tuple(stall.listings)
    yield StallMoved(*where, set_up.holder_ids, scheduled.period, listings)
    yield from _released(replaced(set_up, period=scheduled.period), context, read)


@decides(by=system)
def move_bids(command: MoveBids, context: Context, read: Read) -> Iterator[Event]:
    """Let the open bids on a listing lapse when the market of its stall ends (R36)."""
    listing, set_up = as_listed(command.listing_id, read)
    for buyer_id, bid in listing.bids.items():
        if bid.until != set_up.period.end:
            yield BidMoved(command.listing_id, buyer_id, set_up.period.end)


def _stalls(market: Market) -> tuple[StallId, ...]:
    """The stalls that are not closed, each once."""
    return tuple(dict.fromkeys(market.holders.values()))


def _released(set_up: StallSetUp, context: Context, read: Read) -> Iterator[Event]:
    """Those of a party who may not be at their stall at its time."""
    settings = read(Settings())
    for standing in read.each(Standing(one) for one in set_up.holder_ids):
        obstacle = obstacle_at_a_stall(set_up, standing, context, settings)
        if obstacle is not None:
            yield HolderReleased(set_up.stall_id, standing.member_id, obstacle.code)
