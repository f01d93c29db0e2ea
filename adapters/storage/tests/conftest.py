"""What the tests of the stores share."""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
import pytest
from community_domain_storage import (
    Keys,
    SQLiteLog,
    StoreLog,
    log_over,
    new_master_key,
    open_log,
)
from community_domain_storage.sealing.postgres import PostgresKeyStore, lay_key_schema
from community_domain_storage.sealing.sqlite import SQLiteKeyStore
from eventsourcing.dcb.popo import InMemoryDCBRecorder
from psycopg import sql

from community_domain import CommandId, Context, Envelope, Event, MemberId
from community_domain.activities import OccurrenceId, PresenceRecorded, RecordPresence
from tests.servers import in_database

AT = datetime(2024, 6, 26, 1, tzinfo=UTC)
KEPT = "SELECT member FROM {} WHERE data IS NOT NULL"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The place of a log that is not there yet."""
    return tmp_path / "log.db"


@pytest.fixture
def url(path: Path) -> str:
    """Its address."""
    return f"sqlite:///{path}"


@pytest.fixture(params=["sqlite", "postgres"])
def kind(request: pytest.FixtureRequest) -> str:
    """The kind of store in which the log of this test is, and its keys."""
    return str(request.param)


@pytest.fixture(scope="session")
def keys_database(postgres_server: str) -> Iterator[str]:
    """The address of a database for the keys of this process, beside that of its logs."""
    name = f"keys_{os.getpid()}"
    with psycopg.connect(postgres_server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
        yield in_database(postgres_server, name)
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


@pytest.fixture
def keys_url(request: pytest.FixtureRequest, kind: str, tmp_path: Path) -> str:
    """The address of a key store that holds nothing."""
    if kind == "sqlite":
        return f"sqlite:///{tmp_path}/keys.db"
    url = str(request.getfixturevalue("keys_database"))
    with psycopg.connect(url) as connection:
        connection.execute("DROP SCHEMA IF EXISTS community_domain_keys CASCADE")
    lay_key_schema(url)
    return url


@pytest.fixture
def keys(keys_url: str, monkeypatch: pytest.MonkeyPatch) -> Keys:
    """Where the keys of this test are, with a master key of its own in the environment."""
    monkeypatch.setenv("COMMUNITY_MASTER_KEY", new_master_key("first"))
    return Keys(keys_url)


@pytest.fixture
def store_type(kind: str) -> type[SQLiteKeyStore | PostgresKeyStore]:
    """What keeps the keys of this test, to be made to fail."""
    return SQLiteKeyStore if kind == "sqlite" else PostgresKeyStore


@pytest.fixture
def kept(keys: Keys) -> Callable[[], set[str]]:
    """Tells whose keys are in the store, as anybody can see who opens it."""

    def tell() -> set[str]:
        if keys.url.startswith("sqlite"):
            with closing(sqlite3.connect(keys.url.removeprefix("sqlite:///"))) as store:
                return {one for (one,) in store.execute(KEPT.format("key"))}
        with psycopg.connect(keys.url) as server:
            asked = KEPT.format("community_domain_keys.key").encode()
            return {one for (one,) in server.execute(asked)}

    return tell


@pytest.fixture
def copied(keys: Keys) -> Callable[[str], Callable[[], None]]:
    """Copies the store at an address; gives what puts it back as it was then."""

    def copy(url: str) -> Callable[[], None]:
        if url.startswith("sqlite"):
            return copied_file(Path(url.removeprefix("sqlite:///")))
        schema = "community_domain_keys" if url == keys.url else "community_domain"
        return copied_tables(url, schema)

    return copy


def copied_file(path: Path) -> Callable[[], None]:
    """The same for a file that is not open."""
    before = path.with_suffix(".backup")
    shutil.copy(path, before)

    def put_back() -> None:
        shutil.copy(before, path)
        for beside in ("-wal", "-shm", "-journal"):
            path.with_name(path.name + beside).unlink(missing_ok=True)

    return put_back


def copied_tables(url: str, schema: str) -> Callable[[], None]:
    """The same for the tables of a schema, as somebody who may do everything can."""
    with psycopg.connect(url) as server:
        named = server.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s", (schema,))
        tables = [sql.Identifier(schema, name) for (name,) in named]
        held: list[bytes] = []
        for table in tables:
            out = sql.SQL("COPY {} TO STDOUT (FORMAT BINARY)").format(table)
            with server.cursor().copy(out) as copy:
                held.append(b"".join(bytes(part) for part in copy))

    def put_back() -> None:
        with psycopg.connect(url) as server:
            server.execute("SET session_replication_role = replica")  # Or triggers would refuse.
            server.execute(sql.SQL("TRUNCATE {}").format(sql.SQL(", ").join(tables)))
            for table, rows in zip(tables, held, strict=True):
                into = sql.SQL("COPY {} FROM STDIN (FORMAT BINARY)").format(table)
                with server.cursor().copy(into) as copy:
                    copy.write(rows)

    return put_back


class Place:
    """Where the log of a test is: opened as often as one likes."""

    def __init__(self, community: str, open_one: Callable[..., StoreLog], url: str = "") -> None:
        self.community, self.url, self._open = community, url, open_one
        self.called = url.rpartition("/")[2] if url.startswith("sqlite") else community
        """What every error about it names."""
        self.logs: list[StoreLog] = []

    def __call__(self, **options: Any) -> StoreLog:
        log = self._open(**options)
        self.logs.append(log)
        return log


@pytest.fixture
def place(request: pytest.FixtureRequest, path: Path) -> Iterator[Callable[[str], Place]]:
    """The place of an empty log in a store of a kind; another one each time."""
    places: list[Place] = []
    others = count(2)

    def by_url(url: str, community: str) -> Place:
        def open_one(**options: Any) -> StoreLog:
            given: dict[str, Any] = {"community": community, **options}
            log = open_log(url, **given)
            assert isinstance(log, StoreLog)
            return log

        return Place(community, open_one, url)

    def place(kind: str) -> Place:
        if kind == "foreign":
            recorder = InMemoryDCBRecorder()
            made = Place("henggao", partial(log_over, recorder, name="henggao"))
        elif kind == "postgres":
            new_name = request.getfixturevalue("new_name")
            made = by_url(request.getfixturevalue("postgres_url"), new_name())
        else:
            file = path.with_stem(f"log-{next(others)}") if places else path
            made = by_url(f"sqlite:///{file}", "henggao")
        places.append(made)
        return made

    yield place
    for log in (log for one in places for log in one.logs):
        log.close()


@pytest.fixture(params=["sqlite", "postgres", "foreign"])
def opened(request: pytest.FixtureRequest, place: Callable[[str], Place]) -> Place:
    """Opens the log of this test, in each kind of store."""
    return place(request.param)


@pytest.fixture
def own(kind: str, place: Callable[[str], Place]) -> Place:
    """The same in stores of this library alone."""
    return place(kind)


@pytest.fixture
def in_file(place: Callable[[str], Place]) -> Callable[..., SQLiteLog]:
    """The same in a file alone."""
    found = place("sqlite")

    def open_one(**options: Any) -> SQLiteLog:
        log = found(**options)
        assert isinstance(log, SQLiteLog)
        return log

    return open_one


@pytest.fixture
def log(opened: Place) -> StoreLog:
    """An empty log."""
    return opened()


@pytest.fixture
def envelope() -> Callable[..., Envelope]:
    """Makes the envelope of a made-up decision with a number."""

    def make(number: int, at: datetime = AT) -> Envelope:
        command = RecordPresence(OccurrenceId("occurrence-1"), MemberId(f"member-{number}"))
        context = Context(at, MemberId("member-0"))
        return Envelope(command, CommandId(f"command-{number}"), context, 1, "2026f")

    return make


@pytest.fixture
def presence() -> Callable[[int], Event]:
    """Makes an event with a number."""
    return lambda number: PresenceRecorded(
        OccurrenceId("occurrence-1"), MemberId(f"member-{number}")
    )
