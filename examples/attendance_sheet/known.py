"""What the log already holds: which id stands for what, and what became of each seat."""

from collections.abc import Iterable

import attrs

from community_domain import Acting, MemberId, Period
from community_domain.activities import (
    ActivityId,
    ActivityOffered,
    CheckedIn,
    NoShowRecorded,
    OccurrenceId,
    OccurrenceScheduled,
    PresenceRecorded,
)
from community_domain.members import MemberRegistered, Profile

from .sheet import Session

__all__ = ["IMPORTER", "Counts", "Known", "Placed"]

IMPORTER = MemberId("importer")
"""Founds the community, and is the coordinator on whose word everything is recorded."""

Placed = tuple[OccurrenceId, MemberId]
"""A person at a session."""


@attrs.frozen
class Counts:
    """How much there is of each."""

    gatherings: int
    sessions: int
    persons: int
    present: int
    absent: int

    @classmethod
    def of(
        cls,
        gatherings: Iterable[ActivityId],
        sessions: Iterable[OccurrenceId],
        persons: Iterable[MemberId],
        outcomes: Iterable[bool],
    ) -> "Counts":
        """Each thing once, each outcome as often as it is there."""
        told = list(outcomes)
        here = sum(told)
        things = len(set(gatherings)), len(set(sessions)), len(set(persons))
        return cls(*things, here, len(told) - here)


class Known:
    """Ids by what a sheet calls things; grows as things come in.

    Args:
        acting: Reads the log; names only as far as this actor may read them, so somebody whose
            name cannot be read any more is a stranger.
    """

    def __init__(self, acting: Acting) -> None:
        self.gatherings: dict[str, ActivityId] = {}
        self.sessions: dict[tuple[ActivityId, Period], OccurrenceId] = {}
        self.persons: dict[str, MemberId] = {}
        self.outcomes: dict[Placed, bool] = {}
        self._last: dict[str, int] = {}
        for recorded in acting.community.log.read():
            match recorded.event:
                case ActivityOffered(activity_id, title):
                    self.gatherings[title] = activity_id
                    self._seen(activity_id)
                case OccurrenceScheduled(occurrence_id, activity_id, period):
                    self.sessions[activity_id, period] = occurrence_id
                    self._seen(occurrence_id)
                case MemberRegistered(member_id):
                    self._seen(member_id)
                    name = acting.state(Profile(member_id)).name
                    if name is not None and member_id != IMPORTER:
                        self.persons[name] = member_id
                case PresenceRecorded(occurrence_id, member_id):
                    self.outcomes[occurrence_id, member_id] = True
                case CheckedIn(occurrence_id, member_id):
                    self.outcomes[occurrence_id, member_id] = True
                case NoShowRecorded(occurrence_id, member_id):
                    self.outcomes.setdefault((occurrence_id, member_id), False)
                case _:
                    pass

    def gathering(self, title: str) -> ActivityId:
        """The id of a gathering, a new one if need be."""
        if title not in self.gatherings:
            self.gatherings[title] = ActivityId(self._next("gathering"))
        return self.gatherings[title]

    def session(self, session: Session) -> OccurrenceId:
        """The id of a session, a new one if need be."""
        key = (self.gathering(session.gathering), session.period)
        if key not in self.sessions:
            self.sessions[key] = OccurrenceId(self._next("session"))
        return self.sessions[key]

    def person(self, name: str) -> MemberId:
        """The id of a person, a new one if need be."""
        if name not in self.persons:
            self.persons[name] = MemberId(self._next("person"))
        return self.persons[name]

    @property
    def counts(self) -> Counts:
        """All that the log holds."""
        return Counts.of(
            self.gatherings.values(),
            self.sessions.values(),
            self.persons.values(),
            self.outcomes.values(),
        )

    def _seen(self, known_id: str) -> None:
        """Ids of what is there are never given again, also where a name cannot be read."""
        thing, _, number = known_id.rpartition("-")
        if number.isdecimal():
            self._last[thing] = max(self._last.get(thing, 0), int(number))

    def _next(self, thing: str) -> str:
        self._last[thing] = self._last.get(thing, 0) + 1
        return f"{thing}-{self._last[thing]}"
