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
from .handover import (
    AuthoriseCollection,
    HandOver,
    RecordUncollected,
    RefuseCollection,
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
    "AuthoriseCollection",
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
    "HandOver",
    "HoldOutreach",
    "LiftNoShow",
    "MoveOccurrence",
    "OfferActivity",
    "PlanSeries",
    "RecordNoShow",
    "RecordPresence",
    "RecordScore",
    "RecordUncollected",
    "RefuseCollection",
    "ReleaseSeats",
    "ReviewClaims",
    "ScheduleOccurrence",
    "SetUpStation",
    "SignUp",
    "SignUpParty",
    "StartRound",
    "Withdraw",
]
