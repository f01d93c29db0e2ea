"""A log so simple that it is plainly right: a list, and a look at every row.

It is what real logs are compared with, and slow on purpose.
"""

import threading
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from community_domain import (
    Boundary,
    CommandId,
    Condition,
    Conflict,
    Criterion,
    Envelope,
    Event,
    Head,
    Recorded,
    tags_of,
)

__all__ = ["ModelLog"]


class ModelLog:
    """An `EventLog` without any cleverness; the decision's instant counts as its clock."""

    def __init__(self) -> None:
        self._changed = threading.Condition(threading.RLock())
        self._rows: list[Recorded[Event]] = []

    @contextmanager
    def writing(self) -> Generator["ModelLog"]:
        """A transaction: everybody else waits."""
        with self._changed:
            with self.savepoint():
                yield self
            self._changed.notify_all()

    @contextmanager
    def savepoint(self) -> Generator[None]:
        """A copy of all rows, put back when an exception passes."""
        before = list(self._rows)
        try:
            yield
        except BaseException:
            self._rows = before
            raise

    def append(
        self, events: Sequence[Event], envelope: Envelope, condition: Condition | None = None
    ) -> Sequence[Recorded[Event]]:
        """Record the events of one decision, unless the condition does not hold."""
        with self._changed:
            if condition and list(self.read(condition.boundary, after=condition.after)):
                raise Conflict(1)
            instants = [row.recorded_at for row in self._rows]
            now = max([envelope.context.at, *instants])
            start = len(self._rows) + 1
            made = [Recorded(start + n, event, envelope, now) for n, event in enumerate(events)]
            self._rows = [*self._rows, *made]
            self._changed.notify_all()
            return made

    def rely(self, boundary: Boundary) -> None:
        """Everybody else waits while a transaction lasts."""

    def decision(self, command_id: CommandId) -> Sequence[Recorded[Event]]:
        """What was recorded under a command id."""
        with self._changed:
            return [row for row in self._rows if row.envelope.command_id == command_id]

    def known(self, command_ids: Sequence[CommandId]) -> set[CommandId]:
        """Those under which something is recorded."""
        with self._changed:
            return {row.envelope.command_id for row in self._rows} & set(command_ids)

    def read(
        self, boundary: Boundary | None = None, *, after: int = 0, until: int | None = None
    ) -> Iterator[Recorded[Event]]:
        """Events in the boundary, as they stand at the moment of the call."""
        with self._changed:
            last = len(self._rows) if until is None else until
            within = [row for row in self._rows if after < row.position <= last]
            return iter([row for row in within if boundary is None or _lies_in(row, boundary)])

    def head(self) -> Head:
        """The last position, and the latest instant decided."""
        with self._changed:
            instants = [row.envelope.context.at for row in self._rows]
            return Head(len(self._rows), max(instants, default=None))

    def position_at(self, recorded: datetime) -> int:
        """The last position recorded at or before an instant."""
        with self._changed:
            return sum(row.recorded_at <= recorded for row in self._rows)

    @contextmanager
    def subscribe(
        self, boundary: Boundary | None = None, *, after: int = 0
    ) -> Generator["ModelSubscription"]:
        """Everything in the boundary after a position, then whatever comes."""
        subscription = ModelSubscription(self, self._changed, boundary, after)
        try:
            yield subscription
        finally:
            subscription.stop()

    def close(self) -> None:
        """Nothing to let go of."""


class ModelSubscription:
    """A blocking iterator over a model log."""

    def __init__(
        self, log: ModelLog, changed: threading.Condition, boundary: Boundary | None, after: int
    ) -> None:
        self._log, self._changed = log, changed
        self._boundary, self._after = boundary, after
        self._stopped = False

    def __iter__(self) -> "ModelSubscription":
        return self

    def __next__(self) -> Recorded[Event]:
        with self._changed:
            while not self._stopped:
                row = next(self._log.read(self._boundary, after=self._after), None)
                if row is not None:
                    self._after = row.position
                    return row
                self._changed.wait()
        raise StopIteration

    def stop(self) -> None:
        """End the iteration."""
        with self._changed:
            self._stopped = True
            self._changed.notify_all()


def _lies_in(row: Recorded[Event], boundary: Boundary) -> bool:
    return any(_meets(row.event, criterion) for criterion in boundary)


def _meets(event: Event, criterion: Criterion) -> bool:
    carried = tags_of(event)
    return event.spec.name in criterion.types and all(tag in carried for tag in criterion.tags)
