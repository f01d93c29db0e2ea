"""Strategies for texts, instants and periods, of few choices each: that is what makes them fast.

Hypothesis asks for a choice at a time, and takes as long for each. An instant that is drawn by
year, month, day, hour, minute, second and microsecond takes seven times as long as one number.
"""

import re
from datetime import UTC, datetime, timedelta
from functools import partial
from string import ascii_lowercase, ascii_uppercase, digits

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from community_domain import Period

from .founding import BEGINNING

__all__ = ["instants", "periods", "shaped_texts", "texts"]

HOUR, TICK = timedelta(hours=1), timedelta(microseconds=1)
EARLIEST, LATEST = datetime(1900, 1, 2, tzinfo=UTC), datetime(2190, 1, 1, tzinfo=UTC)
LONGEST = timedelta(days=3650)
PRINTABLE = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\u2028\u2029")
ONE_CLASS = re.compile(r"\[([-\w]+)\]\{(\d+)\}")
"""A pattern of so many characters of one class, such as `[0-9a-f]{64}`."""
RANGES = {"0-9": digits, "a-z": ascii_lowercase, "A-Z": ascii_uppercase, "a-f": "abcdef"}


def instants() -> SearchStrategy[datetime]:
    """Aware instants in UTC: whole hours from the beginning of stories on, or any at all."""
    return _steps(HOUR, EARLIEST, LATEST) | _steps(TICK, EARLIEST, LATEST)


def periods() -> SearchStrategy[Period]:
    """Periods of whole hours, or of any length up to ten years."""
    hours = st.integers(1, LONGEST // HOUR).map(partial(_times, HOUR))
    ticks = st.integers(1, LONGEST // TICK).map(partial(_times, TICK))
    return st.builds(_period, instants(), hours | ticks)


def texts(longest: int) -> SearchStrategy[str]:
    """Printable text in any script that says something, of so many characters at most."""
    return st.text(PRINTABLE, min_size=1, max_size=longest).map(_saying_something)


def shaped_texts(pattern: re.Pattern[str]) -> SearchStrategy[str]:
    """Texts that match a pattern as a whole; of one class of characters, in one choice."""
    shape = ONE_CLASS.fullmatch(pattern.pattern)
    if shape is None:
        return st.from_regex(pattern, fullmatch=True)
    characters, length = shape.group(1), int(shape.group(2))
    for span, all_of_it in RANGES.items():
        characters = characters.replace(span, all_of_it)
    return st.text(characters, min_size=length, max_size=length)


def _steps(step: timedelta, first: datetime, last: datetime) -> SearchStrategy[datetime]:
    """Instants so many steps from the beginning of stories, which is the simplest of them."""
    low, high = -((BEGINNING - first) // step), (last - BEGINNING) // step
    return st.integers(low, high).map(partial(_after, step))


def _after(step: timedelta, number: int) -> datetime:
    return BEGINNING + step * number


def _times(step: timedelta, number: int) -> timedelta:
    return step * number


def _period(start: datetime, length: timedelta) -> Period:
    return Period(start, start + length)


def _saying_something(text: str) -> str:
    """The text; where it is blank, as many noughts."""
    return text if text.strip() else "0" * len(text)
