"""Rows of a transaction that wait in memory until it ends, and what is asked of them meanwhile."""

from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from .selections import Criteria, Group, Selection, select
from .stores import NewRow, Store, Transaction

__all__ = ["Pending", "PendingTransaction"]


class Pending:
    """Rows in the order of their positions, found by tag."""

    def __init__(self) -> None:
        self.rows: list[NewRow] = []
        self._tags: list[Sequence[str]] = []
        self._by_tag: dict[str, list[int]] = {}

    def add(self, row: NewRow, tags: Sequence[str]) -> None:
        """Take one row in, under tags without doubles."""
        for tag in tags:
            self._by_tag.setdefault(tag, []).append(len(self.rows))
        self.rows.append(row)
        self._tags.append(tags)

    def cut(self, length: int) -> None:
        """Keep only so many rows."""
        for tags in reversed(self._tags[length:]):
            for tag in tags:
                self._by_tag[tag].pop()
        del self.rows[length:], self._tags[length:]

    def used(self, tags: Sequence[str]) -> set[str]:
        """Those of the tags that rows carry."""
        return {tag for tag in tags if self._by_tag.get(tag)}

    def select(self, selection: Selection, after: int = 0) -> Iterator[tuple[Any, ...]]:
        """The rows of a selection behind a position, as `ROW`."""
        if selection is None:
            found: Sequence[int] = range(len(self.rows))
        else:
            found = sorted({index for group in selection for index in self._of(group)})
        for index in found:
            position, kind, data, recorded_at, _, _, envelope = self.rows[index]
            if position > after:
                yield position, kind, data, recorded_at, envelope

    def _of(self, group: Group) -> Iterator[int]:
        """Indexes of the rows of a group, found through the rarest of its tags."""
        listed = [self._by_tag.get(tag, ()) for tag in group.tags]
        wanted = set(group.tags)
        for index in min(listed, key=len, default=range(len(self.rows))):
            of_kind = group.kinds is None or self.rows[index][1] in group.kinds
            if of_kind and wanted <= set(self._tags[index]):
                yield index


class PendingTransaction(Transaction):
    """A transaction whose rows wait until the end, and get their place only then."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self._pending = Pending()
        self._seen = 0
        """The position of the view, without own rows."""

    def add(self, row: NewRow, tags: Sequence[str]) -> None:
        """Take one row in; it waits in memory until the commit."""
        self._pending.add(row, tags)
        self.position, self.recorded_at, self.decided_at = row[0], row[3], row[4]
        self._head = None

    def settled(self, by: int, earliest: int) -> None:
        """Called when the rows got their place: so many positions on, and not recorded earlier."""

    @contextmanager
    def savepoint(self) -> Generator[None]:
        """Undo what was added since, when an exception passes."""
        head, many = self.head(), len(self._pending.rows)
        stood = self.position, self.recorded_at, self.decided_at
        try:
            yield
        except BaseException:
            self._pending.cut(many)
            self.position, self.recorded_at, self.decided_at = stood
            self.now_at(head)
            raise

    def _own(self, criteria: Criteria | None, after: int = 0) -> list[tuple[Any, ...]]:
        """Own rows of a selection behind a position."""
        return list(self._pending.select(select(criteria, self.kinds), after))

    def _settle(self, before: int, recorded_at: int, decided_at: int | None) -> None:
        """Take over where the rows went in the end.

        Args:
            before: The position in front of the first of them.
            recorded_at: When the one in front of them was recorded.
            decided_at: The latest instant that was decided before them.
        """
        by = before - self._seen
        self.settled(by, recorded_at)
        self.position += by
        self.recorded_at = max(self.recorded_at, recorded_at)
        if decided_at is not None:
            self.decided_at = max(decided_at, self.decided_at or decided_at)
        self._head = None
