"""What all projections do: fold recorded events in order, each once, up to a point in time.

A projection never records anything and never asks who looks; ask for the right before you show it.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, Self

import attrs

from community_domain import AsOf, Criterion, Decided, Event, EventLog, Recorded, State

from .errors import AsOfMakesNoSense, FoldedFurther

__all__ = ["Handler", "Projection", "Source", "steps_of"]

Source = EventLog | Iterable[Recorded[Event]]
"""The log of a community, or recorded events of one by rising position."""
Handler = Callable[[Recorded[Any]], None]
"""Takes in a recorded event of one type."""


@attrs.define
class Projection(ABC):
    """A reading of the log for people, folded in place; equal when all that was folded is."""

    position: int = attrs.field(default=0, init=False)
    """Everything up to here was looked at; 0 when nothing was."""
    _decided: datetime | None = attrs.field(default=None, init=False)
    """Decisions later than this are passed over; None when none are."""

    @abstractmethod
    def handlers(self) -> Mapping[type[Event], Handler]:
        """What to do with each event type; all others are passed over."""

    def fold(self, source: Source, *, as_of: AsOf = None) -> Self:
        """Take in what is recorded behind `position`; linear in the number of events.

        Args:
            source: A log, of which only what matters here is read, or recorded events.
            as_of: Where to stop: a position, an instant of recording, or `Decided(instant)`, which
                passes over what was decided later wherever it stands; None for everything.

        Returns:
            The projection itself.

        Raises:
            AsOfMakesNoSense: A negative position, or an instant without time zone.
            FoldedFurther: More is folded already, or up to another instant of decision.
        """
        _must_make_sense(as_of)
        decided = as_of.at if isinstance(as_of, Decided) else None
        if self.position == 0:
            self._decided = decided
        elif self._decided != decided:
            raise FoldedFurther(self.position, f"as_of={as_of!r}")
        if isinstance(source, Iterable):
            self._take_in(_until(source, as_of))
        else:
            self._read(source, as_of)
        return self

    def _read(self, log: EventLog, as_of: AsOf) -> None:
        """Read from a log what the handlers need, up to its present head at most."""
        until = log.head().position
        if isinstance(as_of, datetime):
            until = min(until, log.position_at(as_of))
        elif isinstance(as_of, int):
            until = min(until, as_of)
        if until < self.position:
            raise FoldedFurther(self.position, f"a log up to position {until}")
        types = tuple(sorted(kind.spec.name for kind in self.handlers()))
        boundary = (Criterion(types, ()),)
        self._take_in(log.read(boundary, after=self.position, until=until))
        self.position = until

    def _take_in(self, events: Iterable[Recorded[Event]]) -> None:
        handlers, decided = self.handlers(), self._decided
        for recorded in events:
            if recorded.position <= self.position:
                raise FoldedFurther(self.position, f"position {recorded.position}")
            handler = handlers.get(type(recorded.event))
            if handler and (decided is None or recorded.envelope.context.at <= decided):
                handler(recorded)
            self.position = recorded.position


def steps_of(kind: type[State]) -> dict[type[Event], Callable[[Any, Any], None]]:
    """What each event does to a state of the core, for projections that fold by it."""
    return {event: step for events, step in kind.spec.handlers for event in events}


def _until(events: Iterable[Recorded[Event]], as_of: AsOf) -> Iterator[Recorded[Event]]:
    """The events up to a position or an instant of recording; both only rise."""
    for recorded in events:
        if isinstance(as_of, datetime) and recorded.recorded_at > as_of:
            return
        if isinstance(as_of, int) and recorded.position > as_of:
            return
        yield recorded


def _must_make_sense(as_of: AsOf) -> None:
    instant = as_of.at if isinstance(as_of, Decided) else as_of
    match instant:
        case None:
            makes_sense = not isinstance(as_of, Decided)
        case datetime():
            makes_sense = instant.utcoffset() is not None
        case _:
            makes_sense = type(instant) is int and instant >= 0
    if not makes_sense:
        raise AsOfMakesNoSense(as_of)
