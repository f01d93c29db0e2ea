"""What decisions read about the plan."""

from ...kernel import State, folded, on, state
from ..events import (
    ActivityOffered,
    CapacityChanged,
    FillingChanged,
    FillingPaused,
    HeadsCounted,
    OccurrenceScheduled,
    PartyFormed,
)
from ..values import ActivityId, OccurrenceId
from .kinds import ATTENDANCE, NO_SHOWS, OFFERS, SEATS, WAITLIST

__all__ = ["Offering", "Schedule"]


@state
class Offering(State):
    """An activity that is offered."""

    activity_id: ActivityId
    title: str | None = folded(None)

    ignores = {"Dates change no offer": (OccurrenceScheduled,)}
    elsewhere = "Only an offer makes an activity"

    @on
    def offered(self, event: ActivityOffered) -> None:
        self.title = event.title


@state
class Schedule(State):
    """When an occurrence is, and of what."""

    occurrence_id: OccurrenceId
    scheduled: OccurrenceScheduled | None = folded(None)

    ignores = {
        "Whoever comes or goes, the date stays": (
            CapacityChanged,
            FillingPaused,
            HeadsCounted,
            PartyFormed,
            *SEATS,
            FillingChanged,
            *WAITLIST,
            *OFFERS,
            *ATTENDANCE,
            *NO_SHOWS,
        ),
    }
    elsewhere = "Only scheduling sets a date"

    @on
    def scheduled_for(self, event: OccurrenceScheduled) -> None:
        self.scheduled = event
