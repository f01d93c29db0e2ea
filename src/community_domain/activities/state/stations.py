"""What decisions read about groups, stations and scores."""

from datetime import datetime

from ...kernel import MemberId, State, folded, on, state
from ..events import (
    CapacityChanged,
    FillingChanged,
    FillingPaused,
    GroupFormed,
    GroupJoined,
    GroupLeft,
    GroupsDrawn,
    HeadsCounted,
    OccurrenceCancelled,
    OccurrenceGenerated,
    OccurrenceMoved,
    OccurrenceScheduled,
    PartyFormed,
    RoundFinished,
    RoundsPlanned,
    RoundStarted,
    ScoreCorrected,
    ScoreRecorded,
    StationClosed,
    StationSetUp,
)
from ..values import OccurrenceId, StationId, Visit
from .kinds import (
    ATTENDANCE,
    COLLECTION,
    COLLECTORS,
    GROUPS,
    NO_SHOWS,
    OFFERS,
    SCORES,
    SEATS,
    WAITLIST,
)

__all__ = ["MemberScores", "Rotation"]


@state
class Rotation(State):
    """The stations of an occurrence, the groups, and which group is where in which round."""

    occurrence_id: OccurrenceId
    stations: dict[StationId, StationSetUp] = folded(factory=dict)
    """All that were set up, in that order."""
    closed: dict[StationId, str] = folded(factory=dict)
    """Those to which nobody goes any more, and why."""
    groups: dict[int, dict[MemberId, int]] = folded(factory=dict)
    """By number: the members, each with the first round in which they go with the group."""
    group_of: dict[MemberId, int] = folded(factory=dict)
    planned: tuple[Visit, ...] = folded(())
    """In the rounds that have not started."""
    started: dict[int, RoundStarted] = folded(factory=dict)
    finished: dict[int, datetime] = folded(factory=dict)
    """When each round finished."""

    ignores = {
        "Dates and seats are no stations; who gets a seat is put in a group by a decision": (
            OccurrenceScheduled,
            OccurrenceCancelled,
            OccurrenceGenerated,
            OccurrenceMoved,
            CapacityChanged,
            FillingChanged,
            FillingPaused,
            PartyFormed,
            *SEATS,
            *WAITLIST,
            *OFFERS,
        ),
        "A group is where it is, whoever of it came": (
            *ATTENDANCE,
            *COLLECTION,
            *NO_SHOWS,
            HeadsCounted,
        ),
        "Scores move nobody": SCORES,
    }
    elsewhere = "Only stations and groups make a rotation"

    @property
    def next_round(self) -> int:
        """The number of the round that starts next, if there is one."""
        return len(self.started) + 1

    @property
    def running(self) -> int | None:
        """The round that is on."""
        last = len(self.started)
        return last if last and last not in self.finished else None

    @property
    def open(self) -> dict[StationId, int]:
        """The stations that are not closed, and how many groups each takes at once."""
        stations = self.stations.items()
        return {one: station.takes for one, station in stations if one not in self.closed}

    @on
    def set_up(self, event: StationSetUp) -> None:
        self.stations[event.station_id] = event

    @on
    def station_closed(self, event: StationClosed) -> None:
        self.closed[event.station_id] = event.reason

    @on
    def drawn(self, event: GroupsDrawn) -> None:
        self.groups, self.group_of = {}, {}

    @on
    def formed(self, event: GroupFormed) -> None:
        self.groups[event.group] = dict.fromkeys(event.member_ids, 1)
        self.group_of.update(dict.fromkeys(event.member_ids, event.group))

    @on
    def joined(self, event: GroupJoined) -> None:
        self.groups.setdefault(event.group, {})[event.member_id] = event.round
        self.group_of[event.member_id] = event.group

    @on
    def left(self, event: GroupLeft) -> None:
        self.groups.get(event.group, {}).pop(event.member_id, None)
        self.group_of.pop(event.member_id, None)

    @on
    def rounds_planned(self, event: RoundsPlanned) -> None:
        self.planned = event.visits

    @on
    def round_started(self, event: RoundStarted) -> None:
        self.started[event.round] = event
        self.planned = tuple(visit for visit in self.planned if visit.round != event.round)

    @on
    def round_finished(self, event: RoundFinished) -> None:
        self.finished[event.round] = event.at


@state
class MemberScores(State):
    """What one member reached at the stations of an occurrence, with what was superseded."""

    occurrence_id: OccurrenceId
    member_id: MemberId
    scores: dict[StationId, tuple[ScoreRecorded | ScoreCorrected, ...]] = folded(factory=dict)
    """By station; the last one counts, and score number 1 is the first."""

    ignores = {
        "A seat is no score": (*SEATS, *WAITLIST, *OFFERS, PartyFormed),
        "nor is to have come, to go with a group, or to keep a station": (
            *ATTENDANCE,
            *COLLECTION,
            *COLLECTORS,
            *NO_SHOWS,
            *GROUPS,
            StationSetUp,
        ),
    }
    elsewhere = "Only at stations scores are reached"

    @on
    def recorded(self, event: ScoreRecorded) -> None:
        self.scores[event.station_id] = (event,)

    @on
    def corrected(self, event: ScoreCorrected) -> None:
        self.scores[event.station_id] = (*self.scores.get(event.station_id, ()), event)
