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
from .handover import (
    CollectionAuthorised,
    CollectionOverdue,
    CollectionRefused,
    HandedOver,
)
from .offers import (
    FillingChanged,
    OfferAccepted,
    OfferDeclined,
    OfferExpired,
    OfferReleased,
    SeatsOffered,
)
from .outreach import (
    OutreachConfirmed,
    OutreachHeld,
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
from .stations import (
    GroupFormed,
    GroupJoined,
    GroupLeft,
    GroupsDrawn,
    RoundFinished,
    RoundsPlanned,
    RoundStarted,
    ScoreCorrected,
    ScoreRecorded,
    StationClosed,
    StationSetUp,
)

__all__ = [
    "ActivityOffered",
    "CapacityChanged",
    "CheckedIn",
    "CheckedOut",
    "CollectionAuthorised",
    "CollectionOverdue",
    "CollectionRefused",
    "FillingChanged",
    "FillingPaused",
    "GroupFormed",
    "GroupJoined",
    "GroupLeft",
    "GroupsDrawn",
    "HandedOver",
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
    "OutreachConfirmed",
    "OutreachHeld",
    "PartyFormed",
    "PresenceRecorded",
    "RoundFinished",
    "RoundStarted",
    "RoundsPlanned",
    "ScoreCorrected",
    "ScoreRecorded",
    "SeatConfirmed",
    "SeatLeft",
    "SeatReleased",
    "SeatsOffered",
    "SeriesPlanned",
    "StationClosed",
    "StationSetUp",
    "WaitlistJoined",
    "WaitlistLeft",
]
