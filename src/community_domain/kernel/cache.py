"""States kept folded between decisions, all at one position of the log.

Never a source of truth: whatever is not here is folded from the log, and everything is dropped
when anything goes wrong. Used under the lock of its community only.
"""

from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any, Generic, TypeVar

import attrs

from .domain import Domain
from .events import Event
from .ports import Criterion, Head, Past
from .states import Key, State

__all__ = ["Entry", "StateCache"]

S = TypeVar("S", bound=State)

CACHED_STATES = 20_000
"""So many states are kept; the ones kept longest go first."""
CATCH_UP = 1_000
"""When others recorded more events than this, folding anew is cheaper than catching up."""


@attrs.frozen(eq=False)
class Entry(Generic[S]):
    """A folded state, and what selects its events."""

    state: S
    criterion: Criterion


class StateCache:
    """Folded states by type and identity, so that an event finds the states it concerns."""

    def __init__(self, domain: Domain) -> None:
        self._domain = domain
        self._position = 0
        self.kept: dict[Key, Entry[Any]] = {}
        """For those who only look."""

    def clear(self) -> None:
        """Forget everything."""
        self._position = 0
        self.kept.clear()

    def undo(self, position: int, *, whole: bool) -> None:
        """Forget everything if it holds events that were undone, or states folded in part.

        Args:
            position: The log's head before what was undone.
            whole: No state was left in the middle of an event.
        """
        if not whole or self._position > position:
            self.clear()

    def settle(self, position: int) -> None:
        """Forget everything if what was folded last was recorded behind events of others.

        Args:
            position: The log's head, now that what was appended has its place.
        """
        if self._position != position:
            self.clear()

    def catch_up(self, past: Past) -> Head:
        """Bring every state to the head of the past, which is returned."""
        head = past.head()
        if head.position != self._position:
            if not 0 < head.position - self._position <= CATCH_UP or not self.kept:
                self.clear()
            else:
                for recorded in past.read(None, after=self._position):
                    self._fold(recorded.event, self.kept)
            self._position = head.position
        return head

    def advance(self, events: Iterable[Event]) -> None:
        """Fold events that were just appended into the states they concern."""
        for event in events:
            self._fold(event, self.kept)
            self._position += 1

    def folded(self, wanted: Mapping[Key, S], past: Past) -> dict[Key, Entry[S]]:
        """The folded state of each; all that are missing are folded in one read."""
        missing = {key: self._blank(state) for key, state in wanted.items() if key not in self.kept}
        found = missing | {key: self.kept[key] for key in wanted.keys() - missing.keys()}
        for recorded in past.read(tuple(entry.criterion for entry in missing.values())):
            self._fold(recorded.event, missing)
        # Let go of the states kept longest; those still in use are soon folded anew.
        surplus = len(self.kept) + len(missing) - CACHED_STATES
        for key in list(islice(self.kept, max(surplus, 0))):
            del self.kept[key]
        self.kept |= missing
        return found

    def _fold(self, event: Event, entries: Mapping[Key, Entry[Any]]) -> None:
        """Hand an event to those of the states that it concerns."""
        for handler, kind, one, many in self._domain.concerns[type(event)]:
            for identity in (one(event),) if one else many(event):
                if (entry := entries.get((kind, identity))) is not None:
                    handler(entry.state, event)

    def _blank(self, state: S) -> Entry[S]:
        return Entry(state, self._domain.criterion(state))
