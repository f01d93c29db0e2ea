"""Times as a plan writes them, and the instants they name."""

import re
from datetime import UTC, datetime

import attrs

from community_domain import zone

from .oddities import Reason

__all__ = ["LONDON", "Read", "read_time"]

LONDON = "Europe/London"
"""Whose wall clock the times without an offset are."""
YEARS = range(1950, 2199)
"""When a camp can be: who was born in 1900 is of age, and the library records it."""

_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}(?::\d{2})?)(Z|[+-]\d{2}:\d{2})?", re.ASCII)


@attrs.frozen
class Read:
    """An instant, and whether the clocks show its time twice."""

    instant: datetime
    twice: bool = False


def read_time(text: object) -> Read | Reason:
    """The instant that a time names, or why it names none.

    Args:
        text: As the plan has it: `2025-10-26 01:30:00`, with or without an offset.
    """
    found = _TIME.fullmatch(text) if isinstance(text, str) else None
    if found is None:
        return Reason.NOT_A_TIME
    day, clock, offset = found.groups()
    if int(day[:4]) not in YEARS:
        return Reason.OUT_OF_RANGE
    try:
        said = datetime.fromisoformat(f"{day}T{clock}{offset or ''}")
    except ValueError:
        return Reason.NOT_A_TIME
    return Read(said.astimezone(UTC)) if offset else _in_london(said)


def _in_london(wall: datetime) -> Read | Reason:
    """The first instant at which the clocks show a time."""
    tz = zone(LONDON)
    first, second = (wall.replace(tzinfo=tz, fold=fold).astimezone(UTC) for fold in (0, 1))
    if first.astimezone(tz).replace(tzinfo=None) != wall:
        return Reason.SKIPPED
    return Read(first, twice=first != second)
