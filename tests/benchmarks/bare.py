"""The references without any library: the same rows by the bare drivers of the databases.

One table of events and one of tags; prepared statements, nothing between.
"""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
import psycopg

from community_domain import StoredEvent

__all__ = ["BareLog", "BareServerLog"]

SCHEMA = """
create table if not exists event (
    position integer primary key, type text not null, data blob not null, envelope blob not null
);
create table if not exists tag (
    tag text not null, position integer not null, primary key (tag, position)
) without rowid;
"""
INSERT_EVENT = "insert into event (type, data, envelope) values (?, ?, ?)"
INSERT_PLACED = "insert into event (position, type, data, envelope) values (?, ?, ?, ?)"
INSERT_TAG = "insert into tag (tag, position) values (?, ?)"
LAST = "select coalesce(max(position), 0) from event"
LOCK_TIMEOUT = 60.0
"""Seconds to wait for another writer."""


SERVER_SCHEMA = """
drop table if exists event, tag;
create table event (
    position bigint generated always as identity primary key,
    type text not null, data bytea not null, envelope bytea not null
);
create table tag (tag text not null, position bigint not null, primary key (tag, position));
"""
SERVER_INSERT = """
with used as (
    select from tag where tag = any(%(tags)s) and position > %(seen)s limit 1
), placed as (
    insert into event (type, data, envelope) select %(type)s, %(data)s, %(envelope)s
    where not exists (select from used) returning position
), tagged as (
    insert into tag select tag, position from placed, unnest(%(tags)s) as tag
)
select position from placed
"""


class BareLog:
    """A database that appends as fast as `sqlite3` alone can.

    Args:
        path: The file.
        synchronous: `full`, which is durable before a commit returns, or `normal`.
    """

    def __init__(self, path: Path, synchronous: str) -> None:
        self._db = sqlite3.connect(path, isolation_level=None, timeout=LOCK_TIMEOUT)
        self._db.execute("pragma journal_mode = wal")
        self._db.execute(f"pragma synchronous = {synchronous}")
        self._db.executescript(SCHEMA)
        self._seen = self._last()

    def append(self, row: StoredEvent) -> None:
        """Insert one row in a transaction of its own, unless its tags were used since the last.

        Raises:
            LookupError: Something carries one of the tags and was not seen.
        """
        db, tags = self._db, row.tags
        condition = f"select 1 from tag where tag in ({_marks(len(tags))}) and position > ? limit 1"  # noqa: S608 - question marks only
        db.execute("begin immediate")
        if db.execute(condition, (*tags, self._seen)).fetchone():
            db.execute("rollback")
            raise LookupError("the tags of a row are in use")
        position = db.execute(INSERT_EVENT, (row.type, row.data, row.envelope)).lastrowid
        db.executemany(INSERT_TAG, [(tag, position) for tag in tags])
        db.execute("commit")
        self._seen = position or 0

    def append_singly(self, rows: Iterable[StoredEvent]) -> None:
        """Insert rows in one transaction, one after the other, as commands are decided."""
        db = self._db
        db.execute("begin immediate")
        for row in rows:
            position = db.execute(INSERT_EVENT, (row.type, row.data, row.envelope)).lastrowid
            db.executemany(INSERT_TAG, [(tag, position) for tag in row.tags])
        db.execute("commit")
        self._seen = self._last()

    def append_together(self, rows: Sequence[StoredEvent]) -> None:
        """Insert rows in one transaction with two statements, as if all were known beforehand."""
        db, first = self._db, self._seen + 1
        db.execute("begin immediate")
        placed = [(first + n, row.type, row.data, row.envelope) for n, row in enumerate(rows)]
        tags = [(tag, first + n) for n, row in enumerate(rows) for tag in row.tags]
        db.executemany(INSERT_PLACED, placed)
        db.executemany(INSERT_TAG, tags)
        db.execute("commit")
        self._seen += len(rows)

    def scan(self, kinds: Mapping[str, type[Any]]) -> int:
        """Decode every event in a bare loop; returns how many."""
        decode = {name: msgspec.json.Decoder(kind).decode for name, kind in kinds.items()}
        rows = self._db.execute("select position, type, data from event order by position")
        done = 0
        for _, name, data in rows:
            decode[name](data)
            done += 1
        return done

    def close(self) -> None:
        """Close the connection."""
        self._db.close()

    def _last(self) -> int:
        [(last,)] = self._db.execute(LAST)
        return int(last)


class BareServerLog:
    """A PostgreSQL database that appends as fast as one `psycopg` connection can: in one statement.

    Args:
        url: The database; its tables are made anew.
    """

    def __init__(self, url: str) -> None:
        self._connection = psycopg.connect(url, autocommit=True)
        self._connection.execute(SERVER_SCHEMA)
        self._seen = 0

    def append(self, row: StoredEvent) -> None:
        """Insert one row in a transaction of its own, unless its tags were used since the last.

        Raises:
            LookupError: Something carries one of the tags and was not seen.
        """
        values = {
            "tags": list(row.tags),
            "seen": self._seen,
            "type": row.type,
            "data": row.data,
            "envelope": row.envelope,
        }
        found = self._connection.execute(SERVER_INSERT, values, prepare=True, binary=True)
        placed = found.fetchone()
        if placed is None:
            raise LookupError("the tags of a row are in use")
        [self._seen] = placed

    def append_together(self, rows: Iterable[StoredEvent]) -> None:
        """Insert rows in one transaction."""
        with self._connection.transaction():
            for row in rows:
                self.append(row)

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()


def _marks(count: int) -> str:
    return ", ".join("?" * count)
