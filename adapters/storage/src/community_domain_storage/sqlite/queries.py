"""The questions put to the tables: which rows of a boundary lie between two positions.

Every question is short and bounded, so that no reader ever keeps the log from being tidied up.
"""

# ruff: noqa: S608 - what is put together here are our own column names and whole numbers; every
# value from outside is bound.

import sqlite3
from functools import lru_cache
from typing import Any

from ..selections import Selection

__all__ = [
    "BATCH",
    "FIRST_AFTER",
    "HEAD",
    "batch",
    "of_empty",
    "tagged",
]

HEAD = (  # The last row, and the newest kind.
    "SELECT position, recorded_at, decided_at, (SELECT max(id) FROM kind) FROM event"
    " ORDER BY position DESC LIMIT 1"
)
FIRST_AFTER = "SELECT position, recorded_at FROM event WHERE position > ? ORDER BY position LIMIT 1"
BATCH = 128
"""Rows of one question: enough to be worth it, few enough to be gone again before Python's
garbage collector takes them for something that stays."""
COUNTED = 256
"""Rows looked at to learn which of several tags is the rarest."""


def of_empty(connection: sqlite3.Connection) -> tuple[int, int, None, int]:
    """What `HEAD` would say of a log without rows."""
    [(newest,)] = connection.execute("SELECT max(id) FROM kind")
    return 0, 0, None, newest or 0


def batch(
    connection: sqlite3.Connection,
    columns: str,
    selection: Selection,
    between: tuple[int, int],
    size: int = BATCH,
) -> list[tuple[Any, ...]]:
    """The first rows of the selection, by rising position.

    Args:
        connection: Where to ask.
        columns: What to ask for.
        selection: Which rows.
        between: After the one position, up to and with the other.
        size: So many rows at most.
    """
    after, until = between
    if selection is None:
        sql = _everything(columns)
        return connection.execute(sql, (after, until, size)).fetchall()
    if not selection:
        return []
    values: list[Any] = []
    shape: list[tuple[int, tuple[int, ...] | None]] = []
    for group in selection:
        tags = group.tags
        if len(tags) > 1:
            tags = _rarest_first(connection, tags, after)
        values += tags
        values += (after, until, size)
        shape.append((len(tags), group.kinds))
    return connection.execute(_of_groups(columns, tuple(shape)), (*values, size)).fetchall()


@lru_cache(maxsize=64)
def _everything(columns: str) -> str:
    return (
        f"SELECT {columns} FROM event WHERE position > ? AND position <= ?"
        " ORDER BY position LIMIT ?"
    )


@lru_cache(maxsize=1024)
def _of_groups(columns: str, shape: tuple[tuple[int, tuple[int, ...] | None], ...]) -> str:
    """Each group finds its first positions by itself; the first of all of them are taken."""
    parts = " UNION ALL ".join(f"SELECT position FROM ({_of_group(*one)})" for one in shape)
    return f"SELECT {columns} FROM event WHERE position IN ({parts}) ORDER BY position LIMIT ?"


@lru_cache(maxsize=64)
def tagged(columns: str) -> str:
    """The question for all rows that carry one tag."""
    return (
        f"SELECT {columns} FROM event WHERE position IN (SELECT position FROM tag WHERE tag = ?)"
        " ORDER BY position"
    )


def _of_group(tags: int, kinds: tuple[int, ...] | None) -> str:
    """Positions that carry so many tags: walk along the first, look the others up."""
    table = "tag AS t0" if tags else "event AS t0"
    joined = "".join(
        f" CROSS JOIN tag AS t{n} ON t{n}.position = t0.position" for n in range(1, tags)
    )
    conditions = [f"t{n}.tag = ?" for n in range(tags)]
    conditions += ["t0.position > ?", "t0.position <= ?"]
    if kinds is not None:
        conditions.append(f"t0.kind IN ({', '.join(map(str, kinds))})")
    return (
        f"SELECT t0.position AS position FROM {table}{joined}"
        f" WHERE {' AND '.join(conditions)} ORDER BY t0.position LIMIT ?"
    )


def _rarest_first(
    connection: sqlite3.Connection, tags: tuple[str, ...], after: int
) -> tuple[str, ...]:
    """The tags with the rarest (as far as counted) in front."""
    sql = "SELECT count(*) FROM (SELECT 1 FROM tag WHERE tag = ? AND position > ? LIMIT ?)"
    counts = {tag: connection.execute(sql, (tag, after, COUNTED)).fetchone()[0] for tag in tags}
    return tuple(sorted(tags, key=lambda tag: counts[tag]))
