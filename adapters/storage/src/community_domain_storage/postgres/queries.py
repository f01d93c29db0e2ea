"""The questions put to the tables of one community."""

# ruff: noqa: S608 - what is put together here are our own names; every value from outside is bound.

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from ..selections import Selection

__all__ = [
    "BATCH",
    "ENTER",
    "ENTER_SEALED",
    "FIRST_AFTER",
    "HEAD",
    "HOLD",
    "KINDS",
    "LEARN",
    "LOOK",
    "RECORD",
    "SEALED_AS",
    "TELL",
    "TELL_APART",
    "batch",
    "tagged",
]

BATCH = 1_000
"""Rows of one question: a boundary is read in one, and a replay needs little memory."""

_HEAD = "position, recorded_at, decided_at, newest_kind"
_TOLD = "community_domain.tag WHERE community = %(community)s AND"
HEAD = f"SELECT {_HEAD} FROM community_domain.community WHERE id = %s"
LOOK = (
    f"SELECT {_HEAD}, ARRAY(SELECT DISTINCT tag FROM {_TOLD} tag = ANY(%(tags)s))"
    " FROM community_domain.community WHERE id = %(community)s"
)
"""The head, and which of some tags are in use, seen at once."""
HOLD = f"SELECT {_HEAD} FROM community_domain.hold(%s)"
ENTER = "SELECT community_domain.enter(%s)"
ENTER_SEALED = "SELECT community_domain.enter_sealed(%s, %s)"
SEALED_AS = "SELECT sealed_as FROM community_domain.community WHERE id = %s"
KINDS = "SELECT id, name, version FROM community_domain.kind WHERE community = %s"
LEARN = "SELECT community_domain.learn(%s, %s, %s)"
RECORD = (
    "SELECT * FROM community_domain.record(%s, %s, %s, %s, %s, %s::integer[], %s::bytea[],"
    " %s::bigint[], %s::bigint[], %s::json, %s::bytea[])"
)
TELL = "SELECT pg_notify(%s, '')"
TELL_APART = "SELECT set_config('synchronous_commit', 'off', true), pg_notify(%s, '')"
"""In a transaction of its own, which would otherwise wait for the disk though it writes nothing."""
TAGGED = "position IN (SELECT position FROM community_domain.tag WHERE community = %s AND tag = %s)"
FIRST_AFTER = (
    "SELECT position, recorded_at FROM community_domain.event"
    " WHERE community = %s AND position > %s ORDER BY position LIMIT 1"
)


def batch(
    columns: str, community: int, selection: Selection, between: tuple[int, int], size: int
) -> tuple[str, Sequence[Any]]:
    """The question for the first rows of a selection, by rising position, and its values.

    Args:
        columns: What to ask for.
        community: Of whom.
        selection: Which rows; at least one group, or all.
        between: After the one position, up to and with the other.
        size: So many rows at most.
    """
    if selection is None:
        return _everything(columns), (community, *between, size)
    values: list[Any] = [community]
    shape: list[tuple[int, bool]] = []
    for group in selection:
        values += (community, *between)
        for tag in group.tags:
            values += (community, tag)
        if group.kinds is not None:
            values.append(list(group.kinds))
        values.append(size)
        shape.append((len(group.tags), group.kinds is not None))
    return _of_groups(columns, tuple(shape)), (*values, size)


@lru_cache(maxsize=64)
def _everything(columns: str) -> str:
    return (
        f"SELECT {columns} FROM community_domain.event"
        " WHERE community = %s AND position > %s AND position <= %s ORDER BY position LIMIT %s"
    )


@lru_cache(maxsize=64)
def tagged(columns: str) -> str:
    """The question for all rows that carry one tag, up to a position."""
    return (
        f"SELECT {columns} FROM community_domain.event WHERE community = %s AND {TAGGED}"
        " AND position <= %s ORDER BY position"
    )


@lru_cache(maxsize=1024)
def _of_groups(columns: str, shape: tuple[tuple[int, bool], ...]) -> str:
    """Each group finds its first positions by itself; the first of all of them are taken."""
    parts = " UNION ALL ".join(f"(SELECT position FROM ({_of_group(*one)}) AS g)" for one in shape)
    return (
        f"SELECT {columns} FROM community_domain.event WHERE community = %s"
        f" AND position = ANY(ARRAY({parts})) ORDER BY position LIMIT %s"
    )


def _of_group(tags: int, kinds: bool) -> str:  # noqa: FBT001 - part of a shape
    """Positions that carry so many tags."""
    table = "tag" if tags else "event"
    joined = "".join(f" JOIN community_domain.tag AS t{n} USING (position)" for n in range(1, tags))
    conditions = ["t0.community = %s", "position > %s", "position <= %s"]
    conditions += [f"t{n}.community = %s AND t{n}.tag = %s" for n in range(tags)]
    if kinds:
        conditions.append("t0.kind = ANY(%s)")
    return (
        f"SELECT position FROM community_domain.{table} AS t0{joined}"
        f" WHERE {' AND '.join(conditions)} ORDER BY position LIMIT %s"
    )
