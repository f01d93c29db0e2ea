"""Scores: who reached what at each station, and where each group has been."""

from collections.abc import Mapping

import attrs

from community_domain import Actor, Event, MemberId, Recorded
from community_domain.activities import (
    OccurrenceId,
    RoundStarted,
    ScoreCorrected,
    ScoreRecorded,
    StationId,
    StationSetUp,
    Visit,
)

from .folding import Handler, Projection

__all__ = ["Ranked", "ScoreEntry", "Scores"]

Post = tuple[OccurrenceId, StationId]
"""A station; its id counts within the occurrence."""


@attrs.frozen
class ScoreEntry:
    """A score as it was recorded, or as it was corrected."""

    position: int
    number: int
    """Of the scores of one member at one station, counted from 1."""
    value: int
    reason: str | None
    """Why it took the place of the one before; None for the first."""
    recorder: Actor


@attrs.frozen
class Ranked:
    """A member in the ranking of a station."""

    place: int
    """From 1; those with the same score share a place, and the next ones are left out."""
    member_id: MemberId
    group: int
    round: int
    current: ScoreEntry
    superseded: tuple[ScoreEntry, ...]
    """What counted before, the oldest first."""


@attrs.define
class Scores(Projection):
    """The scores of every station, and the rounds as they were played."""

    stations: dict[Post, StationSetUp] = attrs.field(factory=dict[Post, StationSetUp], init=False)
    """All that were set up, closed or not."""
    rounds: dict[OccurrenceId, list[RoundStarted]] = attrs.field(
        factory=dict[OccurrenceId, list[RoundStarted]], init=False
    )
    """In the order in which they were played."""
    _scores: dict[Post, dict[MemberId, list[ScoreEntry]]] = attrs.field(
        factory=dict[Post, dict[MemberId, list[ScoreEntry]]], init=False, repr=False
    )
    _turns: dict[tuple[Post, MemberId], tuple[int, int]] = attrs.field(
        factory=dict[tuple[Post, MemberId], tuple[int, int]], init=False, repr=False
    )
    """The group and the round in which a member was at a station."""

    def handlers(self) -> Mapping[type[Event], Handler]:
        """Stations, rounds as they start, and scores with their corrections."""
        return {
            StationSetUp: self._set_up,
            RoundStarted: self._start,
            ScoreRecorded: self._record,
            ScoreCorrected: self._correct,
        }

    def ranking(self, occurrence_id: OccurrenceId, station_id: StationId) -> tuple[Ranked, ...]:
        """Everybody who scored at a station, the best first; whoever scored first among equals.

        Empty where there is no such station, or nobody scored.
        """
        post = (occurrence_id, station_id)
        station, scores = self.stations.get(post), self._scores.get(post, {})
        if station is None:
            return ()
        sign = 1 if station.least_wins else -1
        values = sorted(sign * entries[-1].value for entries in scores.values())
        ranked = [
            self._ranked(post, member_id, values.index(sign * entries[-1].value) + 1)
            for member_id, entries in scores.items()
        ]
        return tuple(sorted(ranked, key=lambda one: one.place))

    def rotation(self, occurrence_id: OccurrenceId, group: int) -> tuple[Visit, ...]:
        """Where a group has been, round by round, in those rounds that have started."""
        started = self.rounds.get(occurrence_id, [])
        return tuple(visit for one in started for visit in one.visits if visit.group == group)

    def _ranked(self, post: Post, member_id: MemberId, place: int) -> Ranked:
        *superseded, current = self._scores[post][member_id]
        group, number = self._turns[post, member_id]
        return Ranked(place, member_id, group, number, current, tuple(superseded))

    def _set_up(self, recorded: Recorded[StationSetUp]) -> None:
        self.stations[recorded.event.occurrence_id, recorded.event.station_id] = recorded.event

    def _start(self, recorded: Recorded[RoundStarted]) -> None:
        self.rounds.setdefault(recorded.event.occurrence_id, []).append(recorded.event)

    def _record(self, recorded: Recorded[ScoreRecorded]) -> None:
        event, actor = recorded.event, recorded.envelope.context.actor
        post = (event.occurrence_id, event.station_id)
        entry = ScoreEntry(recorded.position, 1, event.value, None, actor)
        self._scores.setdefault(post, {})[event.member_id] = [entry]
        self._turns[post, event.member_id] = (event.group, event.round)

    def _correct(self, recorded: Recorded[ScoreCorrected]) -> None:
        event, actor = recorded.event, recorded.envelope.context.actor
        post = (event.occurrence_id, event.station_id)
        entry = ScoreEntry(recorded.position, event.number, event.value, event.reason, actor)
        self._scores[post][event.member_id].append(entry)
