"""Events of groups and stations: who goes together, where, in which round, and with what score."""

from datetime import datetime

from ...kernel import Event, MemberId, event
from ..values import OccurrenceId, StationId, Visit

__all__ = [
    "GroupFormed",
    "GroupJoined",
    "GroupLeft",
    "GroupsDrawn",
    "RoundFinished",
    "RoundStarted",
    "RoundsPlanned",
    "ScoreCorrected",
    "ScoreRecorded",
    "StationClosed",
    "StationSetUp",
]


@event("activity.station-set-up")
class StationSetUp(Event):
    """There is something to do at an occurrence, for some groups at once."""

    occurrence_id: OccurrenceId
    station_id: StationId
    """It counts within the occurrence."""
    name: str
    takes: int
    """Groups at once."""
    unit: str | None
    """What a score counts, such as `rings`; None where nobody keeps score."""
    least_wins: bool
    """The lowest score is the best, as with seconds."""
    keeper_id: MemberId | None
    """Who keeps the station, and records its scores."""


@event("activity.station-closed")
class StationClosed(Event):
    """No further group goes to a station; what was played there stays."""

    occurrence_id: OccurrenceId
    station_id: StationId
    reason: str


@event("activity.groups-drawn")
class GroupsDrawn(Event):
    """Those who have a seat are in so many groups, and in no earlier ones any more."""

    occurrence_id: OccurrenceId
    groups: int


@event("activity.group-formed")
class GroupFormed(Event):
    """Some members go through the stations together, from the first round."""

    occurrence_id: OccurrenceId
    group: int
    """Counted from 1."""
    member_ids: tuple[MemberId, ...]


@event("activity.group-joined")
class GroupJoined(Event):
    """A member who got a seat after the draw goes with a group."""

    occurrence_id: OccurrenceId
    group: int
    member_id: MemberId
    round: int
    """From this round on."""


@event("activity.group-left")
class GroupLeft(Event):
    """A member who has no seat any more goes with no group."""

    occurrence_id: OccurrenceId
    group: int
    member_id: MemberId


@event("activity.rounds-planned")
class RoundsPlanned(Event):
    """Who goes where in all rounds that have not started; an earlier plan of them is void."""

    occurrence_id: OccurrenceId
    visits: tuple[Visit, ...]
    """By round; a group that is not named in a round waits."""


@event("activity.round-started")
class RoundStarted(Event):
    """The groups are at their stations."""

    occurrence_id: OccurrenceId
    round: int
    visits: tuple[Visit, ...]
    at: datetime


@event("activity.round-finished")
class RoundFinished(Event):
    """The groups go on."""

    occurrence_id: OccurrenceId
    round: int
    at: datetime


@event("activity.score-recorded")
class ScoreRecorded(Event):
    """A member has a score at a station: the first of the numbers under which it is corrected."""

    occurrence_id: OccurrenceId
    station_id: StationId
    round: int
    group: int
    member_id: MemberId
    value: int
    unit: str


@event("activity.score-corrected")
class ScoreCorrected(Event):
    """Another score takes the place of an earlier one, which stays to be seen."""

    occurrence_id: OccurrenceId
    station_id: StationId
    round: int
    group: int
    member_id: MemberId
    value: int
    unit: str
    number: int
    """Scores of this member at this station are counted from 1."""
    supersedes: int
    """The number of the score that counts no more."""
    reason: str
