"""The log of one community over a store of rows: domain events in, domain events out."""

from abc import ABC, abstractmethod
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import datetime
from itertools import chain
from types import TracebackType
from typing import Any, Self

from community_domain import (
    Boundary,
    Condition,
    Domain,
    Envelope,
    Event,
    Head,
    Recorded,
    StoredEvent,
)

from .arrivals import Arrivals
from .codec import Codec
from .errors import NotPromised
from .instants import instant, microseconds
from .sealing.values import Sealing, committing
from .selections import criteria
from .stores import ROW, WHOLE_ROW, Promises, Store
from .tags import command_of, tags_from_json
from .taking import take
from .vocabulary import Vocabulary
from .writer import StoreWriter

__all__ = ["StoreLog", "StoreSubscription"]


class StoreLog(ABC):
    """An `EventLog` and `TakesRows`; safe for threads, and beside other processes.

    Raises:
        NotStorable: A type of the domain has no form as bytes.
    """

    def __init__(self, store: Store, domain: Domain, sealing: Sealing | None = None) -> None:
        self.store = store
        self.domain = domain
        self.codec = Codec(domain, sealing)
        self._vocabulary = Vocabulary(self.codec, store.kinds, store.name)

    @property
    def promises(self) -> Promises:
        """What the store can be relied on for."""
        return self.store.promises

    @abstractmethod
    def writing(self) -> StoreWriter:
        """A transaction.

        Raises:
            VocabularyBehind: The log holds events that the domain does not know.
            LogBusy: Another writer held the log for too long.
            Conflict: At its end: somebody else recorded what it had read.
        """

    def append(
        self, events: Sequence[Event], envelope: Envelope, condition: Condition | None = None
    ) -> Sequence[Recorded[Event]]:
        """One decision in a transaction of its own; `Conflict` when the condition fails."""
        with self.writing() as writer:
            return writer.append(events, envelope, condition)

    def read(
        self, boundary: Boundary | None = None, *, after: int = 0, until: int | None = None
    ) -> Iterator[Recorded[Event]]:
        """Events in the boundary, as they stand at the moment of the call.

        Needs the same small memory for a log of any length, and keeps no writer waiting.
        """
        batches = self.store.batches(ROW, criteria(boundary), after=after, until=until)
        return chain.from_iterable(map(self.vocabulary().recorded, batches))

    def rows(self, *, after: int = 0, until: int | None = None) -> Iterator[StoredEvent]:
        """Stored rows by rising position, as they stand at the moment of the call.

        Raises:
            NotPromised: The store does not show its rows.
        """
        if not self.promises.rows:
            raise NotPromised(self.store.name, "rows", "Copy it with the tools of that store.")
        batches = self.store.batches(WHOLE_ROW, after=after, until=until)
        return map(self._stored, chain.from_iterable(batches))

    def take(self, rows: Iterable[StoredEvent]) -> None:
        """Add rows of another log behind the last one, as they are, all or none.

        Values in them that are sealed must be so under the id of this log.

        Raises:
            RowMisplaced: A row does not belong behind the one in front of it.
            NotPromised: Rows do not stay at the position where they are put.
            LogSealed: The log was opened without its keys.
            LogBusy: Another writer held the log for too long.
        """
        self.must_be_gapless()
        with self._taking(), self.store.transaction() as transaction:
            transaction.hold()
            take(transaction, rows)

    def joining(self, connection: Any) -> "StoreLog":  # noqa: ARG002 - for those who can
        """The log as part of a transaction that the caller began on a connection.

        Raises:
            NotPromised: The store cannot be part of it.
        """
        raise NotPromised(
            self.store.name, "to join a transaction", "Keep log and tables in one PostgreSQL."
        )

    def must_be_gapless(self) -> None:
        """Refuse a store in which a missing row would not be noticed.

        Raises:
            NotPromised: Positions may have gaps.
        """
        if not self.promises.gapless:
            raise NotPromised(
                self.store.name, "gap-free positions", "Keep the log in SQLite or PostgreSQL."
            )

    def head(self) -> Head:
        """The last position, and the latest instant decided."""
        top = self.store.top()
        return Head(top.position, None if top.decided_at is None else instant(top.decided_at))

    def position_at(self, recorded: datetime) -> int:
        """The last position recorded at or before an instant of the log's clock; 0 if none."""
        return self.store.position_at(microseconds(recorded))

    @contextmanager
    def subscribe(
        self, boundary: Boundary | None = None, *, after: int = 0
    ) -> Generator["StoreSubscription"]:
        """Everything in the boundary after a position, then whatever comes."""
        subscription = StoreSubscription(self, boundary, after)
        try:
            yield subscription
        finally:
            subscription.stop()

    def close(self) -> None:
        """Let go of the store, and of the keys; closing twice is fine."""
        self.store.close()
        if sealing := self.codec.sealing:
            sealing.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def vocabulary(self) -> Vocabulary:
        """What the domain makes of the store's vocabulary as it is now; asked before reads."""
        if sealing := self.codec.sealing:
            sealing.begin()
        found, kinds = self._vocabulary, self.store.kinds
        if found.kinds is not kinds:
            found = self._vocabulary = Vocabulary(self.codec, kinds, self.store.name)
        return found

    def _taking(self) -> AbstractContextManager[None]:
        """Around rows that are not looked into: there may be an erasure among them."""
        if not (sealing := self.codec.sealing):
            return nullcontext()
        since = sealing.writing()
        sealing.noting_erasure()
        return committing(sealing, self, since)

    def _stored(self, row: Sequence[Any]) -> StoredEvent:
        position, kind, data, recorded_at, envelope, shown = row
        (name, version), tags = self.store.kinds.named[kind], tags_from_json(shown)
        own, command = tuple(tags[:-1]), command_of(tags[-1])
        at = instant(recorded_at)
        return StoredEvent(position, name, version, data, own, envelope, command, at)


class StoreSubscription:
    """A blocking iterator over what is recorded, for one thread; any may stop it."""

    def __init__(self, log: StoreLog, boundary: Boundary | None, after: int) -> None:
        self._log = log
        self._arrivals = Arrivals(log.store, ROW, criteria(boundary), after)

    def stop(self) -> None:
        """End the iteration, also from another thread."""
        self._arrivals.stop()

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> Recorded[Event]:
        row = next(self._arrivals)
        [recorded] = self._log.vocabulary().recorded([row])  # Known only now: the row may be new.
        return recorded
