"""A transaction on the file: rows are gathered, and written together before it ends.

What nobody has asked for yet costs no question to the database: rows wait in memory until the
commit, or until somebody reads. This is the path of every command; it is written for speed.
"""

import sqlite3
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

import attrs

from ..errors import LogBusy
from ..kinds import Named
from ..selections import Criteria, select
from ..stores import NewRow, Transaction
from .faults import faults, reraise
from .kinds import read_kinds, with_new
from .queries import BATCH, HEAD, batch, of_empty, tagged

if TYPE_CHECKING:
    from .file import LogFile

__all__ = ["FileTransaction"]

INSERT_EVENT = (
    "INSERT INTO event (position, kind, data, recorded_at, decided_at, tags, envelope)"
    " VALUES (?, ?, CAST(? AS TEXT), ?, ?, CAST(? AS TEXT), CAST(? AS TEXT))"
)
MOST_WAITING = 1_000
"""Rows that wait in memory at most."""
ASKED_TOGETHER = 500
"""Tags of one question; SQLite takes some thousand values."""


@cache
def _insert_tags(count: int) -> str:
    """The statement that puts one row under so many tags."""
    return f"INSERT INTO tag (tag, position, kind) VALUES {', '.join(['(?, ?, ?)'] * count)}"  # noqa: S608 - question marks only


@lru_cache(maxsize=8)
def _used(count: int) -> str:
    """The question which of so many tags are in use."""
    if count == 1:
        return "SELECT tag FROM tag WHERE tag = ? LIMIT 1"
    return f"SELECT DISTINCT tag FROM tag WHERE tag IN ({', '.join('?' * count)})"  # noqa: S608 - question marks only


@attrs.define
class _Savepoint:
    """Where the transaction stood, and whether the database was told."""

    waiting: int
    position: int
    recorded_at: int
    decided_at: int | None
    told: bool = False


class FileTransaction(Transaction):
    """The one writer of the file, from `BEGIN IMMEDIATE` to the commit."""

    def __init__(self, file: "LogFile") -> None:
        super().__init__(file)
        self._file = file
        self._connection = file.writer
        self._rows: list[NewRow] = []
        self._tags: list[Sequence[str]] = []
        self._waiting_tags: set[str] = set()
        """Those of the rows that wait, and perhaps of some that were undone."""
        self._savepoints: list[_Savepoint] = []

    def begin(self) -> None:
        """Wait for the turn of this thread and of this process, and look where the log stands."""
        file, connection = self._file, self._connection
        turn = file.turn
        if not turn.acquire(blocking=False) and not turn.acquire(timeout=file.patience):
            raise LogBusy(str(file.path), file.patience)
        try:
            file.must_be_open()
            connection.execute("BEGIN IMMEDIATE")
            found = connection.execute(HEAD).fetchone() or of_empty(connection)
            self.position, self.recorded_at, self.decided_at, newest = found
            self.kinds = file.kinds
            if newest != self.kinds.newest:
                self.kinds = read_kinds(connection)
            self.looked()
        except BaseException as error:  # noqa: BLE001 - raised again
            self.abandon()
            reraise(error, file.path, file.patience)

    def commit(self) -> None:
        """Write what waits, and end the transaction on disk."""
        file = self._file
        try:
            if self._rows:
                self.flush()
            self._connection.execute("COMMIT")
        except BaseException as problem:  # noqa: BLE001 - raised again
            self.abandon()
            reraise(problem, file.path, file.patience)
        file.kinds = self.kinds
        file.turn.release()
        if file.listeners:
            file.notify()

    def know(self, wanted: Sequence[Named]) -> None:
        """Give every one of these kinds a number."""
        with faults(self._file.path):
            self.kinds = with_new(self.kinds, self._connection, wanted)
        self.looked()

    def add(self, row: NewRow, tags: Sequence[str]) -> None:
        """Take one row in, at the next position, and index it under tags without doubles."""
        self._rows.append(row)
        self._tags.append(tags)
        self._waiting_tags.update(tags)
        self.position, self.recorded_at, self.decided_at = row[0], row[3], row[4]
        self._head = None
        if len(self._rows) >= MOST_WAITING:
            with faults(self._file.path):
                self.flush()

    def guard(self, criteria: Criteria, decided_at: int | None = None) -> None:
        """Nobody else records anything while this lasts."""

    def flush(self) -> None:
        """Hand all gathered rows to the database, and the savepoints between them."""
        written = 0
        for savepoint in self._savepoints:
            if not savepoint.told:
                self._insert(written, savepoint.waiting)
                written = savepoint.waiting
                self._connection.execute("SAVEPOINT part")
                savepoint.told, savepoint.waiting = True, 0
        self._insert(written, len(self._rows))
        self._rows.clear()
        self._tags.clear()
        self._waiting_tags.clear()

    def batches(
        self,
        columns: str,
        criteria: Criteria | None,
        *,
        after: int = 0,
        size: int | None = None,
    ) -> Iterator[list[tuple[Any, ...]]]:
        """Rows after a position, own ones included."""
        if self._rows:
            with faults(self._file.path):
                self.flush()
        selection, many, last = select(criteria, self.kinds), size or BATCH, self.position

        def rows_after(after: int) -> list[tuple[Any, ...]]:
            with faults(self._file.path):
                return batch(self._connection, columns, selection, (after, last), many)

        yield from self._file.in_batches(rows_after, (after, last), many, whole=False)

    def tagged(self, columns: str, tag: str) -> list[tuple[Any, ...]]:
        """The rows that carry one tag, own ones included."""
        with faults(self._file.path):
            if tag in self._waiting_tags:
                self.flush()
            return self._connection.execute(tagged(columns), (tag,)).fetchall()

    def used(self, tags: Sequence[str]) -> set[str]:
        """Those of the tags that rows carry, own ones included."""
        found: set[str] = set()
        try:
            if self._rows and not self._waiting_tags.isdisjoint(tags):
                self.flush()
            for start in range(0, len(tags), ASKED_TOGETHER):
                part = tags[start : start + ASKED_TOGETHER]
                rows = self._connection.execute(_used(len(part)), part)
                found.update([tag.decode() for (tag,) in rows])
        except sqlite3.Error as error:
            reraise(error, self._file.path)
        return found

    @contextmanager
    def savepoint(self) -> Generator[None]:
        """Undo what was added since, when an exception passes."""
        mark = _Savepoint(len(self._rows), self.position, self.recorded_at, self.decided_at)
        self._savepoints.append(mark)
        try:
            yield
        except BaseException:
            self._savepoints.pop()
            if mark.told:
                self._connection.execute("ROLLBACK TO part")
                self._connection.execute("RELEASE part")
                self.kinds = read_kinds(self._connection)
                self.looked()
            del self._rows[mark.waiting :], self._tags[mark.waiting :]
            self.position, self.recorded_at = mark.position, mark.recorded_at
            self.decided_at, self._head = mark.decided_at, None
            raise
        self._savepoints.pop()
        if mark.told:
            self._connection.execute("RELEASE part")

    def abandon(self) -> None:
        """Undo everything and let the next writer in."""
        with suppress(sqlite3.Error):
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
        self._file.turn.release()

    def _insert(self, start: int, end: int) -> None:
        """Rows between two indexes of those that wait."""
        connection = self._connection
        if end - start == 1:
            row, own = self._rows[start], self._tags[start]
            connection.execute(INSERT_EVENT, row)
            if own:
                position, kind = row[0], row[1]
                values = [value for tag in own for value in (tag, position, kind)]
                connection.execute(_insert_tags(len(own)), values)
        elif start < end:
            rows, tags = self._rows[start:end], self._tags[start:end]
            connection.executemany(INSERT_EVENT, rows)
            connection.executemany(
                _insert_tags(1),
                [(tag, row[0], row[1]) for row, own in zip(rows, tags, strict=True) for tag in own],
            )
