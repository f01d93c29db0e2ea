"""What may be wanted of series, and of dates that change."""

from datetime import date

from ...kernel import Command, InvalidValue, Period, Problem, bounded, command, wall_clock
from ..values import ActivityId, Filling, OccurrenceId, Recurrence, SeriesId
from .planning import SEATS

__all__ = ["CancelOccurrence", "GenerateOccurrences", "MoveOccurrence", "PlanSeries"]

ID_LENGTH = 80
"""Characters of a series' id, so that there is room for the day in those of its occurrences."""


@command("activity.plan-series")
class PlanSeries(Command):
    """Let an activity recur, or recur otherwise from now on."""

    series_id: SeriesId
    activity_id: ActivityId
    recurrence: Recurrence
    begins: str = wall_clock(example="09:00")
    """What the clocks of the place show."""
    minutes: int = bounded(low=1, high=10_080)
    """How long each occurrence lasts."""
    capacity: int | None = bounded(high=SEATS, default=None)
    """Seats (persons); None means unlimited, 0 closed."""
    place: str | None = bounded(high=200, default=None)
    filling: Filling = Filling.AUTOMATIC
    opens_hours: int | None = bounded(high=8_760, default=None)
    """So long before the start sign-up opens; at once by default."""
    closes_minutes: int = bounded(high=525_600, default=0)
    """So long before the start it closes."""

    def __attrs_post_init__(self) -> None:
        if len(self.series_id) > ID_LENGTH:
            raise InvalidValue("series_id", self.series_id[:ID_LENGTH], Problem.TOO_LONG)
        if self.opens_hours is not None and self.opens_hours * 60 <= self.closes_minutes:
            shown = f"{self.opens_hours} h to {self.closes_minutes} min"
            raise InvalidValue("opens_hours", shown, Problem.ENDS_BEFORE_START)


@command("activity.generate-occurrences")
class GenerateOccurrences(Command):
    """Bring the occurrences of a stretch in line with the plan of their series."""

    series_id: SeriesId
    since: date
    until: date

    def __attrs_post_init__(self) -> None:
        if self.until < self.since:
            raise InvalidValue("until", str(self.until), Problem.ENDS_BEFORE_START)


@command("activity.move-occurrence")
class MoveOccurrence(Command):
    """Give an occurrence for which nobody has signed up another date."""

    occurrence_id: OccurrenceId
    period: Period


@command("activity.cancel-occurrence")
class CancelOccurrence(Command):
    """Call an occurrence off, for good."""

    occurrence_id: OccurrenceId
    reason: str
