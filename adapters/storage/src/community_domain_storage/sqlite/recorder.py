"""The file as a `DCBRecorder` of the eventsourcing library."""

from ..recorder import StoreRecorder
from .file import LogFile

__all__ = ["SQLiteRecorder"]


class SQLiteRecorder(StoreRecorder):
    """Append and read on one SQLite file."""

    def __init__(self, file: LogFile) -> None:
        super().__init__(file)
        self.file = file
