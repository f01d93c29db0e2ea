"""What decisions read about the plan."""

from datetime import date, datetime

from ...kernel import State, folded, on, replaced, state
from ..events import (
    ActivityOffered,
    CapacityChanged,
    FillingChanged,
    FillingPaused,
    HeadsCounted,
    OccurrenceCancelled,
    OccurrenceGenerated,
    OccurrenceMoved,
    OccurrenceScheduled,
    PartyFormed,
    SeriesPlanned,
)
from ..values import ActivityId, OccurrenceId, SeriesId
from .kinds import ATTENDANCE, COLLECTION, NO_SHOWS, OFFERS, SCORES, SEATS, STATIONS, WAITLIST

__all__ = ["Offering", "Schedule", "Series"]


@state
class Offering(State):
    """An activity that is offered."""

    activity_id: ActivityId
    title: str | None = folded(None)

    ignores = {"Dates change no offer": (OccurrenceScheduled, SeriesPlanned)}
    elsewhere = "Only an offer makes an activity"

    @on
    def offered(self, event: ActivityOffered) -> None:
        self.title = event.title


@state
class Schedule(State):
    """When an occurrence is, and of what."""

    occurrence_id: OccurrenceId
    scheduled: OccurrenceScheduled | None = folded(None)
    """As it is now, wherever it was moved."""
    exception: bool = folded(False)
    """It was moved by hand."""
    cancelled: datetime | None = folded(None)
    """When it was called off."""

    ignores = {
        "Whoever comes or goes, the date stays": (
            CapacityChanged,
            OccurrenceGenerated,
            FillingPaused,
            HeadsCounted,
            PartyFormed,
            *SEATS,
            FillingChanged,
            *WAITLIST,
            *OFFERS,
            *ATTENDANCE,
            *COLLECTION,
            *NO_SHOWS,
            *STATIONS,
            *SCORES,
        ),
    }
    elsewhere = "Only scheduling sets a date, and only moving and cancelling change it"

    @on
    def scheduled_for(self, event: OccurrenceScheduled) -> None:
        self.scheduled = event

    @on
    def moved(self, event: OccurrenceMoved) -> None:
        self.exception = event.exception
        if self.scheduled is not None:
            self.scheduled = moved_to(self.scheduled, event)

    @on
    def called_off(self, event: OccurrenceCancelled) -> None:
        self.cancelled = event.at


@state
class Series(State):
    """The plan of a series, and the occurrences made of it."""

    series_id: SeriesId
    plan: SeriesPlanned | None = folded(None)
    generated: dict[date, OccurrenceId] = folded(factory=dict)
    """By the day for which each stands."""

    elsewhere = "Only activities recur"

    @on
    def planned(self, event: SeriesPlanned) -> None:
        self.plan = event

    @on
    def occurrence_generated(self, event: OccurrenceGenerated) -> None:
        self.generated[event.day] = event.occurrence_id


def moved_to(scheduled: OccurrenceScheduled, event: OccurrenceMoved) -> OccurrenceScheduled:
    """An occurrence as it is after a move."""
    return replaced(
        scheduled,
        period=event.period,
        local=event.local,
        place=event.place,
        opens=event.opens,
        closes=event.closes,
    )
