"""Strategies for texts, instants, tuples and the like, of few choices each: so they are fast.

Hypothesis asks for a choice at a time, and takes as long for each. An instant that is drawn by
year, month, day, hour, minute, second and microsecond takes seven times as long as one number.
"""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from math import perm
from string import ascii_letters, ascii_lowercase, ascii_uppercase, digits
from typing import TypeVar

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from community_domain import Period

from .founding import BEGINNING

__all__ = ["arrangements", "instants", "kept", "periods", "shaped_texts", "texts", "tuples"]

T = TypeVar("T")
HOUR, TICK = timedelta(hours=1), timedelta(microseconds=1)
EARLIEST, LATEST = datetime(1900, 1, 2, tzinfo=UTC), datetime(2190, 1, 1, tzinfo=UTC)
LONGEST = timedelta(days=3650)
AHEAD, BEFORE = LATEST - BEGINNING, BEGINNING - EARLIEST
"""How far from the beginning of stories instants may be."""
SIMPLEST = "0"
"""The letter to which texts shrink."""
PRINTABLE = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\u2028\u2029")
ONE_CLASS = re.compile(r"\[([-\w]+)\]\{(\d+)\}")
"""A pattern of so many characters of one class, such as `[0-9a-f]{64}`."""
RANGES = {"0-9": digits, "a-z": ascii_lowercase, "A-Z": ascii_uppercase, "a-f": "abcdef"}


def instants() -> SearchStrategy[datetime]:
    """Aware instants in UTC: whole hours from the beginning of stories on, or any at all."""
    return st.sampled_from(range(2 * _spans(max(AHEAD, BEFORE)))).map(_instant)


def periods() -> SearchStrategy[Period]:
    """Periods of whole hours, or of any length up to ten years."""
    return st.builds(_period, instants(), st.sampled_from(range(1, _spans(LONGEST))))


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
    numbers = st.integers(0, len(characters) ** length - 1)
    return numbers.map(partial(_spelt, characters, length))


def kept(many: int, one_in: int) -> SearchStrategy[tuple[bool, ...]]:
    """Which of many are kept: one in so many is left out, and shrinking leaves out more.

    All of them are one choice, for a text is one, and shrinks letter by letter.
    """
    letters = (digits + ascii_letters)[:one_in]
    return st.text(letters, min_size=many, max_size=many).map(_kept)


def tuples(entries: SearchStrategy[T], low: int, most: int) -> SearchStrategy[tuple[T, ...]]:
    """Tuples of so many entries: how many is one choice, and then each entry is drawn."""
    sized = [st.tuples(*[entries] * size) for size in range(low, most + 1)]
    return st.sampled_from(sized).flatmap(_itself)


def arrangements(few: Sequence[T], low: int, most: int) -> SearchStrategy[tuple[T, ...]]:
    """Tuples of so many different ones of a few: one choice for how many, and one for which."""
    sizes = range(low, min(most, len(few)) + 1)
    sized = [
        st.sampled_from(range(perm(len(few), size))).map(partial(_arranged, few, size))
        for size in sizes
    ]
    return st.sampled_from(sized).flatmap(_itself)


def _spans(longest: timedelta) -> int:
    """How many spans there are, up to the longest."""
    return longest // HOUR + longest // TICK


def _span(number: int, longest: timedelta) -> timedelta:
    """The span of that number: whole hours from none on, and behind the longest microseconds."""
    hours = longest // HOUR
    return HOUR * number if number <= hours else TICK * ((number - hours) % (longest // TICK))


def _instant(number: int) -> datetime:
    far, back = divmod(number, 2)
    return BEGINNING - _span(far, BEFORE) if back else BEGINNING + _span(far, AHEAD)


def _period(start: datetime, number: int) -> Period:
    return Period(start, start + _span(number, LONGEST))


def _saying_something(text: str) -> str:
    """The text; where it is blank, as many noughts."""
    return text if text.strip() else SIMPLEST * len(text)


def _spelt(characters: str, length: int, number: int) -> str:
    """The text of that number, with the characters for digits."""
    spelt = list[str]()
    for _ in range(length):
        number, which = divmod(number, len(characters))
        spelt.append(characters[which])
    return "".join(reversed(spelt))


def _kept(text: str) -> tuple[bool, ...]:
    return tuple(letter != SIMPLEST for letter in text)


def _itself(strategy: SearchStrategy[T]) -> SearchStrategy[T]:
    return strategy


def _arranged(few: Sequence[T], size: int, number: int) -> tuple[T, ...]:
    """The arrangement of that number; the first is the beginning of the few."""
    left, taken = [*few], list[T]()
    for _ in range(size):
        number, at = divmod(number, len(left))
        taken.append(left.pop(at))
    return tuple(taken)
