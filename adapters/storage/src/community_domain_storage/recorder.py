"""A store as a `DCBRecorder` of the eventsourcing library: bytes with a type and tags.

Data that holds a line break is kept in two columns, what is before it and what is after it: the
event and its envelope. Replay then reads no more than it needs, and the bytes come back as they
were.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import Any

from eventsourcing.dcb.api import (
    DCBAppendCondition,
    DCBEvent,
    DCBQuery,
    DCBReadResponse,
    DCBRecorder,
    DCBSequencedEvent,
    DCBSubscription,
)
from eventsourcing.persistence import IntegrityError, ProgrammingError

from community_domain import Conflict

from .arrivals import Arrivals
from .instants import microseconds
from .kinds import Named
from .selections import Criteria
from .stores import ROW, WHOLE_ROW, Store, Transaction
from .tags import tags_from_json, tags_to_json

__all__ = ["RecorderSubscription", "StoreRecorder", "parted"]

VERSIONED = re.compile(rb'\{"version":(\d+),')
"""How an envelope begins: with the version of its event's shape."""


class StoreRecorder(DCBRecorder):
    """Append and read on one store; positions are 1, 2, 3 … in commit order, no gaps."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def read(
        self,
        query: DCBQuery | None = None,
        *,
        after: int | None = None,
        limit: int | None = None,
    ) -> "ReadResponse":
        """Events that the query selects, as they stand now, by rising position."""
        head = self.store.top().position
        rows = self.store.batches(WHOLE_ROW, _criteria(query), after=after or 0, until=head)
        return ReadResponse(self, rows, head or None, limit)

    def append(
        self, events: Sequence[DCBEvent], condition: DCBAppendCondition | None = None
    ) -> int:
        """Record the events together and give the position of the last.

        Raises:
            IntegrityError: The condition's query selects something after its position.
            ProgrammingError: There are no events.
        """
        if not events:
            raise ProgrammingError("there is nothing to append")
        try:
            with self.store.transaction() as transaction:
                self._add(transaction, events, condition)
        except Conflict as conflict:
            raise IntegrityError(condition) from conflict
        return transaction.position

    def subscribe(
        self, query: DCBQuery | None = None, *, after: int | None = None
    ) -> "RecorderSubscription":
        """Events that the query selects after a position, then whatever comes."""
        return RecorderSubscription(self, query, after)

    def close(self) -> None:
        """Let go of the store."""
        self.store.close()

    def sequenced(self, row: Sequence[Any]) -> DCBSequencedEvent:
        """A row in the shape of the library."""
        position, kind, data, _, envelope, tags = row
        whole = data if envelope is None else b"%b\n%b" % (data, envelope)
        name = self.store.kinds.named[kind][0]
        return DCBSequencedEvent(DCBEvent(name, whole, tags_from_json(tags)), position)

    def _add(
        self,
        transaction: Transaction,
        events: Sequence[DCBEvent],
        condition: DCBAppendCondition | None,
    ) -> None:
        divided = [(event, *parted(event)) for event in events]
        transaction.know([named for _, named, _, _ in divided])
        if condition:
            criteria = _criteria(condition.fail_if_events_match)
            if any(transaction.batches(ROW, criteria, after=condition.after or 0, size=1)):
                raise Conflict(1)
            transaction.guard([((), ())] if criteria is None else criteria)
        now = max(microseconds(self.store.clock()), transaction.recorded_at)
        for event, named, data, envelope in divided:
            kind, shown = transaction.kinds.numbers[named], tags_to_json(event.tags)
            position, decided = transaction.position + 1, transaction.decided_at
            row = (position, kind, data, now, decided, shown, envelope)
            transaction.add(row, list(dict.fromkeys(event.tags)))


class ReadResponse(DCBReadResponse):
    """What was read, a batch at a time.

    The head is the log's at the time of reading; with a limit, the last event given out so far.
    """

    def __init__(
        self,
        recorder: StoreRecorder,
        batches: Iterator[list[tuple[Any, ...]]],
        head: int | None,
        limit: int | None,
    ) -> None:
        self._recorder = recorder
        self._rows = islice(chain.from_iterable(batches), limit)
        self._limited = limit is not None
        self._head = None if self._limited else head

    @property
    def head(self) -> int | None:
        """The position up to which was read; None when there is nothing."""
        return self._head

    def __next__(self) -> DCBSequencedEvent:
        found = self._recorder.sequenced(next(self._rows))
        if self._limited:
            self._head = found.position
        return found


class RecorderSubscription(DCBSubscription[StoreRecorder]):
    """A blocking iterator; commits of this process wake it, those of others within a moment."""

    def __init__(
        self, recorder: StoreRecorder, query: DCBQuery | None = None, after: int | None = None
    ) -> None:
        super().__init__(recorder, query, after)
        self._arrivals = Arrivals(recorder.store, WHOLE_ROW, _criteria(query), after or 0)

    def stop(self) -> None:
        """End the iteration, also from another thread."""
        super().stop()
        self._arrivals.stop()

    def __next__(self) -> DCBSequencedEvent:
        return self._recorder.sequenced(next(self._arrivals))


def _criteria(query: DCBQuery | None) -> Criteria | None:
    """What the query selects; without items, everything."""
    return [(item.types, item.tags) for item in query.items] if query and query.items else None


def parted(event: DCBEvent) -> tuple[Named, bytes, bytes | None]:
    """Name and version, what stands before the first line break, and what after it."""
    data, broken, envelope = event.data.partition(b"\n")
    if not broken:
        return (event.type, 0), data, None
    found = VERSIONED.match(envelope)
    return (event.type, int(found[1]) if found else 0), data, envelope
