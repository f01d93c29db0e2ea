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
from .outreach import (
    ConfirmOutreach,
    HoldOutreach,
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
from .stations import (
    AdjustGroups,
    CloseStation,
    CorrectScore,
    DrawGroups,
    FinishRound,
    RecordScore,
    SetUpStation,
    StartRound,
)

__all__ = [
    "AcceptOffer",
    "AdjustGroups",
    "CancelOccurrence",
    "ChangeCapacity",
    "ChangeFilling",
    "CheckIn",
    "CheckOut",
    "CloseCheckIn",
    "CloseStation",
    "ConfirmOutreach",
    "ContestNoShow",
    "CorrectScore",
    "CountHeads",
    "DeclineOffer",
    "DrawGroups",
    "ExpireOffer",
    "FillSeats",
    "FinishRound",
    "GenerateOccurrences",
    "HoldOutreach",
    "LiftNoShow",
    "MoveOccurrence",
    "OfferActivity",
    "PlanSeries",
    "RecordNoShow",
    "RecordPresence",
    "RecordScore",
    "ReleaseSeats",
    "ReviewClaims",
    "ScheduleOccurrence",
    "SetUpStation",
    "SignUp",
    "SignUpParty",
    "StartRound",
    "Withdraw",
]
