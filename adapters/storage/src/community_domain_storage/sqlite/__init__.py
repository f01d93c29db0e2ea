"""A log in one SQLite file."""

from .log import SQLiteLog
from .recorder import SQLiteRecorder

__all__ = ["SQLiteLog", "SQLiteRecorder"]
