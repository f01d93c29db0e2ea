"""Pages and their cursors."""

import pickle
from collections.abc import Callable
from functools import partial
from typing import Any, cast

import pytest
from community_domain_projections import (
    PAGE_LIMIT,
    Attendance,
    CursorMakesNoSense,
    Histories,
    Page,
    Paged,
    PageSizeMakesNoSense,
    every,
)
from community_domain_testkit.histories import History, histories
from hypothesis import given
from hypothesis import strategies as st

from community_domain import Community, MemberId

Crowd = Callable[[int], Community]
FOUNDER = MemberId("founder")
ASKED: dict[str, Callable[[Community], Paged[Any]]] = {
    "page": lambda made: partial(Histories().fold(made.log).page, FOUNDER),
    "persons": lambda made: Attendance().fold(made.log).persons,
    "occurrences": lambda made: Attendance().fold(made.log).occurrences,
    "activities": lambda made: Attendance().fold(made.log).activities,
    "met": lambda made: partial(Attendance().fold(made.log).met, MemberId("member-0")),
}
asked = pytest.mark.parametrize("ask", ASKED.values(), ids=ASKED.keys())


@asked
@pytest.mark.parametrize("size", [1, 2, 7, PAGE_LIMIT])
def test_pages_are_the_whole(
    ask: Callable[[Community], Paged[Any]], size: int, crowd: Crowd
) -> None:
    """Whatever the size, the pages together are the whole list, in its order and nothing twice."""
    pages = ask(crowd(9))
    assert list(every(pages, size=size)) == list(pages(after=0, size=PAGE_LIMIT).entries)
    assert len(pages(after=0, size=size).entries) <= size


@pytest.mark.parametrize(("ask", "length"), [("page", 32), ("persons", 9), ("met", 8)])
def test_last_page_says_so(ask: str, length: int, crowd: Crowd) -> None:
    """A page that ends the list has no next one, also when it is exactly full."""
    pages = ASKED[ask](crowd(9))
    assert len(pages(after=0, size=length).entries) == length
    assert pages(after=0, size=length).next is None
    assert pages(after=0, size=length - 1).next is not None


@given(history=histories(), data=st.data())
def test_cursor_stays_true(history: History, data: st.DataObject) -> None:
    """A cursor got at an earlier time goes on where that page ended, however the log has grown."""
    rows = list(history.log.read())
    start = data.draw(st.integers(0, len(rows)), "start")
    size = data.draw(st.integers(1, 5), "size")
    seen = Histories().fold(rows[:start])
    first = {one: seen.page(one, size=size) for one in seen.members}
    seen.fold(rows[start:])
    for member_id, page in first.items():
        whole = list(every(partial(seen.page, member_id)))
        assert list(page.entries) == whole[: len(page.entries)]
        if page.next is not None:
            rest = partial(seen.page, member_id)
            assert rest(after=page.next, size=1).entries == (whole[size],)


@asked
@pytest.mark.parametrize("size", [0, -1, PAGE_LIMIT + 1, True, 2.0, None])
def test_size_makes_sense(
    ask: Callable[[Community], Paged[Any]], size: object, crowd: Crowd
) -> None:
    """A page without entries, or with all there are, is refused with the sizes there can be."""
    with pytest.raises(PageSizeMakesNoSense, match=f"1 to {PAGE_LIMIT}") as caught:
        ask(crowd(1))(after=0, size=cast(int, size))
    assert pickle.loads(pickle.dumps(caught.value)).size == size  # noqa: S301 - our own bytes


@asked
@pytest.mark.parametrize("after", [-1, 1_000_000, False, "1", None])
def test_cursor_makes_sense(
    ask: Callable[[Community], Paged[Any]], after: object, crowd: Crowd
) -> None:
    """A cursor that is no position of this log is refused, and the error names the range."""
    made = crowd(1)
    with pytest.raises(CursorMakesNoSense, match="from 0 to") as caught:
        ask(made)(after=cast(int, after), size=1)
    assert str(made.log.head().position) in str(caught.value)
    assert pickle.loads(pickle.dumps(caught.value)).after == after  # noqa: S301 - our own bytes


def test_no_entries_no_next() -> None:
    """Who has no history has an empty first page and no other."""
    assert Histories().page(MemberId("nobody")) == Page((), None)
    assert Attendance().met(MemberId("nobody")) == Page((), None)
