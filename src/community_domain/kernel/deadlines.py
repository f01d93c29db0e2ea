"""Deadlines: what time asks for, folded from everything that was recorded.

Time itself records nothing. Each slice folds the events into what will have to be done and from
when on; whoever holds a clock asks what is due and issues it as `System("clock")`. What was done
shows in the log like everything else, so asking again asks for nothing twice.
"""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar, TypeVar, dataclass_transform

import attrs

from .commands import Command
from .envelopes import Recorded
from .events import Event
from .states import HandlerSpec, folded, folding, handlers_of

__all__ = ["AllDeadlines", "Deadlines", "Pending", "deadlines"]

D = TypeVar("D", bound="Deadlines")


@attrs.define
class Pending:
    """Commands that wait for their instant; none waits twice.

    Putting and striking look at the logarithm of the instants, asking looks at what is due.
    """

    _when: dict[Command, datetime] = attrs.Factory(dict[Command, datetime])
    _at: dict[datetime, dict[Command, None]] = attrs.Factory(dict[datetime, dict[Command, None]])
    _instants: list[datetime] = attrs.Factory(list[datetime])
    """Those of `_at`, rising."""

    def __len__(self) -> int:
        return len(self._when)

    def put(self, command: Command, at: datetime) -> None:
        """Let a command be due from an instant on, and from no other."""
        self.strike(command)
        self._when[command] = at
        if at not in self._at:
            self._at[at] = {}
            insort(self._instants, at)
        self._at[at][command] = None

    def strike(self, command: Command) -> None:
        """Let a command be due no longer, if it was."""
        at = self._when.pop(command, None)
        if at is None:
            return
        del self._at[at][command]
        if not self._at[at]:
            del self._at[at]
            del self._instants[bisect_left(self._instants, at)]

    def due(self, at: datetime) -> Iterator[Command]:
        """What is due at an instant: the earliest first, then what was put first."""
        for instant in self._instants[: bisect_right(self._instants, at)]:
            yield from self._at[instant]


class Deadlines:
    """What one slice asks of time; its handlers take events of any slice."""

    __slots__ = ()
    spec: ClassVar[HandlerSpec]

    def due(self, at: datetime) -> Iterator[Command]:
        """The commands due at an instant, about one subject each.

        Each must be accepted from `System("clock")` and lead to events that end its deadline.
        """
        raise NotImplementedError


@dataclass_transform(field_specifiers=(folded,))
def deadlines(cls: type[D]) -> type[D]:
    """Make a class a fold over deadlines: all its fields are `folded`, its handlers `@on`."""
    made = folding(cls)
    made.spec = handlers_of(cls)
    return made


class AllDeadlines:
    """What all slices of a domain ask of time, as far as they have seen; see `Domain.deadlines`."""

    __slots__ = ("_folds", "_handlers", "position")

    def __init__(
        self,
        folds: Sequence[Deadlines],
        handlers: Mapping[type[Event], Sequence[Callable[[Any], None]]],
    ) -> None:
        self._folds, self._handlers = folds, handlers
        self.position = 0
        """The last position seen; begin to read after it."""

    def see(self, seen: Recorded[Event] | Event) -> None:
        """Take in what was recorded, in order; a position that was seen already is passed over."""
        if isinstance(seen, Recorded):
            if seen.position <= self.position:
                return
            self.position = seen.position
            seen = seen.event
        for handler in self._handlers.get(type(seen), ()):
            handler(seen)

    def due(self, at: datetime) -> tuple[Command, ...]:
        """The commands due at an instant (aware), slice by slice, in a fixed order."""
        return tuple([command for fold in self._folds for command in fold.due(at)])
