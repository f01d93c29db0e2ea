"""The tables: how they are laid, by the owner's role, and what an application's role may do.

Each step brings the tables from one format to the next, and is never changed once released.
"""

from importlib.resources import files
from typing import Any

import psycopg
from psycopg import Connection, sql
from psycopg.rows import tuple_row

from ..errors import NewerSchema, OlderSchema
from ..stores import PATIENCE
from .faults import faults
from .server import conninfo_of, server_name

__all__ = ["SCHEMA_VERSION", "check_version", "lay_schema"]

SCHEMA_VERSION = 1
PACKAGE = "community_domain_storage.postgres"
LAYING = 0x636F6D64
"""The key of the lock that one who lays the tables holds."""

GRANTS = (
    "GRANT USAGE ON SCHEMA community_domain TO {role}",
    "GRANT SELECT ON ALL TABLES IN SCHEMA community_domain TO {role}",
    "GRANT EXECUTE ON FUNCTION community_domain.enter TO {role}",
    "GRANT EXECUTE ON FUNCTION community_domain.hold TO {role}",
    "GRANT EXECUTE ON FUNCTION community_domain.learn TO {role}",
    "GRANT EXECUTE ON FUNCTION community_domain.record TO {role}",
)
"""All that an application needs: no INSERT, no UPDATE, no DELETE."""


def lay_schema(url: str, *, role: str | None = None, patience: float = PATIENCE) -> int:
    """Lay the tables in a database, or bring them to the format of this release.

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
    conninfo = conninfo_of(url, patience)
    name = server_name(conninfo)
    with faults(name, patience), psycopg.connect(conninfo) as connection:
        connection.execute("SELECT pg_advisory_xact_lock(%s)", (LAYING,))
        found = _version(connection)
        if found > SCHEMA_VERSION:
            raise NewerSchema(name, found, SCHEMA_VERSION)
        for step in range(found + 1, SCHEMA_VERSION + 1):
            connection.execute((files(PACKAGE) / "steps" / f"{step}.sql").read_bytes())
        connection.execute("DELETE FROM community_domain.release")
        connection.execute("INSERT INTO community_domain.release VALUES (%s)", (SCHEMA_VERSION,))
        for grant in GRANTS if role else ():
            connection.execute(sql.SQL(grant).format(role=sql.Identifier(role or "")))
    return found


def check_version(connection: Connection[Any], name: str) -> None:
    """Whether the tables are those of this release.

    Raises:
        OlderSchema: There are none, or older ones.
        NewerSchema: A later release laid them.
    """
    found = _version(connection)
    if found > SCHEMA_VERSION:
        raise NewerSchema(name, found, SCHEMA_VERSION)
    if found < SCHEMA_VERSION:
        raise OlderSchema(name, found, SCHEMA_VERSION)


def _version(connection: Connection[Any]) -> int:
    """The format of the tables; 0 when there are none."""
    with connection.cursor(row_factory=tuple_row) as cursor:
        cursor.execute("SELECT to_regclass('community_domain.release') IS NOT NULL")
        if cursor.fetchall() == [(False,)]:
            return 0
        cursor.execute("SELECT max(version) FROM community_domain.release")
        [(version,)] = cursor.fetchall()
    return version or 0
