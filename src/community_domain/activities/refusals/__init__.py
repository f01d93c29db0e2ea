"""Why something about an activity may not happen."""

from .attendance import (
    AlreadyCheckedIn,
    AlreadyCheckedOut,
    HasAttended,
    NoNoShow,
    NotCheckedIn,
    NotOverYet,
    NotSignedUp,
    NotYetBegun,
    OutsideOccurrence,
)
from .offers import (
    OfferGone,
    OfferRanOut,
    OfferStillOpen,
)
from .planning import (
    ActivityExists,
    ActivityUnknown,
    OccurrenceExists,
    OccurrenceOver,
    OccurrenceUnknown,
)
from .seats import (
    AlreadyBegun,
    AlreadySignedUp,
    OccurrenceClosed,
    PartyExists,
    PartyTooLarge,
    SignUpClosed,
    SignUpNotOpen,
    WaitlistFull,
)
from .series import (
    HasSignUps,
    OccurrenceCalledOff,
    SeriesExists,
    SeriesUnknown,
    TooManyDates,
)

__all__ = [
    "ActivityExists",
    "ActivityUnknown",
    "AlreadyBegun",
    "AlreadyCheckedIn",
    "AlreadyCheckedOut",
    "AlreadySignedUp",
    "HasAttended",
    "HasSignUps",
    "NoNoShow",
    "NotCheckedIn",
    "NotOverYet",
    "NotSignedUp",
    "NotYetBegun",
    "OccurrenceCalledOff",
    "OccurrenceClosed",
    "OccurrenceExists",
    "OccurrenceOver",
    "OccurrenceUnknown",
    "OfferGone",
    "OfferRanOut",
    "OfferStillOpen",
    "OutsideOccurrence",
    "PartyExists",
    "PartyTooLarge",
    "SeriesExists",
    "SeriesUnknown",
    "SignUpClosed",
    "SignUpNotOpen",
    "TooManyDates",
    "WaitlistFull",
]
