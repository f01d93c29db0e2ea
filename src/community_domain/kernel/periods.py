"""Stretches of time: half-open, in UTC, and as the wall clock of the place showed them."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from typing import Any

import attrs

from .refusals import InvalidValue, Problem
from .values import value
from .zones import zone

__all__ = [
    "LocalPeriod",
    "LocalStretch",
    "Period",
    "birthday",
    "is_reached",
    "local_date",
    "local_stretches",
    "wall_time",
]

DAY = timedelta(days=1)
INSTANT = timedelta.resolution


def _after_start(end: Any, period: Any) -> Any:
    if end <= period.start:
        raise InvalidValue("period", f"{period.start} to {end}", Problem.ENDS_BEFORE_START)
    return end


@value
class Period:
    """From `start` up to, but without, `end`; both aware, kept in UTC."""

    start: datetime
    end: datetime = attrs.field(converter=attrs.Converter(_after_start, takes_self=True))

    def overlaps(self, other: "Period") -> bool:
        """Whether they share an instant; touching ends do not."""
        return self.start < other.end and other.start < self.end


@value
class LocalPeriod:
    """A period with the wall times of a zone, kept because zones' rules may change later."""

    start: str
    end: str
    zone: str
    resolved: Period

    @classmethod
    def of(cls, period: Period, key: str) -> "LocalPeriod":
        """What the clocks of the zone show at both ends, to the minute."""
        tz = zone(key)
        start, end = (
            instant.astimezone(tz).strftime("%Y-%m-%dT%H:%M")
            for instant in (period.start, period.end)
        )
        return cls(start, end, key, period)


def local_date(instant: datetime, key: str) -> date:
    """The date that the calendar of the zone shows at an instant."""
    return instant.astimezone(zone(key)).date()


def wall_time(day: date, clock: str, key: str) -> datetime:
    """The instant (UTC) at which the clocks of the zone show a time, such as 09:00, on a day.

    Where the clocks skip it, it is as much later as they skip; where they show it twice, the first.
    """
    return datetime.combine(day, time.fromisoformat(clock), zone(key)).astimezone(UTC)


@attrs.frozen
class LocalStretch:
    """A part of a period on one local day, with no change of the clocks inside."""

    day: date
    start: timedelta
    """Since midnight, as the clocks show it."""
    end: timedelta
    """As `start`; 24 hours when the day ends."""
    period: Period


def local_stretches(period: Period, key: str) -> Iterator[LocalStretch]:
    """A period cut at every midnight of the zone, and wherever its clocks change."""
    at, tz = period.start, zone(key)
    while at < period.end:
        local = at.astimezone(tz)
        start = local.replace(tzinfo=None) - datetime.combine(local, datetime.min.time())
        until = _before_clocks_change(at, min(at + DAY - start, period.end), tz)
        yield LocalStretch(local.date(), start, start + (until - at), Period(at, until))
        at = until


def _before_clocks_change(start: datetime, end: datetime, tz: tzinfo) -> datetime:
    """The first instant after the start at which the clocks change, or the end."""
    offset = start.astimezone(tz).utcoffset()
    same, other = start, end - INSTANT
    if other.astimezone(tz).utcoffset() == offset:
        return end
    while other - same > INSTANT:
        middle = same + (other - same) / 2
        if middle.astimezone(tz).utcoffset() == offset:
            same = middle
        else:
            other = middle
    return other


@lru_cache(maxsize=65_536)
def birthday(born: date, years: int) -> date:
    """The day on which somebody reaches an age; 29 February is 1 March in common years."""
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        return date(born.year + years, 3, 1)


def is_reached(day: date, moment: datetime, key: str) -> bool:
    """Whether the calendar of the zone shows the day, or a later one, at an instant."""
    ahead = day.toordinal() - moment.toordinal()
    # No zone is more than a day from UTC, so most questions need no clock of the place.
    return ahead < 0 if abs(ahead) > 1 else local_date(moment, key) >= day
