"""Hours of the day, hours of work, and rest: clocks and periods in, and nothing of events."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

from ...kernel import Period, local_date, local_stretches, zone

__all__ = [
    "blocks",
    "by_the_clocks",
    "most_in_24_hours",
    "rest_is_kept",
    "time_by_local_day",
    "within_permitted_hours",
]

DAY = timedelta(hours=24)
MINUTE = timedelta(minutes=1)
NOTHING = timedelta(0)


def by_the_clocks(day: date, begins: str, ends: str, key: str) -> Period:
    """The hours of a day as the clocks of a zone show them; a night belongs to the day it begins.

    Where the clocks skip an hour, what would lie in it is as much later as they skip, and lasts
    as long as on other days where nothing would be left of it; where they show it twice, the
    first counts.
    """
    clocks = [time.fromisoformat(one) for one in (begins, ends)]
    days = (day, day if clocks[0] < clocks[1] else day + timedelta(days=1))
    walls = [datetime.combine(*one) for one in zip(days, clocks, strict=True)]
    start, end = (wall.replace(tzinfo=zone(key)).astimezone(UTC) for wall in walls)
    return Period(start, end if start < end else start + (walls[1] - walls[0]))


def within_permitted_hours(period: Period, zone: str, earliest: int, latest: int) -> bool:
    """Whether all of a period lies between two minutes of the local day, whatever day it touches.

    Source: rule R7. Each stretch of each local day is looked at, so neither 17:00 to 01:00 nor
    22:00 to 10:00 passes for an end before 20:00.
    """
    first, last = earliest * MINUTE, latest * MINUTE
    return all(
        first <= stretch.start and stretch.end <= last for stretch in local_stretches(period, zone)
    )


def time_by_local_day(periods: Iterable[Period], zone: str) -> dict[date, timedelta]:
    """How much of the periods lies on each local day, split at local midnight (R7)."""
    spent: dict[date, timedelta] = {}
    for period in periods:
        for stretch in local_stretches(period, zone):
            length = stretch.period.end - stretch.period.start
            spent[stretch.day] = spent.get(stretch.day, NOTHING) + length
    return spent


def most_in_24_hours(period: Period, others: Sequence[Period]) -> timedelta:
    """The most time that a period and others take up in any 24 hours that the period touches (R20).

    They share no time with one another, so the fullest 24 hours begin or end with one of them.
    """
    every = (period, *others)
    starts = [start for one in every for start in (one.start, one.end - DAY)]
    return max(
        sum((_shared(one, start) for one in every), NOTHING)
        for start in starts
        if start < period.end and period.start < start + DAY
    )


def blocks(periods: Iterable[Period]) -> list[Period]:
    """Periods in order, those that touch or overlap taken together."""
    joined: list[Period] = []
    for period in sorted(periods, key=lambda one: one.start):
        if joined and period.start <= joined[-1].end:
            last = joined.pop()
            joined.append(Period(last.start, max(last.end, period.end)))
        else:
            joined.append(period)
    return joined


def rest_is_kept(period: Period, others: Iterable[Period], zone: str, rest: timedelta) -> bool:
    """Whether the rest lies between the block of a period and those of other days (R20).

    A block belongs to the local day on which it begins; within a day no rest is asked for.
    """
    return all(
        after.start - before.end >= rest
        or local_date(before.start, zone) == local_date(after.start, zone)
        for before, after in pairwise(blocks((period, *others)))
        if before.overlaps(period) or after.overlaps(period)
    )


def _shared(period: Period, start: datetime) -> timedelta:
    """How much of a period lies in the 24 hours from an instant on."""
    return max(min(period.end, start + DAY) - max(period.start, start), NOTHING)
