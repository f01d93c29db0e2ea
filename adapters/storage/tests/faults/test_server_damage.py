"""A disk that is full, and one that does not give back what it was given, under a server."""

import time
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

import psycopg
import pytest
from community_domain_storage import (
    DamagedFile,
    DiskFull,
    OutcomeUnknown,
    ServerUnreachable,
    StorageError,
    StoreLog,
    open_log,
)
from psycopg import sql

from community_domain import Boundary, Criterion, Envelope, Event, tags_of
from tests.faults import POSTGRESQL, Promise, Proof, fault
from tests.servers import Postgres

Enveloping = Callable[..., Envelope]
Present = Callable[[int], Event]

COMMUNITY = "henggao"
PAGE = 8192
SEGMENT = 16 * 2**20
"""Bytes of one file of the server's write-ahead log, which must still be written."""
SAME_ID = "Send the same command under the same id again: it has its effect once"


@pytest.fixture
def url(server: Postgres, new_name: Callable[[], str]) -> Iterator[str]:
    """The address of a database of this test alone, on a server that may be mistreated."""
    name = new_name()
    yield server.new_database(name)
    with psycopg.connect(server.url, autocommit=True) as admin:
        admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def ask(url: str, question: str) -> tuple[Any, ...]:
    """The one row that answers a question."""
    with psycopg.connect(url, autocommit=True) as connection:
        [row] = connection.execute(question.encode())
    return row


def opened(url: str) -> StoreLog:
    """The log, with little patience."""
    log = open_log(url, community=COMMUNITY, patience=0.5)
    assert isinstance(log, StoreLog)
    return log


class Recorder:
    """Records decisions of three events each."""

    def __init__(self, envelope: Enveloping, presence: Present) -> None:
        self._envelope, self._presence = envelope, presence

    def record(self, log: StoreLog, number: int) -> None:
        """Record one decision."""
        log.append([self._presence(number)] * 3, self._envelope(number))

    def told(self, many: int) -> list[tuple[int, Event]]:
        """What the first decisions are, as they must be read."""
        events = [self._presence(number) for number in range(many) for _ in range(3)]
        return list(enumerate(events, 1))


@pytest.fixture
def recorder(envelope: Enveloping, presence: Present) -> Recorder:
    """Who records in this test."""
    return Recorder(envelope, presence)


def stored(log: StoreLog) -> list[tuple[int, Event]]:
    """Positions and events of all rows."""
    return [(row.position, row.event) for row in log.read()]


@fault(
    "the server's disk is full when a table grows",
    on=POSTGRESQL,
    holds=(Promise.NOTHING_LOST, Promise.NOTHING_HALF, Promise.READS_ON, Promise.GOES_ON),
    told={DiskFull: "make room and try again"},
)
def test_a_full_disk_loses_nothing_but_the_decision(
    server: Postgres, url: str, recorder: Recorder, proof: Proof
) -> None:
    """What was recorded stays, what failed left no trace, and with room again it goes on."""
    done = 0
    with closing(opened(url)) as log:
        recorder.record(log, 0)
        with server.no_file_beyond(grown(url)):
            with proof.told(match=COMMUNITY):
                for done in range(1, 1_000_000):
                    recorder.record(log, done)
            with proof.holds(Promise.NOTHING_LOST, Promise.NOTHING_HALF, Promise.READS_ON):
                assert stored(log) == recorder.told(done)
        with proof.holds(Promise.GOES_ON):
            recorder.record(log, done)
            assert stored(log) == recorder.told(done + 1)


def grown(url: str) -> int:
    """Let another community's events fill more than a file of the write-ahead log; gives bytes."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(
            "INSERT INTO community_domain.event"
            " SELECT 0, n, 1, repeat('x', 1500)::bytea, 0, 0, '[]' FROM generate_series(1, %s) n",
            (SEGMENT // 1_500,),
        )
    [many] = ask(url, "SELECT pg_relation_size('community_domain.event')")
    assert many > SEGMENT
    return int(many)


@fault(
    "the server's disk is full when it writes its write-ahead log: the server stops",
    on=POSTGRESQL,
    holds=(Promise.NOTHING_LOST, Promise.NOTHING_HALF, Promise.GOES_ON),
    told={OutcomeUnknown: SAME_ID, ServerUnreachable: "see that it runs and try again"},
)
def test_a_full_disk_of_the_write_ahead_log_loses_nothing_acknowledged(
    server: Postgres, url: str, recorder: Recorder, proof: Proof
) -> None:
    """Whether the last decision is there is unknown until there is room and the server runs."""
    many = 10
    with closing(opened(url)) as log:
        for number in range(many):
            recorder.record(log, number)
        with server.no_file_beyond(0):
            with proof.told(OutcomeUnknown, match=COMMUNITY):
                recorder.record(log, many)
            server.wait_until_stopped()
            with proof.told(ServerUnreachable, match=COMMUNITY):
                log.head()
    server.start()
    with closing(opened(url)) as log:
        with proof.holds(Promise.NOTHING_LOST, Promise.NOTHING_HALF):
            assert stored(log) in (recorder.told(many), recorder.told(many + 1))
        with proof.holds(Promise.GOES_ON):
            recorder.record(log, len(stored(log)) // 3)


def around(event: Event) -> Boundary:
    """The boundary of all that carries the tags of an event."""
    return (Criterion((event.spec.name,), tags_of(event)),)


DAMAGE = (
    ("kind", b"\xa5"),
    ("event", b"\xa5"),
    ("event", b"\x00"),
    ("event_pkey", b"\xa5"),
    ("tag", b"\xa5"),
    ("tag_pkey", b"\xa5"),
    ("tag_pkey", b"\x00"),
    ("community", b"\xa5"),
)
"""Tables and indexes, and what is written over a page in the middle of them."""
PATH_OF = "SELECT pg_relation_filepath('community_domain.{}')"


@fault(
    "a page of a table or an index is overwritten, whichever it is of",
    on=POSTGRESQL,
    holds=(Promise.NOTHING_WRONG,),
    told={DamagedFile: "keep a copy of it and restore the last backup"},
)
def test_a_corrupted_page_is_never_taken_for_history(
    server: Postgres, url: str, recorder: Recorder, proof: Proof
) -> None:
    """The server's checksums find it, or the gap that it leaves; each page is put back after it."""
    many = 100
    with closing(opened(url)) as log:
        for number in range(many):
            recorder.record(log, number)
        boundaries = [around(row.event) for row in log.read()][::3]
    names = {one: ask(url, PATH_OF.format(one))[0] for one, _ in DAMAGE}
    server.stop(crash=False)
    whole = {name: server.file(name).read_bytes() for name in names.values()}
    found, longest = set[str](), 0.0
    for relation, garbage in DAMAGE:
        for name, kept in whole.items():  # What was found damaged may have been noted elsewhere.
            server.file(name).write_bytes(kept)
        with server.file(names[relation]).open("r+b") as file:
            file.seek(len(whole[names[relation]]) // PAGE // 2 * PAGE)
            file.write(garbage * PAGE)
        server.start()
        began = time.monotonic()
        try:
            with closing(opened(url)) as log, proof.holds(Promise.NOTHING_WRONG):
                assert stored(log) == recorder.told(many)
                assert [len(list(log.read(one))) for one in boundaries] == [3] * many
        except StorageError as error:
            proof.met(error)
            found.add(relation)
        longest = max(longest, time.monotonic() - began)
        server.stop(crash=False)
    proof.took(longest)
    assert found >= {"community", "event", "kind"}  # An index is not always made use of.
    for name, kept in whole.items():
        server.file(name).write_bytes(kept)
    server.start()
    with closing(opened(url)) as log, proof.holds(Promise.NOTHING_WRONG):
        assert stored(log) == recorder.told(many)


@fault(
    "the server stops, and the end of its write-ahead log is gone",
    on=POSTGRESQL,
    holds=(Promise.FIRST_ONES, Promise.GOES_ON),
)
def test_of_a_truncated_write_ahead_log_the_whole_decisions_are_taken(
    server: Postgres, url: str, recorder: Recorder, proof: Proof
) -> None:
    """The server recovers up to the first part of its log that is not there."""
    before, after = 40, 20
    with closing(opened(url)) as log:
        recorder.record(log, 0)
        ask(url, "SELECT pg_switch_wal()")
        with psycopg.connect(url, autocommit=True) as admin:
            admin.execute("CHECKPOINT")
        for number in range(1, before):
            recorder.record(log, number)
        here = "SELECT (pg_walfile_name_offset(pg_current_wal_insert_lsn())).*"
        name, offset = ask(url, here)
        for number in range(before, before + after):
            recorder.record(log, number)
        server.stop()
    with server.file(f"pg_wal/{name}").open("r+b") as file:
        file.truncate(offset)
    server.start()
    with closing(opened(url)) as log:
        found = stored(log)
        many = len(found) // 3
        with proof.holds(Promise.FIRST_ONES):
            assert found == recorder.told(many)
            assert 1 <= many <= before
        with proof.holds(Promise.GOES_ON):
            recorder.record(log, many)
            assert stored(log) == recorder.told(many + 1)
