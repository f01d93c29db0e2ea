"""A disk that is full, and one that does not give back what it was given, under a log in a file."""

import resource
import shutil
import sqlite3
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

import pytest
from community_domain_storage import (
    DamagedFile,
    DiskFull,
    NotALog,
    SQLiteLog,
    StorageError,
    open_log,
)

from community_domain import Envelope, Event
from tests.faults import SQLITE, Promise, Proof, Told, fault

Opened = Callable[..., SQLiteLog]
Enveloping = Callable[..., Envelope]
Present = Callable[[int], Event]

PAGE = 4096
MAKE_ROOM: Told = {DiskFull: "make room and try again"}
RESTORE = "keep a copy of it and restore the last backup"


@contextmanager
def no_file_beyond(size: int) -> Generator[None]:
    """No file may grow beyond so many bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def fill(log: SQLiteLog, envelope: Enveloping, presence: Present, proof: Proof) -> int:
    """Append until there is no room; gives the number of the decision that did not go in."""
    done = 0
    with proof.told(match=r"log\.db"):
        for number in range(1_000_000):
            log.append([presence(number), presence(number)], envelope(number))
            done = number + 1
    return done


@fault(
    "the disk is full",
    on=SQLITE,
    holds=(Promise.NOTHING_LOST, Promise.NOTHING_HALF, Promise.READS_ON, Promise.GOES_ON),
    told=MAKE_ROOM,
)
def test_a_full_disk_loses_nothing_but_the_decision(
    in_file: Opened, envelope: Enveloping, presence: Present, proof: Proof
) -> None:
    """What was recorded stays, what failed left no trace, and with room again it goes on."""
    log = in_file()
    with no_file_beyond(200_000):
        done = fill(log, envelope, presence, proof)
        with proof.holds(Promise.NOTHING_LOST, Promise.NOTHING_HALF, Promise.READS_ON):
            assert [one.position for one in log.read()] == list(range(1, 2 * done + 1))
    with proof.holds(Promise.GOES_ON):
        log.append([presence(1), presence(2)], envelope(done))
        assert [one.position for one in in_file().read()] == list(range(1, 2 * done + 3))


@fault(
    "the database has reached the size that SQLite was given",
    on=SQLITE,
    holds=(Promise.NOTHING_LOST, Promise.NOTHING_HALF),
    told=MAKE_ROOM,
)
def test_a_full_database_loses_nothing_but_the_decision(
    in_file: Opened, envelope: Enveloping, presence: Present, proof: Proof
) -> None:
    """The same where SQLite itself says that there is no room."""
    log = in_file()
    log.append([presence(0)], envelope(-1))
    log.file.writer.execute("PRAGMA max_page_count = 30")
    done = fill(log, envelope, presence, proof)
    with proof.holds(Promise.NOTHING_LOST, Promise.NOTHING_HALF):
        assert [one.position for one in log.read()] == list(range(1, 2 * done + 2))


@fault("no room for a new file", on=SQLITE, holds=(Promise.UNTOUCHED,), told=MAKE_ROOM)
def test_a_full_disk_makes_no_log(url: str, path: Path, proof: Proof) -> None:
    """Where there is no room for a new file, none is left behind."""
    with no_file_beyond(5_000), proof.told(match=r"log\.db"):
        open_log(url, community="henggao")
    with proof.holds(Promise.UNTOUCHED):
        assert list(path.parent.iterdir()) == []


@fault(
    "the file is truncated",
    on=SQLITE,
    holds=(Promise.UNTOUCHED,),
    told={DamagedFile: RESTORE},
)
@pytest.mark.parametrize("kept", [0.1, 0.5, 0.9, 0.999])
def test_a_truncated_file_is_damaged(filled: Path, url: str, kept: float, proof: Proof) -> None:
    """A copy that broke off is found out on opening, and left as it is."""
    with filled.open("r+b") as file:
        file.truncate(int(filled.stat().st_size * kept))
    before = filled.read_bytes()
    with proof.told(match=r"log\.db"):
        open_log(url, community="henggao")
    with proof.holds(Promise.UNTOUCHED):
        assert filled.read_bytes() == before


@fault(
    "a page is overwritten, whichever it is",
    on=SQLITE,
    holds=(Promise.NOTHING_WRONG,),
    told={DamagedFile: RESTORE, NotALog: "Name another"},
)
@pytest.mark.parametrize("garbage", [b"\x00", b"\xa5"])
def test_a_corrupted_page_is_never_taken_for_history(  # noqa: PLR0913, PLR0917 - fixtures
    filled: Path,
    in_file: Opened,
    envelope: Enveloping,
    presence: Present,
    garbage: bytes,
    proof: Proof,
) -> None:
    """Whichever page is hit, reading gives every event as it was, or an error."""
    with in_file() as log:
        events = [one.event for one in log.read()]
    whole = filled.read_bytes()
    errors, longest = list[str](), 0.0
    for start in range(0, len(whole), PAGE):
        filled.write_bytes(whole[:start] + garbage * PAGE + whole[start + PAGE :])
        began = time.monotonic()
        try:
            with in_file() as log, proof.holds(Promise.NOTHING_WRONG):
                assert [one.event for one in log.read()] == events
                assert [row.position for row in log.rows()] == list(range(1, len(events) + 1))
                log.append([presence(1)], envelope(len(events)))
        except StorageError as error:
            errors.append(str(error))
            proof.met(error)
        longest = max(longest, time.monotonic() - began)
    proof.took(longest)
    assert all("log.db" in error for error in errors)
    assert len(errors) > len(whole) // PAGE // 2


@fault(
    "a row was taken out of the file",
    on=SQLITE,
    told={DamagedFile: RESTORE},
)
@pytest.mark.parametrize("ask", [SQLiteLog.read, SQLiteLog.rows])
def test_a_missing_event_is_never_passed_over(
    filled: Path, in_file: Opened, ask: Callable[[SQLiteLog], object], proof: Proof
) -> None:
    """A row that some tool took out of the file is missed by whoever reads past it."""
    connection = sqlite3.connect(filled, isolation_level=None)
    connection.execute("DROP TRIGGER event_remains")
    connection.execute("DELETE FROM event WHERE position = 17")
    connection.close()
    log = in_file()
    with proof.told(match="position 17 is missing"):
        list(ask(log))  # type: ignore[call-overload]


@fault(
    "an envelope was changed in the file",
    on=SQLITE,
    told={DamagedFile: RESTORE},
)
def test_a_damaged_envelope_is_told_with_its_position(
    filled: Path, in_file: Opened, proof: Proof
) -> None:
    """An envelope is read late; where it stands must be known even then."""
    connection = sqlite3.connect(filled, isolation_level=None)
    connection.execute("DROP TRIGGER event_stays")
    connection.execute("UPDATE event SET envelope = '{}' WHERE position = 17")
    connection.close()
    found = list(in_file().read())
    assert found[15].envelope.command_id == "command-15"
    with proof.told(match=r"log\.db, position 17"):
        found[16].envelope  # noqa: B018 - looking is what reads it


DECISIONS = 40


@fault(
    "the write-ahead log is cut short, or overwritten from somewhere on",
    on=SQLITE,
    holds=(Promise.FIRST_ONES, Promise.GOES_ON),
)
@pytest.mark.parametrize("garbage", [b"", b"\xa5"], ids=["cut", "overwritten"])
def test_of_a_damaged_write_ahead_log_the_whole_decisions_are_taken(  # noqa: PLR0913, PLR0917 - fixtures
    in_file: Opened,
    path: Path,
    envelope: Enveloping,
    presence: Present,
    garbage: bytes,
    proof: Proof,
) -> None:
    """It is sealed by checksums, one decision after the other, and read up to the first bad one."""
    kept, beside = path.with_name("kept.db"), path.with_name("log.db-wal")
    with in_file() as log:
        for number in range(DECISIONS):
            log.append([presence(number)] * 3, envelope(number))
        shutil.copy(path, kept)  # As the process leaves it when it is killed.
        whole = beside.read_bytes()
    found: list[int] = []
    for cut in range(0, len(whole), len(whole) // 20):
        shutil.copy(kept, path)
        beside.write_bytes(whole[:cut] + garbage * (len(whole) - cut))
        path.with_name("log.db-shm").unlink(missing_ok=True)
        with in_file() as log:
            rows = list(log.read())
            found.append(len(rows) // 3)
            with proof.holds(Promise.FIRST_ONES):
                assert [row.event for row in rows] == [
                    presence(n) for n in range(found[-1]) for _ in range(3)
                ]
            with proof.holds(Promise.GOES_ON):
                made = log.append([presence(1)], envelope(DECISIONS))
                assert made[0].position == len(rows) + 1
    assert found == sorted(found)
    assert found[0] == 0
    assert found[-1] > DECISIONS // 2
