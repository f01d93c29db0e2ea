"""A log that fails as logs do, the same way each time: to be wrapped around any other."""

import threading
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Self

from community_domain import (
    Boundary,
    CommandId,
    Condition,
    Conflict,
    Envelope,
    Event,
    EventLog,
    Head,
    Recorded,
    Subscription,
    Writer,
)

from .faults import AcknowledgementLost, Crashed, Fault, FaultAt, Faults, Point
from .wrapping import WrappedLog, WrappedWriter

__all__ = ["FaultyLog"]

Append = tuple[Sequence[Event], Envelope, Condition | None]
PAUSE = 0.01
"""Seconds of a delay, for whoever hands in what sleeps."""


class FaultyLog(WrappedLog):
    """An `EventLog` around another one, at whose points something goes wrong.

    Safe for threads; with several of them it is chance who meets a fault.

    Args:
        inner: The log that does the work.
        faults: What goes wrong, and how often; nothing without them.
        sleep: Called with the seconds of each delay; without it delays take no time.
    """

    def __init__(
        self,
        inner: EventLog,
        faults: Faults | None = None,
        *,
        sleep: Callable[[float], object] | None = None,
    ) -> None:
        super().__init__(inner)
        self.faults = faults or Faults()
        self.happened: list[FaultAt] = []
        """What went wrong so far, in that order."""
        self._sleep = sleep
        self._turn = threading.Lock()
        self._passed = Counter[Point]()
        self._crashed_at: Point | None = None
        self._open: list[_FaultySubscription] = []

    def restarted(self, inner: EventLog | None = None) -> Self:
        """The log comes back with what it had recorded.

        Args:
            inner: The same one opened anew, where that is part of it.
        """
        with self._turn:
            self._crashed_at = None
        self.inner = inner or self.inner
        return self

    def passed(self, point: Point) -> bool:
        """Pass a point: what is due there happens.

        Returns:
            Whether what was done there is done twice.

        Raises:
            AcknowledgementLost: The caller is not told what became of it.
            Conflict: As if others had been faster.
            Crashed: The log crashes here, or did so before.
        """
        with self._turn:
            self.must_live()
            self._passed[point] += 1
            due = self._due(point)
            self.happened += due
            if any(one.fault is Fault.CRASH for one in due):
                self._crashed_at = point
        return any(self._happens(one) for one in due)

    def must_live(self) -> None:
        """A log that crashed does nothing.

        Raises:
            Crashed: It did.
        """
        if self._crashed_at is not None:
            raise Crashed(self._crashed_at)

    @contextmanager
    def writing(self) -> Generator[Writer]:
        """A transaction on the log inside; one that records nothing passes no commit."""
        self.must_live()
        with self.inner.writing() as inner:
            writer = _FaultyWriter(inner, self)
            yield writer
            if writer.made:
                self.passed(Point.BEFORE_COMMIT)
        if writer.made and self.passed(Point.AFTER_COMMIT):
            with self.inner.writing() as again:
                for made in writer.made:
                    again.append(*made)

    def read(
        self, boundary: Boundary | None = None, *, after: int = 0, until: int | None = None
    ) -> Iterator[Recorded[Event]]:
        """What the log inside holds in the boundary, as it stands at the moment of the call."""
        self.passed(Point.BEFORE_READING)
        return self.told(super().read(boundary, after=after, until=until))

    def told(self, rows: Iterable[Recorded[Event]]) -> Iterator[Recorded[Event]]:
        """Rows as they are read."""
        for number, row in enumerate(rows):
            if number == 1:
                self.passed(Point.WHILE_READING)
            yield row

    def head(self) -> Head:
        """The head of the log inside."""
        self.passed(Point.BEFORE_READING)
        return super().head()

    def position_at(self, recorded: datetime) -> int:
        """The position that the log inside had at an instant."""
        self.passed(Point.BEFORE_READING)
        return super().position_at(recorded)

    @contextmanager
    def subscribe(
        self, boundary: Boundary | None = None, *, after: int = 0
    ) -> Generator[Subscription]:
        """A subscription to the log inside; a crash ends it with `Crashed`."""
        self.passed(Point.BEFORE_READING)
        with self.inner.subscribe(boundary, after=after) as inner:
            subscription = _FaultySubscription(inner, self)
            self._open.append(subscription)
            try:
                self.must_live()  # A crash a moment ago stopped those that were open then.
                yield subscription
            finally:
                self._open.remove(subscription)

    def _due(self, point: Point) -> list[FaultAt]:
        """Up to the first one that ends what was going on."""
        due: list[FaultAt] = []
        for fault in self.faults.due(point, self._passed[point]):
            due.append(FaultAt(fault, point, self._passed[point]))
            if fault is not Fault.DELAY:
                break
        return due

    def _happens(self, one: FaultAt) -> bool:
        match one.fault:
            case Fault.DELAY:
                if self._sleep:
                    self._sleep(PAUSE)
            case Fault.CRASH:
                for subscription in list(self._open):
                    subscription.crash(one.point)
                raise Crashed(one.point)
            case Fault.CONFLICT:
                raise Conflict(1)
            case Fault.LOST:
                raise AcknowledgementLost(one.point)
            case Fault.TWICE:
                return True
        return False


class _FaultyWriter(WrappedWriter):
    """A transaction of a faulty log, which remembers what it would send again."""

    def __init__(self, inner: Writer, log: FaultyLog) -> None:
        super().__init__(inner)
        self._log = log
        self.made: list[Append] = []

    def read(self, boundary: Boundary | None, *, after: int = 0) -> Iterable[Recorded[Event]]:
        self._log.passed(Point.BEFORE_READING)
        return self._log.told(super().read(boundary, after=after))

    def decision(self, command_id: CommandId) -> Sequence[Recorded[Event]]:
        self._log.passed(Point.BEFORE_READING)
        return super().decision(command_id)

    def known(self, command_ids: Sequence[CommandId]) -> set[CommandId]:
        self._log.passed(Point.BEFORE_READING)
        return super().known(command_ids)

    def append(
        self, events: Sequence[Event], envelope: Envelope, condition: Condition | None = None
    ) -> Sequence[Recorded[Event]]:
        self._log.passed(Point.BEFORE_APPEND)
        recorded = super().append(events, envelope, condition)
        self.made.append((events, envelope, condition))
        self._log.passed(Point.AFTER_APPEND)
        return recorded

    @contextmanager
    def savepoint(self) -> Generator[None]:
        before = len(self.made)
        try:
            with super().savepoint():
                yield
        except BaseException:
            del self.made[before:]
            raise


class _FaultySubscription:
    """A subscription that tells a row twice, or dies with its log."""

    def __init__(self, inner: Subscription, log: FaultyLog) -> None:
        self._inner, self._log = inner, log
        self._again: list[Recorded[Event]] = []
        self._crashed_at: Point | None = None

    def __iter__(self) -> "_FaultySubscription":
        return self

    def __next__(self) -> Recorded[Event]:
        if self._again:
            return self._again.pop()
        row = next(self._inner, None)
        if row is None:
            if self._crashed_at is not None:  # Whether or not the log came back since.
                raise Crashed(self._crashed_at)
            raise StopIteration
        if self._log.passed(Point.IN_SUBSCRIPTION):
            self._again.append(row)
        return row

    def crash(self, point: Point) -> None:
        """End as the log did."""
        self._crashed_at = point
        self._inner.stop()

    def stop(self) -> None:
        self._inner.stop()
