"""What is offered, when, and the settings about signing up and checking in."""

from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum
from itertools import count, takewhile
from typing import Literal, NewType

from ..kernel import (
    Hint,
    InvalidValue,
    Problem,
    Setting,
    bounded,
    identifier,
    value,
)

__all__ = [
    "CHECK_IN_OPENS",
    "COLLECTION_MINUTES",
    "LATE_WITHDRAWAL",
    "MINORS_NEED_CONTACT",
    "NO_SHOW_GRACE",
    "OFFER_HOURS",
    "WAITLIST_LEAST",
    "WAITLIST_SHARE",
    "ActivityId",
    "Audience",
    "CollectorId",
    "Filling",
    "OccurrenceId",
    "OutreachId",
    "OutreachKind",
    "PartyId",
    "Recurrence",
    "SeriesId",
    "StationId",
    "Visit",
    "Weekday",
]

ActivityId = NewType("ActivityId", str)
OccurrenceId = NewType("OccurrenceId", str)
PartyId = NewType("PartyId", str)
OutreachId = NewType("OutreachId", str)
CollectorId = NewType("CollectorId", str)
SeriesId = NewType("SeriesId", str)
StationId = NewType("StationId", str)
identifier(ActivityId, tag="activity")
identifier(OccurrenceId, tag="occurrence")
identifier(PartyId, tag="party")
identifier(OutreachId, tag="outreach")
identifier(SeriesId, tag="series")
identifier(StationId, tag="station")
identifier(CollectorId, tag="collector")


class Filling(StrEnum):
    """How a freed seat goes to who waits: at once, or by an offer that has to be accepted."""

    AUTOMATIC = "automatic"
    BY_OFFER = "by-offer"


LATE_WITHDRAWAL = Setting("activity.late-withdrawal-hours", 24, "hours", "R14", high=8_760)
WAITLIST_SHARE = Setting("activity.waitlist-percent", 10, "percent", "R11", high=1_000)
WAITLIST_LEAST = Setting("activity.waitlist-least", 10, "persons", "R11", high=10_000)
OFFER_HOURS = Setting("activity.offer-hours", 24, "hours", "R12", low=1, high=8_760)
NO_SHOW_GRACE = Setting("activity.no-show-grace-hours", 48, "hours", "R25", high=8_760)
CHECK_IN_OPENS = Setting("activity.check-in-opens-minutes", 60, "minutes", "R24", high=1_440)
MINORS_NEED_CONTACT = Setting(
    "activity.minors-need-contact", 1, "switch", "R46", high=1, formerly=0
)
"""No minor is checked in for whom nobody can be called."""
COLLECTION_MINUTES = Setting(
    "activity.collection-minutes", 30, "minutes", "R46", high=1_440, formerly=0
)
"""So long after the end it must be known who collected each child; at 0 time does not ask."""

A_WEEK = 7


class OutreachKind(StrEnum):
    """How a little teacher teaches: in person, or by something made by hand."""

    TALK = "talk"
    BOARD = "board"
    SLOGAN = "slogan"


class Audience(StrEnum):
    """Whom a little teacher teaches."""

    FAMILY = "family"
    CLASSMATES = "classmates"
    NEIGHBOURS = "neighbours"


@value
class Visit:
    """A group at a station in a round; groups and rounds are numbered from 1."""

    round: int = bounded(low=1)
    group: int = bounded(low=1)
    station_id: StationId


class Weekday(StrEnum):
    """A day of the week."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"


WEEKDAYS = tuple(Weekday)
"""In their order, as `date.weekday` counts them."""


@value
class Recurrence:
    """A rule of recurrence: every so many days, or weeks on some weekdays; it comes to an end."""

    first: date
    """The first day there can be; a week is counted from its Monday."""
    every: int = bounded(low=1, high=52)
    unit: Literal["days", "weeks"] = "weeks"
    weekdays: tuple[Weekday, ...] = bounded(high=A_WEEK, default=())
    """In a week; that of the first day where none is named."""
    last: date | None = None
    """No day is later."""
    count: int | None = bounded(low=1, high=1_000, default=None)
    """No more days than so many."""

    def __attrs_post_init__(self) -> None:
        if self.last is None and self.count is None:
            hint = Hint("Give a last day, or a count.", "请给出最后日期或次数。")
            raise InvalidValue("last", "None", Problem.BLANK, hint)
        if len(set(self.weekdays)) < len(self.weekdays):
            raise InvalidValue("weekdays", ", ".join(self.weekdays), Problem.REPEATED)

    def days(self) -> Iterator[date]:
        """The days of the rule, one after the other."""
        for number, day in enumerate(self._unbounded()):
            if (self.last and day > self.last) or number == self.count:
                return
            yield day

    def latest(self, until: date) -> date | None:
        """The last day of the rule that is not later than another; None where it begins later."""
        if self.last is not None and until > self.last:
            until = self.last
        if self.count is not None:
            return _last(takewhile(lambda day: day <= until, self.days()))
        length = self.every * (A_WEEK if self.unit == "weeks" else 1)
        # From two turns before: the rule may begin in the middle of a week.
        since = max(0, (until - self.first).days // length - 1)
        return _last(takewhile(lambda day: day <= until, self._unbounded(since)))

    def _unbounded(self, since: int = 0) -> Iterator[date]:
        base, offsets, length = self.first, [0], 1
        if self.unit == "weeks":
            named = sorted(WEEKDAYS.index(one) for one in self.weekdays)
            base, length = self.first - timedelta(days=self.first.weekday()), A_WEEK
            offsets = named or [self.first.weekday()]
        for turn in count(since):
            for offset in offsets:
                day = base + timedelta(days=turn * self.every * length + offset)
                if day >= self.first:
                    yield day


def _last(days: Iterator[date]) -> date | None:
    found = None
    for day in days:
        found = day
    return found
