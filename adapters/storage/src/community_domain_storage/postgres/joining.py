"""A database as part of a transaction that the caller began: recorded when that commits.

The head is locked from the first decision to the caller's commit, so keep it short.
"""

from typing import Any

import psycopg
from psycopg.pq import TransactionStatus

from ..errors import NotJoinable, NotPromised
from ..stores import Store
from .connections import ask
from .database import Database
from .faults import faults
from .queries import TELL
from .schema import LOGS
from .transaction import PATIENT

__all__ = ["JoinedDatabase"]

BOUND = "SELECT set_config('lock_timeout', %s, true) WHERE current_setting('lock_timeout') = '0'"
OWN = "SELECT id FROM community_domain.community WHERE name = %s"


class JoinedDatabase(Database):
    """The same rows, by the caller's connection alone.

    Raises:
        NotJoinable: The connection is in no transaction, or of another database.
    """

    brackets = (
        "SAVEPOINT community_domain",
        "RELEASE SAVEPOINT community_domain",
        "ROLLBACK TO SAVEPOINT community_domain",
    )

    def __init__(self, database: Database, connection: psycopg.Connection[Any]) -> None:
        Store.__init__(self, database.name, database.clock, database.patience)
        self._database, self._caller = database, connection
        self.conninfo, self.community = database.conninfo, database.community
        self.channel, self.sealed_as = database.channel, database.sealed_as
        self.overtaken = PATIENT  # Whoever joins locks first.
        status = connection.info.transaction_status
        if connection.autocommit and status != TransactionStatus.INTRANS:
            raise NotJoinable(self.name, "is in no transaction; begin one")
        if status == TransactionStatus.INERROR:
            raise NotJoinable(self.name, "is in a transaction that has failed; roll it back")
        with faults(self.name, self.patience):
            LOGS.check(connection, self.name)
            name = database.community_name
            if ask(connection, OWN, (name,)) != [(self.community,)]:
                raise NotJoinable(self.name, "belongs to another database")
            ask(connection, BOUND, (f"{round(self.patience * 1000)}ms",))
            self.kinds = self.read_kinds(connection)

    @property
    def closed(self) -> bool:
        """Whether the log that it came from was closed."""
        return self._database.closed

    def close(self) -> None:
        """The connection is the caller's."""

    def take(self) -> psycopg.Connection[Any]:
        """The caller's connection."""
        self.must_be_open()
        return self._caller

    def give_back(self, connection: psycopg.Connection[Any]) -> None:
        """It stays the caller's."""

    def take_asking(
        self, question: str, values: Any
    ) -> tuple[psycopg.Connection[Any], list[tuple[Any, ...]]]:
        """The answer by the caller's connection; if that is lost, so is its transaction."""
        return self._asking(question, values)

    def listening(self) -> Any:
        """Refused: what comes is not seen inside a transaction.

        Raises:
            NotPromised: Always.
        """
        raise NotPromised(self.name, "subscriptions inside a transaction", "Use the log itself.")

    def notify(self) -> None:
        """Nobody waits here."""

    def recorded(self) -> None:
        """Tell everybody, once the caller commits."""
        self.ask(TELL, (self.channel,))
