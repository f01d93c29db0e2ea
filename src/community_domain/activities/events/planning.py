"""Events of planning: what is offered, when, and for how many."""

from datetime import datetime

from ...kernel import Event, LocalPeriod, Period, event
from ..values import ActivityId, OccurrenceId

__all__ = ["ActivityOffered", "CapacityChanged", "OccurrenceScheduled"]


@event("activity.offered")
class ActivityOffered(Event):
    """Something is offered that people can take part in, again and again."""

    activity_id: ActivityId
    title: str


@event("activity.occurrence-scheduled")
class OccurrenceScheduled(Event):
    """A dated instance of an activity."""

    occurrence_id: OccurrenceId
    activity_id: ActivityId
    period: Period
    local: LocalPeriod
    place: str | None
    capacity: int | None
    """Seats (persons); None means unlimited, 0 closed."""
    opens: datetime | None
    """Sign-up is open from here; None means at once."""
    closes: datetime


@event("activity.capacity-changed")
class CapacityChanged(Event):
    """An occurrence has another number of seats; nobody lost theirs by it."""

    occurrence_id: OccurrenceId
    capacity: int | None
