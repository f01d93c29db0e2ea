"""What any store may report, whatever it is made of."""

from typing import Any, cast

import attrs

__all__ = [
    "BadUrl",
    "DiskFull",
    "DriverMissing",
    "LogBusy",
    "LogClosed",
    "NotPromised",
    "NotWritable",
    "StorageError",
    "StoreFailed",
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
        return (
            f"{self.url!r} {self.problem}. Write sqlite:///folder/file.db,"
            " postgresql://user@host/database, umadb://host:port or memory://."
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
class NotWritable(StorageError, PermissionError):
    """The file, or the folder beside it, or the server, may only be read."""

    path: str
    problem: str
    way: str = "a log needs a file and a folder that this user may write to"

    def __str__(self) -> str:
        return f"{self.path} cannot be written: {self.problem}; {self.way}."


@attrs.frozen(slots=False)
class NotPromised(StorageError, NotImplementedError):
    """Something was asked for that this store does not promise."""

    store: str
    what: str
    way: str

    def __str__(self) -> str:
        return f"{self.store} does not promise {self.what}. {self.way}"


@attrs.frozen(slots=False)
class DriverMissing(StorageError, ImportError):
    """What speaks to this kind of store is not installed."""

    kind: str
    extra: str

    def __str__(self) -> str:
        return (
            f"What speaks to {self.kind} is not installed;"
            f" install community-domain-storage[{self.extra}]."
        )


@attrs.frozen(slots=False)
class StoreFailed(StorageError, RuntimeError):
    """The store reported an error of its own; nothing of the decision was recorded."""

    store: str
    problem: str

    def __str__(self) -> str:
        return f"{self.store} failed: {self.problem}. Nothing was recorded; mend it and try again."
