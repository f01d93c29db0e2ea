"""A transaction on the file: rows are gathered, and written together before it ends.

What nobody has asked for yet costs no question to the database: rows wait in memory until the
commit, or until somebody reads.
"""

import sqlite3
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from types import TracebackType
from typing import Any, Self

import attrs

from ..errors import LogBusy
from .faults import fault, faults
from .file import LogFile, Top
from .kinds import Kinds, Named
from .queries import BATCH, Criteria, batch, select, tagged

__all__ = ["Row", "Transaction"]

Row = tuple[int, bytes, int, int | None, bytes, bytes | None]
"""Kind, data, recorded and decided (microseconds), tags as JSON, envelope."""

INSERT_EVENT = (
    "INSERT INTO event (position, kind, data, recorded_at, decided_at, tags, envelope)"
    " VALUES (?, ?, CAST(? AS TEXT), ?, ?, CAST(? AS TEXT), CAST(? AS TEXT))"
)
INSERT_TAG = "INSERT INTO tag (tag, position, kind) VALUES "


@attrs.define
class _Savepoint:
    """Where the transaction stood, and whether the database was told."""

    waiting: int
    top: Top
    told: bool = False


class Transaction:
    """The one writer of the file, from `BEGIN IMMEDIATE` to the commit."""

    def __init__(self, file: LogFile) -> None:
        self._file = file
        self._connection = file.writer
        self._rows: list[tuple[Any, ...]] = []
        self._tags: list[list[str]] = []
        self._savepoints: list[_Savepoint] = []
        self._wrote = False

    def __enter__(self) -> Self:
        file = self._file
        if not file.turn.acquire(timeout=file.patience):
            raise LogBusy(str(file.path), file.patience)
        try:
            file.must_be_open()
            with faults(file.path, file.patience):
                self._connection.execute("BEGIN IMMEDIATE")
                self.top = Top.read(self._connection)
                self.kinds = file.kinds
                if self.top.newest_kind != self.kinds.newest:
                    self.kinds = Kinds.read(self._connection)
        except BaseException:
            self.abandon()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is not None:
            self.abandon()
            return
        try:
            self.flush()
            self._connection.execute("COMMIT")
        except BaseException as problem:
            self.abandon()
            if isinstance(problem, sqlite3.Error):
                raise fault(problem, self._file.path, self._file.patience) from problem
            raise
        self._file.kinds = self.kinds
        self._file.turn.release()
        if self._wrote:
            self._file.notify()

    def know(self, wanted: Sequence[Named]) -> None:
        """Give every one of these kinds a number."""
        with faults(self._file.path):
            self.kinds = self.kinds.with_new(self._connection, wanted)

    def add(self, row: Row, tags: list[str]) -> int:
        """Take one row in, and index it under tags that hold no doubles; gives its position."""
        top = self.top
        position = top.position + 1
        self._rows.append((position, *row))
        self._tags.append(tags)
        self.top = Top(position, row[2], row[3], top.newest_kind)
        return position

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

    def batches(
        self,
        columns: str,
        criteria: Criteria | None,
        *,
        after: int = 0,
        size: int = BATCH,
    ) -> Iterator[list[tuple[Any, ...]]]:
        """Rows after a position, own ones included."""
        self._flush_for_reading()
        selection = select(criteria, self.kinds)
        last = self.top.position
        while after < last:
            with faults(self._file.path):
                rows = batch(self._connection, columns, selection, (after, last), size)
            if rows:
                yield rows
            if len(rows) < size:
                return
            after = rows[-1][0]

    def tagged(self, columns: str, tag: str) -> list[tuple[Any, ...]]:
        """The rows that carry one tag, own ones included."""
        if any(tag in tags for tags in self._tags):
            self._flush_for_reading()
        with faults(self._file.path):
            return self._connection.execute(tagged(columns), (tag,)).fetchall()

    @contextmanager
    def savepoint(self) -> Generator[None]:
        """Undo what was added since, when an exception passes."""
        mark = _Savepoint(len(self._rows), self.top)
        self._savepoints.append(mark)
        try:
            yield
        except BaseException:
            self._savepoints.pop()
            if mark.told:
                self._connection.execute("ROLLBACK TO part")
                self._connection.execute("RELEASE part")
                self.kinds = Kinds.read(self._connection)
            del self._rows[mark.waiting :], self._tags[mark.waiting :]
            self.top = mark.top
            raise
        self._savepoints.pop()
        if mark.told:
            self._connection.execute("RELEASE part")

    def _flush_for_reading(self) -> None:
        if self._rows:
            with faults(self._file.path):
                self.flush()

    def _insert(self, start: int, end: int) -> None:
        if start == end:
            return
        self._wrote = True
        rows, tags = self._rows[start:end], self._tags[start:end]
        if len(rows) == 1:
            [row] = rows
            self._connection.execute(INSERT_EVENT, row)
            if tags[0]:
                values = [value for tag in tags[0] for value in (tag, row[0], row[1])]
                places = ", ".join(["(?, ?, ?)"] * len(tags[0]))
                self._connection.execute(INSERT_TAG + places, values)
            return
        self._connection.executemany(INSERT_EVENT, rows)
        self._connection.executemany(
            f"{INSERT_TAG}(?, ?, ?)",
            ((tag, row[0], row[1]) for row, own in zip(rows, tags, strict=True) for tag in own),
        )

    def abandon(self) -> None:
        """Undo everything and let the next writer in."""
        with suppress(sqlite3.Error):
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
        self._file.turn.release()
