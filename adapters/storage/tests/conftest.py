"""What the tests of the stores share."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from community_domain_storage import SQLiteLog, open_log

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
def opened(url: str) -> Iterator[Callable[..., SQLiteLog]]:
    """Opens the file of this test, as often as one likes."""
    logs: list[SQLiteLog] = []

    def open_one(**options: object) -> SQLiteLog:
        log = open_log(url, **{"community": "henggao", **options})  # type: ignore[arg-type]
        assert isinstance(log, SQLiteLog)
        logs.append(log)
        return log

    yield open_one
    for log in logs:
        log.close()


@pytest.fixture
def log(opened: Callable[..., SQLiteLog]) -> SQLiteLog:
    """An empty log in a file."""
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
