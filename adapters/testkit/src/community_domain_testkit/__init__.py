"""What tests are made of: strategies, given-when-then, and contracts for adapters."""

from .founding import BEGINNING, FOUNDER, founded
from .stories import Given, RecordAsGiven, Then, given
from .wrapping import PartialLog, WatchedLog, WrappedLog, WrappedWriter, copied

__all__ = [
    "BEGINNING",
    "FOUNDER",
    "Given",
    "PartialLog",
    "RecordAsGiven",
    "Then",
    "WatchedLog",
    "WrappedLog",
    "WrappedWriter",
    "copied",
    "founded",
    "given",
]
