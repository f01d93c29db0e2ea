"""Stalls and listings, the two sides of a bargain, and how much a minor may trade."""

from enum import StrEnum
from typing import NewType

from ..kernel import Setting, identifier

__all__ = ["MINORS_DAY", "MINORS_TRADE", "ListingId", "Side", "StallId"]

StallId = NewType("StallId", str)
ListingId = NewType("ListingId", str)
identifier(StallId, tag="stall")
identifier(ListingId, tag="listing")

MINORS_TRADE = Setting("market.minors-trade-limit", 5_000, "minor units", "R36", high=1_000_000_000)
"""For one trade; cents or fen, as prices are."""
MINORS_DAY = Setting("market.minors-day-limit", 50_000, "minor units", "R36", high=1_000_000_000)
"""For all trades of one minor at one market, bought and sold together."""


class Side(StrEnum):
    """Who of the two that bargain."""

    BUYER = "buyer"
    SELLER = "seller"

    @property
    def zh(self) -> str:
        """What it is called in Chinese."""
        return {"buyer": "买方"}.get(self.value, "卖方")

    @property
    def other(self) -> "Side":
        """Whose turn it is when this side has spoken."""
        return Side.SELLER if self is Side.BUYER else Side.BUYER
