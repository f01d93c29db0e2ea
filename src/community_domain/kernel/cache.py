"""States kept folded between decisions, all at one position of the log.

Never a source of truth: whatever is not here is folded from the log, and everything is dropped
when anything goes wrong. Used under the lock of its community only.
"""

from collections.abc import Iterable, Sequence
from itertools import combinations, islice
from typing import Any, Generic, TypeVar

import attrs

from .domain import Domain, Handlers
from .events import Event, tags_of
from .ports import Criterion, Head, Writer
from .states import State

__all__ = ["Entry", "Key", "StateCache"]

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
    handlers: Handlers


NONE: list[Entry[Any]] = []
"""No state is concerned."""


class StateCache:
    """Folded states by key, with an index by tag so that an event finds the states it concerns."""

    def __init__(self, domain: Domain) -> None:
        self._domain = domain
        self._position = 0
        self._entries: dict[Key, Entry[Any]] = {}
        self._by_tags: dict[str | frozenset[str], list[Entry[Any]]] = {}
        self._sizes: set[int] = set()

    def clear(self) -> None:
        """Forget everything."""
        self._position = 0
        self._entries.clear()
        self._by_tags.clear()
        self._sizes.clear()

    def undo(self, position: int, *, whole: bool) -> None:
        """Forget everything if it holds events that were undone, or states folded in part.

        Args:
            position: The log's head before what was undone.
            whole: No state was left in the middle of an event.
        """
        if not whole or self._position > position:
            self.clear()

    def catch_up(self, writer: Writer) -> Head:
        """Bring every state to the writer's head, which is returned."""
        head = writer.head()
        if head.position != self._position:
            if not 0 < head.position - self._position <= CATCH_UP or not self._entries:
                self.clear()
            else:
                for recorded in writer.read(None, after=self._position):
                    self.advance(recorded.event)
            self._position = head.position
        return head

    def advance(self, event: Event) -> None:
        """Fold an event that was just appended into the states it concerns."""
        kind, tags = type(event), tags_of(event)
        for size in self._sizes:
            for wanted in combinations(tags, size) if size > 1 else tags:
                for entry in self._by_tags.get(_filed(wanted), NONE):
                    if handler := entry.handlers.get(kind):
                        handler(entry.state, event)
        self._position += 1

    def entries(
        self, wanted: Sequence[tuple[Key, S]], writer: Writer
    ) -> Iterable[tuple[Key, Entry[S]]]:
        """The folded state of each, with its boundary; missing ones are folded in one read."""
        found: list[tuple[Key, Entry[S]]] = []
        for key, _ in wanted:
            entry = self._entries.get(key)
            if entry is None:
                return self._folded(wanted, writer)
            found.append((key, entry))
        return found

    def _folded(
        self, wanted: Sequence[tuple[Key, S]], writer: Writer
    ) -> Iterable[tuple[Key, Entry[S]]]:
        """As `entries`, when some are missing."""
        entries = {key: self._entries.get(key) or self._blank(state) for key, state in wanted}
        missing = {key: entry for key, entry in entries.items() if key not in self._entries}
        for recorded in writer.read(tuple(entry.criterion for entry in missing.values())):
            kind, tags = type(recorded.event), frozenset(tags_of(recorded.event))
            for entry in missing.values():
                handler = entry.handlers.get(kind)
                if handler is not None and tags.issuperset(entry.criterion.tags):
                    handler(entry.state, recorded.event)
        self._make_room(len(missing))
        for key, entry in missing.items():
            selecting = entry.criterion.tags
            self._entries[key] = entry
            self._sizes.add(len(selecting))
            self._by_tags.setdefault(_filed(selecting), []).append(entry)
        return [(key, entries[key]) for key, _ in wanted]

    def _blank(self, state: S) -> Entry[S]:
        return Entry(state, self._domain.criterion(state), self._domain.handlers(type(state)))

    def _make_room(self, more: int) -> None:
        """Let go of the states kept longest; those still in use are soon folded anew."""
        surplus = len(self._entries) + more - CACHED_STATES
        for key in list(islice(self._entries, max(surplus, 0))):
            gone = self._entries.pop(key)
            filed = _filed(gone.criterion.tags)
            self._by_tags[filed].remove(gone)
            if not self._by_tags[filed]:
                del self._by_tags[filed]


def _filed(tags: str | Sequence[str]) -> str | frozenset[str]:
    """Under what a state with these tags is found: the tag, or all of them together."""
    if isinstance(tags, str):
        return tags
    return tags[0] if len(tags) == 1 else frozenset(tags)
