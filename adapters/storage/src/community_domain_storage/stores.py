"""What a log stands on: a store of rows, and a transaction on it.

Everything that logs and recorders have in common is written against these two; a store brings
what is its own.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from types import TracebackType
from typing import Any, Literal, NamedTuple, Self

import attrs

from community_domain import Head

from .errors import DamagedFile, LogClosed
from .instants import instant
from .kinds import Kinds, Named
from .selections import Criteria

__all__ = [
    "PATIENCE",
    "ROW",
    "WHOLE_ROW",
    "Durability",
    "NewRow",
    "Promises",
    "Store",
    "Top",
    "Transaction",
    "Waiting",
]

Durability = Literal["full", "process"]
"""What survives: `full` a loss of power, `process` only the end of the process."""

PATIENCE = 5.0
"""How long to wait for a server, or for what another writer holds, in seconds."""


ROW = "position, kind, data, recorded_at, envelope"
"""What a domain event is made of."""
WHOLE_ROW = f"{ROW}, tags"
"""All of a row that anybody is shown; the tags as JSON."""

NewRow = tuple[int, int, bytes, int, int | None, bytes, bytes | None]
"""Position, kind, data, recorded and decided (microseconds), tags as JSON, envelope."""

Waiting = Callable[[Callable[[], bool]], None]
"""Returns once something may have been recorded since the last time, or what it is given says that
nobody waits any more."""


@attrs.frozen
class Promises:
    """What a store can be relied on for; asking for what it does not promise is refused."""

    gapless: bool
    """Positions are 1, 2, 3 … without gaps, so that a missing row is noticed."""
    rows: bool
    """Rows are shown as they are stored, for audit, backup and copying."""
    words: bool
    """All words of whoever wrote are known, also those not used yet, so that a writer that lacks
    one is refused at once; where not, from the first such event on."""
    joining: bool
    """Decisions can be part of a transaction that the caller began."""


class Top(NamedTuple):
    """The last row: its position (0 when there is none) and instants, and the newest kind."""

    position: int
    recorded_at: int
    decided_at: int | None
    newest_kind: int


class Store(ABC):
    """Rows of one community; safe for threads.

    Args:
        name: How errors call it; without a password.
        clock: Tells when something is recorded.
        patience: How long to wait for whoever holds it, in seconds.
    """

    promises: Promises

    def __init__(self, name: str, clock: Callable[[], datetime], patience: float) -> None:
        self.name, self.clock, self.patience = name, clock, patience
        self.kinds = Kinds()
        self.sealed_as: str | None = None
        """Under what id a key store knows it; None where personal values are in plain."""

    @property
    @abstractmethod
    def closed(self) -> bool:
        """Whether it was closed."""

    def must_be_open(self) -> None:
        """Refuse to go on with a closed store."""
        if self.closed:
            raise LogClosed(self.name)

    @abstractmethod
    def close(self) -> None:
        """Let go of it; closing twice is fine."""

    @abstractmethod
    def top(self) -> Top:
        """The last row that is committed; the vocabulary is brought up to it."""

    @abstractmethod
    def batches(
        self,
        columns: str,
        criteria: Criteria | None = None,
        *,
        after: int = 0,
        until: int | None = None,
    ) -> Iterator[list[tuple[Any, ...]]]:
        """Rows with `after < position <= until` as they stand now, a batch at a time.

        Args:
            columns: `ROW` or `WHOLE_ROW`.
            criteria: What selects them; None for all.
            after: The position behind which to begin.
            until: The last position; None for the last there is.
        """

    @abstractmethod
    def first_after(self, position: int) -> tuple[int, int]:
        """Where the first row behind a position stands, and when it was recorded; there is one."""

    def position_at(self, recorded_at: int) -> int:
        """The last position recorded at or before so many microseconds; 0 if none."""
        low, high = 0, self.top().position
        while low < high:
            middle = (low + high) // 2
            position, at = self.first_after(middle)
            low, high = (position, high) if at <= recorded_at else (low, middle)
        return low

    @abstractmethod
    def transaction(self) -> "Transaction":
        """A transaction on it, to be entered."""

    @abstractmethod
    def listening(self) -> AbstractContextManager[Waiting]:
        """Waits for what comes, from here and from elsewhere."""

    @abstractmethod
    def notify(self) -> None:
        """Wake who waits in this process."""

    def in_batches(
        self,
        rows_after: Callable[[int], list[tuple[Any, ...]]],
        between: tuple[int, int],
        size: int,
        *,
        whole: bool,
    ) -> Iterator[list[tuple[Any, ...]]]:
        """Rows asked for a batch at a time.

        Args:
            rows_after: Asks for the first rows behind a position, which is their first column.
            between: Behind the one position, up to and with the other.
            size: So many rows are asked for at once.
            whole: They are all that were recorded between the two, so that none may be missing.
        """
        after, last = max(between[0], 0), between[1]
        while after < last:
            rows = rows_after(after)
            if whole:
                self._must_be_whole(rows, after, rows[-1][0] if len(rows) == size else last)
            if rows:
                yield rows
            if len(rows) < size:
                return
            after = rows[-1][0]

    def _must_be_whole(self, rows: list[tuple[Any, ...]], after: int, until: int) -> None:
        """Positions have no gaps; a missing row means that the store was damaged."""
        if len(rows) != until - after:
            present = {row[0] for row in rows}
            missing = next(p for p in range(after + 1, until + 1) if p not in present)
            raise DamagedFile(self.name, f"position {missing} is missing")


class Transaction(ABC):
    """A steady view of a store, and rows that are all added when it ends, or none.

    Its `position`, `recorded_at` and `decided_at` are those of the last row, own ones included.
    """

    overtakable = False
    """Others may record before it ends, so that it must say what it is guarded against."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.kinds = store.kinds
        self.position = 0
        self.recorded_at = 0
        self.decided_at: int | None = None
        self._head: Head | None = None

    def __enter__(self) -> Self:
        self.begin()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is None:
            self.commit()
        else:
            self.abandon()

    @abstractmethod
    def begin(self) -> None:
        """Take the view."""

    @abstractmethod
    def commit(self) -> None:
        """Add all rows.

        Raises:
            Conflict: Somebody else recorded what one of the rows is guarded against.
        """

    @abstractmethod
    def abandon(self) -> None:
        """Undo everything and let the next writer in."""

    @abstractmethod
    def know(self, wanted: Sequence[Named]) -> None:
        """Give every one of these kinds a number."""

    @abstractmethod
    def add(self, row: NewRow, tags: Sequence[str]) -> None:
        """Take one row in, at the next position, and index it under tags without doubles."""

    def hold(self) -> None:  # noqa: B027 - where others wait anyway
        """Let nobody else record until this ends, so that rows go exactly where they are put."""

    @abstractmethod
    def guard(self, criteria: Criteria, decided_at: int | None = None) -> None:
        """Let the transaction fail if others recorded any of this since it began.

        Args:
            criteria: What nobody else may have recorded.
            decided_at: When that was decided; no decision may have come in between that is later.
        """

    @abstractmethod
    def batches(
        self, columns: str, criteria: Criteria | None, *, after: int = 0, size: int | None = None
    ) -> Iterator[list[tuple[Any, ...]]]:
        """Rows after a position, own ones included; with a size, only so many at a time."""

    @abstractmethod
    def tagged(self, columns: str, tag: str) -> list[tuple[Any, ...]]:
        """The rows that carry one tag, own ones included."""

    @abstractmethod
    def used(self, tags: Sequence[str]) -> set[str]:
        """Those of the tags that rows carry, own ones included."""

    @abstractmethod
    def savepoint(self) -> AbstractContextManager[None]:
        """Undo what was added since, when an exception passes."""

    def looked(self) -> None:  # noqa: B027 - for those who care
        """Called when the view was taken, and when its vocabulary has grown."""

    def head(self) -> Head:
        """The head, own appends included."""
        head = self._head
        if head is None:
            at = self.decided_at
            head = self._head = Head(self.position, None if at is None else instant(at))
        return head

    def now_at(self, head: Head) -> None:
        """Take the head from whoever knows it as it is, after rows were added."""
        self._head = head
