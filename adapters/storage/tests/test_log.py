"""What a durable log does, beside the log in memory that says what a log does."""

import itertools
import tracemalloc
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from community_domain_storage import LogClosed, SQLiteLog, StoreLog, open_log
from community_domain_storage.recorder import StoreRecorder
from community_domain_testkit.histories import History, histories
from community_domain_testkit.vocabulary import Vocabulary
from hypothesis import given, settings
from hypothesis import strategies as st

from community_domain import (
    STANDARD,
    Boundary,
    CommandId,
    Community,
    Condition,
    Conflict,
    Context,
    Criterion,
    Envelope,
    Event,
    EventLog,
    MemberId,
    MemoryLog,
    Recorded,
    Refusal,
    Writer,
    tags_of,
)
from community_domain.activities import OccurrenceId, PresenceRecorded, RecordPresence

AT = datetime(2024, 6, 26, 1, tzinfo=UTC)
WORDS = Vocabulary()
Opened = Callable[..., StoreLog]
Enveloping = Callable[..., Envelope]
Present = Callable[[int], Event]
_PRESENCE = PresenceRecorded(OccurrenceId("occurrence-1"), MemberId("member-1"))


def told(found: Iterable[Recorded[Event]]) -> list[tuple[Any, ...]]:
    """Everything about recorded events, to compare."""
    return [(one.position, one.event, one.envelope, one.recorded_at) for one in found]


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    """Opens a new file each time, for tests that need many in one run."""
    folder, numbers = tmp_path_factory.mktemp("many"), itertools.count()
    yield from _one_at_a_time(lambda: (f"sqlite:///{folder}/{next(numbers)}.db", "henggao"))


@pytest.fixture(scope="module")
def fresh_on_server(postgres_url: str, new_name: Callable[[], str]) -> Iterator[Opened]:
    """Enters a new community each time, for tests that need many in one run."""
    yield from _one_at_a_time(lambda: (postgres_url, new_name()))


def _one_at_a_time(place: Callable[[], tuple[str, str]]) -> Iterator[Opened]:
    logs: list[StoreLog] = []

    def open_one(**options: Any) -> StoreLog:
        while logs:
            logs.pop().close()
        url, community = place()
        made = open_log(url, community=community, durability="process", **options)
        assert isinstance(made, StoreLog)
        logs.append(made)
        return made

    yield open_one
    for log in logs:
        log.close()


def test_positions_are_counted_from_one(
    log: StoreLog, envelope: Enveloping, presence: Present
) -> None:
    """Positions are 1, 2, 3 … without gaps, also where an attempt in between failed."""
    log.append([presence(1), presence(2)], envelope(1))
    with pytest.raises(AttributeError), log.writing() as writer:
        writer.append([presence(3), "no event"], envelope(2))  # type: ignore[list-item]
    made = log.append([presence(4)], envelope(3))
    assert [one.position for one in made] == [3]
    assert [(one.position, one.event) for one in log.read()] == [
        (1, presence(1)),
        (2, presence(2)),
        (3, presence(4)),
    ]


def test_what_append_gives_is_what_is_read(
    opened: Opened, envelope: Enveloping, presence: Present
) -> None:
    """An outcome shown at once and one read after opening anew tell the same."""
    made = opened().append([presence(1), presence(2)], envelope(1))
    assert told(opened().read()) == told(made)


boundaries = st.lists(
    st.builds(
        Criterion,
        st.lists(st.sampled_from([k.spec.name for k in STANDARD.events]), max_size=6).map(tuple),
        st.lists(
            st.sampled_from([f"{tag}:{tag}-{n}" for tag in STANDARD.tags for n in (1, 2)]),
            min_size=1,
            max_size=2,
        ).map(tuple),
    ),
    max_size=4,
).map(tuple)


questions = st.tuples(
    st.lists(st.lists(WORDS.events(), min_size=1, max_size=4), max_size=12),
    st.lists(boundaries, min_size=1, max_size=4),
    st.integers(0, 30),
    st.integers(0, 30),
)


@given(questions)
@settings(max_examples=150)
def test_a_file_reads_what_the_log_in_memory_reads(fresh: Opened, asked: Any) -> None:
    """A boundary selects by types and tags exactly what the model selects, in order."""
    _reads_what_the_model_reads(fresh, *asked)


@given(questions)
@settings(max_examples=30)
def test_a_server_reads_what_the_log_in_memory_reads(fresh_on_server: Opened, asked: Any) -> None:
    """The same by other questions."""
    _reads_what_the_model_reads(fresh_on_server, *asked)


def _reads_what_the_model_reads(
    fresh: Opened,
    decisions: list[list[Event]],
    wanted: list[Boundary],
    after: int,
    until: int,
) -> None:
    log, model = fresh(clock=lambda: AT), MemoryLog(clock=lambda: AT)
    for number, events in enumerate(decisions):
        for one in (log, model):
            one.append(events, _envelope(number))
    assert told(log.read()) == told(model.read())
    assert told(log.read(after=after, until=until)) == told(model.read(after=after, until=until))
    assert log.head() == model.head()
    for boundary in wanted:
        expected = told(model.read(boundary, after=after, until=until))
        assert told(log.read(boundary, after=after, until=until)) == expected
        assert told(log.read(boundary)) == told(model.read(boundary))


steps: st.SearchStrategy[Any] = st.recursive(
    st.one_of(
        st.tuples(st.just("append"), st.lists(WORDS.events(), min_size=1, max_size=3)),
        st.tuples(st.just("read"), boundaries),
        st.tuples(st.just("decision"), st.integers(0, 8)),
        st.tuples(st.just("conditional"), boundaries),
    ),
    lambda inner: st.tuples(
        st.sampled_from(["part", "undone"]), st.lists(inner, min_size=1, max_size=4)
    ),
    max_leaves=12,
)


programs = st.lists(st.tuples(st.booleans(), st.lists(steps, max_size=5)), max_size=4)


@given(programs)
@settings(max_examples=150)
def test_transactions_on_a_file_do_what_those_in_memory_do(
    fresh: Opened, transactions: list[tuple[bool, list[Any]]]
) -> None:
    """Whatever is appended, read and undone in a transaction, in parts within parts."""
    _do_what_those_in_memory_do(fresh, transactions)


@given(programs)
@settings(max_examples=40)
def test_transactions_on_a_server_do_what_those_in_memory_do(
    fresh_on_server: Opened, transactions: list[tuple[bool, list[Any]]]
) -> None:
    """The same where rows wait in memory until the end."""
    _do_what_those_in_memory_do(fresh_on_server, transactions)


def _do_what_those_in_memory_do(fresh: Opened, transactions: list[tuple[bool, list[Any]]]) -> None:
    log, model = fresh(clock=lambda: AT), MemoryLog(clock=lambda: AT)
    seen = [
        [list(_transaction(one, program, fails=fails)) for fails, program in transactions]
        for one in (log, model)
    ]
    assert seen[0] == seen[1]
    assert told(log.read()) == told(model.read())


class Undone(Exception):
    """What a test ends a part of a transaction with."""


def _end(*, fails: bool) -> None:
    if fails:
        raise Undone


def _transaction(log: EventLog, program: list[Any], *, fails: bool) -> list[Any]:
    seen: list[Any] = []
    try:
        with log.writing() as writer:
            _run(writer, program, seen)
            _end(fails=fails)
    except (Undone, Conflict) as error:
        seen.append(type(error))
    seen.append(log.head())
    return seen


def _run(writer: Writer, program: list[Any], seen: list[Any]) -> None:
    for what, argument in program:
        number = writer.head().position
        if what == "append":
            seen.append(told(writer.append(argument, _envelope(number))))
        elif what == "read":
            seen.append(told(writer.read(argument)))
        elif what == "decision":
            seen.append(told(writer.decision(_envelope(argument).command_id)))
        elif what == "conditional":
            after = max(0, number - 2)
            condition = Condition(argument, after)
            seen.append(told(writer.append([_PRESENCE], _envelope(number), condition)))
        else:
            try:
                with writer.savepoint():
                    _run(writer, argument, seen)
                    _end(fails=what == "undone")
            except Undone:
                seen.append(writer.head())


def _envelope(number: int) -> Envelope:
    command = RecordPresence(OccurrenceId("occurrence-1"), MemberId("member-1"))
    at = AT + timedelta(seconds=number * 7 % 5)
    context = Context(at, MemberId("member-0"))
    return Envelope(command, CommandId(f"command-{number}"), context, 1, "2026f")


@given(histories())
@settings(max_examples=30)
def test_a_community_decides_alike_on_a_file(fresh: Opened, history: History) -> None:
    """The same wishes lead to the same events and refusals wherever they are recorded."""
    community = Community(fresh(clock=lambda: AT), STANDARD)
    for one in history.told:
        if one.issue is None:
            continue
        if isinstance(one.result, Refusal):
            with pytest.raises(type(one.result)):
                community.execute(one.issue)
        else:
            assert community.execute(one.issue).events == one.result.events
    assert [one.event for one in community.log.read()] == history.events


def test_recorded_at_never_falls(opened: Opened, envelope: Enveloping, presence: Present) -> None:
    """A clock set back does not turn the order of the log around."""
    instants = iter([AT, AT - timedelta(hours=1), AT + timedelta(microseconds=1)])
    log = opened(clock=lambda: next(instants))
    for number in range(3):
        log.append([presence(number)], envelope(number))
    found = [one.recorded_at for one in log.read()]
    assert found == [AT, AT, AT + timedelta(microseconds=1)]


def test_position_at_tells_what_was_known_then(
    opened: Opened, envelope: Enveloping, presence: Present
) -> None:
    """Time travel by instant means the log's clock: on the instant counts, before it does not."""
    instants = iter([AT, AT, AT + timedelta(minutes=1)])
    log = opened(clock=lambda: next(instants))
    for number in range(3):
        log.append([presence(number)], envelope(number))
    step = timedelta(microseconds=1)
    wanted = [AT - step, AT, AT + timedelta(minutes=1) - step, AT + timedelta(days=1)]
    assert [log.position_at(at) for at in wanted] == [0, 2, 2, 3]


def test_rows_are_shown_as_they_are_stored(
    own: Opened, envelope: Enveloping, presence: Present
) -> None:
    """Audit and backup work on bytes: the event, its envelope, tags and command."""
    log = own(clock=lambda: AT)
    log.append([presence(1)], envelope(1))
    [row] = log.rows()
    assert (row.position, row.type, row.version) == (1, "activity.presence-recorded", 1)
    assert row.data == log.codec.encode(presence(1))
    assert row.envelope == log.codec.encode_envelope(envelope(1), 1)
    assert row.tags == tags_of(presence(1))
    assert (row.command_id, row.recorded_at) == ("command-1", AT)
    assert list(log.rows(after=1)) == []


def test_the_recorder_reads_what_the_log_wrote(
    own: Opened, envelope: Enveloping, presence: Present
) -> None:
    """As a recorder the same store gives event and envelope in one, and the command as a tag."""
    log = own()
    log.append([presence(1)], envelope(1))
    [found] = StoreRecorder(log.store).read()
    event, cover = found.event.data.split(b"\n")
    assert event == log.codec.encode(presence(1))
    assert log.codec.decode_envelope(cover) == envelope(1)
    assert found.event.tags == [*tags_of(presence(1)), "command:command-1"]


def test_the_log_reads_what_the_recorder_wrote(
    own: Opened, path: Path, envelope: Enveloping, presence: Present
) -> None:
    """Copying through the contract loses nothing: not the version, not the envelope."""
    log = own()
    log.append([presence(1)], envelope(1))
    copy = open_log(f"sqlite:///{path.with_name('copy.db')}", community="copy")
    assert isinstance(copy, SQLiteLog)
    with copy:
        copy.recorder.append([one.event for one in StoreRecorder(log.store).read()])
        assert [(one.event, one.envelope) for one in copy.read()] == [(presence(1), envelope(1))]
        copy.append([presence(2)], envelope(2))


def test_reading_keeps_no_writer_waiting(
    log: StoreLog, envelope: Enveloping, presence: Present
) -> None:
    """A reader in the middle of a long read sees the log as it stood, while others write."""
    log.append([presence(n) for n in range(600)], envelope(1))
    reading = log.read()
    first = next(reading)
    log.append([presence(999)], envelope(2))
    assert [first.position, *(one.position for one in reading)] == list(range(1, 601))


def test_a_long_read_takes_little_memory(
    log: StoreLog, envelope: Enveloping, presence: Present
) -> None:
    """A replay goes through the log a bounded piece at a time."""
    with log.writing() as writer:
        for number in range(40):
            writer.append([presence(n) for n in range(500)], envelope(number))
    list(log.read(until=2_000))
    tracemalloc.start()
    try:
        assert sum(1 for _ in log.read()) == 20_000
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 4 * 1024 * 1024


def test_many_threads_read_and_write_at_once(
    log: StoreLog, envelope: Enveloping, presence: Present
) -> None:
    """Nobody sees half a decision, a gap, or an error."""

    def write(first: int) -> None:
        for number in range(first, first + 25):
            log.append([presence(number), presence(number)], envelope(number))

    def read(times: int) -> None:
        for _ in range(times):
            found = [one.position for one in log.read()]
            assert found == list(range(1, len(found) + 1))
            assert len(found) % 2 == 0, "half a decision"

    with ThreadPoolExecutor(5) as pool:
        works = [partial(write, 0), partial(read, 40), partial(write, 100), partial(write, 200)]
        for done in [pool.submit(work) for work in [*works, works[1]]]:
            done.result()
    assert log.head().position == 150


def test_closed_means_closed(log: StoreLog, envelope: Enveloping, presence: Present) -> None:
    """After closing, every use is answered by one clear error; closing twice is fine."""
    log.close()
    log.close()
    uses: list[Callable[[], object]] = [
        lambda: list(log.read()),
        log.head,
        lambda: log.append([presence(1)], envelope(1)),
        lambda: log.subscribe().__enter__(),
    ]
    for use in uses:
        with pytest.raises(LogClosed):
            use()


def test_what_happened_is_not_changed_by_any_tool(
    in_file: Callable[[], SQLiteLog], envelope: Enveloping, presence: Present
) -> None:
    """The file itself refuses updates and deletions, whoever asks."""
    log = in_file()
    log.append([presence(1)], envelope(1))
    with log.file.reading() as connection:
        for statement in ("UPDATE event SET position = 2", "DELETE FROM event"):
            with pytest.raises(Exception, match="what happened"):
                connection.execute(statement)
