"""A sealed log as part of a transaction that the caller began."""

from community_domain import EventLog

from ..errors import NotPromised
from .values import Sealing, Since

__all__ = ["Joined"]


class Joined:
    """The `Sealing` of a log whose commit is the caller's: it seals, and destroys nothing.

    Keys are kept before the caller commits; when the caller rolls back, nothing is sealed under
    them. A key must go only once the erasure is committed, which nobody is told of here.

    Args:
        sealing: That of the log itself.
        path: What to call the log in an error.
    """

    def __init__(self, sealing: Sealing, path: str) -> None:
        self._path = path
        self.seal, self.open, self.begin = sealing.seal, sealing.open, sealing.begin
        self.writing, self.keep_new_keys = sealing.writing, sealing.keep_new_keys

    def settle(self, log: EventLog, community: str) -> None:
        """The log itself did."""

    def noting_erasure(self) -> None:
        """Refuse to."""
        raise NotPromised(
            self._path, "to erase inside a transaction of yours", "Erase by the log itself."
        )

    def not_committed(self, since: Since) -> None:
        """Nobody was erased."""

    def after_commit(self, log: EventLog, since: Since) -> None:
        """Nobody was erased."""

    def close(self) -> None:
        """The keys are those of the log itself."""
