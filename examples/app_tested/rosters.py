"""Who takes part in an occurrence, and who waits for a seat."""

from typing import Any

from community_domain import Event, MemberId
from community_domain.activities import (
    NoShowRecorded,
    OccurrenceId,
    PresenceRecorded,
    SeatConfirmed,
    SeatLeft,
    SeatReleased,
    WaitlistJoined,
    WaitlistLeft,
)

from .bugs import Bug
from .database import Database

__all__ = ["Roster", "Rosters"]

Roster = dict[str, list[Any]]
"""Who is `seated`, with what is known of their attendance, and who is `waiting`, in order."""
Shown = (
    WaitlistJoined
    | SeatConfirmed
    | SeatLeft
    | SeatReleased
    | WaitlistLeft
    | PresenceRecorded
    | NoShowRecorded
)
SCHEMA = """
CREATE TABLE seat (
    occurrence_id, member_id, waiting, priority, number, attendance,
    PRIMARY KEY (occurrence_id, member_id)
) WITHOUT ROWID
"""


class Rosters:
    """The rosters of all occurrences; everybody looks at them, so they are kept ready.

    Args:
        database: Where they are.
        bugs: Mistakes that are switched on.
    """

    def __init__(self, database: Database, bugs: frozenset[Bug]) -> None:
        self._database, self._bugs = database, bugs
        self._ready: dict[str, Roster] = {}
        database.run(SCHEMA)

    def show(self, event: Event, position: int) -> None:
        """Show what happened, and where in the log."""
        match event:
            case WaitlistJoined(occurrence_id=occurrence_id, member_id=member_id):
                insert = "INSERT INTO seat VALUES (?, ?, TRUE, ?, ?, NULL)"
                self._database.run(insert, occurrence_id, member_id, event.priority, position)
            case SeatConfirmed(occurrence_id=occurrence_id, member_id=member_id):
                self._seat(occurrence_id, member_id, position)
            case SeatLeft() | SeatReleased() | WaitlistLeft():
                gone = "DELETE FROM seat WHERE occurrence_id = ? AND member_id = ?"
                self._database.run(gone, event.occurrence_id, event.member_id)
            case PresenceRecorded(occurrence_id=occurrence_id, member_id=member_id):
                self._mark("attended", occurrence_id, member_id)
            case NoShowRecorded(occurrence_id=occurrence_id, member_id=member_id):
                self._mark("no-show", occurrence_id, member_id)
            case _:
                return
        self._make_anew(event)

    def _seat(self, occurrence_id: OccurrenceId, member_id: MemberId, position: int) -> None:
        """Seat a member, who may have waited for it."""
        if Bug.NOT_PROMOTED in self._bugs:
            insert = "INSERT OR IGNORE INTO seat VALUES (?, ?, FALSE, 0, ?, NULL)"
        else:
            insert = "INSERT OR REPLACE INTO seat VALUES (?, ?, FALSE, 0, ?, NULL)"
        self._database.run(insert, occurrence_id, member_id, position)

    def _mark(self, attendance: str, occurrence_id: OccurrenceId, member_id: MemberId) -> None:
        mark = "UPDATE seat SET attendance = ? WHERE occurrence_id = ? AND member_id = ?"
        self._database.run(mark, attendance, occurrence_id, member_id)

    def _make_anew(self, event: Shown) -> None:
        """Forget the roster that was ready before this happened."""
        if Bug.STALE_ROSTER in self._bugs:
            outdated = not isinstance(event, PresenceRecorded | NoShowRecorded)
        else:
            outdated = True
        if outdated:
            self._ready.pop(event.occurrence_id, None)

    def of(self, occurrence_id: str) -> Roster:
        """The roster of an occurrence; an empty one where nobody signed up."""
        with self._database.transaction():
            if occurrence_id not in self._ready:
                self._ready[occurrence_id] = self._read(occurrence_id)
            return self._ready[occurrence_id]

    def _read(self, occurrence_id: str) -> Roster:
        query = (
            "SELECT member_id, waiting, attendance FROM seat WHERE occurrence_id = ? "
            "ORDER BY priority DESC, number"
        )
        rows = self._database.rows(query, occurrence_id)
        return {
            "seated": [
                {"member_id": member_id, "attendance": attendance}
                for member_id, waiting, attendance in rows
                if not waiting
            ],
            "waiting": [member_id for member_id, waiting, _ in rows if waiting],
        }
