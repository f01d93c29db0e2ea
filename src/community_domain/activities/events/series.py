"""Events of series, and of dates that change: moved, and called off."""

from datetime import date, datetime

from ...kernel import Event, LocalPeriod, Period, event
from ..values import ActivityId, Filling, OccurrenceId, Recurrence, SeriesId

__all__ = ["OccurrenceCancelled", "OccurrenceGenerated", "OccurrenceMoved", "SeriesPlanned"]


@event("activity.series-planned")
class SeriesPlanned(Event):
    """An activity recurs by a rule; a later plan of the series replaces it."""

    series_id: SeriesId
    activity_id: ActivityId
    recurrence: Recurrence
    begins: str
    """What the clocks of the place show, on whatever day."""
    minutes: int
    """How long each occurrence lasts."""
    place: str | None
    capacity: int | None
    filling: Filling
    opens_hours: int | None
    """So long before the start sign-up opens; None means at once."""
    closes_minutes: int
    """So long before the start it closes."""


@event("activity.occurrence-generated")
class OccurrenceGenerated(Event):
    """An occurrence stands for a day of a series, wherever it is moved."""

    series_id: SeriesId
    occurrence_id: OccurrenceId
    day: date


@event("activity.occurrence-moved")
class OccurrenceMoved(Event):
    """An occurrence for which nobody has signed up has another date."""

    occurrence_id: OccurrenceId
    period: Period
    local: LocalPeriod
    place: str | None
    opens: datetime | None
    closes: datetime
    exception: bool
    """By hand: the plan of its series does not move it back."""


@event("activity.occurrence-cancelled")
class OccurrenceCancelled(Event):
    """An occurrence does not take place, or no further; that is final."""

    occurrence_id: OccurrenceId
    at: datetime
    reason: str
