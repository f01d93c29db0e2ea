"""What can be wrong with a file."""

import attrs

from .storage import StorageError

__all__ = ["CannotOpen", "DiskFailed", "NotALog", "OldSQLite", "OtherCommunity"]


@attrs.frozen(slots=False)
class CannotOpen(StorageError, OSError):
    """The file, or the folder it should be in, cannot be opened."""

    path: str
    problem: str

    def __str__(self) -> str:
        return f"{self.path} cannot be opened: {self.problem}."


@attrs.frozen(slots=False)
class DiskFailed(StorageError, OSError):
    """Reading or writing failed underneath the log; nothing of the decision was recorded."""

    path: str
    problem: str

    def __str__(self) -> str:
        return (
            f"{self.path} could not be read or written: {self.problem}."
            " Nothing was recorded; look after the disk before you try again."
        )


@attrs.frozen(slots=False)
class NotALog(StorageError, ValueError):
    """The file holds something else; it was left as it is."""

    path: str
    found: str

    def __str__(self) -> str:
        return f"{self.path} is {self.found}, no community log; it was left as it is. Name another."


class OldSQLite(UserWarning):
    """The SQLite of this Python has a known bug that can damage a log with several writers."""


@attrs.frozen(slots=False)
class OtherCommunity(StorageError, ValueError):
    """The file is the log of another community."""

    path: str
    asked: str
    held: str

    def __str__(self) -> str:
        return (
            f"{self.path} is the log of community {self.held!r}, not of {self.asked!r};"
            " name the other community or another file."
        )
