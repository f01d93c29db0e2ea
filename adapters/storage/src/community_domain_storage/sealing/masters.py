"""Master keys: named, handed in by the environment, and never stored. They wrap all other keys."""

import base64
import binascii
import os
import re
from collections.abc import Mapping
from typing import NamedTuple

import attrs
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from ..edge import chance
from .errors import BadMasterKey, MasterKeyMissing, MasterKeyUnknown

__all__ = ["KEY", "NONCE", "VARIABLE", "MasterKeys", "Wrapped", "new_master_key"]

VARIABLE = "COMMUNITY_MASTER_KEY"
"""The environment variable, unless the app names another."""
KEY, NONCE = 32, 12
"""Bytes of a key (AES-256), and of the chance that every encryption begins with (96 bit)."""
NAME = re.compile(r"[A-Za-z0-9_.-]{1,40}")


class Wrapped(NamedTuple):
    """A key as it is stored: encrypted, and by which master key."""

    master: str
    data: bytes


@attrs.frozen
class MasterKeys:
    """Master keys by name; the first one wraps, all of them unwrap."""

    _keys: Mapping[str, bytes] = attrs.field(repr=False)

    @classmethod
    def from_environment(cls, variable: str = VARIABLE) -> "MasterKeys":
        """What an environment variable holds: `name:key`, several with a space between.

        Raises:
            MasterKeyMissing: It is not set, or empty.
            BadMasterKey: It holds something else.
        """
        keys: dict[str, bytes] = {}
        for entry in os.environ.get(variable, "").split():
            name, colon, text = entry.partition(":")
            if not colon or not NAME.fullmatch(name):
                raise BadMasterKey(variable, "holds a key without a name")
            if name in keys:
                raise BadMasterKey(variable, f"names {name!r} twice")
            keys[name] = _key(text, name, variable)
        if not keys:
            raise MasterKeyMissing(variable)
        return cls(keys)

    @property
    def newest(self) -> str:
        """The name of the one that wraps."""
        return next(iter(self._keys))

    def wrap(self, key: bytes, place: bytes) -> Wrapped:
        """A key encrypted for its place, which no other place can pass off as its own."""
        nonce = chance(NONCE)
        cipher = AESGCM(self._keys[self.newest])
        return Wrapped(self.newest, nonce + cipher.encrypt(nonce, key, place))

    def unwrap(self, wrapped: Wrapped, place: bytes, store: str) -> bytes:
        """The key that was wrapped for a place.

        Raises:
            MasterKeyUnknown: No key of that name is here, or it is not the one that wrapped it.
        """
        if (master := self._keys.get(wrapped.master)) is None:
            raise MasterKeyUnknown(store, wrapped.master)
        try:
            return AESGCM(master).decrypt(wrapped.data[:NONCE], wrapped.data[NONCE:], place)
        except (InvalidTag, ValueError):
            raise MasterKeyUnknown(store, wrapped.master) from None


def new_master_key(name: str) -> str:
    """A new master key, as the environment takes it; keep it where no backup of a log goes.

    Args:
        name: What key stores call it, such as the year: letters, digits, and `_.-`.

    Raises:
        ValueError: The name holds something else.
    """
    if not NAME.fullmatch(name):
        raise ValueError(f"{name!r} is no name of a master key; use letters, digits and _.-")
    return f"{name}:{base64.urlsafe_b64encode(chance(KEY)).decode()}"


def _key(text: str, name: str, variable: str) -> bytes:
    try:
        key = base64.b64decode(text, altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != KEY:
        raise BadMasterKey(variable, f"holds under {name!r} no {KEY} bytes in URL-safe base64")
    return key
