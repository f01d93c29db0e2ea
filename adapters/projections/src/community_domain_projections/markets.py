"""Markets: stalls, what was put up for sale, what was sold, and for how much."""

from collections.abc import Iterable, Mapping
from typing import Any

import attrs

from community_domain import Event, Recorded
from community_domain.activities import OccurrenceId
from community_domain.market import (
    ListingPutUp,
    ListingWithdrawn,
    MarketAnnounced,
    StallClosed,
    StallId,
    StallSetUp,
    TradeMade,
)

from .folding import Handler, Projection
from .pages import PAGE, Page
from .rolls import Roll

__all__ = ["MarketFigures", "Markets"]


@attrs.frozen
class MarketFigures:
    """What was counted for one market, or for one stall."""

    of: str
    """The id of the market's occurrence, or of the stall."""
    stalls: int = 0
    """All that were set up, closed or not."""
    closed: int = 0
    """Stalls that were closed."""
    listings: int = 0
    """All that was put up for sale, withdrawn or not."""
    withdrawn: int = 0
    trades: int = 0
    turnover: int = 0
    """The sum of all prices, in the smallest unit of the market's currency."""

    def __add__(self, other: "MarketFigures") -> "MarketFigures":
        """Both together, under the id of the first."""
        return MarketFigures(
            self.of,
            *(
                mine + theirs
                for mine, theirs in zip(
                    attrs.astuple(self)[1:], attrs.astuple(other)[1:], strict=True
                )
            ),
        )


@attrs.define
class Markets(Projection):
    """Market days in the order of announcing; folding is linear, adding up is done when asked."""

    announced: dict[OccurrenceId, MarketAnnounced] = attrs.field(
        factory=dict[OccurrenceId, MarketAnnounced], init=False
    )
    """With the currency of each."""
    trades: list[TradeMade] = attrs.field(factory=list[TradeMade], init=False)
    """In the order in which they were made."""
    _markets: Roll[OccurrenceId] = attrs.field(factory=Roll[OccurrenceId], init=False, repr=False)
    _stalls: dict[OccurrenceId, list[StallId]] = attrs.field(
        factory=dict[OccurrenceId, list[StallId]], init=False, repr=False
    )
    _figures: dict[StallId, MarketFigures] = attrs.field(
        factory=dict[StallId, MarketFigures], init=False, repr=False
    )

    def handlers(self) -> Mapping[type[Event], Handler]:
        """Announcements and stalls make rows, the rest makes figures."""
        return {
            MarketAnnounced: self._announce,
            StallSetUp: self._set_up,
            StallClosed: self._counting(closed=1),
            ListingPutUp: self._counting(listings=1),
            ListingWithdrawn: self._counting(withdrawn=1),
            TradeMade: self._trade,
        }

    def stall(self, stall_id: StallId) -> MarketFigures:
        """The figures of one stall; all 0 where there is none."""
        return self._figures.get(stall_id, MarketFigures(stall_id))

    def stalls(self, occurrence_id: OccurrenceId) -> tuple[MarketFigures, ...]:
        """The figures of each stall of a market, in the order of setting up."""
        return tuple(self._figures[one] for one in self._stalls.get(occurrence_id, ()))

    def market(self, occurrence_id: OccurrenceId) -> MarketFigures:
        """The figures of one market; all 0 where nothing is."""
        return _sum(occurrence_id, self.stalls(occurrence_id))

    def markets(self, *, after: int = 0, size: int = PAGE) -> Page[MarketFigures]:
        """The figures of all markets; see `page_of` for the errors."""
        return self._markets.page(self.market, after=after, size=size, folded=self.position)

    def _announce(self, recorded: Recorded[MarketAnnounced]) -> None:
        self.announced[recorded.event.occurrence_id] = recorded.event
        self._markets.enter(recorded.event.occurrence_id, recorded.position)

    def _set_up(self, recorded: Recorded[StallSetUp]) -> None:
        event = recorded.event
        self._stalls.setdefault(event.occurrence_id, []).append(event.stall_id)
        self._count(event.stall_id, stalls=1)

    def _trade(self, recorded: Recorded[TradeMade]) -> None:
        self.trades.append(recorded.event)
        self._count(recorded.event.stall_id, trades=1, turnover=recorded.event.price)

    def _counting(self, **counts: int) -> Handler:
        def count(recorded: Recorded[Any]) -> None:
            self._count(recorded.event.stall_id, **counts)

        return count

    def _count(self, stall_id: StallId, **counts: int) -> None:
        self._figures[stall_id] = self.stall(stall_id) + MarketFigures(stall_id, **counts)


def _sum(of: str, parts: Iterable[MarketFigures]) -> MarketFigures:
    return sum(parts, MarketFigures(of))
