"""What is wrong with a backup, or with the place it is to go to; nothing of a row is repeated."""

import attrs

from ..errors import StorageError

__all__ = [
    "BackupAltered",
    "BackupCut",
    "BackupExists",
    "NotABackup",
    "NotRestorable",
    "OtherBackup",
    "OtherHistory",
    "RowMisplaced",
    "SealedOtherwise",
]


@attrs.frozen(slots=False)
class NotABackup(StorageError, ValueError):
    """The file is something else."""

    path: str
    found: str

    def __str__(self) -> str:
        return f"{self.path} is no backup of a log: {self.found}. Name another file."


@attrs.frozen(slots=False)
class OtherBackup(StorageError, ValueError):
    """The backup is of another community."""

    path: str
    asked: str
    held: str

    def __str__(self) -> str:
        return (
            f"{self.path} is a backup of community {self.held!r}, not of {self.asked!r};"
            " name the other community or another file."
        )


@attrs.frozen(slots=False)
class BackupCut(StorageError, ValueError):
    """The last line is missing, so part of the rows may be, too."""

    path: str

    def __str__(self) -> str:
        return (
            f"{self.path} ends before its last line, so it is only part of a backup;"
            " make it again, or take another. Nothing of it was restored."
        )


@attrs.frozen(slots=False)
class BackupAltered(StorageError, ValueError):
    """The lines are not those that were written."""

    path: str
    problem: str

    def __str__(self) -> str:
        return f"{self.path} is not as it was written: {self.problem}. Take another backup."


@attrs.frozen(slots=False)
class BackupExists(StorageError, FileExistsError):
    """There is a file of that name already."""

    path: str

    def __str__(self) -> str:
        return f"{self.path} is there already; it was left as it is. Name another file."


@attrs.frozen(slots=False)
class OtherHistory(StorageError, ValueError):
    """A log and a backup differ in what both hold."""

    path: str
    line: int
    """The first line of the file that differs, counted from 1."""

    def __str__(self) -> str:
        return (
            f"{self.path} and the log differ from line {self.line} on, so one is no beginning of"
            " the other; both were left as they are. Name another file, or an empty log."
        )


@attrs.frozen(slots=False)
class NotRestorable(StorageError, TypeError):
    """The log shows no rows, or takes none as they are."""

    log: str
    problem: str

    def __str__(self) -> str:
        return f"A {self.log} {self.problem}; name one in SQLite or PostgreSQL."


@attrs.frozen(slots=False)
class RowMisplaced(StorageError, ValueError):
    """A row does not belong behind the one in front of it; nothing was recorded."""

    position: int
    problem: str

    def __str__(self) -> str:
        return f"The row of position {self.position} was not taken: {self.problem}."


@attrs.frozen(slots=False)
class SealedOtherwise(StorageError, ValueError):
    """The log would not find the keys of what is sealed in the backup, or seals and it does not."""

    path: str
    sealed_as: str | None
    """Under what id the keys of the backup are kept; None where it is in plain."""

    def __str__(self) -> str:
        if self.sealed_as is None:
            return (
                f"{self.path} holds personal values in plain, and the log seals them; restore it to"
                " a log without keys, and copy that into a sealed one with copy_sealed."
            )
        return (
            f"{self.path} is sealed under keys that this log does not have; name an empty log that"
            " is not there yet, and open it with the keys and sealed_as=sealed_as(…) of the backup."
        )
