"""A plan: its entries one by one, then held against each other."""

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

import attrs

from community_domain import InvalidValue, Period
from community_domain.community import AddPlace, PlaceId
from community_domain.shifts import DefinePosition, PositionId, ScheduleShift, ShiftId

from .elements import Element, Fields, elements
from .oddities import Oddity, Reason
from .wall_clock import read_time

__all__ = ["FIELDS", "Entry", "Plan", "read_plan"]

TEXTS, TIMES = ("role", "venue"), ("start", "end")
COUNTS = ("min_needed", "max_needed", "signed_up")
FIELDS = (*TEXTS, *TIMES, *COUNTS)
NO_VENUE = "n/a"
"""A venue that says that there is none, in any case."""


@attrs.frozen
class Entry:
    """A shift as the plan has it."""

    number: int
    """Of the entry, counted from 1."""
    line: int
    role: str
    venue: str | None
    period: Period
    least: int
    most: int
    signed_up: int

    @property
    def wanted(self) -> int:
        """How many are to be drawn."""
        return min(self.signed_up, self.most)

    @property
    def what(self) -> tuple[str, str | None, Period]:
        """What makes it this shift and no other."""
        return self.role, self.venue, self.period


@attrs.frozen
class Plan:
    """What a plan says."""

    entries: int
    """How many there are, odd ones included."""
    shifts: tuple[Entry, ...]
    """Those that can be recorded, by start, then in the order of the plan."""
    oddities: tuple[Oddity, ...]


class _Unfit(Exception):
    """An entry is no shift, for this reason."""

    def __init__(self, reason: Reason, what: str = "", why: str = "") -> None:
        super().__init__(reason)
        self.reason, self.what, self.why = reason, what, why


def read_plan(text: str, name: str) -> Plan:
    """Read a plan.

    Args:
        text: A list in JSON; each value an object with the `FIELDS`.
        name: What it is called if it cannot be read.

    Raises:
        Unreadable: It is no such list.
    """
    oddities: list[Oddity] = []
    found: list[Entry] = []
    number = 0
    for element in elements(text, name):
        number = element.number
        try:
            entry, readings = _entry(element)
        except _Unfit as unfit:
            odd = Oddity.of(number, element.line, unfit.reason, what=unfit.what, why=unfit.why)
            oddities.append(odd)
        else:
            found.append(entry)
            oddities += [Oddity.of(number, element.line, reason) for reason in readings]
    twice = list(_said_twice(found))
    out = {odd.entry for odd in twice}
    told = [odd for odd in oddities if odd.entry not in out] + twice
    shifts = [entry for entry in found if entry.number not in out]
    return Plan(
        number,
        tuple(sorted(shifts, key=lambda one: (one.period.start, one.number))),
        tuple(sorted(told, key=lambda one: one.entry)),
    )


def _entry(element: Element) -> tuple[Entry, list[Reason]]:
    """An entry, and by which rules it was read."""
    values = _values(element.value)
    readings = [Reason.UNKNOWN_FIELD] if len(values) > len(FIELDS) else []
    role, venue = (_text(name, values[name], readings) for name in TEXTS)
    period = _period(values, readings)
    least, most, signed_up = (_count(name, values[name]) for name in COUNTS)
    _must_be_a_shift(period, least, most)
    if signed_up > most:
        readings.append(Reason.OVERFULL)
    nowhere = venue.casefold() == NO_VENUE
    if nowhere:
        readings.append(Reason.NO_VENUE)
    place = None if nowhere else venue
    entry = Entry(element.number, element.line, role, place, period, least, most, signed_up)
    return entry, list(dict.fromkeys(readings))


def _values(fields: object) -> dict[str, object]:
    """The fields, each of those that are needed being there once."""
    if not isinstance(fields, Fields):
        raise _Unfit(Reason.NOT_AN_OBJECT)
    for name in FIELDS:
        if name not in fields.values:
            raise _Unfit(Reason.MISSING, name)
        if name in fields.twice:
            raise _Unfit(Reason.FIELD_TWICE, name)
    return fields.values


def _period(values: dict[str, object], readings: list[Reason]) -> Period:
    start, end = (_instant(name, values[name], readings) for name in TIMES)
    if end <= start:
        raise _Unfit(Reason.EMPTY if end == start else Reason.BACKWARDS)
    return Period(start, end)


def _must_be_a_shift(period: Period, least: int, most: int) -> None:
    """Refuse what the library would not schedule."""
    if most == 0:
        raise _Unfit(Reason.NOBODY)
    if least > most:
        raise _Unfit(Reason.LEAST_ABOVE_MOST)
    try:
        ScheduleShift(ShiftId("probe"), PositionId("probe"), period, least, most)
    except InvalidValue as error:
        raise _Unfit(Reason.BY_A_RULE, why=str(error)) from None


_PROBES: dict[str, Callable[[str], object]] = {
    "role": lambda text: DefinePosition(PositionId("probe"), text),
    "venue": lambda text: AddPlace(PlaceId("probe"), text),
}
"""Commands that refuse a title or a name that the library would not take."""


def _text(name: str, value: object, readings: list[Reason]) -> str:
    if not isinstance(value, str):
        raise _Unfit(Reason.NOT_A_TEXT, name, "is no text")
    said = " ".join(unicodedata.normalize("NFC", value).split())
    if said != value:
        readings.append(Reason.SPELLING)
    try:
        _PROBES[name](said)
    except InvalidValue as error:
        english, _ = error.problem.value
        raise _Unfit(Reason.NOT_A_TEXT, name, english) from None
    return said


def _instant(name: str, value: object, readings: list[Reason]) -> datetime:
    read = read_time(value)
    if isinstance(read, Reason):
        raise _Unfit(read, name)
    if read.twice:
        readings.append(Reason.TWICE)
    return read.instant


def _count(name: str, value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise _Unfit(Reason.NOT_A_COUNT, name)
    return value


def _said_twice(entries: Iterable[Entry]) -> Iterator[Oddity]:
    """Entries about one and the same shift: repeated, or at odds."""
    groups: dict[object, list[Entry]] = defaultdict(list)
    for entry in entries:
        groups[entry.what].append(entry)
    for group in groups.values():
        first, *others = group
        numbers = {(one.least, one.most, one.signed_up) for one in group}
        if len(numbers) > 1:
            first_few = [one.number for one in group[:10]]
            for one in group:
                rest = [number for number in first_few if number != one.number]
                yield Oddity.of(one.number, one.line, Reason.AT_ODDS, *rest)
        else:
            for other in others:
                yield Oddity.of(other.number, other.line, Reason.REPEATED, first.number)
