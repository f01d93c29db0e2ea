"""The file: what its tables hold, how one is made, and how a stranger is told from a log.

A new file is built beside its place and put there complete, so nobody ever sees half of one and
nothing that is there already is overwritten.
"""

import os
import secrets
import sqlite3
import struct
from pathlib import Path

from ..errors import CannotOpen, DamagedFile, NewerSchema, NotALog, OtherCommunity
from .faults import faults

__all__ = [
    "APPLICATION_ID",
    "SCHEMA_VERSION",
    "check_community",
    "check_header",
    "make_file",
    "sealed_as",
]

APPLICATION_ID = 0x636F6D64
"""`comd`: what `file` and SQLite's own tools show for a log of this library."""
SCHEMA_VERSION, IN_PLAIN = 2, 1
"""What seals personal values has the version that releases which cannot open them do not know."""
MAGIC = b"SQLite format 3\x00"
HEADER = 100
LARGEST_PAGE = 65_536
"""Bytes; SQLite writes 1 for it, having two bytes for the size."""

TABLES = """
CREATE TABLE community (name TEXT NOT NULL) STRICT;
CREATE TABLE kind (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    version INTEGER NOT NULL,
    UNIQUE (name, version)
) STRICT;
CREATE TABLE event (
    position INTEGER PRIMARY KEY,
    kind INTEGER NOT NULL,
    data TEXT NOT NULL,
    recorded_at INTEGER NOT NULL,
    decided_at INTEGER,
    tags TEXT NOT NULL,
    envelope TEXT
) STRICT;
CREATE TABLE tag (
    tag TEXT NOT NULL,
    position INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    PRIMARY KEY (tag, position)
) STRICT, WITHOUT ROWID;
CREATE VIEW history AS
    SELECT position, name, version, data, tags, envelope,
        strftime('%Y-%m-%dT%H:%M:%fZ', recorded_at / 1e6, 'unixepoch') AS recorded_at
    FROM event JOIN kind ON kind.id = event.kind;
CREATE TRIGGER event_stays BEFORE UPDATE ON event
    BEGIN SELECT raise(ABORT, 'what happened is not changed'); END;
CREATE TRIGGER event_remains BEFORE DELETE ON event
    BEGIN SELECT raise(ABORT, 'what happened is not forgotten'); END;
"""
"""Instants are microseconds since 1970, UTC. `decided_at` is the latest decided so far. `kind` is
the vocabulary of all who ever wrote here; `history` is for people with the `sqlite3` program."""


SEALED = "CREATE TABLE sealed (log TEXT NOT NULL) STRICT;"
"""Only in a file whose personal values are sealed: under what id the key store knows it."""


def make_file(path: Path, community: str, sealed_as: str | None = None) -> None:
    """Put an empty log there, unless somebody else just did; sealed if it gets an id for keys.

    Raises:
        StorageError: The folder is missing, or may not be written to, or is full.
    """
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}.new")
    try:
        with faults(path):
            connection = sqlite3.connect(draft, isolation_level=None)
            try:
                connection.executescript(f"BEGIN;{TABLES}COMMIT;")
                connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                version = IN_PLAIN if sealed_as is None else SCHEMA_VERSION
                connection.execute(f"PRAGMA user_version = {version}")
                connection.execute("INSERT INTO community VALUES (?)", (community,))
                if sealed_as is not None:
                    connection.execute(SEALED)
                    connection.execute("INSERT INTO sealed VALUES (?)", (sealed_as,))
                connection.execute("PRAGMA journal_mode = WAL")
            finally:
                connection.close()
            _put(draft, path)
    finally:
        draft.unlink(missing_ok=True)


def check_header(path: Path) -> None:
    """Look at the first bytes, without SQLite, so that a stranger's file is not even opened.

    Raises:
        NotALog: It is something else.
        NewerSchema: A later release wrote it.
        CannotOpen: It is a folder, or cannot be read.
    """
    with faults(path):
        if path.is_dir():
            raise CannotOpen(str(path), "it is a folder; name a file in it")
        with path.open("rb") as file:
            header = file.read(HEADER)
    if not header:
        raise NotALog(str(path), "an empty file")
    if not header.startswith(MAGIC) or len(header) < HEADER:
        raise NotALog(str(path), "no SQLite database")
    version, application = struct.unpack(">I4xI", header[60:72])
    if application != APPLICATION_ID:
        raise NotALog(str(path), "a SQLite database of another program")
    if version > SCHEMA_VERSION:
        raise NewerSchema(str(path), version, SCHEMA_VERSION)
    _must_be_whole(path, header)


def check_community(connection: sqlite3.Connection, path: Path, community: str) -> None:
    """Whether the file is the log of this community.

    Raises:
        OtherCommunity: It is another's.
        DamagedFile: It does not say.
    """
    try:
        found = connection.execute("SELECT name FROM community").fetchall()
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_ERROR:
            raise
        raise DamagedFile(str(path), f"{error}") from error
    if len(found) != 1:
        raise DamagedFile(str(path), "it does not say whose log it is")
    held = found[0][0].decode()
    if held != community:
        raise OtherCommunity(str(path), community, held)


def sealed_as(connection: sqlite3.Connection, path: Path) -> str | None:
    """Under what id a key store knows the file; None where its personal values are in plain.

    Raises:
        DamagedFile: They are sealed, and it does not say under what.
    """
    with faults(path):
        [(version,)] = connection.execute("PRAGMA user_version")
        if version == IN_PLAIN:
            return None
        [(tables,)] = connection.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'sealed'")
        found = connection.execute("SELECT log FROM sealed").fetchall() if tables else []
    if len(found) != 1:
        raise DamagedFile(str(path), "it does not say under what its keys are kept")
    return str(found[0][0], "utf-8")


def _must_be_whole(path: Path, header: bytes) -> None:
    """A file that was put away properly is as long as its header says."""
    beside = path.with_name(f"{path.name}-wal")
    if beside.exists() and beside.stat().st_size:
        return  # In use, or left by a crash: SQLite puts it in order itself.
    [size] = struct.unpack(">H", header[16:18])
    [pages] = struct.unpack(">I", header[28:32])
    expected = pages * (LARGEST_PAGE if size == 1 else size)
    if path.stat().st_size < expected:
        problem = f"it has {path.stat().st_size} bytes of {expected}"
        raise DamagedFile(str(path), problem)


def _put(draft: Path, path: Path) -> None:
    """The complete file at its place, and its name safe on disk."""
    try:
        os.link(draft, path)
    except FileExistsError:
        return
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
