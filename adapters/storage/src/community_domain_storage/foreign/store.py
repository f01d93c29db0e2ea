"""A foreign recorder as a store: read in pages, followed to its end, and looked at now and then."""

import threading
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from eventsourcing.dcb.api import DCBRecorder

from ..errors import StorageError, StoreFailed
from ..kinds import Kinds, Named
from ..selections import Criteria
from ..stores import Promises, Store, Top, Waiting
from ..waking import Waking
from .rows import FoundRow, query_for, read_row
from .transaction import ForeignTransaction

__all__ = ["ForeignStore"]

PAGE = 500
"""Events of one question."""
POLL = 0.1
"""Seconds after which who waits looks for what other processes recorded."""


class ForeignStore(Store):
    """All that is in a recorder: the log of one community.

    Args:
        recorder: Where the bytes are.
        name: What errors call it.
        clock: Tells when something is recorded.
        patience: How long a thread waits for another that writes, in seconds.
        close: Lets go of the recorder.
    """

    promises = Promises(gapless=False, rows=False, words=False, joining=False)

    def __init__(
        self,
        recorder: DCBRecorder,
        name: str,
        *,
        clock: Callable[[], datetime],
        patience: float,
        close: Callable[[], object],
    ) -> None:
        super().__init__(name, clock, patience)
        self.recorder = recorder
        self.turn = threading.Lock()
        """Held by the thread that writes."""
        self._close, self._closed = close, False
        self._following = threading.Lock()
        self._top = Top(0, 0, None, 0)
        self._waking = Waking(POLL)

    @property
    def closed(self) -> bool:
        """Whether it was closed."""
        return self._closed

    def close(self) -> None:
        """Let go of the recorder; closing twice is fine."""
        if not self._closed:
            self._closed = True
            self.notify()
            self._close()

    def top(self) -> Top:
        """The last event; whatever was not yet seen is read, and its words are learnt."""
        self.must_be_open()
        with self._following:
            for page in self._pages(None, self._top.position):
                self._learn([row.named for row in page])
                last = page[-1]
                stamp = last.stamp
                newest = self.kinds.newest
                self._top = Top(last.position, stamp.recorded_at, stamp.decided_at, newest)
            return self._top

    def batches(
        self,
        columns: str,  # noqa: ARG002 - its rows are never whole
        criteria: Criteria | None = None,
        *,
        after: int = 0,
        until: int | None = None,
    ) -> Iterator[list[tuple[Any, ...]]]:
        """Rows with `after < position <= until` as they stand now, a page at a time."""
        last = self.top().position
        return self.selected(criteria, after, last if until is None else min(until, last))

    def selected(
        self, criteria: Criteria | None, after: int, until: int, size: int = PAGE
    ) -> Iterator[list[tuple[Any, ...]]]:
        """Rows between two positions; the words of all of them are known."""
        if after >= until:
            return
        numbers = self.kinds.numbers
        for page in self._pages(criteria, max(after, 0), size):
            rows = [
                (row.position, numbers[row.named], row.data, row.stamp.recorded_at, row.envelope)
                for row in page
                if row.position <= until
            ]
            if rows:
                yield rows
            if len(rows) < len(page):
                return

    def first_after(self, position: int) -> tuple[int, int]:
        """Where the first event behind a position stands, and when it was recorded."""
        [found] = next(self._pages(None, position, 1))
        return found.position, found.stamp.recorded_at

    def transaction(self) -> ForeignTransaction:
        """A transaction; threads wait for each other, other processes are found out at its end."""
        return ForeignTransaction(self)

    @contextmanager
    def listening(self) -> Generator[Waiting]:
        """Waits for commits: of this process at once, of others within `POLL` seconds."""
        yield self._waking.waiting()

    def notify(self) -> None:
        """Wake who waits in this process."""
        self._waking.wake()

    def with_new(self, wanted: list[Named]) -> Kinds:
        """The vocabulary and more, as it will be once that is recorded."""
        missing = self.kinds.missing(wanted)
        if not missing:
            return self.kinds
        first = self.kinds.newest + 1
        named = [*self.kinds.named.items(), *enumerate(missing, first)]
        return Kinds((number, *one) for number, one in named)

    def _learn(self, named: list[Named]) -> None:
        self.kinds = self.with_new(named)

    def _pages(
        self, criteria: Criteria | None, after: int, size: int = PAGE
    ) -> Iterator[list[FoundRow]]:
        query = query_for(criteria)
        while query is not None:
            with foreign_faults(self.name):
                found = list(self.recorder.read(query, after=after, limit=size))
            if found:
                yield [read_row(one, self.name) for one in found]
                after = found[-1].position
            if len(found) < size:
                return


@contextmanager
def foreign_faults(name: str) -> Generator[None]:
    """Whatever a recorder raises becomes an error that names it; what it says is not repeated."""
    try:
        yield
    except StorageError:
        raise
    except Exception as error:
        raise StoreFailed(name, f"its recorder raised {type(error).__name__}") from error
