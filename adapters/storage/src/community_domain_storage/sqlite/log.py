"""The log of one community in one SQLite file."""

from collections.abc import Iterable
from typing import Self

from community_domain import Domain, StoredEvent

from ..errors import NotPromised
from ..log import StoreLog
from ..sealing.values import Sealing
from ..taking import take
from ..writer import StoreWriter
from .file import LogFile
from .recorder import SQLiteRecorder
from .transaction import FileTransaction

__all__ = ["SQLiteLog", "SQLiteWriter"]


class SQLiteLog(StoreLog):
    """The log; other writers wait for one that writes, readers do not."""

    def __init__(self, file: LogFile, domain: Domain, sealing: Sealing | None = None) -> None:
        super().__init__(file, domain, sealing)
        self.file = file
        self.recorder = SQLiteRecorder(file)

    def writing(self) -> "SQLiteWriter":
        """A transaction; other writers wait for it, readers do not.

        Raises:
            VocabularyBehind: The log holds events that the domain does not know.
            LogSealed: It was opened without its keys.
            LogBusy: Another writer held the log for too long.
        """
        return SQLiteWriter(self)

    def take(self, rows: Iterable[StoredEvent]) -> None:
        """Add rows of another log behind the last one, as they are, all or none.

        Raises:
            RowMisplaced: A row does not belong behind the one in front of it.
            NotPromised: The log is sealed: what its keys sealed is in no other log.
            LogBusy: Another writer held the log for too long.
        """
        if self.codec.sealing:
            raise NotPromised(self.file.name, "to take in rows", "Copy the file and its keys.")
        with FileTransaction(self.file) as transaction:
            take(transaction, rows)


class SQLiteWriter(StoreWriter, FileTransaction):
    """The one writer of the file."""

    def __init__(self, log: SQLiteLog) -> None:
        super().__init__(log.file)
        self._log = log
        self.codec, self.vocabulary = log.codec, log.vocabulary()

    def __enter__(self) -> Self:
        if sealing := self.codec.sealing:
            sealing.must_have_keys()
        return super().__enter__()

    def commit(self) -> None:
        """Keep new keys first, and destroy those of whoever was erased last."""
        sealing = self.codec.sealing
        if sealing:
            try:
                sealing.keep_new_keys()  # Once, however many there are: it waits for the disk.
            except BaseException:
                self.abandon()
                raise
        super().commit()
        if sealing:
            sealing.after_commit(self._log)
