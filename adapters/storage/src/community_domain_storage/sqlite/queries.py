"""The questions put to the tables: which rows of a boundary lie between two positions.

Every question is short and bounded, so that no reader ever keeps the log from being tidied up.
"""

# ruff: noqa: S608 - what is put together here are our own column names and whole numbers; every
# value from outside is bound.

import sqlite3
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

import attrs

from .kinds import Kinds

__all__ = [
    "BATCH",
    "EVERYTHING",
    "HEAD",
    "Criteria",
    "Selection",
    "batch",
    "of_empty",
    "select",
    "tagged",
]

HEAD = (  # The last row, and the newest kind.
    "SELECT position, recorded_at, decided_at, (SELECT max(id) FROM kind) FROM event"
    " ORDER BY position DESC LIMIT 1"
)
BATCH = 128
"""Rows of one question: enough to be worth it, few enough to be gone again before Python's
garbage collector takes them for something that stays."""
COUNTED = 256
"""Rows looked at to learn which of several tags is the rarest."""


def of_empty(connection: sqlite3.Connection) -> tuple[int, int, None, int]:
    """What `HEAD` would say of a log without rows."""
    [(newest,)] = connection.execute("SELECT max(id) FROM kind")
    return 0, 0, None, newest or 0


Criteria = Iterable[tuple[Sequence[str], Sequence[str]]]
"""Types and tags: any of the types (none given: any at all), all of the tags."""


@attrs.frozen
class Group:
    """Rows that carry all the tags and are of one of the kinds (None: of any)."""

    tags: tuple[str, ...]
    kinds: tuple[int, ...] | None


Selection = tuple[Group, ...] | None
"""Rows that belong to any of the groups; None means all rows."""
EVERYTHING: Selection = None


def select(criteria: Criteria | None, kinds: Kinds) -> Selection:
    """What the criteria select in a file with this vocabulary, in as few groups as possible."""
    if criteria is None:
        return EVERYTHING
    groups: dict[tuple[str, ...], set[int] | None] = {}
    for types, tags in criteria:
        key = tuple(sorted(set(tags)))
        found = groups.setdefault(key, set())
        if not types:
            groups[key] = None
        elif found is not None:
            found.update(kinds.of(types))
    return tuple(
        Group(tags, None if wanted is None else tuple(sorted(wanted)))
        for tags, wanted in groups.items()
        if wanted is None or wanted
    )


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
