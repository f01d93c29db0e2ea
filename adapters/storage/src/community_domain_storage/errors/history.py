"""What is stored, and what a domain makes of it."""

import attrs

from community_domain import CorruptHistory

from .storage import StorageError

__all__ = [
    "DamagedFile",
    "NewerEvent",
    "NewerSchema",
    "NotStorable",
    "OlderSchema",
    "UnknownEvent",
    "VocabularyBehind",
]


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
class NewerSchema(StorageError, RuntimeError):
    """A later release of this library made the file, or the tables of the database."""

    path: str
    found: int
    known: int

    def __str__(self) -> str:
        return (
            f"{self.path} has the format {self.found}, this release knows up to {self.known};"
            " upgrade community-domain-storage."
        )


@attrs.frozen(slots=False)
class NotStorable(StorageError, TypeError):
    """A type of the domain has no form as bytes."""

    name: str
    problem: str

    def __str__(self) -> str:
        return f"{self.name} cannot be stored: {self.problem}."


@attrs.frozen(slots=False)
class OlderSchema(StorageError, RuntimeError):
    """The database has none of this library's tables, or those of an earlier release."""

    server: str
    found: int
    """0 where there are none."""
    known: int
    program: str
    """The package that lays them."""

    def __str__(self) -> str:
        state = f"has the format {self.found}" if self.found else "holds no tables"
        return (
            f"{self.server} {state} of {self.program}, this release needs {self.known};"
            f" run python -m {self.program} with the owner's address once."
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
