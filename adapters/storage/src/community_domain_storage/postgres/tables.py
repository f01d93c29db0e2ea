"""Tables in a schema of their own: how they are laid, step by step, by the owner's role.

Each step brings the tables from one format to the next, and is never changed once released.
"""

import argparse
import sys
from collections.abc import Sequence
from importlib.resources import files
from typing import Any

import attrs
import psycopg
from psycopg import Connection, sql
from psycopg.rows import tuple_row

from ..errors import NewerSchema, OlderSchema, StorageError
from ..stores import PATIENCE
from .faults import faults
from .server import conninfo_of, server_name

__all__ = ["Tables"]

LAYING = 0x636F6D64
"""The key of the lock that one who lays tables holds."""


@attrs.frozen
class Tables:
    """The tables of one schema, in the format of this release."""

    schema: str
    """What PostgreSQL calls the schema."""
    package: str
    """Where the steps are; run as a program, it lays them."""
    version: int
    """The format, which is the number of the last step."""
    functions: Sequence[str]
    """What an application may call; beside them it may only read."""

    def lay(self, url: str, *, role: str | None = None, patience: float = PATIENCE) -> int:
        """Lay them in a database, or bring them to the format of this release.

        Running it again does no harm.

        Args:
            url: `postgresql://owner@host/database`.
            role: Who may read and call; a role that is there already.
            patience: How long to wait for the server, in seconds.

        Returns:
            The format the tables had before; 0 when there were none.

        Raises:
            NewerSchema: A later release laid them.
            StorageError: The database cannot be reached, or not changed by this role.
        """
        conninfo = conninfo_of(url, patience)
        name = server_name(conninfo)
        release = sql.Identifier(self.schema, "release")
        with faults(name, patience), psycopg.connect(conninfo) as connection:
            connection.execute("SELECT pg_advisory_xact_lock(%s)", (LAYING,))
            found = self._found(connection, name)
            for step in range(found + 1, self.version + 1):
                connection.execute((files(self.package) / "steps" / f"{step}.sql").read_bytes())
            connection.execute(sql.SQL("DELETE FROM {}").format(release))
            connection.execute(
                sql.SQL("INSERT INTO {} VALUES (%s)").format(release), (self.version,)
            )
            if role is not None:
                self._grant(connection, role)
        return found

    def check(self, connection: Connection[Any], name: str) -> None:
        """Whether the tables are those of this release.

        Raises:
            OlderSchema: There are none, or older ones.
            NewerSchema: A later release laid them.
        """
        if (found := self._found(connection, name)) < self.version:
            raise OlderSchema(name, found, self.version, self.package)

    def main(self, about: str, arguments: Sequence[str] | None = None) -> str | None:
        """What the program does: lay the tables; an error is told in a line."""
        parser = argparse.ArgumentParser(prog=f"python -m {self.package}", description=about)
        parser.add_argument("url", help="postgresql://owner@host/database")
        parser.add_argument("role", nargs="?", help="the application's role, which is there")
        given = parser.parse_args(arguments)
        try:
            found = self.lay(given.url, role=given.role)
        except StorageError as error:
            return str(error)
        sys.stdout.write(f"The tables have the format {self.version}; before it was {found}.\n")
        return None

    def _grant(self, connection: Connection[Any], role: str) -> None:
        """All that an application needs: no INSERT, no UPDATE, no DELETE."""
        schema, to = sql.Identifier(self.schema), sql.Identifier(role)
        connection.execute(sql.SQL("GRANT USAGE ON SCHEMA {} TO {}").format(schema, to))
        reading = sql.SQL("GRANT SELECT ON ALL TABLES IN SCHEMA {} TO {}")
        connection.execute(reading.format(schema, to))
        for name in self.functions:
            function = sql.Identifier(self.schema, name)
            calling = sql.SQL("GRANT EXECUTE ON FUNCTION {} TO {}")
            connection.execute(calling.format(function, to))

    def _found(self, connection: Connection[Any], name: str) -> int:
        """The format of the tables; 0 when there are none."""
        release = sql.Identifier(self.schema, "release")
        with connection.cursor(row_factory=tuple_row) as cursor:
            cursor.execute("SELECT to_regclass(%s) IS NOT NULL", (f"{self.schema}.release",))
            if cursor.fetchall() == [(False,)]:
                return 0
            cursor.execute(sql.SQL("SELECT max(version) FROM {}").format(release))
            [(version,)] = cursor.fetchall()
        if (found := version or 0) > self.version:
            raise NewerSchema(name, found, self.version)
        return int(found)
