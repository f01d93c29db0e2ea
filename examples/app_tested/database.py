"""The app's own database: in memory, made anew from the log when the app starts."""

import sqlite3
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from datetime import datetime
from threading import RLock
from typing import Any

__all__ = ["Database", "text"]


class Database:
    """One connection for all threads; who works on it has it alone until done."""

    def __init__(self) -> None:
        self._connection = sqlite3.connect(":memory:", check_same_thread=False)
        self._lock = RLock()

    @contextmanager
    def transaction(self) -> Generator[None]:
        """What is changed inside takes effect as a whole, or not at all."""
        with self._lock, self._connection:
            yield

    def run(self, statement: str, *values: object) -> None:
        """Change something; inside a transaction, as part of it."""
        with self._lock:
            self._connection.execute(statement, values)

    def rows(self, query: str, *values: object) -> Sequence[tuple[Any, ...]]:
        """What a query finds."""
        with self._lock:
            return self._connection.execute(query, values).fetchall()

    def close(self) -> None:
        """Let go of the memory."""
        self._connection.close()


def text(instant: datetime) -> str:
    """An instant so that texts sort as instants do."""
    return instant.isoformat(timespec="microseconds")
