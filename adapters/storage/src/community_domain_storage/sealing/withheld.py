"""A sealed log that is read without its keys: by whoever need not know who is meant."""

# ruff: noqa: ARG002 - this is a `Sealing` that does nothing, asked like any other.

from community_domain import EventLog, Unreadable

from .errors import LogSealed
from .values import Place, Since

__all__ = ["Withheld"]


class Withheld:
    """The `Sealing` of who reads a sealed log without keys: nobody is known, nothing is written."""

    def __init__(self, path: str) -> None:
        self._path = path

    def seal(self, place: Place, member: str, data: bytes) -> bytes | None:
        """Refuse to."""
        raise LogSealed(self._path)

    def open(self, place: Place, member: str, sealed: bytes | None) -> bytes | Unreadable:
        """Nobody's values can be read."""
        return Unreadable.SEALED if sealed else Unreadable.ERASED

    def settle(self, log: EventLog, community: str) -> None:
        """There is nothing to agree with."""

    def begin(self) -> None:
        """There is nothing to let go of."""

    def writing(self) -> Since:
        """Refuse: no decision is made on what cannot be read."""
        raise LogSealed(self._path)

    def noting_erasure(self) -> None:
        """Nothing is recorded."""

    def keep_new_keys(self, since: Since) -> None:
        """Nothing is recorded."""

    def not_committed(self, since: Since) -> None:
        """Nothing was recorded."""

    def after_commit(self, log: EventLog, since: Since) -> None:
        """Nothing was recorded."""

    def close(self) -> None:
        """There is nothing to let go of."""
