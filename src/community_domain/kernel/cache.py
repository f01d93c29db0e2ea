"""States kept folded between decisions, all at one position of the log.

Never a source of truth: whatever is not here is folded from the log, and everything is dropped
when anything goes wrong. Used under the lock of its community only.
"""

from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any, Generic, TypeVar, cast

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

    key: Key
    state: S
    criterion: Criterion
    tags: frozenset[str]
    handlers: Handlers


NONE: list[Entry[Any]] = []
"""No state is concerned."""


class StateCache:
    """Folded states by key, with an index by tag so that an event finds the states it concerns."""

    def __init__(self, domain: Domain) -> None:
        self._domain = domain
        self._position = 0
        self._entries: dict[Key, Entry[Any]] = {}
        self._by_tag: dict[str, list[Entry[Any]]] = {}

    def clear(self) -> None:
        """Forget everything."""
        self._position = 0
        self._entries.clear()
        self._by_tag.clear()

    def undo(self, position: int, *, whole: bool) -> None:
        """Forget everything if it holds events that were undone, or states folded in part.

        Args:
            position: The log's head before what was undone.
            whole: No state was left in the middle of an event.
        """
        if not whole or self._position > position:
            self.clear()

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
        kind, carried = type(event), frozenset(tags)
        for tag in carried:
            for entry in self._by_tag.get(tag, NONE):
                handler = entry.handlers.get(kind)
                if handler is not None and entry.tags <= carried:
                    handler(entry.state, event)
        self._position += 1

    def entries(self, wanted: Iterable[S], writer: Writer) -> list[Entry[S]]:
        """The folded state of each, with its boundary; missing ones are folded in one read."""
        keyed = [(state.key(), state) for state in wanted]
        found = [self._entries.get(key) for key, _ in keyed]
        if None in found:
            missing = {key: state for key, state in keyed if key not in self._entries}
            folded = self._folded(missing, writer)
            found = [entry or folded[key] for (key, _), entry in zip(keyed, found, strict=True)]
        return cast("list[Entry[S]]", found)

    def _folded(self, missing: Mapping[Key, State], writer: Writer) -> dict[Key, Entry[Any]]:
        entries = {key: self._blank(state) for key, state in missing.items()}
        for recorded in writer.read(tuple(entry.criterion for entry in entries.values())):
            kind, tags = type(recorded.event), frozenset(tags_of(recorded.event))
            for entry in entries.values():
                handler = entry.handlers.get(kind)
                if handler is not None and entry.tags <= tags:
                    handler(entry.state, recorded.event)
        self._make_room(len(entries))
        for key, entry in entries.items():
            self._entries[key] = entry
            self._by_tag.setdefault(entry.criterion.tags[0], []).append(entry)
        return entries

    def _blank(self, state: State) -> Entry[Any]:
        tags = frozenset(state.tags())
        kind = type(state)
        return Entry(
            state.key(), state, self._domain.criterion(state), tags, self._domain.handlers(kind)
        )

    def _make_room(self, more: int) -> None:
        """Let go of the states kept longest; those still in use are soon folded anew."""
        surplus = len(self._entries) + more - CACHED_STATES
        if surplus > 0:
            for key in list(islice(self._entries, surplus)):
                gone = self._entries.pop(key)
                tag = gone.criterion.tags[0]
                self._by_tag[tag] = [entry for entry in self._by_tag[tag] if entry is not gone]
                if not self._by_tag[tag]:
                    del self._by_tag[tag]
