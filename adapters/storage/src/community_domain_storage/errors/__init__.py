"""What can go wrong between a log and its store: each names the file or server and the way out.

None of them carries a personal value or a password, and none is raised after anything was
overwritten.
"""

from .files import (
    CannotOpen,
    DiskFailed,
    NotALog,
    OldSQLite,
    OtherCommunity,
)
from .history import (
    DamagedFile,
    NewerEvent,
    NewerSchema,
    NotStorable,
    OlderSchema,
    UnknownEvent,
    VocabularyBehind,
)
from .servers import (
    AccessRefused,
    NotJoinable,
    OutcomeUnknown,
    ServerUnreachable,
)
from .storage import (
    BadUrl,
    DiskFull,
    DriverMissing,
    LogBusy,
    LogClosed,
    NotPromised,
    NotWritable,
    StorageError,
    StoreFailed,
)

__all__ = [
    "AccessRefused",
    "BadUrl",
    "CannotOpen",
    "DamagedFile",
    "DiskFailed",
    "DiskFull",
    "DriverMissing",
    "LogBusy",
    "LogClosed",
    "NewerEvent",
    "NewerSchema",
    "NotALog",
    "NotJoinable",
    "NotPromised",
    "NotStorable",
    "NotWritable",
    "OldSQLite",
    "OlderSchema",
    "OtherCommunity",
    "OutcomeUnknown",
    "ServerUnreachable",
    "StorageError",
    "StoreFailed",
    "UnknownEvent",
    "VocabularyBehind",
]
