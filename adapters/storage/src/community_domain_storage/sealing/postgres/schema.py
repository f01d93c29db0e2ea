"""The tables of keys, and what an application's role may call."""

from ...postgres.tables import Tables
from ...stores import PATIENCE

__all__ = ["KEYS", "lay_key_schema"]

KEYS = Tables(
    schema="community_domain_keys",
    package="community_domain_storage.sealing.postgres",
    version=1,
    functions=("admit", "add", "destroy", "note_carried_out", "start_over"),
)
"""`rewrap` is the owner's alone: who may only add and destroy cannot exchange a key."""


def lay_key_schema(url: str, *, role: str | None = None, patience: float = PATIENCE) -> int:
    """Lay the tables of a key store in a database, or bring them to the format of this release.

    Running it again does no harm.

    Args:
        url: `postgresql://owner@host/database`; best on another server than the log, at least in
            another database, which is backed up apart.
        role: Who may add, read and destroy keys; a role that is there already.
        patience: How long to wait for the server, in seconds.

    Returns:
        The format the tables had before; 0 when there were none.

    Raises:
        NewerSchema: A later release laid them.
        StorageError: The database cannot be reached, or not changed by this role.
    """
    return KEYS.lay(url, role=role, patience=patience)
