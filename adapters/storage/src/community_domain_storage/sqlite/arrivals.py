"""Rows as they arrive: what a subscription of either kind stands on."""

from collections import deque
from typing import Any, Self

from .faults import faults
from .file import LogFile
from .queries import Criteria

__all__ = ["Arrivals"]

POLL = 0.05
"""How often to look for what other processes recorded, in seconds."""


class Arrivals:
    """A blocking iterator over rows after a position; ends when stopped or the file is closed.

    For one thread to iterate; any may stop it.
    """

    def __init__(self, file: LogFile, columns: str, criteria: Criteria | None, after: int) -> None:
        file.must_be_open()
        self._file, self._columns, self._criteria = file, columns, criteria
        self._after = after
        self._rows: deque[tuple[Any, ...]] = deque()
        self._stopped = False

    def stop(self) -> None:
        """End the iteration, also from another thread."""
        self._stopped = True
        self._file.notify()

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
        file = self._file
        with faults(file.path, file.patience):
            connection = file.connect()
            with file.changed:
                file.listeners += 1
            try:
                while not self._rows and not self._ended():
                    [(version,)] = connection.execute("PRAGMA data_version")
                    self._look()
                    while not self._rows and not self._ended():
                        with file.changed:
                            [(now,)] = connection.execute("PRAGMA data_version")
                            if now != version:
                                break
                            file.changed.wait(POLL)
            finally:
                with file.changed:
                    file.listeners -= 1
                connection.close()

    def _look(self) -> None:
        top = self._file.top().position
        found = self._file.batches(self._columns, self._criteria, after=self._after, until=top)
        for rows in found:
            self._rows.extend(rows)
            self._after = rows[-1][0]
            return
        self._after = max(self._after, top)

    def _ended(self) -> bool:
        return self._stopped or self._file.closed
