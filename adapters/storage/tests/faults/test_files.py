"""Everything that can be wrong with a file when it is opened, done to a real one.

Each time there is one clear error that names the file, and nothing was overwritten.
"""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from community_domain_storage import (
    CannotOpen,
    DamagedFile,
    NewerSchema,
    NotALog,
    NotWritable,
    OtherCommunity,
    open_log,
)

from tests.faults import SQLITE, Promise, Proof, fault

NOBODY = 65_534


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


def contents(folder: Path) -> dict[str, bytes]:
    """All files of a folder."""
    return {one.name: one.read_bytes() for one in folder.iterdir()}


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


@fault(
    "the file is no log",
    on=SQLITE,
    holds=(Promise.UNTOUCHED,),
    told={NotALog: "it was left as it is. Name another."},
)
@pytest.mark.parametrize("stranger", STRANGERS)
def test_a_file_that_is_no_log_stays_as_it_is(
    url: str, path: Path, stranger: str, proof: Proof
) -> None:
    """A wrong name in the address must not cost anybody their file."""
    STRANGERS[stranger](path)
    before = contents(path.parent)
    with proof.told(match=r"log\.db"):
        open_log(url, community="henggao")
    with proof.holds(Promise.UNTOUCHED):
        assert contents(path.parent) == before


@fault(
    "the address names a folder",
    on=SQLITE,
    told={CannotOpen: "it is a folder; name a file in it"},
)
def test_a_folder_is_no_log(url: str, path: Path, proof: Proof) -> None:
    """The way out is to name a file in it."""
    path.mkdir()
    with proof.told(match=r"log\.db"):
        open_log(url, community="henggao")


@fault(
    "the folder is missing",
    on=SQLITE,
    holds=(Promise.UNTOUCHED,),
    told={CannotOpen: "make it first"},
)
def test_a_missing_folder_is_not_made(url: str, path: Path, proof: Proof) -> None:
    """A mistyped folder is an error to show, not a place to begin a new log."""
    with proof.told(match="no folder"):
        open_log(url.replace("log.db", "missing/log.db"), community="henggao")
    with proof.holds(Promise.UNTOUCHED):
        assert list(path.parent.iterdir()) == []


@fault(
    "a newer release made the file",
    on=SQLITE,
    holds=(Promise.UNTOUCHED,),
    told={NewerSchema: "upgrade community-domain-storage"},
)
def test_a_log_of_a_newer_release_is_refused(filled: Path, url: str, proof: Proof) -> None:
    """An older release cannot know what a newer file format means."""
    connection = sqlite3.connect(filled)
    connection.execute("PRAGMA user_version = 3")
    connection.close()
    before = filled.read_bytes()
    with proof.told(match=r"log\.db"):
        open_log(url, community="henggao")
    with proof.holds(Promise.UNTOUCHED):
        assert filled.read_bytes() == before


@fault(
    "the file is another community's log",
    on=SQLITE,
    holds=(Promise.UNTOUCHED,),
    told={OtherCommunity: "name the other community or another file"},
)
def test_the_log_of_another_community_is_refused(filled: Path, url: str, proof: Proof) -> None:
    """A log is a privacy boundary: its events never mix with another community's."""
    before = filled.read_bytes()
    with proof.told(match=r"henggao.*gaojing"):
        open_log(url, community="gaojing")
    with proof.holds(Promise.UNTOUCHED):
        assert filled.read_bytes() == before


@fault(
    "the tables are gone from the file",
    on=SQLITE,
    told={DamagedFile: "keep a copy of it and restore the last backup"},
)
def test_a_log_without_its_tables_is_damaged(url: str, path: Path, proof: Proof) -> None:
    """The mark of a log alone makes none."""
    other_database(path, f"PRAGMA application_id = {0x636F6D64}")
    with proof.told(match=r"log\.db"):
        open_log(url, community="henggao")


RIGHTS = "a log needs a file and a folder that this user may write to"


@fault(
    "the folder is read-only",
    on=SQLITE,
    holds=(Promise.UNTOUCHED,),
    told={NotWritable: RIGHTS},
)
@pytest.mark.parametrize("exists", [True, False])
def test_a_read_only_folder_is_refused(
    shared: Path,
    exists: bool,  # noqa: FBT001 - a parameter
    proof: Proof,
) -> None:
    """A log writes beside its file too; better said at once than at the first decision."""
    url = f"sqlite:///{shared / 'log.db'}"
    if exists:
        open_log(url, community="henggao").close()
        (shared / "log.db").chmod(0o666)
    before = contents(shared)
    shared.chmod(0o555)
    with without_rights(), proof.told(match=r"log\.db.*folder"):
        open_log(url, community="henggao")
    with proof.holds(Promise.UNTOUCHED):
        assert contents(shared) == before


@fault(
    "the file is read-only",
    on=SQLITE,
    holds=(Promise.UNTOUCHED,),
    told={NotWritable: RIGHTS},
)
@pytest.mark.parametrize("mode", [0o444, 0o000])
def test_a_read_only_file_is_refused(shared: Path, mode: int, proof: Proof) -> None:
    """A log that cannot grow is said to be so at once."""
    url = f"sqlite:///{shared / 'log.db'}"
    open_log(url, community="henggao").close()
    before = contents(shared)
    shared.chmod(0o777)
    (shared / "log.db").chmod(mode)
    with without_rights(), proof.told(match=r"log\.db.*read-only"):
        open_log(url, community="henggao")
    with proof.holds(Promise.UNTOUCHED):
        assert contents(shared) == before


@fault(
    "the file was removed, and what stands beside it was not",
    on=SQLITE,
    holds=(Promise.UNTOUCHED,),
    told={DamagedFile: "keep a copy of it and restore the last backup"},
)
def test_what_is_left_of_a_removed_file_is_not_mixed_in(
    filled: Path, url: str, proof: Proof
) -> None:
    """A new log beside the remains of an old one would read the old one's events as its own."""
    filled.with_name("log.db-wal").write_bytes(b"something")
    filled.unlink()
    with proof.told(match=r"log\.db-wal"):
        open_log(url, community="henggao")
    with proof.holds(Promise.UNTOUCHED):
        assert contents(filled.parent) == {"log.db-wal": b"something"}
