"""A transaction: decided on a view while others record, and recorded in one statement.

The view is the head as it was when somebody first looked: what is recorded later is not seen. At
the end the rows go in behind whatever others recorded, unless one of that is what they are guarded
against. Who was overtaken too often locks the head first, and then cannot be.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import msgspec
import psycopg
from psycopg.rows import tuple_row

from community_domain import Conflict

from ..kinds import Kinds, Named
from ..pending import PendingTransaction
from ..selections import Criteria, select
from ..stores import ROW
from .arrays import array, array_of_bytes
from .queries import BATCH, HOLD, KINDS, LEARN, LOOK, RECORD, batch, tagged

if TYPE_CHECKING:
    from .database import Database

__all__ = ["DatabaseTransaction"]

PATIENT = 2
"""So often in a row somebody may be overtaken before they lock first."""

_guards_to_json = msgspec.json.Encoder().encode


class DatabaseTransaction(PendingTransaction):
    """One writer among others."""

    overtakable = True

    def __init__(self, database: "Database") -> None:
        super().__init__(database)
        self._database = database
        self._start, self._end, self._undo = (one.encode() for one in database.brackets)
        self._connection: psycopg.Connection[Any] | None = None
        self._held = False
        self._looked = False
        self._relied = False
        """Whether somebody was shown something of the view."""
        self._guards: list[tuple[Sequence[str], Sequence[str]]] = []
        self._no_later: int | None = None
        """The earliest instant of a decision on this view."""

    def begin(self) -> None:
        """Nothing yet: the first question takes the view."""
        self._database.must_be_open()

    def head(self) -> Any:
        """The head, own appends included."""
        self._look()
        self._relied = True
        return super().head()

    def know(self, wanted: Sequence[Named]) -> None:
        """Give every one of these kinds a number, with the head locked."""
        self._look()
        missing = self.kinds.missing(wanted)
        if not missing:
            return
        self.hold()
        names, versions = [name for name, _ in missing], [version for _, version in missing]
        self._ask(LEARN, (self._database.community, names, versions))
        self._read_kinds()
        self.looked()

    def guard(self, criteria: Criteria, decided_at: int | None = None) -> None:
        """Let the transaction fail if others recorded any of this since the view was taken.

        Also where the part that says so is undone: that it was may have been told.
        """
        self._guards += criteria
        if decided_at is not None:
            earliest = self._no_later
            self._no_later = decided_at if earliest is None else min(earliest, decided_at)

    def batches(
        self, columns: str, criteria: Criteria | None, *, after: int = 0, size: int | None = None
    ) -> Iterator[list[tuple[Any, ...]]]:
        """Rows of the view, then own ones."""
        self._look()
        self._relied = True
        selection, many, last = select(criteria, self.kinds), size or BATCH, self._seen

        def rows_after(after: int) -> list[tuple[Any, ...]]:
            return self._ask(
                *batch(columns, self._database.community, selection, (after, last), many)
            )

        if selection != ():
            whole = selection is None and size is None
            yield from self._database.in_batches(rows_after, (after, last), many, whole=whole)
        if own := self._own(criteria, after):
            yield own

    def tagged(self, columns: str, tag: str) -> list[tuple[Any, ...]]:
        """The rows that carry one tag, own ones included."""
        self._look()
        self._relied = True
        rows = self._ask(tagged(columns), (*(self._database.community,) * 2, tag, self._seen))
        return rows + self._own([((), (tag,))])

    def used(self, tags: Sequence[str]) -> set[str]:
        """Those of the tags that rows carry, own ones included; asked together with the head."""
        self._relied = True
        if self._held or not self._looked:
            found = self._look_for(tags)
        else:
            found = {one for one in tags if self.tagged(ROW, one)}
        return found | self._pending.used(tags)

    def commit(self) -> None:
        """Record all rows in one statement."""
        rows = self._pending.rows
        if not rows:
            self.abandon()
            return
        database = self._database
        _, kinds, data, recorded, decided, tags, envelopes = zip(*rows, strict=True)
        guards = _guards_to_json([[list(types), list(of)] for types, of in self._guards])
        view = (database.community, self._seen, self.kinds.newest, self._no_later, guards.decode())
        written = (
            *(array(kinds), array_of_bytes(data), array(recorded), array(decided)),
            *(f"[{b','.join(tags).decode()}]", array_of_bytes(envelopes)),
        )
        try:
            with database.faults(recording=True):
                found = self._record((*view, *written))
        except BaseException:
            self.abandon()
            raise
        self._release()
        if not found:
            database.overtaken += 1
            raise Conflict(1)
        database.overtaken = 0
        database.kinds = self.kinds
        database.recorded()
        self._settle(*found[0])

    def abandon(self) -> None:
        """Undo everything and let the next writer in."""
        if self._connection and self._held:
            with suppress(psycopg.Error):
                self._connection.execute(self._undo)
        self._release()

    def _record(self, values: Sequence[Any]) -> list[tuple[Any, ...]]:
        found = self._ask(RECORD, values)
        if self._held and self._connection:
            self._connection.execute(self._end if found else self._undo)
            self._held = False
        return found

    def _look(self) -> None:
        """Take the view, if nobody did."""
        if not self._looked:
            self._look_for(())

    def _look_for(self, tags: Sequence[str]) -> set[str]:
        """Take the view; gives those of the tags that are in use in it."""
        database = self._database
        if not self._held and database.overtaken >= PATIENT:
            self.hold()
        asked = {"community": database.community, "tags": list(tags)}
        if self._connection:
            found = self._ask(LOOK, asked)
        else:
            self._connection, found = database.take_asking(LOOK, asked)
        [(*head, used)] = found
        if not self._looked:
            self._see(*head)
        return set(used)

    def hold(self) -> None:
        """Lock the head until the end; what was shown before must still be so."""
        if self._held:
            return
        if not self._connection:
            self._connection, _ = self._database.take_asking("SELECT 1", ())
        with self._database.faults():
            self._connection.execute(self._start)
        self._held = True
        [head] = self._ask(HOLD, (self._database.community,))
        if self._relied and self._looked and head[0] != self._seen:
            raise Conflict(1)
        self._see(*head)

    def _see(self, position: int, recorded_at: int, decided_at: int | None, newest: int) -> None:
        self._looked = True
        self._seen = self.position = position
        self.recorded_at, self.decided_at, self._head = recorded_at, decided_at, None
        if newest != self.kinds.newest:
            self._read_kinds()
        self.looked()

    def _read_kinds(self) -> None:
        self.kinds = Kinds(self._ask(KINDS, (self._database.community,)))
        if not self._held:
            self._database.kinds = self.kinds

    def _ask(self, question: str, values: Any) -> list[tuple[Any, ...]]:
        assert self._connection  # noqa: S101 - looked before
        with (
            self._database.faults(),
            self._connection.cursor(binary=True, row_factory=tuple_row) as cursor,
        ):
            cursor.execute(question.encode(), values, prepare=True)
            return cursor.fetchall()

    def _release(self) -> None:
        connection, self._connection = self._connection, None
        if connection:
            self._database.give_back(connection)
