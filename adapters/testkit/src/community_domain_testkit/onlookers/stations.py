"""Looks at groups and stations: who goes where once, and whose scores count."""

from collections import Counter
from datetime import datetime
from typing import Any

import attrs

from community_domain import Envelope, Event, MemberId, Recorded
from community_domain.activities import (
    GroupFormed,
    GroupJoined,
    GroupLeft,
    GroupsDrawn,
    OccurrenceId,
    RoundFinished,
    RoundsPlanned,
    RoundStarted,
    ScoreCorrected,
    ScoreRecorded,
    StationClosed,
    StationId,
    StationSetUp,
    Visit,
)

from .activities import ActivitiesOnlooker
from .known import Known, SliceOnlooker, demand
from .occasions import Occasion

__all__ = ["StationsOnlooker"]


@attrs.define
class Games:
    """The stations and groups of an occurrence, as an onlooker remembers them."""

    stations: dict[StationId, StationSetUp] = attrs.Factory(dict[StationId, StationSetUp])
    closed: list[StationId] = attrs.Factory(list[StationId])
    wanted: int = 0
    """How many groups were drawn."""
    groups: dict[int, dict[MemberId, int]] = attrs.Factory(dict[int, dict[MemberId, int]])
    """By number, each member with the first round with the group."""
    ahead: list[Visit] = attrs.Factory(list[Visit])
    played: list[Visit] = attrs.Factory(list[Visit])
    begun: list[datetime] = attrs.Factory(list[datetime])
    finished: list[datetime] = attrs.Factory(list[datetime])
    """One fewer than begun while a round is on."""
    scores: dict[tuple[StationId, MemberId], list[Any]] = attrs.Factory(
        dict[tuple[StationId, MemberId], list[Any]]
    )

    @property
    def somewhere(self) -> list[MemberId]:
        """Everybody who is in a group."""
        return [member for group in self.groups.values() for member in group]

    @property
    def next(self) -> int:
        """The number of the next round, or of the one that is on."""
        return len(self.finished) + 1


class StationsOnlooker(SliceOnlooker):
    """R16, R17."""

    def __init__(self, known: Known) -> None:
        super().__init__(known)
        self.sees = {
            StationSetUp: self.set_up,
            StationClosed: self.closed,
            GroupsDrawn: self.drawn,
            GroupFormed: self.formed,
            GroupJoined: self.joined,
            GroupLeft: self.left,
            RoundsPlanned: self.planned,
            RoundStarted: self.started,
            RoundFinished: self.finished,
            ScoreRecorded: self.scored,
            ScoreCorrected: self.corrected,
        }
        self.games: dict[OccurrenceId, Games] = {}
        self.activities = self.other(ActivitiesOnlooker)

    def at(self, occurrence_id: OccurrenceId) -> Games:
        """What is known of an occurrence."""
        return self.games.setdefault(occurrence_id, Games())

    def occasion(self, event: Any, envelope: Envelope) -> Occasion:
        """An occurrence that is neither over nor called off (R15, R23)."""
        found = self.activities.occasions[event.occurrence_id]
        demand(not found.cancelled, "R23", event)
        demand(envelope.context.at < found.period.end, "R15", event)
        return found

    def set_up(self, event: StationSetUp, envelope: Envelope) -> None:
        """Under an id there is one station, kept by somebody."""
        self.occasion(event, envelope)
        games = self.at(event.occurrence_id)
        demand(event.station_id not in games.stations, "R16", event)
        keeper = event.keeper_id
        demand(keeper is None or self.known.is_person(keeper), "a person keeps it", event)
        games.stations[event.station_id] = event

    def closed(self, event: StationClosed, envelope: Envelope) -> None:
        """An open station closes, with a reason."""
        self.occasion(event, envelope)
        games = self.at(event.occurrence_id)
        demand(event.station_id in games.stations, "R16", event)
        demand(event.station_id not in games.closed and event.reason.strip(), "R16", event)
        games.closed.append(event.station_id)

    def drawn(self, event: GroupsDrawn, envelope: Envelope) -> None:
        """Groups are drawn before anybody has gone anywhere."""
        self.occasion(event, envelope)
        games = self.at(event.occurrence_id)
        demand(not games.begun, "R16", event)
        games.wanted, games.groups = event.groups, {}

    def formed(self, event: GroupFormed, envelope: Envelope) -> None:
        """Of those with a seat everybody is in one group, and all are about as large."""
        games, seats = self.at(event.occurrence_id), self.occasion(event, envelope).seats
        demand(event.group == len(games.groups) + 1, "groups are counted", event)
        for member in event.member_ids:
            demand(member in seats and member not in games.somewhere, "one group each", event)
        games.groups[event.group] = dict.fromkeys(event.member_ids, 1)
        if len(games.groups) == games.wanted:
            sizes = [len(group) for group in games.groups.values()]
            demand(max(sizes) - min(sizes) <= 1 and min(sizes) > 0, "groups are balanced", sizes)

    def joined(self, event: GroupJoined, _: Envelope) -> None:
        """Who comes late goes with the fewest, from the round that is on or next."""
        games = self.at(event.occurrence_id)
        demand(event.member_id not in games.somewhere, "one group each", event)
        fewest = min(len(group) for group in games.groups.values())
        demand(len(games.groups[event.group]) == fewest, "the smallest group", event)
        demand(event.round == games.next, "R17", event)
        games.groups[event.group][event.member_id] = event.round

    def left(self, event: GroupLeft, _: Envelope) -> None:
        """Who has lost the seat goes with nobody."""
        seats = self.activities.occasions[event.occurrence_id].seats
        demand(event.member_id not in seats, "groups follow seats", event)
        del self.at(event.occurrence_id).groups[event.group][event.member_id]

    def planned(self, event: RoundsPlanned, envelope: Envelope) -> None:
        """A plan is of what has not begun."""
        self.occasion(event, envelope)
        games = self.at(event.occurrence_id)
        rounds = sorted({visit.round for visit in event.visits})
        first = len(games.begun) + 1
        demand(rounds == list(range(first, first + len(rounds))), "R16", event)
        games.ahead = list(event.visits)

    def started(self, event: RoundStarted, envelope: Envelope) -> None:
        """The next round starts, when the last is over, and everybody is where it was planned."""
        occasion, games = self.occasion(event, envelope), self.at(event.occurrence_id)
        demand(event.at == envelope.context.at >= occasion.period.start, "R16", event)
        demand(len(games.begun) == len(games.finished) == event.round - 1, "R16", event)
        due = [visit for visit in games.ahead if visit.round == event.round]
        demand(list(event.visits) == due and due, "R16", event)
        games.ahead = [visit for visit in games.ahead if visit.round != event.round]
        games.played += event.visits
        games.begun.append(event.at)

    def finished(self, event: RoundFinished, envelope: Envelope) -> None:
        """The round that is on finishes."""
        games = self.at(event.occurrence_id)
        demand(event.at == envelope.context.at, "R40", event)
        demand(len(games.begun) == event.round == games.next, "R16", event)
        games.finished.append(event.at)

    def scored(self, event: ScoreRecorded, envelope: Envelope) -> None:
        """Who is there scores once, where the group is."""
        games = self.at(event.occurrence_id)
        where = Visit(event.round, event.group, event.station_id)
        demand(where in games.played, "R17", event)
        since = games.groups[event.group].get(event.member_id)
        demand(since is not None and since <= event.round, "R17", event)
        demand(self.was_there(event, games, envelope), "R17", event)
        station = games.stations[event.station_id]
        demand(station.unit == event.unit, "R17", event)
        self.keeps_score(station, envelope)
        demand((event.station_id, event.member_id) not in games.scores, "R17", event)
        games.scores[event.station_id, event.member_id] = [event]

    def corrected(self, event: ScoreCorrected, envelope: Envelope) -> None:
        """What counted last is superseded, by another value of the same member and round."""
        games = self.at(event.occurrence_id)
        known = games.scores[event.station_id, event.member_id]
        last: Any = known[-1]
        demand(event.supersedes == len(known) == event.number - 1, "R17", event)
        demand((last.round, last.group) == (event.round, event.group), "R17", (last, event))
        demand(last.value != event.value and event.reason.strip(), "R17", event)
        self.keeps_score(games.stations[event.station_id], envelope)
        known.append(event)

    def was_there(self, event: ScoreRecorded, games: Games, envelope: Envelope) -> bool:
        """Whether a member was checked in while the round was on, or is on a sheet."""
        turn, number = (event.occurrence_id, event.member_id), event.round
        came, went = self.activities.came.get(turn), self.activities.went.get(turn)
        if came is None:
            return turn in self.activities.present
        over = number <= len(games.finished)
        ends = games.finished[number - 1] if over else envelope.context.at
        return came <= ends and (went is None or went > games.begun[number - 1])

    def keeps_score(self, station: StationSetUp, envelope: Envelope) -> None:
        """The keeper, a coordinator or a tutor says what was reached (R43)."""
        actor = envelope.context.actor
        office = [self.known.has_role(actor, role) for role in ("coordinator", "tutor")]
        demand(any(office) or actor == station.keeper_id, "R43", (station, actor))

    def done(self, rows: list[Recorded[Event]]) -> None:
        """Every group has been, or goes, to every open station once, and who has a seat with it."""
        ids: Any = [getattr(row.event, "occurrence_id", None) for row in rows]
        for occurrence_id in dict.fromkeys(ids):
            games = self.games.get(occurrence_id)
            occasion = self.activities.occasions.get(occurrence_id)
            if games is None or occasion is None or occasion.cancelled:
                continue
            if games.groups:
                together = sorted(games.somewhere)
                demand(together == sorted(occasion.seats), "groups follow seats", together)
            self.goes_round(games)

    def goes_round(self, games: Games) -> None:
        """The plan and what was played make a rotation (R16)."""
        visits = [*games.played, *games.ahead]
        once = Counter((visit.group, visit.station_id) for visit in visits)
        open_ = [one for one in games.stations if one not in games.closed]
        due = {(group, station) for group in games.groups for station in open_}
        demand(not visits or max(once.values()) == 1, "R16", visits)
        demand({one for one in once if one[1] in open_} == due, "R16", (visits, due))
        demand(all(visit.station_id in open_ for visit in games.ahead), "R16", games)
        busy = Counter((visit.round, visit.group) for visit in visits)
        demand(not busy or max(busy.values()) == 1, "R16", visits)
        for (_, station), groups in Counter((v.round, v.station_id) for v in visits).items():
            demand(groups <= games.stations[station].takes, "R16", visits)
