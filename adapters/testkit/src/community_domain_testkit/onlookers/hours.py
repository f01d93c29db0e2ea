"""Time as an onlooker counts it: moment by moment, so that nothing clever can go wrong."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from community_domain import Period

__all__ = [
    "DAY",
    "HALF_HOUR",
    "HOUR",
    "MINUTE",
    "blocks",
    "longest_in_a_day",
    "minutes_by_day",
    "moments",
    "shared",
]

MINUTE, HALF_HOUR = timedelta(minutes=1), timedelta(minutes=30)
HOUR, DAY = timedelta(hours=1), timedelta(hours=24)


def moments(period: Period, step: timedelta) -> Iterator[datetime]:
    """Moments of a period from its start on, one step after the other."""
    moment = period.start
    while moment < period.end:
        yield moment
        moment += step


def shared(periods: Iterable[Period], start: datetime, end: datetime) -> timedelta:
    """How much of some periods lies between two instants."""
    parts = (min(one.end, end) - max(one.start, start) for one in periods)
    return sum((part for part in parts if part > timedelta(0)), timedelta(0))


def minutes_by_day(periods: Iterable[Period], zone: str) -> dict[date, int]:
    """How many minutes begin on each local day."""
    found: dict[date, int] = {}
    for period in periods:
        for moment in moments(period, MINUTE):
            day = moment.astimezone(ZoneInfo(zone)).date()
            found[day] = found.get(day, 0) + 1
    return found


def longest_in_a_day(periods: list[Period], with_part_of: Period) -> timedelta:
    """The most time that lies in any 24 hours with part of a period; they begin every half-hour."""
    every = Period(with_part_of.start - DAY + HALF_HOUR, with_part_of.end)
    return max(shared(periods, start, start + DAY) for start in moments(every, HALF_HOUR))


def blocks(periods: Iterable[Period]) -> list[Period]:
    """Periods in order, what touches taken together."""
    found: list[Period] = []
    for period in sorted(periods, key=lambda one: one.start):
        touches = bool(found) and found[-1].end >= period.start
        start = found.pop().start if touches else period.start
        found.append(Period(start, period.end))
    return found
