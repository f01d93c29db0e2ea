"""Logs and communities by address."""

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from datetime import datetime
from functools import partial
from types import TracebackType
from typing import Any, Self

import attrs

from community_domain import STANDARD, Community, Domain, EventLog, MemoryLog

from .addresses import file_path, host_and_port, nothing_named, scheme, shown
from .drivers import driver
from .edge import new_id, now
from .errors import NotPromised
from .foreign import log_over
from .log import StoreLog
from .sealing.opening import Keys, KeysOrNone, OpenKeys, new_log_id, open_keys, sealing_of
from .sealing.values import Sealing
from .sqlite.file import LogFile
from .sqlite.log import SQLiteLog
from .stores import PATIENCE, Durability, Store

__all__ = ["OpenCommunity", "open_community", "open_log"]


@attrs.frozen
class _Asked:
    """What a log is opened with."""

    url: str
    community: str
    domain: Domain
    keys: KeysOrNone
    durability: Durability
    clock: Callable[[], datetime]
    patience: float
    sealed_as: str | None


def open_log(  # noqa: PLR0913 - all but the address are named
    url: str,
    *,
    community: str,
    domain: Domain = STANDARD,
    keys: KeysOrNone = None,
    durability: Durability = "full",
    clock: Callable[[], datetime] = now,
    patience: float = PATIENCE,
    sealed_as: str | None = None,
) -> StoreLog | MemoryLog:
    """Open the log of a community; one that is not there yet is made.

    Args:
        url: `sqlite:///folder/file.db` (relative; with a fourth slash absolute),
            `postgresql://user@host:port/database`, `umadb://host:port`, or `memory://`.
        community: Whose log it is; a file keeps the name and is refused to others, a database
            holds the logs of many.
        domain: The vocabulary that reads and writes it.
        keys: Where the keys of the people are. A log that is made with keys seals personal values
            for good, one that is made without **keeps them in plain**, and erases nobody's bytes.
            `withheld`: read a log without its keys.
        durability: `full`: what was reported as recorded survives a loss of power. `process`: it
            survives the end of the process, and a loss of power may take the last decisions with
            it, each as a whole; several times faster.
        clock: Tells when something is recorded; aware.
        patience: How long to wait for a server, or for what another writer holds, in seconds.
        sealed_as: Under what id the key store knows the log, where it is made with keys that are
            there already: that of the backup that it will be restored from. None: a new one.

    Raises:
        BadUrl: The address makes no sense.
        DriverMissing: What speaks to that kind of store is not installed.
        StorageError: The store cannot be used; see `community_domain_storage.errors`.
    """
    kind = scheme(url)
    asked = _Asked(url, community, domain, keys, durability, clock, patience, sealed_as)
    return _OPEN[kind](asked)


def _memory(asked: _Asked) -> MemoryLog:
    nothing_named(asked.url)
    _must_be_plain(asked)
    return MemoryLog(clock=asked.clock)


def _umadb(asked: _Asked) -> StoreLog:
    with driver("UmaDB", "umadb"):
        from .foreign.umadb import umadb_recorder  # noqa: PLC0415 - an extra
    _must_be_plain(asked)
    machine = host_and_port(asked.url)
    name = f"{asked.community} in umadb://{machine}"
    return log_over(
        umadb_recorder(machine, name),
        name=name,
        domain=asked.domain,
        clock=asked.clock,
        patience=asked.patience,
    )


def _must_be_plain(asked: _Asked) -> None:
    """Refuse to promise that a store seals which does not."""
    if isinstance(asked.keys, Keys):
        way = "Keep the log in SQLite or PostgreSQL."
        raise NotPromised(shown(asked.url), "to seal personal values", way)


_Made = tuple[Store, Callable[[Domain, Sealing | None], StoreLog]]
"""A store that was opened, and what makes the log over it."""


def _sqlite(asked: _Asked, **options: Any) -> _Made:
    file = LogFile(file_path(asked.url), asked.community, **options)
    return file, partial(SQLiteLog, file)


def _postgresql(asked: _Asked, **options: Any) -> _Made:
    with driver("PostgreSQL", "postgres"):
        from .postgres.database import Database  # noqa: PLC0415 - an extra
        from .postgres.log import PostgresLog  # noqa: PLC0415 - an extra
    database = Database(asked.url, asked.community, **options)
    return database, partial(PostgresLog, database)


def _own(make: Callable[..., _Made], asked: _Asked) -> StoreLog:
    """A log in a store of ours, in plain or sealed; nothing stays open where it is refused."""
    keys = asked.keys
    with ExitStack() as undo:
        held = open_keys(keys, asked.patience) if isinstance(keys, Keys) else keys
        if isinstance(held, OpenKeys):
            undo.callback(held.store.close)
        store, log_of = make(
            asked,
            durability=asked.durability,
            clock=asked.clock,
            patience=asked.patience,
            sealed_as=(asked.sealed_as or new_log_id()) if isinstance(keys, Keys) else None,
        )
        undo.callback(store.close)
        sealing = sealing_of(store.name, store.sealed_as, held)
        log = log_of(asked.domain, sealing)
        if sealing:
            sealing.settle(log, asked.community)
        undo.pop_all()
    return log


_OPEN: Mapping[str, Callable[[_Asked], StoreLog | MemoryLog]] = {
    "memory": _memory,
    "postgresql": partial(_own, _postgresql),
    "sqlite": partial(_own, _sqlite),
    "umadb": _umadb,
}


class OpenCommunity(Community):
    """A community that closes its log when it is closed, or left as a context."""

    def close(self) -> None:
        """Let go of the log; closing twice is fine."""
        self.log.close()

    def joining(self, connection: Any) -> Community:
        """The community as part of the transaction that a psycopg connection is in.

        For that one transaction, and to be let go of after it: what it folded may be undone.

        Raises:
            NotPromised: The log cannot be part of it.
            NotJoinable: The connection is in no transaction, or of another database.
        """
        if not isinstance(self.log, StoreLog):
            way = "Keep log and tables in one PostgreSQL."
            raise NotPromised("memory", "to join a transaction", way)
        return self.over(self.log.joining(connection))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def open_community(  # noqa: PLR0913 - all but the address are named
    url: str,
    *,
    community: str,
    domain: Domain = STANDARD,
    keys: KeysOrNone = None,
    durability: Durability = "full",
    clock: Callable[[], datetime] = now,
    ids: Callable[[], str] = new_id,
    patience: float = PATIENCE,
) -> OpenCommunity:
    """A community ready for commands, on the system's clock and with ids nobody else has.

    Args:
        url: As for `open_log`, like the other arguments.
        community: Whose log it is.
        domain: The vocabulary and its decisions.
        keys: Where the keys of the people are; without keys their values are **in plain**.
        durability: What a decision survives once it is reported.
        clock: Tells when something is decided and recorded; aware.
        ids: Makes ids for commands issued without one.
        patience: How long to wait for a lock that another writer holds, in seconds.

    Raises:
        StorageError: The log cannot be used; see `open_log`.
    """
    log: EventLog = open_log(
        url,
        community=community,
        domain=domain,
        keys=keys,
        durability=durability,
        clock=clock,
        patience=patience,
    )
    return OpenCommunity(log, domain, clock=clock, ids=ids)
