"""The reference with a library: an application of `eventsourcing` with a small aggregate.

The aggregate is an occurrence with 90 seats, the smallest thing that can keep the capacity. It
reads no consent, agenda, settings or permission and stores no command, so it does less than our
side. It is stored by the library's own modules: that of SQLite leaves `synchronous` at its default,
FULL, that of PostgreSQL `synchronous_commit` at its own, on.
"""

from datetime import datetime
from pathlib import Path
from uuid import UUID

from eventsourcing.application import Application
from eventsourcing.domain import Aggregate, event
from psycopg.conninfo import conninfo_to_dict

__all__ = ["COPIED", "SHARED", "UNCACHED", "Occurrence", "SignUps", "in_postgresql", "in_sqlite"]

UNCACHED: dict[str, str] = {}
"""As the library comes: each command folds its aggregate from the database."""
COPIED = {"AGGREGATE_CACHE_MAXSIZE": "10000"}
"""With its cache, which looks for newer events and hands out deep copies."""
SHARED = {**COPIED, "DEEPCOPY_FROM_AGGREGATE_CACHE": "n"}
"""With its cache, handing out the cached aggregate itself, which a failed save leaves wrong."""
PAGE = 1_000
"""Notifications selected at a time."""


class Occurrence(Aggregate):
    """Who has a seat, up to the capacity, and who is there."""

    @event("Scheduled")
    def __init__(self, begins: datetime, ends: datetime, capacity: int) -> None:
        self.begins, self.ends, self.capacity = begins, ends, capacity
        self.confirmed: dict[str, None] = {}
        self.present: dict[str, datetime] = {}

    def sign_up(self, member_id: str) -> None:
        """Confirm a seat while there is one.

        Raises:
            ValueError: All seats are taken.
        """
        if member_id in self.confirmed:
            return
        if len(self.confirmed) >= self.capacity:
            raise ValueError(f"all {self.capacity} seats are taken")
        self.confirm(member_id, self.begins, self.ends)

    @event("SeatConfirmed")
    def confirm(self, member_id: str, begins: datetime, ends: datetime) -> None:
        """Record a seat with its period, as our own event does."""
        self.confirmed[member_id] = None

    @event("CheckedIn")
    def check_in(self, member_id: str, at: datetime) -> None:
        """Record an arrival."""
        self.present[member_id] = at

    @event("CheckedOut")
    def check_out(self, member_id: str, at: datetime) -> None:
        """Record a departure."""
        self.present.pop(member_id, None)


def in_sqlite(path: Path) -> dict[str, str]:
    """Where the application keeps its events: a file."""
    return {"PERSISTENCE_MODULE": "eventsourcing.sqlite", "SQLITE_DBNAME": str(path)}


def in_postgresql(url: str) -> dict[str, str]:
    """Where the application keeps its events: a database."""
    given = conninfo_to_dict(url)
    return {
        "PERSISTENCE_MODULE": "eventsourcing.postgres",
        "POSTGRES_DBNAME": f"{given['dbname']}",
        "POSTGRES_HOST": f"{given.get('host', '')}",
        "POSTGRES_PORT": f"{given.get('port', 5432)}",
        "POSTGRES_USER": f"{given['user']}",
        "POSTGRES_PASSWORD": f"{given.get('password', '')}",
    }


class SignUps(Application[UUID]):
    """The application: a method a use case.

    Args:
        store: Where it keeps its events.
        settings: One of the configurations above.
    """

    def __init__(self, store: dict[str, str], settings: dict[str, str]) -> None:
        super().__init__({**store, **settings})

    def schedule(self, begins: datetime, ends: datetime, capacity: int) -> UUID:
        """Record a new occurrence."""
        occurrence = Occurrence(begins, ends, capacity)
        self.save(occurrence)
        return occurrence.id

    def sign_up(self, occurrence_id: UUID, member_id: str) -> None:
        """Load the occurrence, take a seat, save."""
        occurrence: Occurrence = self.repository.get(occurrence_id)
        occurrence.sign_up(member_id)
        self.save(occurrence)

    def visits(self, begins: datetime, ends: datetime, members: list[str]) -> None:
        """Record an occurrence with its attendance at once: history for a replay."""
        occurrence = Occurrence(begins, ends, len(members))
        for member in members:
            occurrence.sign_up(member)
            occurrence.check_in(member, begins)
            occurrence.check_out(member, ends)
        self.save(occurrence)

    def replay(self) -> int:
        """Make every domain event anew, as the library does: notifications, then its mapper."""
        start, done = 0, 0
        while page := self.recorder.select_notifications(start, PAGE, inclusive_of_start=False):
            for notification in page:
                self.mapper.to_domain_event(notification)
            start, done = page[-1].id, done + len(page)
        return done
