"""What can be wrong with a server, and on the way to it."""

import attrs

from .storage import StorageError

__all__ = ["AccessRefused", "NotJoinable", "OutcomeUnknown", "ServerUnreachable"]


@attrs.frozen(slots=False)
class AccessRefused(StorageError, PermissionError):
    """The server does not let this user in, or not at what a log needs."""

    server: str
    problem: str

    def __str__(self) -> str:
        return (
            f"{self.server} refuses access: {self.problem}."
            " Look at user, password, database and rights in the address and on the server."
        )


@attrs.frozen(slots=False)
class NotJoinable(StorageError, ValueError):
    """A log cannot be part of the transaction of this connection."""

    server: str
    problem: str

    def __str__(self) -> str:
        return f"A connection cannot be joined by {self.server}: it {self.problem}."


@attrs.frozen(slots=False)
class OutcomeUnknown(StorageError, ConnectionError):
    """The connection was lost while the server recorded: all of it is there, or nothing is."""

    server: str

    def __str__(self) -> str:
        return (
            f"The connection to {self.server} was lost while it recorded; whether it did is"
            " unknown. Send the same command under the same id again: it has its effect once."
        )


@attrs.frozen(slots=False)
class ServerUnreachable(StorageError, ConnectionError):
    """No connection to the server could be made, or it was lost; nothing was recorded."""

    server: str
    problem: str

    def __str__(self) -> str:
        return (
            f"{self.server} cannot be reached: {self.problem}."
            " Nothing was recorded; see that it runs and try again."
        )
