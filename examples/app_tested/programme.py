"""What takes place on a local day."""

from datetime import datetime

from community_domain import Event
from community_domain.activities import OccurrenceScheduled

from .bugs import Bug
from .database import Database, text

__all__ = ["Programme"]

SCHEMA = "CREATE TABLE occurrence (occurrence_id PRIMARY KEY, day, starts, ends) WITHOUT ROWID"
SHOWN = ("occurrence_id", "starts", "ends")


class Programme:
    """All occurrences.

    Args:
        database: Where they are.
        bugs: Mistakes that are switched on.
    """

    def __init__(self, database: Database, bugs: frozenset[Bug]) -> None:
        self._database, self._bugs = database, bugs
        database.run(SCHEMA)

    def show(self, event: Event) -> None:
        """Show what happened."""
        match event:
            case OccurrenceScheduled(occurrence_id=occurrence_id, period=period):
                insert = "INSERT INTO occurrence VALUES (?, ?, ?, ?)"
                day = event.local.start.partition("T")[0]
                starts, ends = text(period.start), text(period.end)
                self._database.run(insert, occurrence_id, day, starts, ends)
            case _:
                pass

    def between(self, begins: datetime, ends: datetime) -> list[dict[str, str]]:
        """What takes place from an instant until just before another, by its beginning."""
        query = "SELECT occurrence_id, starts, ends FROM occurrence "
        if Bug.MIDNIGHT in self._bugs:
            query += "WHERE ends >= ? AND starts <= ? "
        else:
            query += "WHERE ends > ? AND starts < ? "
        query += "ORDER BY starts, occurrence_id"
        rows = self._database.rows(query, text(begins), text(ends))
        return [dict(zip(SHOWN, row, strict=True)) for row in rows]

    def day_of(self, occurrence_id: str) -> str:
        """The local day on which an occurrence begins."""
        query = "SELECT day FROM occurrence WHERE occurrence_id = ?"
        [(day,)] = self._database.rows(query, occurrence_id)
        return str(day)
