"""The database as one community sees it: connections, the head, and rows in short questions."""

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from typing import Any

import psycopg
from psycopg.rows import tuple_row
from psycopg_pool import ConnectionPool

from ..errors import ServerUnreachable
from ..kinds import Kinds
from ..selections import Criteria, select
from ..stores import PATIENCE, Durability, Promises, Store, Top, Waiting
from .faults import faults
from .hearing import Hearing
from .queries import BATCH, ENTER, FIRST_AFTER, HEAD, KINDS, batch
from .schema import check_version
from .server import conninfo_of, server_name
from .transaction import DatabaseTransaction

__all__ = ["Database"]

CONNECTIONS = 16
"""So many at most; whoever wants one more waits for one to be given back."""


class Database(Store):
    """The rows of one community among others in a database.

    Args:
        url: `postgresql://user@host/database`.
        community: Whose rows; a name that is not there yet is entered.
        durability: `full`: a commit waits for the server's disk. `process`: it does not, and a loss
            of the server's power may take the last commits with it, each as a whole.
        clock: Tells when something is recorded.
        patience: How long to wait for a connection or another writer, in seconds.

    Raises:
        StorageError: The server cannot be reached, or its tables are of another release.
    """

    promises = Promises(gapless=True, rows=True, words=True, joining=True)
    brackets = ("BEGIN", "COMMIT", "ROLLBACK")
    """What begins a transaction in which the head is locked, ends it, and undoes it."""

    def __init__(
        self,
        url: str,
        community: str,
        *,
        durability: Durability = "full",
        clock: Callable[[], datetime],
        patience: float = PATIENCE,
    ) -> None:
        commit = "on" if durability == "full" else "off"
        self.conninfo = conninfo_of(url, patience, f"synchronous_commit={commit}")
        super().__init__(f"{community} in {server_name(self.conninfo)}", clock, patience)
        with self.faults(), self.connect() as connection:
            check_version(connection, self.name)
            [(self.community,)] = ask(connection, ENTER, (community,))
            self.kinds = self.read_kinds(connection)
        self.community_name = community
        self.channel = f"community_domain_{self.community}"
        self.overtaken = 0
        """So many transactions in a row found out at their end that others were faster."""
        self._pool: ConnectionPool[psycopg.Connection[Any]] = ConnectionPool(
            self.conninfo,
            kwargs={"autocommit": True},
            min_size=1,
            max_size=CONNECTIONS,
            timeout=patience,
            open=True,
        )
        self._hearing = Hearing(self)

    @property
    def closed(self) -> bool:
        """Whether it was closed."""
        return self._pool.closed

    def close(self) -> None:
        """Let go of all connections; closing twice is fine."""
        if not self.closed:
            self._pool.close()
        self._hearing.close()

    def faults(self, *, recording: bool = False) -> AbstractContextManager[None]:
        """Turns errors of PostgreSQL into ours."""
        return faults(self.name, self.patience, recording=recording)

    def connect(self) -> psycopg.Connection[Any]:
        """A connection of one's own."""
        return psycopg.connect(self.conninfo, autocommit=True)

    def take(self) -> psycopg.Connection[Any]:
        """A connection that is to be given back."""
        self.must_be_open()
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

    def top(self) -> Top:
        """The head; the vocabulary is brought up to it."""
        self.must_be_open()
        [found] = self.ask(HEAD, (self.community,))
        top = Top._make(found)
        if top.newest_kind != self.kinds.newest:
            self.kinds = Kinds(self.ask(KINDS, (self.community,)))
        return top

    def read_kinds(self, connection: psycopg.Connection[Any]) -> Kinds:
        """The vocabulary as a connection sees it."""
        return Kinds(ask(connection, KINDS, (self.community,)))

    def batches(
        self,
        columns: str,
        criteria: Criteria | None = None,
        *,
        after: int = 0,
        until: int | None = None,
    ) -> Iterator[list[tuple[Any, ...]]]:
        """Rows with `after < position <= until` as they stand now, a batch at a time.

        No question stays open between two batches.
        """
        last = self.top().position
        last = last if until is None else min(until, last)
        selection = select(criteria, self.kinds)
        if selection == ():
            return iter(())

        def rows_after(after: int) -> list[tuple[Any, ...]]:
            return self.ask(*batch(columns, self.community, selection, (after, last), BATCH))

        return self.in_batches(rows_after, (after, last), BATCH, whole=selection is None)

    def first_after(self, position: int) -> tuple[int, int]:
        """Where the first row behind a position stands, and when it was recorded; there is one."""
        [(found, at)] = self.ask(FIRST_AFTER, (self.community, position))
        return found, at

    def transaction(self) -> DatabaseTransaction:
        """A transaction; others record meanwhile, and it finds out at its end."""
        return DatabaseTransaction(self)

    @contextmanager
    def listening(self) -> Generator[Waiting]:
        """Waits for notifications, and looks now and then whether one was lost."""
        yield self._hearing.waiting()

    def notify(self) -> None:
        """Wake who waits in this process."""
        self._hearing.wake()

    def recorded(self) -> None:
        """Tell this process and all others that something was recorded."""
        self._hearing.tell()


def ask(
    connection: psycopg.Connection[Any], question: str, values: Sequence[Any] | dict[str, Any]
) -> list[tuple[Any, ...]]:
    """Rows in tuples, whatever the connection makes of rows by itself."""
    with connection.cursor(binary=True, row_factory=tuple_row) as cursor:
        cursor.execute(question.encode(), values, prepare=True)
        return cursor.fetchall()
