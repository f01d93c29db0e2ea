"""Logs around logs: they forward everything, and a subclass changes what it is about."""

from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from itertools import groupby

from community_domain import (
    Boundary,
    CommandId,
    Condition,
    Envelope,
    Event,
    EventLog,
    Head,
    MemoryLog,
    Recorded,
    Subscription,
    Writer,
    event,
)

__all__ = ["Blank", "PartialLog", "WatchedLog", "WrappedLog", "WrappedWriter", "copied"]


class WrappedWriter:
    """A `Writer` that forwards to another one.

    Args:
        inner: The transaction of the log inside.
    """

    def __init__(self, inner: Writer) -> None:
        self.inner = inner

    def head(self) -> Head:
        """The head of the log inside."""
        return self.inner.head()

    def read(self, boundary: Boundary | None, *, after: int = 0) -> Iterable[Recorded[Event]]:
        """What the log inside holds in the boundary."""
        return self.inner.read(boundary, after=after)

    def decision(self, command_id: CommandId) -> Sequence[Recorded[Event]]:
        """What the log inside recorded under a command id."""
        return self.inner.decision(command_id)

    def known(self, command_ids: Sequence[CommandId]) -> set[CommandId]:
        """Those under which the log inside recorded something."""
        return self.inner.known(command_ids)

    def append(
        self, events: Sequence[Event], envelope: Envelope, condition: Condition | None = None
    ) -> Sequence[Recorded[Event]]:
        """Record in the log inside."""
        return self.inner.append(events, envelope, condition)

    def rely(self, boundary: Boundary) -> None:
        """Relied on in the log inside."""
        self.inner.rely(boundary)

    def savepoint(self) -> AbstractContextManager[None]:
        """A savepoint of the transaction inside."""
        return self.inner.savepoint()


class WrappedLog:
    """An `EventLog` that forwards to another one.

    Args:
        inner: The log that does the work.
    """

    def __init__(self, inner: EventLog) -> None:
        self.inner = inner

    def wrapped(self, writer: Writer) -> Writer:
        """The writer that a transaction on this log hands out."""
        return WrappedWriter(writer)

    @contextmanager
    def writing(self) -> Generator[Writer]:
        """A transaction on the log inside."""
        with self.inner.writing() as writer:
            yield self.wrapped(writer)

    def append(
        self, events: Sequence[Event], envelope: Envelope, condition: Condition | None = None
    ) -> Sequence[Recorded[Event]]:
        """One decision in a transaction of its own."""
        with self.writing() as writer:
            return writer.append(events, envelope, condition)

    def read(
        self, boundary: Boundary | None = None, *, after: int = 0, until: int | None = None
    ) -> Iterator[Recorded[Event]]:
        """What the log inside holds in the boundary."""
        return self.inner.read(boundary, after=after, until=until)

    def head(self) -> Head:
        """The head of the log inside."""
        return self.inner.head()

    def position_at(self, recorded: datetime) -> int:
        """The position that the log inside had at an instant."""
        return self.inner.position_at(recorded)

    def subscribe(
        self, boundary: Boundary | None = None, *, after: int = 0
    ) -> AbstractContextManager[Subscription]:
        """A subscription to the log inside."""
        return self.inner.subscribe(boundary, after=after)

    def close(self) -> None:
        """Close the log inside."""
        self.inner.close()


class WatchedLog(WrappedLog):
    """A log that notes what its transactions read and what their appends depend on."""

    def __init__(self, inner: EventLog) -> None:
        super().__init__(inner)
        self.boundaries: list[Boundary] = []
        """What was read, in the order of reading."""
        self.conditions: list[Condition] = []
        """What the appends depended on, in their order."""
        self.relied: list[Boundary] = []
        """What decisions without effect depended on: refused ones, and those with nothing to do."""

    @property
    def read_so_far(self) -> Boundary:
        """All that any decision read, each criterion once."""
        conditions = [condition.boundary for condition in self.conditions]
        every = (*self.boundaries, *conditions, *self.relied)
        return (*dict.fromkeys(one for boundary in every for one in boundary),)

    def wrapped(self, writer: Writer) -> Writer:
        """A writer that tells this log."""
        return _Watching(writer, self)


class _Watching(WrappedWriter):
    """The writer of a watched log."""

    def __init__(self, inner: Writer, log: WatchedLog) -> None:
        super().__init__(inner)
        self._log = log

    def read(self, boundary: Boundary | None, *, after: int = 0) -> Iterable[Recorded[Event]]:
        if boundary is not None:
            self._log.boundaries.append(boundary)
        return super().read(boundary, after=after)

    def append(
        self, events: Sequence[Event], envelope: Envelope, condition: Condition | None = None
    ) -> Sequence[Recorded[Event]]:
        if condition is not None:
            self._log.conditions.append(condition)
        return super().append(events, envelope, condition)

    def rely(self, boundary: Boundary) -> None:
        self._log.relied.append(boundary)
        super().rely(boundary)


@event("testkit.blank")
class Blank(Event):
    """Stands where a partial log does not show what happened."""


class PartialLog(MemoryLog):
    """A copy of a log that shows only what a boundary selects, at its position and instant.

    Args:
        whole: The log it is a copy of.
        boundary: What it shows; everything else is blank.
        until: The last position it has.
    """

    def __init__(self, whole: EventLog, boundary: Boundary, until: int) -> None:
        super().__init__()
        shown = {row.position for row in whole.read(boundary, until=until)}
        copied(
            (
                row
                if row.position in shown
                else Recorded(row.position, Blank(), row.envelope, row.recorded_at)
                for row in whole.read(until=until)
            ),
            self,
        )


def copied(rows: Iterable[Recorded[Event]], into: EventLog) -> None:
    """Record the events of each decision again, under the envelope they had."""
    for _, part in groupby(rows, key=lambda row: row.envelope.command_id):
        decision = list(part)
        into.append([row.event for row in decision], decision[0].envelope)
