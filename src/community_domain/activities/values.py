"""What is offered, when, and the settings about signing up and checking in."""

from enum import StrEnum
from typing import NewType

from ..kernel import Setting, identifier

__all__ = [
    "CHECK_IN_OPENS",
    "LATE_WITHDRAWAL",
    "NO_SHOW_GRACE",
    "OFFER_HOURS",
    "WAITLIST_LEAST",
    "WAITLIST_SHARE",
    "ActivityId",
    "Filling",
    "OccurrenceId",
    "PartyId",
]

ActivityId = NewType("ActivityId", str)
OccurrenceId = NewType("OccurrenceId", str)
PartyId = NewType("PartyId", str)
identifier(ActivityId, tag="activity")
identifier(OccurrenceId, tag="occurrence")
identifier(PartyId, tag="party")


class Filling(StrEnum):
    """How a freed seat goes to who waits: at once, or by an offer that has to be accepted."""

    AUTOMATIC = "automatic"
    BY_OFFER = "by-offer"


LATE_WITHDRAWAL = Setting("activity.late-withdrawal-hours", 24, "hours", "R14", high=8_760)
WAITLIST_SHARE = Setting("activity.waitlist-percent", 10, "percent", "R11", high=1_000)
WAITLIST_LEAST = Setting("activity.waitlist-least", 10, "persons", "R11", high=10_000)
OFFER_HOURS = Setting("activity.offer-hours", 24, "hours", "R12", low=1, high=8_760)
NO_SHOW_GRACE = Setting("activity.no-show-grace-hours", 48, "hours", "R25", high=8_760)
CHECK_IN_OPENS = Setting("activity.check-in-opens-minutes", 60, "minutes", "R24", high=1_440)
