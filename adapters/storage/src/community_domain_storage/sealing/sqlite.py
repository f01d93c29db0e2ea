"""Wrapped keys in a SQLite file of their own.

What is destroyed is overwritten in the file (`secure_delete`), and no write-ahead log keeps it.
"""

import os
import sqlite3
import threading
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from ..errors import CannotOpen, LogClosed
from ..sqlite.faults import faults
from .errors import NotAKeyStore
from .masters import Wrapped
from .store import Destroyed, Kept, Named

__all__ = ["APPLICATION_ID", "SQLiteKeyStore"]

APPLICATION_ID = 0x636F6D6B
"""`comk`: what `file` and SQLite's own tools show for a key store of this library."""
TABLES = """
CREATE TABLE log (
    id TEXT PRIMARY KEY,
    community TEXT NOT NULL,
    carried_out INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE TABLE key (
    log TEXT NOT NULL,
    member TEXT NOT NULL,
    master TEXT,
    data BLOB,
    destroyed INTEGER,
    PRIMARY KEY (log, member),
    CHECK ((data IS NULL) = (destroyed IS NOT NULL) AND (data IS NULL) = (master IS NULL))
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX by_destruction ON key (destroyed) WHERE destroyed IS NOT NULL;
CREATE INDEX by_master ON key (master);
"""
DESTROY = """
INSERT INTO key (log, member, destroyed)
    VALUES (?, ?, (SELECT coalesce(max(destroyed), 0) + 1 FROM key WHERE destroyed IS NOT NULL))
    ON CONFLICT DO UPDATE SET master = NULL, data = NULL, destroyed = excluded.destroyed
    WHERE destroyed IS NULL
"""
REWRAP = "UPDATE key SET master = ?, data = ? WHERE log = ? AND member = ? AND data = ?"
ADD = "INSERT INTO key (log, member, master, data) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING"


class SQLiteKeyStore:
    """A `KeyStore` in one file, which only its owner may read; made when there is none.

    Args:
        path: The file.
        patience: How long to wait for another process that writes to it, in seconds.

    Raises:
        StorageError: It is no key store, or cannot be used.
    """

    def __init__(self, path: Path, patience: float) -> None:
        self.path, self._patience = path.absolute(), patience
        self._turn = threading.Lock()
        self._closed = False
        self._seen: int | None = None
        """SQLite's count of changes by others, when it was last asked who was destroyed."""
        with faults(self.path, patience):
            _make(self.path)
            self._connection = _connect(self.path, patience)
            try:
                _prepare(self._connection, self.path)
            except BaseException:
                self._connection.close()
                raise

    @property
    def where(self) -> str:
        """The file."""
        return str(self.path)

    def knows(self, log: str) -> bool:
        """Whether the store was told of a log."""
        with self._asking() as connection:
            found = connection.execute("SELECT 1 FROM log WHERE id = ?", (log,))
            return found.fetchone() is not None

    def admit(self, log: str, community: str) -> None:
        """Tell the store of a new log, and whose it is."""
        with self._changing() as connection:
            connection.execute(
                "INSERT INTO log (id, community) VALUES (?, ?) ON CONFLICT DO NOTHING",
                (log, community),
            )

    def find(self, named: Named) -> Kept | None:
        """What is kept for a member."""
        with self._asking() as connection:
            row = connection.execute(
                "SELECT master, data, destroyed FROM key WHERE log = ? AND member = ?", named
            ).fetchone()
        if row is None:
            return None
        return Wrapped(row[0], row[1]) if row[2] is None else Destroyed(row[2])

    def add(self, keys: Mapping[Named, Wrapped]) -> list[Named]:
        """Keep new keys, all together."""
        with self._changing() as connection:
            return [
                named
                for named, wrapped in keys.items()
                if not connection.execute(ADD, (*named, *wrapped)).rowcount
            ]

    def destroy(self, named: Named) -> None:
        """Overwrite the key of a member for good."""
        with self._changing() as connection:
            connection.execute(DESTROY, named)

    def destroyed_since(self, log: str, number: int) -> Sequence[tuple[str, int]]:
        """Members whose keys were destroyed after a number; nothing is asked if nothing changed."""
        with self._asking() as connection:
            [(seen,)] = connection.execute("PRAGMA data_version")
            if seen == self._seen:
                return ()
            found = connection.execute(
                "SELECT member, destroyed FROM key WHERE destroyed > ? AND log = ?"
                " ORDER BY destroyed",
                (number, log),
            ).fetchall()
            self._seen = seen
        return found

    def carried_out(self, log: str) -> int:
        """The position up to which every erasure in a log has been carried out."""
        with self._asking() as connection:
            [(position,)] = connection.execute("SELECT carried_out FROM log WHERE id = ?", (log,))
        return int(position)

    def note_carried_out(self, log: str, position: int) -> None:
        """Put down that position."""
        with self._changing() as connection:
            connection.execute(
                "UPDATE log SET carried_out = max(carried_out, ?) WHERE id = ?", (position, log)
            )

    def start_over(self, log: str) -> None:
        """Put it down as 0."""
        with self._changing() as connection:
            connection.execute("UPDATE log SET carried_out = 0 WHERE id = ?", (log,))

    def wrapped_by_others(self, master: str, limit: int) -> Sequence[tuple[Named, Wrapped]]:
        """So many keys at most that another master key wraps."""
        with self._asking() as connection:
            rows = connection.execute(
                "SELECT log, member, master, data FROM key WHERE master < ?1 OR master > ?1"
                " LIMIT ?2",
                (master, limit),
            ).fetchall()
        return [((log, member), Wrapped(*wrapped)) for log, member, *wrapped in rows]

    def rewrap(self, changes: Sequence[tuple[Named, Wrapped, Wrapped]]) -> int:
        """Put new wrapping in place of old, where it is still the old one."""
        with self._changing() as connection:
            return sum(
                connection.execute(REWRAP, (*new, *named, old.data)).rowcount
                for named, old, new in changes
            )

    def close(self) -> None:
        """Let go of the file; closing twice is fine."""
        with self._turn:
            self._closed = True
            self._connection.close()

    @contextmanager
    def _asking(self) -> Generator[sqlite3.Connection]:
        with self._turn, faults(self.path, self._patience):
            if self._closed:
                raise LogClosed(str(self.path))
            yield self._connection

    @contextmanager
    def _changing(self) -> Generator[sqlite3.Connection]:
        """A transaction; all of it is durable at the end, or none."""
        with self._asking() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):
                    connection.execute("ROLLBACK")
                raise


def _make(path: Path) -> None:
    """An empty file that its owner alone may read, unless there is one."""
    if not path.parent.is_dir():
        raise CannotOpen(str(path), f"there is no folder {path.parent}; make it first")
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))


def _connect(path: Path, patience: float) -> sqlite3.Connection:
    return sqlite3.connect(
        f"{path.as_uri()}?mode=rw",
        uri=True,
        timeout=patience,
        isolation_level=None,
        check_same_thread=False,
    )


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    """Safe settings, and the tables where the file is new."""
    try:
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("PRAGMA synchronous = EXTRA")
        connection.execute("BEGIN IMMEDIATE")
        [(application,)] = connection.execute("PRAGMA application_id")
        [(tables,)] = connection.execute("SELECT count(*) FROM sqlite_schema")
        if not tables:
            for statement in TABLES.split(";\n"):
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        elif application != APPLICATION_ID:
            raise NotAKeyStore(str(path), "a SQLite database of another program")
        connection.execute("COMMIT")
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", 0) != sqlite3.SQLITE_NOTADB:
            raise
        raise NotAKeyStore(str(path), "no SQLite database") from error
