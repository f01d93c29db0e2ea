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
from .offers import (
    AcceptOffer,
    ChangeFilling,
    DeclineOffer,
    ExpireOffer,
    ReviewClaims,
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
    "AcceptOffer",
    "ChangeCapacity",
    "ChangeFilling",
    "CheckIn",
    "CheckOut",
    "CloseCheckIn",
    "ContestNoShow",
    "CountHeads",
    "DeclineOffer",
    "ExpireOffer",
    "FillSeats",
    "LiftNoShow",
    "OfferActivity",
    "RecordNoShow",
    "RecordPresence",
    "ReleaseSeats",
    "ReviewClaims",
    "ScheduleOccurrence",
    "SignUp",
    "SignUpParty",
    "Withdraw",
]
