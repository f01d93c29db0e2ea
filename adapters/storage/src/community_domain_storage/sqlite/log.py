"""The log of one community in one SQLite file."""

from community_domain import Domain

from ..log import StoreLog
from ..writer import StoreWriter
from .file import LogFile
from .recorder import SQLiteRecorder
from .transaction import FileTransaction

__all__ = ["SQLiteLog", "SQLiteWriter"]


class SQLiteLog(StoreLog):
    """The log; other writers wait for one that writes, readers do not."""

    def __init__(self, file: LogFile, domain: Domain) -> None:
        super().__init__(file, domain)
        self.file = file
        self.recorder = SQLiteRecorder(file)

    def writing(self) -> "SQLiteWriter":
        """A transaction; other writers wait for it, readers do not.

        Raises:
            VocabularyBehind: The log holds events that the domain does not know.
            LogBusy: Another writer held the log for too long.
        """
        return SQLiteWriter(self)


class SQLiteWriter(StoreWriter, FileTransaction):
    """The one writer of the file."""

    def __init__(self, log: SQLiteLog) -> None:
        super().__init__(log.file)
        self.codec, self.vocabulary = log.codec, log.vocabulary()
