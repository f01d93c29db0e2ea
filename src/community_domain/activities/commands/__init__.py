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
from .series import (
    CancelOccurrence,
    GenerateOccurrences,
    MoveOccurrence,
    PlanSeries,
)

__all__ = [
    "AcceptOffer",
    "CancelOccurrence",
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
    "GenerateOccurrences",
    "LiftNoShow",
    "MoveOccurrence",
    "OfferActivity",
    "PlanSeries",
    "RecordNoShow",
    "RecordPresence",
    "ReleaseSeats",
    "ReviewClaims",
    "ScheduleOccurrence",
    "SignUp",
    "SignUpParty",
    "Withdraw",
]
