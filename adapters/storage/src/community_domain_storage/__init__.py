"""Durable logs: events as bytes, and the stores that keep them."""

from .codec import Codec
from .edge import new_id, now
from .errors import (
    BadUrl,
    CannotOpen,
    DamagedFile,
    DiskFailed,
    DiskFull,
    LogBusy,
    LogClosed,
    NewerEvent,
    NewerSchema,
    NotALog,
    NotStorable,
    NotWritable,
    OldSQLite,
    OtherCommunity,
    StorageError,
    UnknownEvent,
    VocabularyBehind,
)
from .opening import OpenCommunity, open_community, open_log
from .sqlite import SQLiteLog, SQLiteRecorder

__all__ = [
    "BadUrl",
    "CannotOpen",
    "Codec",
    "DamagedFile",
    "DiskFailed",
    "DiskFull",
    "LogBusy",
    "LogClosed",
    "NewerEvent",
    "NewerSchema",
    "NotALog",
    "NotStorable",
    "NotWritable",
    "OldSQLite",
    "OpenCommunity",
    "OtherCommunity",
    "SQLiteLog",
    "SQLiteRecorder",
    "StorageError",
    "UnknownEvent",
    "VocabularyBehind",
    "new_id",
    "now",
    "open_community",
    "open_log",
]
