"""Kinds of events that most states here leave out together."""

from ..events import (
    CheckedIn,
    CheckedOut,
    NoShowContested,
    NoShowLifted,
    NoShowRecorded,
    OfferAccepted,
    OfferDeclined,
    OfferExpired,
    OfferReleased,
    PresenceRecorded,
    SeatConfirmed,
    SeatLeft,
    SeatReleased,
    SeatsOffered,
    WaitlistJoined,
    WaitlistLeft,
)

__all__ = ["ATTENDANCE", "NO_SHOWS", "OFFERS", "SEATS", "WAITLIST"]

ATTENDANCE = (CheckedIn, CheckedOut, PresenceRecorded)
NO_SHOWS = (NoShowRecorded, NoShowContested, NoShowLifted)
OFFERS = (SeatsOffered, OfferAccepted, OfferDeclined, OfferExpired, OfferReleased)
SEATS = (SeatConfirmed, SeatLeft, SeatReleased)
WAITLIST = (WaitlistJoined, WaitlistLeft)
