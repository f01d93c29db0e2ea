"""What can go wrong between a log and the keys of its people; no error holds key or value."""

import attrs

from ..errors import StorageError

__all__ = [
    "BadMasterKey",
    "KeyLost",
    "KeyNotDestroyed",
    "LogNotSealed",
    "LogSealed",
    "MasterKeyMissing",
    "MasterKeyUnknown",
    "NotAKeyStore",
    "NotEmpty",
    "OtherKeys",
]


@attrs.frozen(slots=False)
class LogSealed(StorageError, PermissionError):
    """The personal values of the log are sealed, and it was opened without keys."""

    path: str

    def __str__(self) -> str:
        return (
            f"{self.path} seals its personal values; open it with keys=Keys(…), or with"
            " keys='withheld' to read everything else and record nothing."
        )


@attrs.frozen(slots=False)
class LogNotSealed(StorageError, ValueError):
    """The log holds its personal values in plain, and keys were given."""

    path: str

    def __str__(self) -> str:
        return (
            f"{self.path} was made without keys and holds its personal values in plain;"
            " open it without keys, or copy it into a sealed log with copy_sealed and remove it."
        )


@attrs.frozen(slots=False)
class NotAKeyStore(StorageError, ValueError):
    """The file holds something else; it was left as it is."""

    path: str
    found: str

    def __str__(self) -> str:
        return f"{self.path} is {self.found}, no key store; it was left as it is. Name another."


@attrs.frozen(slots=False)
class NotEmpty(StorageError, ValueError):
    """The log that was to take a copy holds something already."""

    community: str

    def __str__(self) -> str:
        return (
            f"The log of {self.community!r} that was to take the copy is not empty;"
            " remove what was begun, or name another place."
        )


@attrs.frozen(slots=False)
class OtherKeys(StorageError, ValueError):
    """The key store knows nothing of the log."""

    path: str
    store: str

    def __str__(self) -> str:
        return (
            f"{self.store} holds no keys of the log {self.path};"
            " name the key store that the log was made with, or restore it."
        )


@attrs.frozen(slots=False)
class KeyLost(StorageError, RuntimeError):
    """The key of a person is not there, and nobody destroyed it."""

    store: str
    member_id: str

    def __str__(self) -> str:
        return (
            f"{self.store} neither holds the key of {self.member_id or 'the log itself'} nor says"
            " that it was destroyed; restore the newest backup of the key store."
        )


@attrs.frozen(slots=False)
class KeyNotDestroyed(StorageError, RuntimeError):
    """An erasure is recorded, and the key of the person could not be destroyed as yet."""

    store: str

    def __str__(self) -> str:
        return (
            f"The erasure is recorded, but the key in {self.store} could not be destroyed;"
            " see to the key store and open the log anew, which does it."
        )


@attrs.frozen(slots=False)
class MasterKeyMissing(StorageError, LookupError):
    """The environment does not say what wraps the keys."""

    variable: str

    def __str__(self) -> str:
        return (
            f"The environment variable {self.variable} is not set; put the master key there that"
            " the key store was made with, or one made by new_master_key for a new store."
        )


@attrs.frozen(slots=False)
class BadMasterKey(StorageError, ValueError):
    """What the environment holds is no master key; it is not repeated."""

    variable: str
    problem: str

    def __str__(self) -> str:
        return (
            f"The environment variable {self.variable} {self.problem};"
            " write name:key as new_master_key makes it, several with a space between."
        )


@attrs.frozen(slots=False)
class MasterKeyUnknown(StorageError, LookupError):
    """A key is wrapped by a master key that the environment does not hold, or not as it was."""

    store: str
    name: str

    def __str__(self) -> str:
        return (
            f"Keys in {self.store} are wrapped by the master key {self.name!r}, which the"
            " environment does not hold as it was then; put it back beside the newer one."
        )
