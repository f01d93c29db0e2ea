"""What decisions read about activities."""

from .attendance import (
    Headcounts,
    Turnout,
)
from .planning import (
    Offering,
    Schedule,
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
    "Bookings",
    "Claims",
    "Headcounts",
    "Offer",
    "Offering",
    "Schedule",
    "Seats",
    "Turnout",
]
