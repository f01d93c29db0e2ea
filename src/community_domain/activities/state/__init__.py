"""What decisions read about activities."""

from .attendance import (
    Arrivals,
    Headcounts,
    Turnout,
)
from .planning import (
    Offering,
    Schedule,
    Series,
)
from .seats import (
    ACCEPTED,
    DECLINED,
    EXPIRED,
    Bookings,
    Claims,
    Offer,
    Seats,
)

__all__ = [
    "ACCEPTED",
    "DECLINED",
    "EXPIRED",
    "Arrivals",
    "Bookings",
    "Claims",
    "Headcounts",
    "Offer",
    "Offering",
    "Schedule",
    "Seats",
    "Series",
    "Turnout",
]
