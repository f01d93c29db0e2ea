"""A UmaDB server as a recorder."""

from eventsourcing.dcb.api import DCBRecorder
from eventsourcing_umadb.recorders import UmaDBDCBRecorder
from umadb import Client, TransportError

from ..errors import ServerUnreachable

__all__ = ["umadb_recorder"]


def umadb_recorder(machine: str, name: str) -> DCBRecorder:
    """The recorder of a server.

    Args:
        machine: `host:port`.
        name: What errors call it.

    Raises:
        ServerUnreachable: Nobody answers there.
    """
    try:
        return UmaDBDCBRecorder(Client(f"http://{machine}"))
    except TransportError as error:
        raise ServerUnreachable(name, "nobody answers there") from error
