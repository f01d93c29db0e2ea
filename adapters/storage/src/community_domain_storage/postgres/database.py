"""The database as one community sees it: connections, the head, and rows in short questions."""

from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import psycopg

from ..kinds import Kinds
from ..selections import Criteria, select
from ..stores import PATIENCE, Durability, Promises, Store, Top, Waiting
from .connections import Connections, ask
from .faults import faults
from .hearing import Hearing
from .queries import BATCH, ENTER, ENTER_SEALED, FIRST_AFTER, HEAD, KINDS, SEALED_AS, batch
from .schema import LOGS
from .server import conninfo_of, server_name
from .transaction import DatabaseTransaction

__all__ = ["Database"]

CONNECTIONS = 16
"""So many at most; whoever wants one more waits for one to be given back."""


class Database(Connections, Store):
    """The rows of one community among others in a database.

    Args:
        url: `postgresql://user@host/database`.
        community: Whose rows; a name that is not there yet is entered.
        durability: `full`: a commit waits for the server's disk. `process`: it does not, and a loss
            of the server's power may take the last commits with it, each as a whole.
        clock: Tells when something is recorded.
        patience: How long to wait for a connection or another writer, in seconds.
        sealed_as: Under what id a key store knows the log if it is made now; None: in plain.

    Raises:
        StorageError: The server cannot be reached, or its tables are of another release.
    """

    promises = Promises(gapless=True, rows=True, words=True, joining=True)
    brackets = ("BEGIN", "COMMIT", "ROLLBACK")
    """What begins a transaction in which the head is locked, ends it, and undoes it."""

    def __init__(  # noqa: PLR0913 - all but the address and the community are named
        self,
        url: str,
        community: str,
        *,
        durability: Durability = "full",
        clock: Callable[[], datetime],
        patience: float = PATIENCE,
        sealed_as: str | None = None,
    ) -> None:
        commit = "on" if durability == "full" else "off"
        conninfo = conninfo_of(url, patience, f"synchronous_commit={commit}")
        name = f"{community} in {server_name(conninfo)}"
        Store.__init__(self, name, clock, patience)
        with faults(name, patience), psycopg.connect(conninfo, autocommit=True) as connection:
            LOGS.check(connection, name)
            if sealed_as is not None:
                ask(connection, ENTER_SEALED, (community, sealed_as))
            [(self.community,)] = ask(connection, ENTER, (community,))
            [(self.sealed_as,)] = ask(connection, SEALED_AS, (self.community,))
            self.kinds = self.read_kinds(connection)
        self.community_name = community
        self.channel = f"community_domain_{self.community}"
        self.overtaken = 0
        """So many transactions in a row found out at their end that others were faster."""
        Connections.__init__(self, conninfo, name, patience, CONNECTIONS)
        self._hearing = Hearing(self)

    def close(self) -> None:
        """Let go of all connections; closing twice is fine."""
        super().close()
        self._hearing.close()

    def connect(self) -> psycopg.Connection[Any]:
        """A connection of one's own."""
        return psycopg.connect(self.conninfo, autocommit=True)

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
