"""A sealed value: an object that any JSON tool reads, which says whose it is and nothing more."""

from collections.abc import Generator
from contextlib import contextmanager
from typing import NamedTuple, Protocol

import msgspec

from community_domain import EventLog, Unreadable

__all__ = ["NOBODY", "Place", "Sealed", "Sealing", "Since", "committing"]

NOBODY = ""
"""Whose key seals what is said of nobody in particular; it is the log's own, and stays."""


class Sealed(msgspec.Struct, gc=False):
    """`{"sealed": base64, "of": member}`; null where the member was erased before it was sealed."""

    sealed: bytes | None
    of: str


class Place(NamedTuple):
    """Where a value belongs; sealed for one place, it can be opened at no other."""

    kind: str
    """`event` or `command`."""
    name: str
    """The storage name of the event or command."""
    field: str


class Since(NamedTuple):
    """What had come up in a process when a transaction began, to tell what came up since."""

    dropped: int
    """So often somebody else had made a key for the same member before."""
    erasures: int
    """So many erasures were about to be recorded."""


class Sealing(Protocol):
    """What a codec asks to seal and open values, and a log to be told of commits."""

    def seal(self, place: Place, member: str, data: bytes) -> bytes | None:
        """Encrypt under the key of a member; None where they were erased."""
        ...

    def open(self, place: Place, member: str, sealed: bytes | None) -> bytes | Unreadable:
        """What was sealed, or why nobody here can read it.

        Raises:
            KeyLost: There is no key, and nobody destroyed it.
            ValueError: It was sealed for another place, or changed.
        """
        ...

    def settle(self, log: EventLog, community: str) -> None:
        """Make key store and log agree, once the log is open.

        Raises:
            OtherKeys: The log holds something, and the store was never told of it.
        """
        ...

    def begin(self) -> None:
        """Somebody is about to read or write: keys that others destroyed are let go of."""
        ...

    def writing(self) -> Since:
        """Somebody is about to write; gives what to hand back at the end.

        Raises:
            LogSealed: The keys are withheld.
        """
        ...

    def noting_erasure(self) -> None:
        """An erasure is about to be recorded.

        Raises:
            NotPromised: The key could not be destroyed afterwards.
        """
        ...

    def keep_new_keys(self, since: Since) -> None:
        """Make new keys durable, for what they sealed is about to be.

        Raises:
            Conflict: Somebody else made a key for the same member meanwhile.
        """
        ...

    def not_committed(self, since: Since) -> None:
        """A commit failed, or its outcome is unknown."""
        ...

    def after_commit(self, log: EventLog, since: Since) -> None:
        """Destroy keys where an erasure was recorded.

        Raises:
            KeyNotDestroyed: It is recorded, and the key is still there.
        """
        ...

    def close(self) -> None:
        """Let go of the key store; closing twice is fine."""
        ...


@contextmanager
def committing(sealing: Sealing, log: EventLog, since: Since) -> Generator[None]:
    """Around a commit: what it may have recorded of erasures is carried out, now or at the next."""
    try:
        yield
    except BaseException:
        sealing.not_committed(since)
        raise
    sealing.after_commit(log, since)
