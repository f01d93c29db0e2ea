"""A key store in a PostgreSQL database: one for many logs, programs and machines.

What was overwritten is gone from the tables at once. Its bytes, which are wrapped, stay on the disk
of the server until the table is rewritten, and in what it writes ahead.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import psycopg

from ...postgres.connections import Connections
from ...postgres.faults import faults
from ...postgres.server import conninfo_of, server_name
from ..masters import Wrapped
from ..store import Destroyed, Kept, Named
from .schema import KEYS

__all__ = ["PostgresKeyStore"]

CONNECTIONS = 4
"""So many at most; what is asked is short."""
SETTINGS = ("synchronous_commit=on", r"default_transaction_isolation=read\ committed")
"""What is changed is durable, and who waited for their turn sees what the one before did."""

KNOWS = "SELECT id FROM community_domain_keys.log WHERE id = %s"
ADMIT = "SELECT community_domain_keys.admit(%s, %s)"
FIND = (
    "SELECT master, data, destroyed FROM community_domain_keys.key WHERE log = %s AND member = %s"
)
ADD = "SELECT * FROM community_domain_keys.add(%s, %s, %s, %s::bytea[])"
DESTROY = "SELECT community_domain_keys.destroy(%s, %s)"
DESTROYED_SINCE = (
    "SELECT member, destroyed FROM community_domain_keys.key"
    " WHERE log = %s AND destroyed > %s ORDER BY destroyed"
)
CARRIED_OUT = "SELECT carried_out FROM community_domain_keys.log WHERE id = %s"
NOTE_CARRIED_OUT = "SELECT community_domain_keys.note_carried_out(%s, %s)"
START_OVER = "SELECT community_domain_keys.start_over(%s)"
WRAPPED_BY_OTHERS = (
    "SELECT log, member, master, data FROM community_domain_keys.key"
    " WHERE master < %(master)s OR master > %(master)s LIMIT %(limit)s"
)
REWRAP = "SELECT community_domain_keys.rewrap(%s, %s, %s::bytea[], %s, %s::bytea[])"


class PostgresKeyStore:
    """A `KeyStore` in the tables that `lay_key_schema` laid.

    Args:
        url: `postgresql://user@host/database`.
        patience: How long to wait for the server, or for another process, in seconds.

    Raises:
        StorageError: The server cannot be reached, or its tables are of another release.
    """

    def __init__(self, url: str, patience: float) -> None:
        conninfo = conninfo_of(url, patience, *SETTINGS)
        self._name = server_name(conninfo)
        with faults(self._name, patience), psycopg.connect(conninfo) as connection:
            KEYS.check(connection, self._name)
        self._connections = Connections(conninfo, self._name, patience, CONNECTIONS)

    @property
    def where(self) -> str:
        """The database and its server."""
        return self._name

    def knows(self, log: str) -> bool:
        """Whether the store was told of a log."""
        return bool(self._ask(KNOWS, log))

    def admit(self, log: str, community: str) -> None:
        """Tell the store of a new log, and whose it is."""
        self._ask(ADMIT, log, community)

    def find(self, named: Named) -> Kept | None:
        """What is kept for a member."""
        for master, data, destroyed in self._ask(FIND, *named):
            return Wrapped(master, data) if destroyed is None else Destroyed(destroyed)
        return None

    def add(self, keys: Mapping[Named, Wrapped]) -> list[Named]:
        """Keep new keys, all together."""
        rows = [(*named, *wrapped) for named, wrapped in keys.items()]
        return [(log, member) for log, member in self._ask(ADD, *_columns(rows))]

    def destroy(self, named: Named) -> None:
        """Take the key of a member away for good."""
        self._ask(DESTROY, *named)

    def destroyed_since(self, log: str, number: int) -> Sequence[tuple[str, int]]:
        """Members whose keys were destroyed after a number, with theirs, by an index."""
        return [
            (member, destroyed) for member, destroyed in self._ask(DESTROYED_SINCE, log, number)
        ]

    def carried_out(self, log: str) -> int:
        """The position up to which every erasure in a log has been carried out."""
        [(position,)] = self._ask(CARRIED_OUT, log)
        return int(position)

    def note_carried_out(self, log: str, position: int) -> None:
        """Put down that position."""
        self._ask(NOTE_CARRIED_OUT, log, position)

    def start_over(self, log: str) -> None:
        """Put it down as 0."""
        self._ask(START_OVER, log)

    def wrapped_by_others(self, master: str, limit: int) -> Sequence[tuple[Named, Wrapped]]:
        """So many keys at most that another master key wraps."""
        asked = {"master": master, "limit": limit}
        rows = self._connections.ask(WRAPPED_BY_OTHERS, asked)
        return [((log, member), Wrapped(*wrapped)) for log, member, *wrapped in rows]

    def rewrap(self, changes: Sequence[tuple[Named, Wrapped, Wrapped]]) -> int:
        """Put new wrapping in place of old, where it is still the old one; the owner's to do."""
        rows = [(*named, old.data, *new) for named, old, new in changes]
        [(many,)] = self._ask(REWRAP, *_columns(rows))
        return int(many)

    def close(self) -> None:
        """Let go of all connections; closing twice is fine."""
        self._connections.close()

    def _ask(self, question: str, *values: Any) -> list[tuple[Any, ...]]:
        return self._connections.ask(question, values)


def _columns(rows: Sequence[tuple[Any, ...]]) -> list[list[Any]]:
    """The columns of rows; there is at least one."""
    return [list(column) for column in zip(*rows, strict=True)]
