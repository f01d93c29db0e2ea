"""What the tests of the stores share."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from community_domain_storage import (
    Keys,
    SQLiteLog,
    StoreLog,
    log_over,
    new_master_key,
    open_log,
)
from eventsourcing.dcb.popo import InMemoryDCBRecorder

from community_domain import CommandId, Context, Envelope, Event, MemberId
from community_domain.activities import OccurrenceId, PresenceRecorded, RecordPresence

AT = datetime(2024, 6, 26, 1, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The place of a log that is not there yet."""
    return tmp_path / "log.db"


@pytest.fixture
def url(path: Path) -> str:
    """Its address."""
    return f"sqlite:///{path}"


@pytest.fixture
def keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Keys:
    """Where the keys of this test are, with a master key of its own in the environment."""
    monkeypatch.setenv("COMMUNITY_MASTER_KEY", new_master_key("first"))
    return Keys(f"sqlite:///{tmp_path}/keys.db")


class Place:
    """Where the log of a test is: opened as often as one likes."""

    def __init__(self, community: str, open_one: Callable[..., StoreLog], url: str = "") -> None:
        self.community, self.url, self._open = community, url, open_one
        self.logs: list[StoreLog] = []

    def __call__(self, **options: Any) -> StoreLog:
        log = self._open(**options)
        self.logs.append(log)
        return log


@pytest.fixture
def place(request: pytest.FixtureRequest, url: str) -> Iterator[Callable[[str], Place]]:
    """The place of an empty log in a store of a kind."""
    places: list[Place] = []

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
            made = by_url(url, "henggao")
        places.append(made)
        return made

    yield place
    for log in (log for one in places for log in one.logs):
        log.close()


@pytest.fixture(params=["sqlite", "postgres", "foreign"])
def opened(request: pytest.FixtureRequest, place: Callable[[str], Place]) -> Place:
    """Opens the log of this test, in each kind of store."""
    return place(request.param)


@pytest.fixture(params=["sqlite", "postgres"])
def own(request: pytest.FixtureRequest, place: Callable[[str], Place]) -> Place:
    """The same in stores of this library alone."""
    return place(request.param)


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
