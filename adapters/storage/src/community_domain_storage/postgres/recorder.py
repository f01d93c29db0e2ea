"""The database as a `DCBRecorder` of the eventsourcing library."""

from ..recorder import StoreRecorder
from .database import Database

__all__ = ["PostgresRecorder"]


class PostgresRecorder(StoreRecorder):
    """Append and read for one community in a PostgreSQL database."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self.database = database
