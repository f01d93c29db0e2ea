"""A log in memory: the model of what every log does, for tests and for trying things out."""

import threading
from bisect import bisect_right
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from types import TracebackType
from typing import Self

from .envelopes import Envelope, Recorded
from .events import Event, tags_of
from .identifiers import CommandId
from .ports import Boundary, Condition, Criterion, Head
from .refusals import Conflict

__all__ = ["MemoryLog"]


class MemoryLog:
    """An `EventLog` that lives as long as its process.

    Args:
        clock: What tells when an event is recorded; without one the decision's instant counts.
    """

    def __init__(self, *, clock: Callable[[], datetime] | None = None) -> None:
        self._clock = clock
        self._changed = threading.Condition(threading.RLock())
        self._rows: list[Recorded[Event]] = []
        self._recorded: list[datetime] = []
        self._decided: list[datetime] = []
        """The latest instant decided so far, by position: it never falls."""
        self._by_tag: dict[str, list[int]] = {}
        self._by_command: dict[CommandId, range] = {}

    @contextmanager
    def writing(self) -> Generator["MemoryLog"]:
        """A transaction: other writers and readers wait until it ends."""
        with self._changed:
            with self.savepoint():
                yield self
            self._changed.notify_all()

    @contextmanager
    def savepoint(self) -> Generator[None]:
        """Undo what was appended since, when an exception passes."""
        start = len(self._rows)
        try:
            yield
        except BaseException:
            self._forget(start)
            raise

    def append(
        self, events: Sequence[Event], envelope: Envelope, condition: Condition | None = None
    ) -> Sequence[Recorded[Event]]:
        """Record the events of one decision; `Conflict` when the condition does not hold."""
        with self._changed:
            if condition and any(
                True for _ in self.read(condition.boundary, after=condition.after)
            ):
                raise Conflict(1)
            head, at = self.head(), envelope.context.at
            now = max([self._clock() if self._clock else at, *self._recorded[-1:]])
            start = head.position
            made = [Recorded(start + n, one, envelope, now) for n, one in enumerate(events, 1)]
            self._rows += made
            self._recorded += [now] * len(made)
            self._decided += [max(at, head.decided_at or at)] * len(made)
            for row in made:
                for tag in tags_of(row.event):
                    self._by_tag.setdefault(tag, []).append(row.position)
            self._by_command[envelope.command_id] = range(start, len(self._rows))
            self._changed.notify_all()
            return made

    def rely(self, boundary: Boundary) -> None:
        """Nobody else records anything while a transaction lasts."""

    def decision(self, command_id: CommandId) -> Sequence[Recorded[Event]]:
        """What was recorded under a command id."""
        with self._changed:
            return [self._rows[index] for index in self._by_command.get(command_id, range(0))]

    def known(self, command_ids: Sequence[CommandId]) -> set[CommandId]:
        """Those under which something is recorded."""
        with self._changed:
            return {one for one in command_ids if one in self._by_command}

    def read(
        self, boundary: Boundary | None = None, *, after: int = 0, until: int | None = None
    ) -> Iterator[Recorded[Event]]:
        """Events in the boundary, as they stand at the moment of the call."""
        with self._changed:
            last = len(self._rows) if until is None else min(until, len(self._rows))
            if boundary is None:
                return iter(self._rows[after:last])
            found = {p for criterion in boundary for p in self._positions(criterion, after, last)}
            return iter([self._rows[position - 1] for position in sorted(found)])

    def head(self) -> Head:
        """The last position, and the latest instant decided."""
        with self._changed:
            return Head(len(self._rows), self._decided[-1] if self._decided else None)

    def position_at(self, recorded: datetime) -> int:
        """The last position recorded at or before an instant."""
        with self._changed:
            return bisect_right(self._recorded, recorded)

    @contextmanager
    def subscribe(
        self, boundary: Boundary | None = None, *, after: int = 0
    ) -> Generator["MemorySubscription"]:
        """Everything in the boundary after a position, then whatever comes."""
        subscription = MemorySubscription(self, self._changed, boundary, after)
        try:
            yield subscription
        finally:
            subscription.stop()

    def close(self) -> None:
        """Nothing to let go of."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _positions(self, criterion: Criterion, after: int, last: int) -> Iterator[int]:
        """Positions that carry all the tags, found through the rarest of them."""
        listed = [self._by_tag.get(tag, []) for tag in criterion.tags]
        rarest = min(listed, key=len, default=range(1, last + 1))
        for position in rarest[bisect_right(rarest, after) :]:
            if position <= last and self._meets(self._rows[position - 1].event, criterion):
                yield position

    @staticmethod
    def _meets(event: Event, criterion: Criterion) -> bool:
        known = not criterion.types or event.spec.name in criterion.types
        return known and set(criterion.tags) <= set(tags_of(event))

    def _forget(self, start: int) -> None:
        for row in reversed(self._rows[start:]):
            self._by_command.pop(row.envelope.command_id, None)
            for tag in tags_of(row.event):
                positions = self._by_tag.get(tag)
                # An interrupt may have left a row that was not yet under all its tags.
                if positions and positions[-1] == row.position:
                    positions.pop()
        del self._rows[start:], self._recorded[start:], self._decided[start:]


class MemorySubscription:
    """A blocking iterator over a memory log."""

    def __init__(
        self, log: MemoryLog, changed: threading.Condition, boundary: Boundary | None, after: int
    ) -> None:
        self._log, self._changed = log, changed
        self._boundary, self._after = boundary, after
        self._stopped = False

    def __iter__(self) -> "MemorySubscription":
        return self

    def __next__(self) -> Recorded[Event]:
        with self._changed:
            while not self._stopped:
                for row in self._log.read(self._boundary, after=self._after):
                    self._after = row.position
                    return row
                self._after = self._log.head().position
                self._changed.wait()
        raise StopIteration

    def stop(self) -> None:
        """End the iteration."""
        with self._changed:
            self._stopped = True
            self._changed.notify_all()
