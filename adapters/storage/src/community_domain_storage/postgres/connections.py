"""Connections to a server: taken for one short question, and given back."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import Any

import psycopg
from psycopg.rows import tuple_row
from psycopg_pool import ConnectionPool

from ..errors import LogClosed, ServerUnreachable
from .faults import faults

__all__ = ["Connections", "ask"]


class Connections:
    """Idle connections that are shared by threads; all waiting for one is bounded.

    Args:
        conninfo: What PostgreSQL's client is told.
        name: What errors call the server; without a password.
        patience: How long to wait for a connection, in seconds.
        most: So many at most; whoever wants one more waits for one to be given back.
    """

    def __init__(self, conninfo: str, name: str, patience: float, most: int) -> None:
        self.conninfo, self.name, self.patience = conninfo, name, patience
        self._pool: ConnectionPool[psycopg.Connection[Any]] = ConnectionPool(
            conninfo,
            kwargs={"autocommit": True},
            min_size=1,
            max_size=most,
            timeout=patience,
            open=True,
        )

    @property
    def closed(self) -> bool:
        """Whether they were let go of."""
        return self._pool.closed

    def close(self) -> None:
        """Let go of them; closing twice is fine."""
        if not self.closed:
            self._pool.close()

    def faults(self, *, recording: bool = False) -> AbstractContextManager[None]:
        """Turns errors of PostgreSQL into ours."""
        return faults(self.name, self.patience, recording=recording)

    def take(self) -> psycopg.Connection[Any]:
        """A connection that is to be given back."""
        if self.closed:
            raise LogClosed(self.name)
        return self._pool.getconn()

    def give_back(self, connection: psycopg.Connection[Any]) -> None:
        """Let others have a connection; one that is broken, or in a transaction, is let go of."""
        self._pool.putconn(connection)

    def ask(self, question: str, values: Any) -> list[tuple[Any, ...]]:
        """The answer to one short question, on any connection."""
        connection, rows = self.take_asking(question, values)
        self.give_back(connection)
        return rows

    def take_asking(
        self, question: str, values: Any
    ) -> tuple[psycopg.Connection[Any], list[tuple[Any, ...]]]:
        """The answer, and the connection it came by, which is to be given back.

        A connection may have been lost since it was last used: then all idle ones are looked after,
        and it is asked again, once.
        """
        try:
            return self._asking(question, values)
        except ServerUnreachable:
            self._pool.check()
            return self._asking(question, values)

    def _asking(
        self, question: str, values: Any
    ) -> tuple[psycopg.Connection[Any], list[tuple[Any, ...]]]:
        with self.faults():
            connection = self.take()
            try:
                return connection, ask(connection, question, values)
            except BaseException:
                self.give_back(connection)
                raise


def ask(
    connection: psycopg.Connection[Any], question: str, values: Sequence[Any] | dict[str, Any]
) -> list[tuple[Any, ...]]:
    """Rows in tuples, whatever the connection makes of rows by itself."""
    with connection.cursor(binary=True, row_factory=tuple_row) as cursor:
        cursor.execute(question.encode(), values, prepare=True)
        return cursor.fetchall()
