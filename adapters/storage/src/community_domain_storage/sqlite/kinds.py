"""The vocabulary as a file holds it."""

import sqlite3
from collections.abc import Iterable

from ..kinds import Kinds, Named

__all__ = ["read_kinds", "with_new"]


def read_kinds(connection: sqlite3.Connection) -> Kinds:
    """As the file has them now."""
    found = connection.execute("SELECT id, name, version FROM kind ORDER BY id")
    return Kinds((number, name.decode(), version) for number, name, version in found)


def with_new(kinds: Kinds, connection: sqlite3.Connection, wanted: Iterable[Named]) -> Kinds:
    """With those that were missing, written to the file in the transaction under way."""
    missing = kinds.missing(wanted)
    if not missing:
        return kinds
    connection.executemany("INSERT INTO kind (name, version) VALUES (?, ?)", missing)
    return read_kinds(connection)
