"""What time asks for: when the market is over, no bid is open."""

from collections.abc import Iterator
from datetime import datetime

from ..kernel import Command, Deadlines, Pending, deadlines, folded, on
from .commands import LapseBid
from .events import BidDeclined, BidLapsed, BidMade, BidMoved, BidWithdrawn, TradeMade

__all__ = ["MarketDeadlines"]


@deadlines
class MarketDeadlines(Deadlines):
    """Every bid that was neither accepted nor ended lapses at the end of its market (R36)."""

    to_lapse: Pending = folded(factory=Pending)

    def due(self, at: datetime) -> Iterator[Command]:
        """Bids to end, those of the earliest market first."""
        yield from self.to_lapse.due(at)

    @on
    def bid_lapses(self, event: BidMade | BidMoved) -> None:
        self.to_lapse.put(LapseBid(event.listing_id, event.buyer_id), event.until)

    @on
    def bid_ended(self, event: BidWithdrawn | BidDeclined | BidLapsed | TradeMade) -> None:
        self.to_lapse.strike(LapseBid(event.listing_id, event.buyer_id))
