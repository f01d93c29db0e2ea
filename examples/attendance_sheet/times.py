"""How times of the day are read: by stated rules, each use of which is told."""

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import attrs

__all__ = ["LABELS", "Times", "instant", "read_times"]

HOURS, NOON, MINUTES = 24, 12, 60
ON_12_HOURS = range(1, NOON + 1)

LABELS = {
    "morning": (6 * MINUTES, NOON * MINUTES),
    "afternoon": (NOON * MINUTES, 18 * MINUTES),
    "evening": (18 * MINUTES, HOURS * MINUTES),
    "day": (0, HOURS * MINUTES),
}
"""When a session is that has a label and no times: minutes since midnight."""
LONG = 10 * MINUTES
"""A session of more minutes than these is recorded as it is written, and told."""

_TIME = r"(\d{1,2}:\d{2} ?(?:[AaPp][Mm])?)"
_RANGE = re.compile(rf"{_TIME} ?- ?{_TIME}")
_ROLL_CALL = re.compile(rf"{_TIME} ?\(roll call\)", re.IGNORECASE)
_PARTS = re.compile(r"(\d{1,2}):(\d{2}) ?([AP]M)?")


@attrs.frozen
class Times:
    """From when to when, in minutes since midnight, and by which rules it was read so."""

    start: int
    end: int
    roll_call: bool = False
    readings: tuple[tuple[str, str], ...] = ()
    """Rule and sentence of each reading that is not the plain one."""


def read_times(text: str, label: str) -> Times | None:
    """The times of a session, or None when the text has another shape.

    Args:
        text: `start - end`, or `start (Roll Call)`; blank where the label is to tell.
        label: The session's label, in any case.
    """
    if not text:
        if (span := LABELS.get(label.casefold())) is None:
            return None
        said = f"a session without times, {label}, is read as {_shown(*span)}"
        return Times(*span, readings=(("label", said),))
    if found := _ROLL_CALL.fullmatch(text):
        return _moment(found[1])
    if not (found := _RANGE.fullmatch(text)):
        return None
    start, end = _minutes(found[1]), _minutes(found[2])
    if start is None or end is None:
        return None
    readings = [*_as_24_hours(found[1], start), *_as_24_hours(found[2], end)][:1]
    if start == end:
        end += 1
        readings.append(("minute", f"a single moment is read as its minute: {_shown(start, end)}"))
    if end - start > LONG:
        readings.append(
            ("long", f"a session of more than {LONG // MINUTES} hours is taken as written")
        )
    return Times(start, end, readings=tuple(readings))


def instant(day: date, minutes: int, zone: ZoneInfo) -> datetime | None:
    """When the clocks of a zone show a time, the first time they do; None when they skip it."""
    wall = datetime.combine(day, time()) + timedelta(minutes=minutes)
    found = wall.replace(tzinfo=zone).astimezone(UTC)
    return found if found.astimezone(zone).replace(tzinfo=None) == wall else None


def _moment(text: str) -> Times | None:
    start = _minutes(text)
    if start is None:
        return None
    said = f"a single moment is read as its minute: {_shown(start, start + 1)}"
    readings = (*_as_24_hours(text, start), ("minute", said))
    return Times(start, start + 1, roll_call=True, readings=readings)


def _minutes(text: str) -> int | None:
    """Minutes since midnight; None for what no clock shows, such as 13:00AM or 9:75."""
    found = _PARTS.fullmatch(text.upper())
    if found is None:
        return None
    hour, minute, half = int(found[1]), int(found[2]), found[3]
    impossible = {"AM": hour > NOON, "PM": hour == 0}.get(half, False)
    if impossible or hour >= HOURS or minute >= MINUTES:
        return None
    if half and hour in ON_12_HOURS:
        hour = hour % NOON + (NOON if half == "PM" else 0)
    return hour * MINUTES + minute


def _as_24_hours(text: str, minutes: int) -> tuple[tuple[str, str], ...]:
    """A note when a time has AM or PM and is yet on the 24-hour clock."""
    hour, _, rest = text.strip().partition(":")
    if rest.isdecimal() or int(hour) in ON_12_HOURS:
        return ()
    said = f"a time beyond 1 to 12 is on the 24-hour clock: {text} is read as {_clock(minutes)}"
    return (("24-hour", said),)


def _shown(start: int, end: int) -> str:
    return f"{_clock(start)} to {_clock(end)}"


def _clock(minutes: int) -> str:
    return f"{minutes // MINUTES:02}:{minutes % MINUTES:02}"
