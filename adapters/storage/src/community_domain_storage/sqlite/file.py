"""The open file: its connections, its head, and rows read from it in short questions."""

import os
import sqlite3
import threading
import warnings
from collections import deque
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from ..errors import CannotOpen, DamagedFile, NotWritable, OldSQLite
from ..selections import Criteria, select
from ..stores import PATIENCE, Durability, Promises, Store, Top, Waiting
from . import schema
from .faults import faults
from .kinds import read_kinds
from .queries import BATCH, FIRST_AFTER, HEAD, batch, of_empty
from .transaction import FileTransaction

__all__ = ["LogFile"]

SAFE_SQLITE = (3, 51, 3)
"""From here on the WAL-reset bug is mended."""
IDLE_READERS = 8
POLL = 0.05
"""How often to look for what other processes recorded, in seconds."""
WRITER_CACHE, READER_CACHE = 16_384, 2_048
"""Pages kept in memory, in KiB: the writer's hold the index of tags."""
WAL_PAGES = 4_000
"""Pages (16 MiB) that gather beside the file before they are moved into it: a page that changes
often is then moved less often."""
_warned = threading.Event()


class LogFile(Store):
    """A log's file, open for one writer at a time and any number of readers.

    Args:
        path: The file; made when there is none.
        community: Whose log it is.
        durability: `full` waits for the disk at every commit. `process` does not: when the
            machine loses power, the last commits may be gone, never half of one.
        clock: Tells when something is recorded.
        patience: How long to wait for a lock that another writer holds, in seconds.
        sealed_as: Under what id a key store knows the file if it is made now; None: in plain.

    Raises:
        StorageError: It is no log, or another community's, or may not be written to.
    """

    promises = Promises(gapless=True, rows=True, words=True, joining=False)

    def __init__(  # noqa: PLR0913 - all but path and community are named
        self,
        path: Path,
        community: str,
        *,
        durability: Durability = "full",
        clock: Callable[[], datetime],
        patience: float = PATIENCE,
        sealed_as: str | None = None,
    ) -> None:
        _warn_once()
        self.path = path.absolute()
        super().__init__(str(self.path), clock, patience)
        self.turn = threading.Lock()
        """Held by the thread that writes."""
        self.changed = threading.Condition()
        """Told of the commits of this process while somebody listens."""
        self.listeners = 0
        self._readers: deque[sqlite3.Connection] = deque()
        self._closed = False
        _must_be_writable(self.path, community, sealed_as)
        schema.check_header(self.path)
        with faults(self.path, patience):
            self.writer = self.connect(WRITER_CACHE)
            try:
                self.writer.execute("PRAGMA journal_mode = WAL")
                level = "FULL" if durability == "full" else "NORMAL"
                self.writer.execute(f"PRAGMA synchronous = {level}")
                self.writer.execute(f"PRAGMA wal_autocheckpoint = {WAL_PAGES}")
                schema.check_community(self.writer, self.path, community)
                self.kinds = read_kinds(self.writer)
                self.sealed_as = schema.sealed_as(self.writer, self.path)
            except BaseException:
                self.writer.close()
                raise

    def close(self) -> None:
        """Let go of the file; closing twice is fine."""
        with self.turn:
            if self._closed:
                return
            self._closed = True
            while self._readers:
                self._readers.pop().close()
            self.writer.close()
        self.notify()

    @property
    def closed(self) -> bool:
        """Whether it was closed."""
        return self._closed

    @contextmanager
    def reading(self) -> Generator[sqlite3.Connection]:
        """A connection for one short question, safe from any thread."""
        self.must_be_open()
        with faults(self.path, self.patience):
            try:
                connection = self._readers.pop()
            except IndexError:
                connection = self.connect()
            try:
                yield connection
            finally:
                if self._closed or len(self._readers) >= IDLE_READERS:
                    connection.close()
                else:
                    self._readers.append(connection)

    def top(self) -> Top:
        """The last row that is committed; the vocabulary is brought up to it."""
        with self.reading() as connection:
            top = Top._make(connection.execute(HEAD).fetchone() or of_empty(connection))
            if top.newest_kind != self.kinds.newest:
                self.kinds = read_kinds(connection)
        return top

    def batches(
        self,
        columns: str,
        criteria: Criteria | None = None,
        *,
        after: int = 0,
        until: int | None = None,
    ) -> Iterator[list[tuple[Any, ...]]]:
        """Rows with `after < position <= until` as they stand now, a batch at a time.

        The first column must be the position. No question stays open between two batches.
        """
        last = self.top().position
        last = last if until is None else min(until, last)
        selection = select(criteria, self.kinds)

        def rows_after(after: int) -> list[tuple[Any, ...]]:
            with self.reading() as connection:
                return batch(connection, columns, selection, (after, last))

        return self.in_batches(rows_after, (after, last), BATCH, whole=selection is None)

    def transaction(self) -> FileTransaction:
        """A transaction on the file: its one writer."""
        return FileTransaction(self)

    def first_after(self, position: int) -> tuple[int, int]:
        """Where the first row behind a position stands, and when it was recorded; there is one."""
        with self.reading() as connection:
            [(found, at)] = connection.execute(FIRST_AFTER, (position,))
        return found, at

    @contextmanager
    def listening(self) -> Generator[Waiting]:
        """Waits for commits: of this process at once, of others within `POLL` seconds."""
        with faults(self.path, self.patience):
            connection = self.connect()
            with self.changed:
                self.listeners += 1
            try:
                yield self._waiting(connection)
            finally:
                with self.changed:
                    self.listeners -= 1
                connection.close()

    def _waiting(self, connection: sqlite3.Connection) -> Waiting:
        [(seen,)] = connection.execute("PRAGMA data_version")

        def wait(ended: Callable[[], bool]) -> None:
            nonlocal seen
            while not ended():
                with self.changed:
                    [(now,)] = connection.execute("PRAGMA data_version")
                    if now != seen:
                        seen = now
                        return
                    self.changed.wait(POLL)

        return wait

    def notify(self) -> None:
        """Wake the subscribers of this process."""
        with self.changed:
            self.changed.notify_all()

    def connect(self, cache: int = READER_CACHE) -> sqlite3.Connection:
        """A connection of one's own; the cache in KiB."""
        # mode=rw: a file that vanished meanwhile is an error, not a new one.
        connection = sqlite3.connect(
            f"{self.path.as_uri()}?mode=rw",
            uri=True,
            timeout=self.patience,
            isolation_level=None,
            check_same_thread=False,
            cached_statements=512,
        )
        connection.text_factory = bytes
        connection.execute(f"PRAGMA cache_size = -{cache}")
        return connection


def _must_be_writable(path: Path, community: str, sealed_as: str | None) -> None:
    """The folder is there and open to us; the file too, or it is made."""
    folder = path.parent
    if not folder.is_dir():
        raise CannotOpen(str(path), f"there is no folder {folder}; make it first")
    if not _allowed(folder, os.W_OK | os.X_OK):
        raise NotWritable(str(path), f"the folder {folder} is read-only")
    if path.exists():
        if not _allowed(path, os.R_OK | os.W_OK):
            raise NotWritable(str(path), "the file is read-only")
        return
    beside = path.with_name(f"{path.name}-wal")
    if beside.exists() and beside.stat().st_size:
        raise DamagedFile(str(path), f"it is gone, and {beside.name} still holds part of it")
    schema.make_file(path, community, sealed_as)


def _allowed(path: Path, mode: int) -> bool:
    """Whether whom this process acts as may use the path that way."""
    return os.access(path, mode, effective_ids=os.access in os.supports_effective_ids)


def _warn_once() -> None:
    if sqlite3.sqlite_version_info < SAFE_SQLITE and not _warned.is_set():
        _warned.set()
        warnings.warn(
            f"SQLite {sqlite3.sqlite_version} has a known bug (WAL reset, mended in 3.51.3) that"
            " can, very rarely, damage a log which several processes write at once. Use a Python"
            " with a newer SQLite, let only one process write, or use another store.",
            OldSQLite,
            stacklevel=4,
        )
