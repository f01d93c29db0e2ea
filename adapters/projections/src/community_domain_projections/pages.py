"""Pages: a bounded part of a long list, and a cursor that stays true while the list grows."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import Generic, Protocol, TypeVar

import attrs

from .errors import CursorMakesNoSense, PageSizeMakesNoSense

__all__ = ["PAGE", "PAGE_LIMIT", "Page", "Paged", "every", "page_of"]

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

PAGE = 50
"""Entries of a page, unless another number is asked for."""
PAGE_LIMIT = 1_000
"""More entries than this are no page."""


@attrs.frozen
class Page(Generic[T_co]):
    """Some entries of a list, in the order in which they came into the log."""

    entries: tuple[T_co, ...]
    next: int | None
    """Ask for the next page after this position; None when there are no more entries yet."""


class Paged(Protocol[T_co]):
    """What gives pages, such as `attendance.persons`."""

    def __call__(self, *, after: int, size: int) -> "Page[T_co]":
        """The page after a position."""
        ...


def every(pages: Paged[T], *, size: int = PAGE) -> Iterator[T]:
    """All entries, a page at a time.

    Args:
        pages: What gives them.
        size: Entries of a page.
    """
    after: int | None = 0
    while after is not None:
        page = pages(after=after, size=size)
        yield from page.entries
        after = page.next


def page_of(
    found: Sequence[T], position: Callable[[T], int], *, after: int, size: int, folded: int
) -> Page[T]:
    """The entries that stand after a position; found in logarithmic time.

    Args:
        found: The list, by rising position, each position once.
        position: Where an entry stands in the log.
        after: The cursor: the `next` of the page before, 0 for the first.
        size: Entries at most.
        folded: The position up to which the list was folded.

    Raises:
        PageSizeMakesNoSense: The size is not between 1 and `PAGE_LIMIT`.
        CursorMakesNoSense: The cursor is no position that was folded.
    """
    if type(size) is not int or not 1 <= size <= PAGE_LIMIT:
        raise PageSizeMakesNoSense(size, PAGE_LIMIT)
    if type(after) is not int or not 0 <= after <= folded:
        raise CursorMakesNoSense(after, folded)
    start = bisect_right(found, after, key=position)
    entries = tuple(found[start : start + size])
    more = start + size < len(found)
    return Page(entries, position(entries[-1]) if more else None)
