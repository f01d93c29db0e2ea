"""What can go wrong between a log and its file: each error names the file and the way out.

None of them carries a personal value, and none is raised after anything was overwritten.
"""

from typing import Any, cast

import attrs

from community_domain import CorruptHistory

__all__ = [
    "BadUrl",
    "CannotOpen",
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
    "OtherCommunity",
    "StorageError",
    "UnknownEvent",
    "VocabularyBehind",
]


class StorageError(Exception):
    """Something about where events are kept, never about the rules."""

    def __reduce__(self) -> tuple[Any, ...]:
        """Made again from its values: the fields of a frozen error are set by nobody else."""
        return type(self), tuple(getattr(self, f.name) for f in attrs.fields(cast(Any, type(self))))


@attrs.frozen(slots=False)
class BadUrl(StorageError, ValueError):
    """The address of a log makes no sense; a password in it is not repeated."""

    url: str
    problem: str

    def __str__(self) -> str:
        return f"{self.url!r} {self.problem}. Write sqlite:///folder/file.db or memory://."


@attrs.frozen(slots=False)
class CannotOpen(StorageError, OSError):
    """The file, or the folder it should be in, cannot be opened."""

    path: str
    problem: str

    def __str__(self) -> str:
        return f"{self.path} cannot be opened: {self.problem}."


@attrs.frozen(slots=False)
class NotALog(StorageError, ValueError):
    """The file holds something else; it was left as it is."""

    path: str
    found: str

    def __str__(self) -> str:
        return f"{self.path} is {self.found}, no community log; it was left as it is. Name another."


@attrs.frozen(slots=False)
class NewerSchema(StorageError, RuntimeError):
    """The file was written by a later release of this library."""

    path: str
    found: int
    known: int

    def __str__(self) -> str:
        return (
            f"{self.path} has the file format {self.found}, this release knows up to {self.known};"
            " upgrade community-domain-storage."
        )


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


@attrs.frozen(slots=False)
class VocabularyBehind(StorageError, RuntimeError):
    """The log holds events that this domain does not know, so it may read but not append."""

    path: str
    missing: tuple[str, ...]
    """Event names with their versions, as the log knows them."""

    def __str__(self) -> str:
        return (
            f"{self.path} was written with events this domain does not know"
            f" ({', '.join(self.missing)}); nothing was recorded."
            " Upgrade, or open it with the domain that wrote it."
        )


@attrs.frozen(slots=False)
class UnknownEvent(StorageError, LookupError):
    """A stored event is of a type that the domain does not have."""

    where: str
    name: str

    def __str__(self) -> str:
        return (
            f"{self.where} is a {self.name!r}, which this domain does not know;"
            " open the log with the domain that wrote it."
        )


@attrs.frozen(slots=False)
class NewerEvent(StorageError, LookupError):
    """A stored event has a later shape than the domain knows."""

    where: str
    name: str
    version: int
    known: int

    def __str__(self) -> str:
        return (
            f"{self.where} is a {self.name!r} of version {self.version},"
            f" this domain knows up to {self.known}; upgrade it."
        )


@attrs.frozen(slots=False)
class NotStorable(StorageError, TypeError):
    """A type of the domain has no form as bytes."""

    name: str
    problem: str

    def __str__(self) -> str:
        return f"{self.name} cannot be stored: {self.problem}."


@attrs.frozen(slots=False)
class NotWritable(StorageError, PermissionError):
    """The file, or the folder beside it, may only be read."""

    path: str
    problem: str

    def __str__(self) -> str:
        return (
            f"{self.path} cannot be written: {self.problem};"
            " a log needs a file and a folder that this user may write to."
        )


@attrs.frozen(slots=False)
class DiskFull(StorageError, OSError):
    """There was no room; nothing of the decision was recorded."""

    path: str

    def __str__(self) -> str:
        return (
            f"{self.path} could not grow: the disk is full or a limit is reached."
            " Nothing was recorded; make room and try again."
        )


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
class DamagedFile(StorageError, CorruptHistory):
    """The file was a log, and something outside this library has changed it."""

    where: str
    problem: str

    def __str__(self) -> str:
        return (
            f"{self.where} is damaged: {self.problem}."
            " Nothing was changed; keep a copy of it and restore the last backup."
        )


@attrs.frozen(slots=False)
class LogBusy(StorageError, TimeoutError):
    """Somebody else held the log for longer than was agreed to wait."""

    path: str
    seconds: float

    def __str__(self) -> str:
        return (
            f"{self.path} was held by another writer for more than {self.seconds:g} seconds;"
            " nothing was recorded, try again or end what holds it."
        )


@attrs.frozen(slots=False)
class LogClosed(StorageError, ValueError):
    """The log was closed before; open it anew."""

    path: str

    def __str__(self) -> str:
        return f"The log {self.path} is closed; open it anew."


class OldSQLite(UserWarning):
    """The SQLite of this Python has a known bug that can damage a log with several writers."""
