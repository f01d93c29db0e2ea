"""Kinds of events that most states here leave out together."""

from ..events import (
    CheckedIn,
    CheckedOut,
    NoShowContested,
    NoShowLifted,
    NoShowRecorded,
    PresenceRecorded,
    SeatConfirmed,
    SeatLeft,
    SeatReleased,
    WaitlistJoined,
    WaitlistLeft,
)

__all__ = ["ATTENDANCE", "NO_SHOWS", "SEATS", "WAITLIST"]

ATTENDANCE = (CheckedIn, CheckedOut, PresenceRecorded)
NO_SHOWS = (NoShowRecorded, NoShowContested, NoShowLifted)
SEATS = (SeatConfirmed, SeatLeft, SeatReleased)
WAITLIST = (WaitlistJoined, WaitlistLeft)
