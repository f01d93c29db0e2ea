"""What happened at activities. The names are storage formats: they never change."""

from .attendance import (
    CheckedIn,
    CheckedOut,
    HeadsCounted,
    NoShowContested,
    NoShowLifted,
    NoShowRecorded,
    PresenceRecorded,
)
from .offers import (
    FillingChanged,
    OfferAccepted,
    OfferDeclined,
    OfferExpired,
    OfferReleased,
    SeatsOffered,
)
from .planning import (
    ActivityOffered,
    CapacityChanged,
    OccurrenceScheduled,
)
from .seats import (
    FillingPaused,
    PartyFormed,
    SeatConfirmed,
    SeatLeft,
    SeatReleased,
    WaitlistJoined,
    WaitlistLeft,
)
from .series import (
    OccurrenceCancelled,
    OccurrenceGenerated,
    OccurrenceMoved,
    SeriesPlanned,
)

__all__ = [
    "ActivityOffered",
    "CapacityChanged",
    "CheckedIn",
    "CheckedOut",
    "FillingChanged",
    "FillingPaused",
    "HeadsCounted",
    "NoShowContested",
    "NoShowLifted",
    "NoShowRecorded",
    "OccurrenceCancelled",
    "OccurrenceGenerated",
    "OccurrenceMoved",
    "OccurrenceScheduled",
    "OfferAccepted",
    "OfferDeclined",
    "OfferExpired",
    "OfferReleased",
    "PartyFormed",
    "PresenceRecorded",
    "SeatConfirmed",
    "SeatLeft",
    "SeatReleased",
    "SeatsOffered",
    "SeriesPlanned",
    "WaitlistJoined",
    "WaitlistLeft",
]
