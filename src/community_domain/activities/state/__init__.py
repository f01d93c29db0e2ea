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
    Bookings,
    Seats,
)

__all__ = [
    "Bookings",
    "Headcounts",
    "Offering",
    "Schedule",
    "Seats",
    "Turnout",
]
