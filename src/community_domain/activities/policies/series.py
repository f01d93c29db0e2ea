"""When an occurrence of a series is: by the wall clock of the place (R15)."""

from datetime import date, timedelta

from ...kernel import LocalPeriod, Period, wall_time
from ..events import OccurrenceScheduled, SeriesPlanned
from ..values import OccurrenceId

__all__ = ["as_planned"]


def _id_on(plan: SeriesPlanned, day: date) -> OccurrenceId:
    """The id of the occurrence that stands for a day of a series."""
    return OccurrenceId(f"{plan.series_id}-{day:%Y%m%d}")


def as_planned(plan: SeriesPlanned, day: date, key: str) -> OccurrenceScheduled:
    """The occurrence that a plan gives for a day; see `wall_time` where the clocks change."""
    start = wall_time(day, plan.begins, key)
    period = Period(start, start + timedelta(minutes=plan.minutes))
    opens = plan.opens_hours
    return OccurrenceScheduled(
        _id_on(plan, day),
        plan.activity_id,
        period,
        LocalPeriod.of(period, key),
        plan.place,
        plan.capacity,
        None if opens is None else start - timedelta(hours=opens),
        start - timedelta(minutes=plan.closes_minutes),
    )
