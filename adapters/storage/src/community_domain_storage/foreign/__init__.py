"""Logs over any recorder of the eventsourcing library, one community each."""

from .log import ForeignLog, log_over

__all__ = ["ForeignLog", "log_over"]
