"""What decisions read about activities."""

from .attendance import (
    Arrivals,
    Headcounts,
    Turnout,
)
from .handover import (
    Collection,
    Collectors,
)
from .outreach import (
    Teaching,
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
from .stations import (
    MemberScores,
    Rotation,
)

__all__ = [
    "ACCEPTED",
    "DECLINED",
    "EXPIRED",
    "Arrivals",
    "Bookings",
    "Claims",
    "Collection",
    "Collectors",
    "Headcounts",
    "MemberScores",
    "Offer",
    "Offering",
    "Rotation",
    "Schedule",
    "Seats",
    "Series",
    "Teaching",
    "Turnout",
]
