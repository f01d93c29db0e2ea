"""A transaction over a foreign recorder: all of it is one append, if nothing at all came between.

A recorder keeps neither instants nor the words of a log. So that these are right, whatever others
record meanwhile is a conflict, also where it touches nothing that was read.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from eventsourcing.dcb.api import DCBAppendCondition
from eventsourcing.persistence import IntegrityError, ProgrammingError

from community_domain import Conflict

from ..errors import LogBusy, OutcomeUnknown, StoreFailed
from ..kinds import Named
from ..pending import PendingTransaction
from ..selections import Criteria
from .rows import EVERYTHING, written

if TYPE_CHECKING:
    from .store import ForeignStore

__all__ = ["ForeignTransaction"]


class ForeignTransaction(PendingTransaction):
    """The one writer of this process."""

    def __init__(self, store: "ForeignStore") -> None:
        super().__init__(store)
        self._foreign = store

    def begin(self) -> None:
        """Wait for the turn of this thread, and look where the log stands."""
        foreign = self._foreign
        if not foreign.turn.acquire(timeout=foreign.patience):
            raise LogBusy(foreign.name, foreign.patience)
        try:
            top = foreign.top()
            self._seen, self.position = top.position, top.position
            self.recorded_at, self.decided_at = top.recorded_at, top.decided_at
            self.kinds = foreign.kinds
            self.looked()
        except BaseException:
            self.abandon()
            raise

    def commit(self) -> None:
        """Append all rows at once."""
        rows, foreign = self._pending.rows, self._foreign
        condition = DCBAppendCondition(EVERYTHING, after=self._seen or None)
        try:
            if rows:
                events = [written(row, self.kinds) for row in rows]
                last = foreign.recorder.append(events, condition)
                self._settle(last - len(rows), self.recorded_at, self.decided_at)
        except IntegrityError as error:
            raise Conflict(1) from error
        except ProgrammingError as error:
            raise StoreFailed(foreign.name, "its recorder does not take the events") from error
        except Exception as error:
            raise OutcomeUnknown(foreign.name) from error
        finally:
            self.abandon()
        foreign.notify()

    def abandon(self) -> None:
        """Let the next writer in."""
        self._foreign.turn.release()

    def know(self, wanted: Sequence[Named]) -> None:
        """Number the kinds for this transaction; the log learns them from what is recorded."""
        self.kinds = self._foreign.with_new(list(wanted))
        self.looked()

    def guard(self, criteria: Criteria, decided_at: int | None = None) -> None:
        """Anything at all that others record is a conflict."""

    def batches(
        self,
        columns: str,  # noqa: ARG002 - its rows are never whole
        criteria: Criteria | None,
        *,
        after: int = 0,
        size: int | None = None,
    ) -> Iterator[list[tuple[Any, ...]]]:
        """Rows of the view, then own ones."""
        sized = {} if size is None else {"size": size}
        yield from self._foreign.selected(criteria, after, self._seen, **sized)
        if own := self._own(criteria, after):
            yield own

    def tagged(self, columns: str, tag: str) -> list[tuple[Any, ...]]:
        """The rows that carry one tag, own ones included."""
        return [row for rows in self.batches(columns, [((), (tag,))]) for row in rows]

    def used(self, tags: Sequence[str]) -> set[str]:
        """Those of the tags that rows carry, own ones included."""
        return {tag for tag in tags if self.tagged("", tag)}
