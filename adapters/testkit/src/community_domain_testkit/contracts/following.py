"""What all do that follow a log: they are tried on histories, on a log that grows under them."""

# ruff: noqa: S101 - a contract asserts

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing
from datetime import datetime
from typing import Any, ClassVar, cast

from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DataObject, SearchStrategy

from community_domain import Boundary, Event, EventLog, Head, Recorded, Subscription, Writer

from ..histories import History, histories
from ..wrapping import WrappedLog
from .suite import Suite, searched

__all__ = ["Following", "GrowingLog", "Steps", "for_histories", "must_be_opened"]

SIZE = 20
"""Moves of a history at most, beside those that bring the people in."""
Steps = st.lists(st.tuples(st.integers(1, 12), st.booleans()), max_size=6)
"""How the log grows, and whether there is a restart behind that."""


class GrowingLog(WrappedLog):
    """A log that shows the beginning of another one, and more of it from time to time.

    Args:
        whole: The log it is the beginning of.
        until: The last position it shows.
        meanwhile: So much it grows behind each look at it, as if others recorded meanwhile.
    """

    def __init__(self, whole: EventLog, until: int = 0, *, meanwhile: int = 0) -> None:
        super().__init__(whole)
        self._rows = list(whole.read())
        self.until, self.meanwhile = until, meanwhile
        self.told: list[int] = []
        """The positions that were read from it."""

    def grow(self, by: int | None = None) -> None:
        """Show so much more, or everything there is."""
        last = len(self._rows)
        self.until = last if by is None else min(last, self.until + by)

    def head(self) -> Head:
        """The last position shown."""
        instants = [row.envelope.context.at for row in self._rows[: self.until]]
        head = Head(self.until, max(instants, default=None))
        self.grow(self.meanwhile)
        return head

    def read(
        self, boundary: Boundary | None = None, *, after: int = 0, until: int | None = None
    ) -> Iterator[Recorded[Event]]:
        """What it shows at the moment of the call."""
        last = self.until if until is None else min(until, self.until)
        rows = list(super().read(boundary, after=after, until=last))
        self.grow(self.meanwhile)
        return self._noted(rows)

    def _noted(self, rows: list[Recorded[Event]]) -> Iterator[Recorded[Event]]:
        for row in rows:
            self.told.append(row.position)
            yield row

    def position_at(self, recorded: datetime) -> int:
        """The position it had at an instant, as far as it shows it."""
        return min(self.until, super().position_at(recorded))

    def wrapped(self, writer: Writer) -> Writer:
        """Who follows a log does not write to it."""
        raise AssertionError(f"what is checked records with {writer}; it must only read")

    def subscribe(
        self,
        boundary: Boundary | None = None,  # noqa: ARG002 - refused, whatever it is about
        *,
        after: int = 0,  # noqa: ARG002 - and from wherever
    ) -> AbstractContextManager[Subscription]:
        """A subscription would wait for ever for what comes."""
        raise AssertionError("what is checked waits for what comes; it must read to the head")


class Following(Suite):
    """Checks that are tried on histories, of all there is in the domain unless narrowed down."""

    share = 0.1
    idle: ClassVar[str]
    """What is wrong with whom no history made do anything."""

    def histories(self) -> SearchStrategy[History]:
        """Those that it is tried on; a subclass narrows them down to what it is about."""
        return histories(self.domain, size=SIZE)


def must_be_opened(fixture: str, opened: object, kind: type) -> None:
    """Let what is opened have all that is asked of it, before anything is tried on it.

    Args:
        fixture: What gave it.
        opened: What opens it.
        kind: The protocol that it has to keep.

    Raises:
        TypeError: It cannot be opened, or has not all the methods.
    """
    if not callable(opened):
        name = type(opened).__name__
        raise TypeError(f"{fixture} gives a {name}; it must give what opens one: partial(…)")
    one = opened()
    wanted = [name for name, found in vars(kind).items() if callable(found) and name[0] != "_"]
    if missing := [name for name in wanted if not callable(getattr(one, name, None))]:
        name, told = type(one).__name__, ", ".join(missing)
        raise TypeError(f"{fixture} opens a {name} without {told}, which a {kind.__name__} has")
    with closing(cast(Any, one)):
        pass


def for_histories(suite: Following, check: Callable[[History, DataObject], bool]) -> None:
    """Try a check on histories; it says whether there was anything to be checked."""
    busy: list[bool] = []

    @searched(suite)
    @given(suite.histories(), st.data())
    def tried(history: History, data: DataObject) -> None:
        busy.append(check(history, data))

    tried()
    assert any(busy), f"{suite.idle}; narrow `histories` down to what it is about"
