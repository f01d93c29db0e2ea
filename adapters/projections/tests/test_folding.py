"""What holds for every projection, whatever it is about."""

import pickle
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from functools import partial
from types import FrameType
from typing import Any, cast

import pytest
from community_domain_projections import (
    AsOfMakesNoSense,
    Attendance,
    FoldedFurther,
    Histories,
    Page,
    Programme,
    Projection,
    every,
)
from community_domain_testkit import BEGINNING, FOUNDER, WrappedLog
from community_domain_testkit.histories import History, histories
from hypothesis import given
from hypothesis import strategies as st

from community_domain import (
    STANDARD,
    AsOf,
    Boundary,
    Community,
    Decided,
    Event,
    EventLog,
    MemoryLog,
    Recorded,
)
from community_domain.activities import ActivityId, OfferActivity
from community_domain.members import BACKFILLER, GrantRole

KINDS = (Attendance, Histories, Programme)
kinds = pytest.mark.parametrize("kind", KINDS)
Kind = type[Attendance] | type[Histories] | type[Programme]
DAY = timedelta(days=1)


def shown(projection: Projection) -> Sequence[object]:
    """Everything that a projection shows, in its order."""
    match projection:
        case Attendance():
            persons = list(every(projection.persons))
            met = [list(every(partial(projection.met, one.of))) for one in persons]
            at = [*every(projection.occurrences), *every(projection.activities)]
            return [persons, met, at, list(projection.meetings())]
        case Histories():
            pages = [every(partial(projection.page, one)) for one in projection.members]
            return [projection.members, [list(page) for page in pages]]
        case Programme():
            return [list(projection.titles.items()), list(projection.occurrences.items())]
        case _:
            raise AssertionError


def same(one: Projection, other: Projection) -> bool:
    """Whether two projections hold the same and show the same."""
    return one == other and shown(one) == shown(other)


@kinds
@given(history=histories(), data=st.data())
def test_in_pages_as_at_once(kind: Kind, history: History, data: st.DataObject) -> None:
    """However the events are cut into pages, the result is that of folding them at once."""
    rows = list(history.log.read())
    cuts = sorted(data.draw(st.lists(st.integers(0, len(rows)), max_size=5), "cuts"))
    paged = kind()
    for start, end in zip([0, *cuts], [*cuts, len(rows)], strict=True):
        paged.fold(rows[start:end])
    assert same(paged, kind().fold(rows))


@kinds
@given(history=histories(), data=st.data())
def test_as_of_a_position(kind: Kind, history: History, data: st.DataObject) -> None:
    """As of position p is what the first p events say, from a log and from recorded events."""
    rows = list(history.log.read())
    position = data.draw(st.integers(0, len(rows)), "position")
    first = kind().fold(rows[:position])
    assert same(kind().fold(history.log, as_of=position), first)
    assert same(kind().fold(rows, as_of=position), first)


@kinds
@given(history=histories(), data=st.data())
def test_as_of_an_instant_of_recording(kind: Kind, history: History, data: st.DataObject) -> None:
    """As of an instant is as of the last position recorded by then, from either source."""
    rows = list(history.log.read())
    times = [BEGINNING - DAY, *(row.recorded_at for row in rows)]
    instant = data.draw(st.sampled_from(times), "instant")
    first = [row for row in rows if row.recorded_at <= instant]
    assert same(kind().fold(history.log, as_of=instant), kind().fold(first))
    assert same(kind().fold(rows, as_of=instant), kind().fold(first))


@kinds
@given(history=histories())
def test_rebuilding_as_catching_up(kind: Kind, history: History) -> None:
    """Catching up after every command leads where a rebuild from the first event leads."""
    log = MemoryLog()
    community, live = Community(log, STANDARD), kind()
    for told in history.accepted:
        assert told.issue is not None
        community.execute(told.issue)
        live.fold(log)
    assert same(live, kind().fold(log))
    assert same(live, kind().fold(history.log))


@pytest.fixture
def backfilled(community: Community) -> Community:
    """Chess was offered on day 3; after that, dance as of day 2."""
    founder = community.acting(FOUNDER)
    founder.execute(GrantRole(FOUNDER, BACKFILLER), at=BEGINNING)
    founder.execute(OfferActivity(ActivityId("chess"), "Chess"), at=BEGINNING + 3 * DAY)
    dance = OfferActivity(ActivityId("dance"), "Dance")
    founder.execute(dance, at=BEGINNING + 2 * DAY, reason="told on paper")
    return community


def test_as_of_an_instant_of_decision(backfilled: Community) -> None:
    """`Decided` passes over what was decided later, wherever it stands: a choice made in words."""
    decided = Decided(BEGINNING + 2 * DAY)
    seen = Programme().fold(backfilled.log, as_of=decided)
    assert list(seen.titles.values()) == ["Games", "Dance"]
    assert same(seen, Programme().fold(backfilled.log.read(), as_of=decided))
    assert list(Programme().fold(backfilled.log).titles.values()) == ["Games", "Chess", "Dance"]


def test_one_instant_of_decision(backfilled: Community) -> None:
    """What was passed over stays so: going on takes the same instant, or a new projection."""
    decided = Decided(BEGINNING + 2 * DAY)
    seen = Programme().fold(backfilled.log, as_of=decided)
    assert same(seen.fold(backfilled.log, as_of=decided), seen)
    for other in (None, Decided(BEGINNING + DAY)):
        with pytest.raises(FoldedFurther):
            seen.fold(backfilled.log, as_of=other)


@kinds
def test_nothing_is_unfolded(kind: Kind, community: Community) -> None:
    """An earlier point in time, or an event folded before, is refused; nothing counts twice."""
    rows = list(community.log.read())
    seen = kind().fold(rows)
    with pytest.raises(FoldedFurther, match=f"position {len(rows)}"):
        seen.fold(community.log, as_of=len(rows) - 1)
    with pytest.raises(FoldedFurther):
        seen.fold(rows[-1:])
    with pytest.raises(FoldedFurther):
        seen.fold(MemoryLog())
    assert same(seen, kind().fold(rows))


@kinds
@pytest.mark.parametrize(
    "as_of",
    [-1, True, datetime(2024, 6, 1), "yesterday"],  # noqa: DTZ001
)
def test_as_of_nonsense(kind: Kind, community: Community, as_of: object) -> None:
    """A negative position or an instant without a time zone is refused, and nothing is folded."""
    seen = kind()
    with pytest.raises(AsOfMakesNoSense, match="cannot be seen as of") as caught:
        seen.fold(community.log, as_of=cast(AsOf, as_of))
    assert repr(as_of) in str(caught.value)
    assert seen == kind()


@kinds
def test_position_follows_the_log(kind: Kind, community: Community) -> None:
    """A projection stands at the head it saw, also when the last events were none of its own."""
    assert kind().fold(community.log).position == community.log.head().position
    assert kind().fold(community.log, as_of=10_000).position == community.log.head().position


class Counted(WrappedLog):
    """A log that counts what is read from it."""

    def __init__(self, inner: EventLog) -> None:
        super().__init__(inner)
        self.read_from: list[int] = []

    def read(
        self, boundary: Boundary | None = None, *, after: int = 0, until: int | None = None
    ) -> Iterator[Recorded[Event]]:
        """What the log inside holds, counted."""
        for row in super().read(boundary, after=after, until=until):
            self.read_from.append(row.position)
            yield row


@kinds
def test_only_what_matters_is_read(kind: Kind, community: Community) -> None:
    """A projection reads the events it handles, each once over all its foldings, and no others."""
    log = Counted(community.log)
    seen = kind().fold(log, as_of=9).fold(log)
    handled = [row.position for row in log.inner.read() if type(row.event) in seen.handlers()]
    assert log.read_from == handled


def work(job: Callable[[], object]) -> int:
    """How many steps the interpreter takes for a job."""
    steps = 0

    def trace(frame: FrameType, what: str, _: Any) -> Any:
        nonlocal steps
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        steps += what == "opcode"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        job()
    finally:
        sys.settrace(before)
    return steps


@kinds
def test_folding_is_linear(kind: Kind, crowd: Callable[[int], Community]) -> None:
    """Twice the members of one occurrence take at most twice the steps to fold."""
    few, many = (list(crowd(size).log.read()) for size in (50, 100))
    assert work(lambda: kind().fold(many)) <= 2 * work(lambda: kind().fold(few))


@pytest.mark.parametrize("error", [AsOfMakesNoSense(-1), FoldedFurther(7, "position 3")], ids=str)
def test_errors_travel(error: ValueError) -> None:
    """An error comes out of another process as it went in, and says where things stand."""
    assert str(pickle.loads(pickle.dumps(error))) == str(error)  # noqa: S301 - our own bytes


def test_every_needs_no_more_than_pages() -> None:
    """`every` goes from page to page until there is no next one."""
    asked: list[int] = []

    def pages(*, after: int, size: int) -> Page[int]:
        asked.append(after)
        return Page((after + 1,), after + 1 if after < size else None)

    assert list(every(pages, size=3)) == [1, 2, 3, 4]
    assert asked == [0, 1, 2, 3]
