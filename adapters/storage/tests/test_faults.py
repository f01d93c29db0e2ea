"""Everything that can be wrong with a file, done to a real one.

Each time there is one clear error that names the file, and nothing was overwritten.
"""

import os
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from community_domain_storage import (
    CannotOpen,
    DamagedFile,
    DiskFull,
    LogBusy,
    NewerSchema,
    NotALog,
    NotWritable,
    OtherCommunity,
    SQLiteLog,
    StorageError,
    open_log,
)

from community_domain import CorruptHistory, Envelope, Event

Opened = Callable[..., SQLiteLog]
Enveloping = Callable[..., Envelope]
Present = Callable[[int], Event]

NOBODY = 65_534
EVENTS = 300


@contextmanager
def without_rights() -> Generator[None]:
    """Permission bits bind everybody but root; so be nobody for a while."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def shared() -> Iterator[Path]:
    """A folder that everybody may look into."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


@pytest.fixture
def filled(in_file: Opened, path: Path, envelope: Enveloping, presence: Present) -> Path:
    """A file with some events, closed."""
    with in_file() as log:
        for number in range(0, EVENTS, 3):
            events = [presence(number), presence(number + 1), presence(number + 2)]
            log.append(events, envelope(number))
    return path


def other_database(path: Path, statement: str) -> None:
    """Make a SQLite file that is no log of ours."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute(statement)
    connection.execute("CREATE TABLE thing (name TEXT)")
    connection.close()


STRANGERS: dict[str, Callable[[Path], object]] = {
    "text": lambda path: path.write_text("Minutes of the meeting\n" * 20),
    "empty": lambda path: path.touch(),
    "half a header": lambda path: path.write_bytes(b"SQLite format 3\x00"),
    "database": lambda path: other_database(path, "PRAGMA application_id = 0"),
    "of another program": lambda path: other_database(path, "PRAGMA application_id = 1196444487"),
    "with a log beside": lambda path: other_database(path, "PRAGMA journal_mode = WAL"),
}


@pytest.mark.parametrize("stranger", STRANGERS)
def test_a_file_that_is_no_log_stays_as_it_is(url: str, path: Path, stranger: str) -> None:
    """A wrong name in the address must not cost anybody their file."""
    STRANGERS[stranger](path)
    before = {one.name: one.read_bytes() for one in path.parent.iterdir()}
    with pytest.raises(NotALog, match=r"log\.db"):
        open_log(url, community="henggao")
    assert {one.name: one.read_bytes() for one in path.parent.iterdir()} == before


def test_a_folder_is_no_log(url: str, path: Path) -> None:
    """The way out is to name a file in it."""
    path.mkdir()
    with pytest.raises(CannotOpen, match=r"log\.db.*folder"):
        open_log(url, community="henggao")


def test_a_missing_folder_is_not_made(url: str, path: Path) -> None:
    """A mistyped folder is an error to show, not a place to begin a new log."""
    with pytest.raises(CannotOpen, match="no folder"):
        open_log(url.replace("log.db", "missing/log.db"), community="henggao")
    assert list(path.parent.iterdir()) == []


def test_a_log_of_a_newer_release_is_refused(filled: Path, url: str) -> None:
    """An older release cannot know what a newer file format means."""
    connection = sqlite3.connect(filled)
    connection.execute("PRAGMA user_version = 3")
    connection.close()
    before = filled.read_bytes()
    with pytest.raises(NewerSchema, match=r"log\.db.*upgrade"):
        open_log(url, community="henggao")
    assert filled.read_bytes() == before


def test_the_log_of_another_community_is_refused(filled: Path, url: str) -> None:
    """A log is a privacy boundary: its events never mix with another community's."""
    with pytest.raises(OtherCommunity, match=r"henggao.*gaojing"):
        open_log(url, community="gaojing")
    assert filled.exists()


def test_a_log_without_its_tables_is_damaged(url: str, path: Path) -> None:
    """The mark of a log alone makes none."""
    other_database(path, f"PRAGMA application_id = {0x636F6D64}")
    with pytest.raises(DamagedFile, match=r"log\.db"):
        open_log(url, community="henggao")


@pytest.mark.parametrize("exists", [True, False])
def test_a_read_only_folder_is_refused(shared: Path, exists: bool) -> None:  # noqa: FBT001
    """A log writes beside its file too; better said at once than at the first decision."""
    url = f"sqlite:///{shared / 'log.db'}"
    if exists:
        open_log(url, community="henggao").close()
        (shared / "log.db").chmod(0o666)
    shared.chmod(0o555)
    with without_rights(), pytest.raises(NotWritable, match=r"log\.db.*folder"):
        open_log(url, community="henggao")
    assert [one.name for one in shared.iterdir()] == (["log.db"] if exists else [])


@pytest.mark.parametrize("mode", [0o444, 0o000])
def test_a_read_only_file_is_refused(shared: Path, mode: int) -> None:
    """A log that cannot grow is said to be so at once."""
    url = f"sqlite:///{shared / 'log.db'}"
    open_log(url, community="henggao").close()
    shared.chmod(0o777)
    (shared / "log.db").chmod(mode)
    with without_rights(), pytest.raises(NotWritable, match=r"log\.db.*read-only"):
        open_log(url, community="henggao")


@contextmanager
def no_file_beyond(size: int) -> Generator[None]:
    """No file may grow beyond so many bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def fill(log: SQLiteLog, envelope: Enveloping, presence: Present, first: int = 0) -> int:
    """Append until there is no room; gives the number of the decision that did not go in."""
    for number in range(first, 1_000_000):
        try:
            log.append([presence(number), presence(number)], envelope(number))
        except DiskFull:
            return number
    pytest.fail("the disk is never full")


def test_a_full_disk_loses_nothing_but_the_decision(
    in_file: Opened, envelope: Enveloping, presence: Present
) -> None:
    """What was recorded stays, what failed left no trace, and with room again it goes on."""
    log = in_file()
    with no_file_beyond(200_000):
        done = fill(log, envelope, presence)
        assert log.head().position == 2 * done
    log.append([presence(1), presence(2)], envelope(done))
    assert [one.position for one in in_file().read()] == list(range(1, 2 * done + 3))


def test_a_full_database_loses_nothing_but_the_decision(
    in_file: Opened, envelope: Enveloping, presence: Present
) -> None:
    """The same where SQLite itself says that there is no room."""
    log = in_file()
    log.append([presence(0), presence(0)], envelope(0))
    log.file.writer.execute("PRAGMA max_page_count = 30")
    done = fill(log, envelope, presence, first=1)
    assert log.head().position == 2 * done


def test_a_full_disk_makes_no_log(url: str, path: Path) -> None:
    """Where there is no room for a new file, none is left behind."""
    with no_file_beyond(5_000), pytest.raises(DiskFull, match=r"log\.db"):
        open_log(url, community="henggao")
    assert list(path.parent.iterdir()) == []


@pytest.mark.parametrize("kept", [0.1, 0.5, 0.9, 0.999])
def test_a_truncated_file_is_damaged(filled: Path, url: str, kept: float) -> None:
    """A copy that broke off is found out on opening, and left as it is."""
    with filled.open("r+b") as file:
        file.truncate(int(filled.stat().st_size * kept))
    before = filled.read_bytes()
    with pytest.raises(DamagedFile, match=r"log\.db"):
        open_log(url, community="henggao")
    assert filled.read_bytes() == before


@pytest.mark.parametrize("garbage", [b"\x00", b"\xa5"])
def test_a_corrupted_page_is_never_taken_for_history(
    filled: Path, in_file: Opened, envelope: Enveloping, presence: Present, garbage: bytes
) -> None:
    """Whichever page is hit, reading gives every event as it was, or an error."""
    whole = filled.read_bytes()
    size = 4096
    errors: list[str] = []
    for page in range(len(whole) // size):
        start = page * size
        filled.write_bytes(whole[:start] + garbage * size + whole[start + size :])
        try:
            with in_file() as log:
                found = [one.event for one in log.read()]
                assert found == [presence(number) for number in range(EVENTS)]
                assert [row.position for row in log.rows()] == list(range(1, EVENTS + 1))
                log.append([presence(1)], envelope(EVENTS))
        except (StorageError, CorruptHistory) as error:
            errors.append(str(error))
    assert len(errors) > len(whole) // size // 2
    assert all("log.db" in error for error in errors)


def test_a_missing_event_is_never_passed_over(filled: Path, in_file: Opened) -> None:
    """A row that some tool took out of the file is missed by whoever reads past it."""
    connection = sqlite3.connect(filled, isolation_level=None)
    connection.execute("DROP TRIGGER event_remains")
    connection.execute("DELETE FROM event WHERE position = 17")
    connection.close()
    log = in_file()
    with pytest.raises(DamagedFile, match="position 17 is missing"):
        list(log.read())
    with pytest.raises(DamagedFile, match="position 17 is missing"):
        list(log.rows())


def test_a_damaged_envelope_is_told_with_its_position(filled: Path, in_file: Opened) -> None:
    """An envelope is read late; where it stands must be known even then."""
    connection = sqlite3.connect(filled, isolation_level=None)
    connection.execute("DROP TRIGGER event_stays")
    connection.execute("UPDATE event SET envelope = '{}' WHERE position = 17")
    connection.close()
    found = list(in_file().read())
    assert found[15].envelope.command_id == "command-15"
    with pytest.raises(DamagedFile, match=r"log\.db, position 17"):
        found[16].envelope  # noqa: B018 - looking is what reads it


def test_what_is_left_of_a_removed_file_is_not_mixed_in(filled: Path, url: str) -> None:
    """A new log beside the remains of an old one would read the old one's events as its own."""
    remains = filled.with_name("log.db-wal")
    remains.write_bytes(b"something")
    filled.unlink()
    with pytest.raises(DamagedFile, match=r"log\.db-wal"):
        open_log(url, community="henggao")
    assert remains.read_bytes() == b"something"
    assert not filled.exists()


@contextmanager
def held(path: Path, *statements: str) -> Generator[None]:
    """Another process holds the file, until the end of the context."""
    program = (
        "import sqlite3, sys\n"
        "held = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "for statement in sys.argv[2:]: held.execute(statement)\n"
        "print(flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, str(path), *statements],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdout
        assert process.stdin
        process.stdout.readline()
        try:
            yield
        finally:
            process.stdin.close()


def test_a_held_lock_ends_in_an_error(
    filled: Path, in_file: Opened, envelope: Enveloping, presence: Present
) -> None:
    """Another writer is waited for as long as was agreed; reading goes on meanwhile."""
    log = in_file(patience=0.1)
    with held(filled, "BEGIN IMMEDIATE"):
        with pytest.raises(LogBusy, match=r"log\.db.*0\.1 seconds"):
            log.append([presence(1)], envelope(EVENTS))
        assert sum(1 for _ in log.read()) == EVENTS
        with pytest.raises(LogBusy), log.writing():
            pytest.fail("somebody else writes")
    log.append([presence(1)], envelope(EVENTS))
    assert log.head().position == EVENTS + 1


def test_a_file_held_for_one_alone_ends_in_an_error(filled: Path, url: str) -> None:
    """Where nobody else may even read, opening says so and does not hang."""
    with (
        held(filled, "PRAGMA locking_mode = EXCLUSIVE", "BEGIN IMMEDIATE"),
        pytest.raises(LogBusy, match=r"log\.db.*0\.1 seconds"),
    ):
        open_log(url, community="henggao", patience=0.1)


def test_a_thread_that_never_ends_its_transaction_ends_in_an_error(
    in_file: Opened, envelope: Enveloping, presence: Present
) -> None:
    """The bound holds between threads of one process too."""
    log = in_file(patience=0.1)
    with log.writing(), pytest.raises(LogBusy, match=r"log\.db"):
        log.append([presence(1)], envelope(1))
    log.append([presence(1)], envelope(1))
