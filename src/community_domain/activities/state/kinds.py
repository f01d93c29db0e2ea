"""Kinds of events that most states here leave out together."""

from ..events import (
    CheckedIn,
    CheckedOut,
    CollectionAuthorised,
    CollectionOverdue,
    CollectionRefused,
    GroupFormed,
    GroupJoined,
    GroupLeft,
    GroupsDrawn,
    HandedOver,
    NoShowContested,
    NoShowLifted,
    NoShowRecorded,
    OfferAccepted,
    OfferDeclined,
    OfferExpired,
    OfferReleased,
    OutreachConfirmed,
    OutreachHeld,
    PresenceRecorded,
    RoundFinished,
    RoundsPlanned,
    RoundStarted,
    ScoreCorrected,
    ScoreRecorded,
    SeatConfirmed,
    SeatLeft,
    SeatReleased,
    SeatsOffered,
    StationClosed,
    StationSetUp,
    WaitlistJoined,
    WaitlistLeft,
)

__all__ = [
    "ATTENDANCE",
    "COLLECTION",
    "COLLECTORS",
    "GROUPS",
    "NO_SHOWS",
    "OFFERS",
    "OUTREACH",
    "SCORES",
    "SEATS",
    "STATIONS",
    "WAITLIST",
]

ATTENDANCE = (CheckedIn, CheckedOut, PresenceRecorded)
GROUPS = (GroupFormed, GroupJoined, GroupLeft)
COLLECTION = (HandedOver, CollectionOverdue)
COLLECTORS = (CollectionAuthorised, CollectionRefused)
NO_SHOWS = (NoShowRecorded, NoShowContested, NoShowLifted)
OFFERS = (SeatsOffered, OfferAccepted, OfferDeclined, OfferExpired, OfferReleased)
OUTREACH = (OutreachHeld, OutreachConfirmed)
SCORES = (ScoreRecorded, ScoreCorrected)
SEATS = (SeatConfirmed, SeatLeft, SeatReleased)
STATIONS = (
    StationSetUp,
    StationClosed,
    GroupsDrawn,
    *GROUPS,
    RoundsPlanned,
    RoundStarted,
    RoundFinished,
)
"""What makes a rotation."""
WAITLIST = (WaitlistJoined, WaitlistLeft)
