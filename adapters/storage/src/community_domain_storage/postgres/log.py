"""The log of one community in a PostgreSQL database."""

from typing import Any

from community_domain import Domain

from ..log import StoreLog
from ..sealing.joined import Joined
from ..sealing.values import Sealing
from ..writer import SettlingWriter
from .database import Database
from .joining import JoinedDatabase
from .recorder import PostgresRecorder
from .transaction import DatabaseTransaction

__all__ = ["PostgresLog", "PostgresWriter"]


class PostgresLog(StoreLog):
    """The log; nobody waits for one that decides, and what it read must still be so at its end."""

    def __init__(self, database: Database, domain: Domain, sealing: Sealing | None = None) -> None:
        super().__init__(database, domain, sealing)
        self.database = database
        self.recorder = PostgresRecorder(database)

    def writing(self) -> "PostgresWriter":
        """A transaction; others record meanwhile.

        Raises:
            VocabularyBehind: The log holds events that the domain does not know.
            LogSealed: It was opened without its keys.
            Conflict: At its end: somebody else recorded what it had read.
            LogBusy: Somebody held the head for too long.
            OutcomeUnknown: The connection was lost while the server recorded.
        """
        return PostgresWriter(self)

    def joining(self, connection: Any) -> "PostgresLog":
        """The log as part of the transaction that a psycopg connection is in.

        What is recorded is there for others when the caller commits, and is gone when the caller
        rolls back. The head is locked until then. Nobody is erased that way (`NotPromised`), for
        the key must go after the commit, and that is the caller's.

        Raises:
            NotJoinable: The connection is in no transaction, or of another database.
        """
        sealing = self.codec.sealing
        return PostgresLog(
            JoinedDatabase(self.database, connection),
            self.domain,
            sealing and Joined(sealing, self.database.name),
        )


class PostgresWriter(SettlingWriter, DatabaseTransaction):
    """One writer among others."""
