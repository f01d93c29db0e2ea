"""Rows as they arrive: what a subscription of either kind stands on."""

from collections import deque
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any, Self

from .errors import StorageError
from .selections import Criteria
from .stores import Store

__all__ = ["Arrivals"]


class Arrivals:
    """A blocking iterator over rows after a position; ends when stopped or the store is closed.

    For one thread to iterate; any may stop it.
    """

    def __init__(self, store: Store, columns: str, criteria: Criteria | None, after: int) -> None:
        store.must_be_open()
        self._store, self._columns, self._criteria = store, columns, criteria
        self._after = after
        self._rows: deque[tuple[Any, ...]] = deque()
        self._stopped = False

    def stop(self) -> None:
        """End the iteration, also from another thread."""
        self._stopped = True
        self._store.notify()

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> tuple[Any, ...]:
        if not self._rows:
            self._fill()
        if self._ended():
            raise StopIteration
        return self._rows.popleft()

    def _fill(self) -> None:
        """Look, and where there is nothing wait until something was committed and look again."""
        with self._no_fault_at_the_end(), self._store.listening() as wait:
            while not self._rows and not self._ended():
                self._look()
                if not self._rows and not self._ended():
                    wait(self._ended)

    @contextmanager
    def _no_fault_at_the_end(self) -> Generator[None]:
        """Who stops or closes while it looks may take its connection away: that is no error."""
        try:
            yield
        except StorageError:
            if not self._ended():
                raise

    def _look(self) -> None:
        top = self._store.top().position
        found = self._store.batches(self._columns, self._criteria, after=self._after, until=top)
        for rows in found:
            self._rows.extend(rows)
            self._after = rows[-1][0]
            return
        self._after = max(self._after, top)

    def _ended(self) -> bool:
        return self._stopped or self._store.closed
