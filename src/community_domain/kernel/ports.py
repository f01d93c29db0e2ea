"""The ports: what a log must offer, in domain events (`EventLog`) and as stored (`StoredLog`)."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol, runtime_checkable

import attrs

from .envelopes import Envelope, Recorded
from .events import Event
from .identifiers import CommandId

__all__ = [
    "Boundary",
    "Condition",
    "Criterion",
    "EventLog",
    "Head",
    "Past",
    "StoredEvent",
    "StoredLog",
    "Subscription",
    "TakesRows",
    "Writer",
]


@attrs.frozen
class Criterion:
    """Events of any of these types (storage names) that carry all of these tags."""

    types: tuple[str, ...]
    tags: tuple[str, ...]


Boundary = tuple[Criterion, ...]
"""Events that meet any of the criteria."""


@attrs.frozen
class Condition:
    """Append only if nothing in the boundary was recorded after this position."""

    boundary: Boundary
    after: int


@attrs.frozen
class Head:
    """The last position (0 when empty) and the latest instant any decision had so far."""

    position: int
    decided_at: datetime | None


class Past(Protocol):
    """A steady view of what was recorded, up to some point."""

    def head(self) -> Head:
        """That point."""
        ...

    def read(self, boundary: Boundary | None, *, after: int = 0) -> Iterable[Recorded[Event]]:
        """Events in the boundary (None: all) by rising position."""
        ...


class Writer(Past, Protocol):
    """A transaction on the log of one community: a steady view, and appends that all stand or fall.

    What it shows includes its own appends; these take effect when the transaction ends without an
    exception. A log that lets others record meanwhile may then put them behind what others
    recorded, if nothing of it was in a boundary: positions, and `head`, are final from there on.
    """

    def decision(self, command_id: CommandId) -> Sequence[Recorded[Event]]:
        """What was recorded under a command id; empty when nothing was."""
        ...

    def known(self, command_ids: Sequence[CommandId]) -> set[CommandId]:
        """Those under which something is recorded; the set is the caller's to keep."""
        ...

    def append(
        self, events: Sequence[Event], envelope: Envelope, condition: Condition | None = None
    ) -> Sequence[Recorded[Event]]:
        """Record the events of one decision.

        Raises:
            Conflict: Something in the condition's boundary was recorded after its position.
        """
        ...

    def rely(self, boundary: Boundary) -> None:
        """Let the transaction fail at its end if others record any of this before.

        For decisions that record nothing, or are refused: what is recorded beside them may build on
        that. Where writers wait for each other there is nothing to do.
        """
        ...

    def savepoint(self) -> AbstractContextManager[None]:
        """A part of the transaction that is undone, and only it, when an exception leaves it."""
        ...


class Subscription(Iterator[Recorded[Event]], Protocol):
    """A blocking iterator over what is recorded, from a position on; ends when stopped."""

    def stop(self) -> None:
        """End the iteration, also from another thread."""
        ...


class EventLog(Protocol):
    """The immutable log of one community."""

    def writing(self) -> AbstractContextManager[Writer]:
        """A transaction; other writers wait, or find out at the end through `Conflict`."""
        ...

    def append(
        self, events: Sequence[Event], envelope: Envelope, condition: Condition | None = None
    ) -> Sequence[Recorded[Event]]:
        """One decision in a transaction of its own."""
        ...

    def read(
        self, boundary: Boundary | None = None, *, after: int = 0, until: int | None = None
    ) -> Iterator[Recorded[Event]]:
        """Events in the boundary (None: all) with `after < position <= until`, rising."""
        ...

    def head(self) -> Head:
        """The last position and instant."""
        ...

    def position_at(self, recorded: datetime) -> int:
        """The last position recorded at or before an instant of the log's clock; 0 if none."""
        ...

    def subscribe(
        self, boundary: Boundary | None = None, *, after: int = 0
    ) -> AbstractContextManager[Subscription]:
        """Everything in the boundary after a position, then whatever comes."""
        ...

    def close(self) -> None:
        """Let go of files and connections; closing twice is fine."""
        ...


@attrs.frozen
class StoredEvent:
    """A row as it is stored: what audit, backup and copying work on."""

    position: int
    type: str
    version: int
    data: bytes
    """The event as JSON."""
    tags: tuple[str, ...]
    envelope: bytes
    """The envelope of its decision as JSON."""
    command_id: str
    recorded_at: datetime


@runtime_checkable
class StoredLog(Protocol):
    """A log that shows its rows without decoding them."""

    def rows(self, *, after: int = 0, until: int | None = None) -> Iterator[StoredEvent]:
        """Stored rows by rising position."""
        ...


@runtime_checkable
class TakesRows(StoredLog, Protocol):
    """A log that can be filled with the rows of another, as they are: for restoring a backup."""

    def take(self, rows: Iterable[StoredEvent]) -> None:
        """Add rows behind the last one, all or none, with their positions and instants.

        Nothing is decoded but the instant of each decision, so the domain need not know the events.

        Raises:
            ValueError: A row does not belong behind the one in front of it.
        """
        ...
