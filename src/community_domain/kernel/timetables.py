"""Periods by key, of which those that share time with another are found quickly."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator
from datetime import datetime, timedelta

import attrs

from .periods import Period

__all__ = ["Timetable"]

LAST_KEY = "\x7f"
"""Behind every id in order."""


@attrs.define
class Timetable:
    """Part of a state: what is when, however much is long over or far ahead."""

    periods: dict[str, Period] = attrs.Factory(dict[str, Period])
    ends: list[tuple[datetime, str]] = attrs.Factory(list[tuple[datetime, str]])
    longest: timedelta = timedelta(0)
    """No period was ever longer, so what ends this much later began later too."""

    def put(self, key: str, period: Period) -> None:
        """Let a key stand for a period, instead of the one before."""
        self.drop(key)
        self.periods[key] = period
        self.longest = max(self.longest, period.end - period.start)
        insort(self.ends, (period.end, key))

    def drop(self, key: str) -> None:
        """Forget a key."""
        period = self.periods.pop(key, None)
        if period is not None:
            del self.ends[bisect_left(self.ends, (period.end, key))]

    def overlapping(self, start: datetime, end: datetime) -> Iterator[str]:
        """The keys whose periods share time with another (half-open), by their ends."""
        last = end + self.longest
        for index in range(bisect_right(self.ends, (start, LAST_KEY)), len(self.ends)):
            ends, key = self.ends[index]
            if ends >= last:
                return
            if self.periods[key].start < end:
                yield key
