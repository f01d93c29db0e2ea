"""Where the keys of a log are, and how it is opened with them."""

from collections.abc import Callable, Mapping
from typing import Literal, NamedTuple

import attrs

from ..addresses import file_path, scheme, shown
from ..drivers import driver
from ..edge import chance
from ..errors import BadUrl
from .errors import LogNotSealed, LogSealed
from .masters import VARIABLE, MasterKeys
from .ring import KeyRing
from .sqlite import SQLiteKeyStore
from .store import KeyStore
from .values import Sealing
from .withheld import Withheld

__all__ = ["Keys", "KeysOrNone", "OpenKeys", "new_log_id", "open_keys", "sealing_of"]


@attrs.frozen
class Keys:
    """Where the keys of the people are, apart from the log.

    Args:
        url: The key store: `sqlite:///folder/keys.db`, made when there is none, or
            `postgresql://user@host/database`, whose tables were laid before.
        variable: The environment variable with the master keys; see `new_master_key`.
    """

    url: str
    variable: str = VARIABLE


KeysOrNone = Keys | Literal["withheld"] | None
"""The keys; `withheld`: to read a log without them, be it sealed or not; None: it is not sealed."""


class OpenKeys(NamedTuple):
    """A key store, and the master keys for it."""

    store: KeyStore
    masters: MasterKeys


def open_keys(keys: Keys, patience: float) -> OpenKeys:
    """Open the key store; it is the caller's to close.

    Raises:
        BadUrl: The address makes no sense, or names what keeps no keys.
        StorageError: The master keys are missing, or the store cannot be used.
    """
    if (open_store := _OPEN.get(scheme(keys.url))) is None:
        raise BadUrl(shown(keys.url), "keeps no keys; name a file or a PostgreSQL database")
    masters = MasterKeys.from_environment(keys.variable)
    return OpenKeys(open_store(keys.url, patience), masters)


def _sqlite(url: str, patience: float) -> KeyStore:
    return SQLiteKeyStore(file_path(url), patience)


def _postgresql(url: str, patience: float) -> KeyStore:
    with driver("PostgreSQL", "postgres"):
        from .postgres.store import PostgresKeyStore  # noqa: PLC0415 - an extra
    return PostgresKeyStore(url, patience)


_OPEN: Mapping[str, Callable[[str, float], KeyStore]] = {
    "postgresql": _postgresql,
    "sqlite": _sqlite,
}


def new_log_id() -> str:
    """What a key store calls a new log."""
    return chance(16).hex()


def sealing_of(
    path: str, sealed_as: str | None, keys: OpenKeys | Literal["withheld"] | None
) -> Sealing | None:
    """What seals a log that was opened, if anything does.

    Args:
        path: What to call the log in an error.
        sealed_as: Under what id a key store knows it; None where it is not sealed.
        keys: What it was opened with.

    Raises:
        LogSealed: It is sealed, and there are no keys.
        LogNotSealed: It is not, and there are.
    """
    match sealed_as, keys:
        case None, OpenKeys():
            raise LogNotSealed(path)
        case None, _:
            return None
        case _, None:
            raise LogSealed(path)
        case str(), OpenKeys(store, masters):
            return KeyRing(store, masters, sealed_as, path)
        case str(), _:
            return Withheld(path)
