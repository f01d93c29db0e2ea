"""The port of key stores: where the wrapped keys of people lie, apart from the log."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol

from .masters import Wrapped

__all__ = ["Destroyed", "Kept", "KeyStore", "Named"]

Named = tuple[str, str]
"""The id of a log, and of a member in it."""


class Destroyed(NamedTuple):
    """What stays of a key that was destroyed: that there was one, so that none is made again."""

    number: int
    """Counts up within the store, from 1."""


Kept = Wrapped | Destroyed


class KeyStore(Protocol):
    """Keeps one wrapped key for each member of each log. Safe for threads, and for processes.

    What a call changes is durable when it returns. Every fault is a `StorageError`.
    """

    @property
    def where(self) -> str:
        """What to call the store in an error; holds no password."""
        ...

    def knows(self, log: str) -> bool:
        """Whether the store was told of a log."""
        ...

    def admit(self, log: str, community: str) -> None:
        """Tell the store of a new log, and whose it is; twice is fine."""
        ...

    def find(self, named: Named) -> Kept | None:
        """What is kept for a member; None when nothing ever was."""
        ...

    def add(self, keys: Mapping[Named, Wrapped]) -> list[Named]:
        """Keep new keys, all together; gives those that were there already, which stay."""
        ...

    def destroy(self, named: Named) -> None:
        """Overwrite the key of a member for good; twice is fine, and so is that there was none."""
        ...

    def destroyed_since(self, log: str, number: int) -> Sequence[tuple[str, int]]:
        """Members whose keys were destroyed after a number, with theirs; cheap if nothing was."""
        ...

    def carried_out(self, log: str) -> int:
        """The position up to which every erasure in a log has been carried out."""
        ...

    def note_carried_out(self, log: str, position: int) -> None:
        """Put down that position, unless it is further already."""
        ...

    def start_over(self, log: str) -> None:
        """Put it down as 0, for the log was put back to an earlier state."""
        ...

    def wrapped_by_others(self, master: str, limit: int) -> Sequence[tuple[Named, Wrapped]]:
        """So many keys at most that another master key wraps."""
        ...

    def rewrap(self, changes: Sequence[tuple[Named, Wrapped, Wrapped]]) -> int:
        """Put new wrapping in place of old, where it is still the old one; gives how many."""
        ...

    def close(self) -> None:
        """Let go of files and connections; closing twice is fine."""
        ...
