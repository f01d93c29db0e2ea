"""Messages to be sent: somebody who waited has a seat."""

from collections.abc import Sequence

from community_domain import Command, Event, MemberId, Outcome, Recorded
from community_domain.activities import SeatConfirmed, SignUp

from .bugs import Bug
from .database import Database

__all__ = ["Post"]

SCHEMA = "CREATE TABLE message (member_id, occurrence_id)"


class Post:
    """The messages to everybody.

    Args:
        database: Where they are.
        bugs: Mistakes that are switched on.
    """

    def __init__(self, database: Database, bugs: frozenset[Bug]) -> None:
        self._database, self._bugs = database, bugs
        database.run(SCHEMA)

    def write(self, new: Sequence[Recorded[Event]], outcome: Outcome | None) -> None:
        """Tell everybody of a seat who does not see it as the answer to their own request.

        Args:
            new: What nobody was told of yet.
            outcome: What the request at hand led to, now or when it was first sent.
        """
        if Bug.DOUBLE_EFFECT in self._bugs and outcome:
            rows: Sequence[Recorded[Event]] = outcome.recorded
        else:
            rows = new
        insert = "INSERT INTO message VALUES (?, ?)"
        with self._database.transaction():
            for row in rows:
                match row.event:
                    case SeatConfirmed(occurrence_id=occurrence_id, member_id=member_id):
                        if not _asks_for(row.envelope.command, member_id):
                            self._database.run(insert, member_id, occurrence_id)
                    case _:
                        pass

    def to_send(self) -> list[dict[str, str]]:
        """All messages, by whom they are for."""
        rows = self._database.rows("SELECT * FROM message ORDER BY member_id, occurrence_id")
        return [{"to": member_id, "seat_at": occurrence_id} for member_id, occurrence_id in rows]


def _asks_for(command: Command, member_id: MemberId) -> bool:
    """Whether a command is the wish for a seat for this very member."""
    return isinstance(command, SignUp) and command.member_id == member_id
