"""The tables of logs, and what an application's role may call."""

from ..stores import PATIENCE
from .tables import Tables

__all__ = ["LOGS", "lay_schema"]

LOGS = Tables(
    schema="community_domain",
    package="community_domain_storage.postgres",
    version=2,
    functions=("enter", "enter_sealed", "hold", "learn", "record"),
)


def lay_schema(url: str, *, role: str | None = None, patience: float = PATIENCE) -> int:
    """Lay the tables of logs in a database, or bring them to the format of this release.

    Running it again does no harm.

    Args:
        url: `postgresql://owner@host/database`.
        role: Who may read and record; a role that is there already.
        patience: How long to wait for the server, in seconds.

    Returns:
        The format the tables had before; 0 when there were none.

    Raises:
        NewerSchema: A later release laid them.
        StorageError: The database cannot be reached, or not changed by this role.
    """
    return LOGS.lay(url, role=role, patience=patience)
