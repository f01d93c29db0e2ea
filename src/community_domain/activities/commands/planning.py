"""What may be wanted of the plan: offers, dates, capacities."""

from datetime import datetime

from ...kernel import (
    Command,
    Hint,
    InvalidValue,
    Period,
    Problem,
    bounded,
    command,
)
from ..values import ActivityId, OccurrenceId

__all__ = ["ChangeCapacity", "OfferActivity", "ScheduleOccurrence"]

SEATS = 100_000
"""More seats than this are unlimited ones."""


@command("activity.offer")
class OfferActivity(Command):
    """Offer something to take part in."""

    activity_id: ActivityId
    title: str = bounded(high=200)


@command("activity.schedule-occurrence")
class ScheduleOccurrence(Command):
    """Give an activity a date."""

    occurrence_id: OccurrenceId
    activity_id: ActivityId
    period: Period
    capacity: int | None = bounded(high=SEATS, default=None)
    """Seats (persons); None means unlimited, 0 closed."""
    place: str | None = bounded(high=200, default=None)
    opens: datetime | None = None
    """When sign-up opens; at once by default."""
    closes: datetime | None = None
    """When sign-up closes; at the start by default."""

    def __attrs_post_init__(self) -> None:
        if self.closes is not None and self.closes > self.period.end:
            hint = Hint(
                "Sign-up closes at the end of the occurrence at the latest.",
                "报名最迟在场次结束时截止。",
            )
            raise InvalidValue("closes", str(self.closes), Problem.TOO_LARGE, hint)
        if self.opens is not None and self.opens >= (self.closes or self.period.start):
            shown = f"{self.opens} to {self.closes or self.period.start}"
            raise InvalidValue("opens", shown, Problem.ENDS_BEFORE_START)


@command("activity.change-capacity")
class ChangeCapacity(Command):
    """Give an occurrence another number of seats; nobody loses theirs."""

    occurrence_id: OccurrenceId
    capacity: int | None = bounded(high=SEATS)
