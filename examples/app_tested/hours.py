"""How long members served, as planned; what counts in the end is credited elsewhere."""

from datetime import datetime, timedelta

from community_domain import Event
from community_domain.shifts import AbsenceRecorded, ShiftReleased, ShiftScheduled, ShiftTaken

from .bugs import Bug
from .database import Database, text

__all__ = ["Hours"]

SHIFTS = "CREATE TABLE shift (shift_id PRIMARY KEY, ends, minutes) WITHOUT ROWID"
DUTIES = "CREATE TABLE duty (shift_id, member_id, absent, PRIMARY KEY (shift_id, member_id))"
MINUTE = timedelta(minutes=1)


class Hours:
    """The shifts of all members.

    Args:
        database: Where they are.
        bugs: Mistakes that are switched on.
    """

    def __init__(self, database: Database, bugs: frozenset[Bug]) -> None:
        self._database, self._bugs = database, bugs
        database.run(SHIFTS)
        database.run(DUTIES)

    def show(self, event: Event) -> None:
        """Show what happened."""
        run = self._database.run
        match event:
            case ShiftScheduled(shift_id=shift_id, period=period):
                minutes = (period.end - period.start) // MINUTE - event.break_minutes
                run("INSERT INTO shift VALUES (?, ?, ?)", shift_id, text(period.end), minutes)
            case ShiftTaken(shift_id=shift_id, member_id=member_id):
                run("INSERT INTO duty VALUES (?, ?, FALSE)", shift_id, member_id)
            case ShiftReleased(shift_id=shift_id, member_id=member_id):
                run("DELETE FROM duty WHERE shift_id = ? AND member_id = ?", shift_id, member_id)
            case AbsenceRecorded(shift_id=shift_id, member_id=member_id):
                absent = "UPDATE duty SET absent = TRUE WHERE shift_id = ? AND member_id = ?"
                run(absent, shift_id, member_id)
            case _:
                pass

    def minutes(self, member_id: str, now: datetime) -> int:
        """The time of all shifts of a member that are over, and were not missed."""
        query = "SELECT coalesce(sum(minutes), 0) FROM duty JOIN shift USING (shift_id) "
        if Bug.HOURS_OF_A_NO_SHOW in self._bugs:
            query += "WHERE member_id = ? AND ends <= ?"
        else:
            query += "WHERE member_id = ? AND ends <= ? AND NOT absent"
        [(minutes,)] = self._database.rows(query, member_id, text(now))
        return int(minutes)
