"""What may be wanted of activities."""

from .attendance import (
    CheckIn,
    CheckOut,
    CloseCheckIn,
    ContestNoShow,
    CountHeads,
    LiftNoShow,
    RecordNoShow,
    RecordPresence,
)
from .planning import (
    ChangeCapacity,
    OfferActivity,
    ScheduleOccurrence,
)
from .seats import (
    FillSeats,
    ReleaseSeats,
    SignUp,
    SignUpParty,
    Withdraw,
)

__all__ = [
    "ChangeCapacity",
    "CheckIn",
    "CheckOut",
    "CloseCheckIn",
    "ContestNoShow",
    "CountHeads",
    "FillSeats",
    "LiftNoShow",
    "OfferActivity",
    "RecordNoShow",
    "RecordPresence",
    "ReleaseSeats",
    "ScheduleOccurrence",
    "SignUp",
    "SignUpParty",
    "Withdraw",
]
