"""States kept folded between decisions, all at one position of the log.

Never a source of truth: whatever is not here is folded from the log, and everything is dropped
when anything goes wrong. Used under the lock of its community only.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Generic, TypeVar

import attrs

from .domain import Domain, Handlers
from .events import Event, tags_of
from .ports import Criterion, Writer
from .states import State

__all__ = ["Entry", "StateCache"]

S = TypeVar("S", bound=State)
Key = tuple[Any, ...]

CACHED_STATES = 20_000
"""So many states are kept; the ones kept longest go first."""
CATCH_UP = 1_000
"""When others recorded more events than this, folding anew is cheaper than catching up."""


@attrs.frozen(eq=False)
class Entry(Generic[S]):
    """A folded state, and what concerns it."""

    state: S
    criterion: Criterion
    tags: frozenset[str]
    handlers: Handlers

    def fold(self, event: Event, tags: frozenset[str]) -> None:
        """Fold an event, if it is one of this state's."""
        if (handler := self.handlers.get(type(event))) and self.tags <= tags:
            handler(self.state, event)


class StateCache:
    """Folded states by key, with an index by tag so that an event finds the states it concerns."""

    def __init__(self, domain: Domain) -> None:
        self._domain = domain
        self._position = 0
        self._entries: dict[Key, Entry[Any]] = {}
        self._by_tag: dict[str, dict[Key, Entry[Any]]] = {}

    def clear(self) -> None:
        """Forget everything."""
        self._position = 0
        self._entries.clear()
        self._by_tag.clear()

    def catch_up(self, writer: Writer) -> None:
        """Bring every state to the writer's head."""
        head = writer.head().position
        if head == self._position:
            return
        if not 0 < head - self._position <= CATCH_UP or not self._entries:
            self.clear()
        else:
            for recorded in writer.read(None, after=self._position):
                self.advance(recorded.event, tags_of(recorded.event))
        self._position = head

    def advance(self, event: Event, tags: Iterable[str]) -> None:
        """Fold an event that was just appended into the states it concerns."""
        carried = frozenset(tags)
        for tag in carried:
            for entry in self._by_tag.get(tag, {}).values():
                entry.fold(event, carried)
        self._position += 1

    def entries(self, wanted: Mapping[Key, S], writer: Writer) -> list[tuple[Key, Entry[S]]]:
        """The folded state of each, with its boundary; missing ones are folded in one read."""
        missing = [self._blank(s) for key, s in wanted.items() if key not in self._entries]
        if missing:
            for recorded in writer.read(tuple(entry.criterion for entry in missing)):
                tags = frozenset(tags_of(recorded.event))
                for entry in missing:
                    entry.fold(recorded.event, tags)
            self._make_room(len(missing))
            for entry in missing:
                key = entry.state.key()
                self._entries[key] = entry
                self._by_tag.setdefault(entry.criterion.tags[0], {})[key] = entry
        return [(key, self._entries[key]) for key in wanted]

    def _blank(self, state: State) -> Entry[Any]:
        tags = frozenset(state.tags())
        kind = type(state)
        return Entry(state, self._domain.criterion(state), tags, self._domain.handlers(kind))

    def _make_room(self, more: int) -> None:
        """Let go of the states kept longest; those still in use are soon folded anew."""
        surplus = len(self._entries) + more - CACHED_STATES
        for key in list(self._entries)[: max(surplus, 0)]:
            gone = self._entries.pop(key)
            siblings = self._by_tag[gone.criterion.tags[0]]
            del siblings[key]
            if not siblings:
                del self._by_tag[gone.criterion.tags[0]]
