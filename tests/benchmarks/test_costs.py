"""What a command and a replay do, counted instead of timed, however long the log is.

A benchmark says how fast something was on some machine; these say how much was done, on any.
"""

import sqlite3
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Any, NewType

import pytest
from community_domain_storage import OldSQLite, new_id, open_log
from community_domain_testkit import WrappedLog, WrappedWriter

from community_domain import (
    STANDARD,
    Boundary,
    Command,
    CommandId,
    Community,
    Context,
    Domain,
    Envelope,
    Event,
    EventLog,
    MemberId,
    Read,
    Recorded,
    Slice,
    State,
    Writer,
    anyone,
    command,
    decides,
    event,
    folded,
    identifier,
    on,
    state,
)
from community_domain.activities import OccurrenceId

from .story import NOW, Story, Wish, crowd, visits

pytestmark = pytest.mark.filterwarnings(f"ignore::{OldSQLite.__module__}.{OldSQLite.__name__}")

SHORT, LONG = 30, 3_000
"""Events recorded beside those that the commands read."""
CHILDREN, CROWD = 3, 200
QUESTIONS_PER_EVENT = 0.02
"""A replay asks the database for many rows at a time."""

TallyId = NewType("TallyId", str)
identifier(TallyId, tag="tally")


class Counts:
    """How often something was made or done since a test began to count."""

    events = commands = folds = 0


@event("tally.added")
class Added(Event):
    """An event that counts how often it is made, by a decision or by decoding."""

    tally_id: TallyId
    number: int

    def __attrs_post_init__(self) -> None:
        Counts.events += 1


@command("tally.add")
class Add(Command):
    """A command that counts how often it is made, by an app or by decoding."""

    tally_id: TallyId
    number: int

    def __attrs_post_init__(self) -> None:
        Counts.commands += 1


@state
class Tally(State):
    """A state that counts how often an event is folded into one of its kind."""

    tally_id: TallyId
    total: int = folded(0)

    @on
    def added(self, event: Added) -> None:
        """Take a number in."""
        Counts.folds += 1
        self.total += event.number


@decides(by=anyone)
def add(command: Add, context: Context, read: Read) -> Iterator[Event]:
    """Add a number."""
    if read(Tally(command.tally_id)).total >= 0:
        yield Added(command.tally_id, command.number)


TALLIES: Domain = STANDARD + Slice(
    "tally",
    events=(Added,),
    commands=(Add,),
    states=(Tally,),
    decisions=(add,),
    processes=(),
    policies=(),
    refusals=(),
    settings=(),
)


class Work:
    """What connections to SQLite are asked to do, from when they are made."""

    def __init__(self) -> None:
        self.statements = 0
        self.steps = 0
        """Instructions of SQLite's own machine: a scan takes some for every row."""

    def watch(self, connection: sqlite3.Connection) -> None:
        """Count what this connection does from now on."""
        connection.set_trace_callback(self._state)
        connection.set_progress_handler(self._step, 1)

    def reset(self) -> None:
        """Begin anew."""
        self.statements = self.steps = 0

    def _state(self, _: str) -> None:
        self.statements += 1

    def _step(self) -> int:
        self.steps += 1
        return 0


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Work:
    """The work of every connection that this test makes."""
    counted, connect = Work(), sqlite3.connect

    def connected(*where: Any, **how: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(*where, **how)
        counted.watch(connection)
        return connection

    monkeypatch.setattr(sqlite3, "connect", connected)
    return counted


class CountedLog(WrappedLog):
    """A log that counts the rows its transactions read."""

    def __init__(self, inner: EventLog) -> None:
        super().__init__(inner)
        self.rows = 0

    def wrapped(self, writer: Writer) -> Writer:
        """A writer that tells this log."""
        return _Counting(writer, self)


class _Counting(WrappedWriter):
    """The writer of a counted log."""

    def __init__(self, inner: Writer, log: CountedLog) -> None:
        super().__init__(inner)
        self._log = log

    def read(self, boundary: Boundary | None, *, after: int = 0) -> Iterable[Recorded[Event]]:
        rows = list(super().read(boundary, after=after))
        self._log.rows += len(rows)
        return rows


@pytest.fixture(params=["memory", "sqlite"])
def log(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[CountedLog]:
    """A log of each kind, its reads counted."""
    url = f"sqlite:///{tmp_path / 'log.db'}" if request.param == "sqlite" else "memory://"
    with closing(open_log(url, community="costs", domain=TALLIES)) as opened:
        yield CountedLog(opened)


def added(log: EventLog, tally: str, times: int, community: Community | None = None) -> None:
    """Add to a tally so many times, one command after the other."""
    acting = (community or Community(log, TALLIES)).acting(MemberId("one"), ids=new_id)
    for _ in range(times):
        acting.execute(Add(TallyId(tally), 1), at=NOW)


def recorded(log: EventLog, tally: str, times: int) -> None:
    """Record additions past the decisions."""
    with log.writing() as writer:
        for number in range(times):
            wanted = Add(TallyId(tally), number)
            made = CommandId(f"{tally}-{number}")
            envelope = Envelope(wanted, made, Context(NOW, MemberId("one")), 1, "2026.1")
            writer.append([Added(TallyId(tally), number)], envelope)


@pytest.mark.parametrize("others", [SHORT, LONG])
def test_warm_command_reads_no_row(log: CountedLog, others: int) -> None:
    """A folded state is kept up to date by what is recorded, so nothing is read a second time."""
    recorded(log, "others", others)
    community = Community(log, TALLIES)
    added(log, "ours", 1, community)
    log.rows = Counts.folds = 0
    added(log, "ours", 1, community)
    assert (log.rows, Counts.folds) == (0, 1)


@pytest.mark.parametrize("others", [SHORT, LONG])
def test_cold_command_reads_its_boundary(log: CountedLog, others: int) -> None:
    """What a decision does not depend on is not read, however much of it there is."""
    recorded(log, "ours", 7)
    recorded(log, "others", others)
    log.rows = Counts.folds = 0
    added(log, "ours", 1)
    assert (log.rows, Counts.folds) == (7, 7 + 1)


def test_what_others_recorded_is_read_once(log: CountedLog) -> None:
    """A warm community takes in what came from elsewhere, and nothing it knew already."""
    recorded(log, "ours", LONG)
    here, elsewhere = Community(log, TALLIES), Community(log, TALLIES)
    added(log, "ours", 1, here)
    added(log, "ours", 5, elsewhere)
    log.rows = Counts.folds = 0
    added(log, "ours", 1, here)
    assert (log.rows, Counts.folds) == (5, 5 + 1)
    added(log, "ours", 1, here)
    assert log.rows == 5


def test_folding_is_linear(log: CountedLog) -> None:
    """Each event is folded once into a state, however many there are."""
    recorded(log, "ours", LONG)
    Counts.folds = 0
    assert Community(log, TALLIES).state(Tally(TallyId("ours"))).total == sum(range(LONG))
    assert Counts.folds == LONG


@pytest.fixture(params=["warm", "cold"])
def cold(request: pytest.FixtureRequest) -> bool:
    """Whether the community was opened just now."""
    return bool(request.param == "cold")


def test_statements_do_not_grow(tmp_path: Path, work: Work, *, cold: bool) -> None:
    """A sign-up asks SQLite for the same work in a long log as in a short one, cold and warm."""
    done: list[tuple[int, int]] = []
    for others in (SHORT, LONG):
        story = Story(f"sqlite:///{tmp_path}/{others}.db", CHILDREN, "process")
        story.schedule(range(2))
        visits(story.log, others)
        story.execute(story.sign_ups(0))
        if cold:
            story.close()
        work.reset()
        if cold:
            story.open()
        story.execute(story.sign_ups(1))
        done.append((work.statements, work.steps))
        story.close()
    assert done[0] == done[1]
    assert 0 < done[0][0] < (60 if cold else 10 * CHILDREN)


def test_large_activity_costs_no_more(tmp_path: Path, work: Work) -> None:
    """A sign-up asks SQLite for the same work whether few or many have signed up before."""
    done: list[tuple[int, int]] = []
    for seats in (SHORT, LONG):
        story = Story(f"sqlite:///{tmp_path}/{seats}.db", CHILDREN, "process")
        story.schedule(range(1), capacity=None)
        place = story.occurrence(0, 0)
        crowd(story.log, place, 0, seats)
        story.execute(story.sign_ups(at=place))
        story.execute_all(story.withdrawals(place))
        work.reset()
        story.execute(story.sign_ups(at=place))
        done.append((work.statements, work.steps))
        story.close()
    assert done[0] == done[1]


def lines(work: Callable[[], None]) -> int:
    """Lines of Python that some work executes: a loop over what is there takes some for each."""
    executed = 0

    def trace(_: FrameType, happened: str, __: object) -> Callable[..., Any]:
        nonlocal executed
        executed += happened == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return executed


def last_of(story: Story, wishes: list[Wish]) -> int:
    """Lines that the last of these commands takes, the others executed before it."""
    *others, last = wishes
    story.execute_all(others)
    return lines(partial(story.execute, [last]))


def in_crowds(folder: Path) -> Iterator[tuple[Story, OccurrenceId]]:
    """A small and a large crowd that has not signed up yet, each with its occurrence."""
    for children in (CROWD // 10, CROWD):
        story = Story(f"sqlite:///{folder}/{children}.db", children, "process")
        story.schedule(range(1), capacity=None)
        yield story, story.occurrence(0, 0)
        story.close()


def test_signing_up_in_a_crowd_takes_no_more_lines(tmp_path: Path) -> None:
    """Whatever is cached about those who signed up before, a sign-up must not walk it."""
    few, many = (last_of(story, story.sign_ups(at=at)) for story, at in in_crowds(tmp_path))
    assert few == many


def test_checking_in_with_a_crowd_takes_no_more_lines(tmp_path: Path) -> None:
    """Whatever is cached about those who came before, a check-in must not walk it."""
    done: list[int] = []
    for story, at in in_crowds(tmp_path):
        story.execute_all(story.sign_ups(at=at))
        done.append(last_of(story, story.check_ins(at, 0)))
    few, many = done
    assert few == many


def test_replay_decodes_each_row_once(tmp_path: Path) -> None:
    """Events are made once each, envelopes only when somebody looks, and then once."""
    url = f"sqlite:///{tmp_path / 'log.db'}"
    with closing(open_log(url, community="costs", domain=TALLIES)) as log:
        recorded(log, "ours", SHORT)
        Counts.events = Counts.commands = 0
        replayed = list(log.read())
        assert [one.event.number for one in replayed if isinstance(one.event, Added)] == list(
            range(SHORT)
        )
        assert (Counts.events, Counts.commands) == (SHORT, 0)
        for _ in range(2):
            assert replayed[0].envelope.command == Add(TallyId("ours"), 0)
        decoded = Counts.commands - 2  # The comparison makes one each time.
        assert decoded == 1


def test_replay_reads_many_rows_at_a_time(tmp_path: Path, work: Work) -> None:
    """A replay asks few questions, and none that looks at a row twice."""
    url = f"sqlite:///{tmp_path / 'log.db'}"
    steps: list[int] = []
    with closing(open_log(url, community="costs", domain=TALLIES)) as log:
        for number in range(2):
            recorded(log, f"ours{number}", LONG)
            work.reset()
            assert sum(1 for _ in log.read()) == (number + 1) * LONG
            assert 0 < work.statements <= (number + 1) * LONG * QUESTIONS_PER_EVENT
            steps.append(work.steps)
    assert steps[1] <= 2.1 * steps[0]
