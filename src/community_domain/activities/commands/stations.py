"""What may be wanted of groups and stations: a rotation, its rounds, and scores."""

from ...kernel import Command, InvalidValue, MemberId, Problem, bounded, command
from ..values import OccurrenceId, StationId

__all__ = [
    "AdjustGroups",
    "CloseStation",
    "CorrectScore",
    "DrawGroups",
    "FinishRound",
    "RecordScore",
    "SetUpStation",
    "StartRound",
]

GROUPS = 60
"""More groups than this find no way past each other, and no room in a plan."""
AT_ONCE = 20
"""Groups at one station; where more fit, nobody has to take turns."""
SCORE = 1_000_000


@command("activity.set-up-station")
class SetUpStation(Command):
    """Set up something to do; the rounds that have not started take it in."""

    occurrence_id: OccurrenceId
    station_id: StationId
    """It counts within the occurrence."""
    name: str = bounded(high=100)
    takes: int = bounded(low=1, high=AT_ONCE, default=1)
    """Groups at once."""
    unit: str | None = bounded(high=40, default=None)
    """What a score counts, such as `rings`; None where nobody keeps score."""
    least_wins: bool = False
    """The lowest score is the best, as with seconds."""
    keeper_id: MemberId | None = None
    """Who keeps the station, and records its scores."""


@command("activity.close-station")
class CloseStation(Command):
    """Send no further group to a station; the rounds that have not started are planned anew."""

    occurrence_id: OccurrenceId
    station_id: StationId
    reason: str


@command("activity.draw-groups")
class DrawGroups(Command):
    """Deal those who have a seat to groups, in the order in which they were drawn."""

    occurrence_id: OccurrenceId
    groups: int = bounded(low=1, high=GROUPS)
    order: tuple[MemberId, ...] = ()
    """As chance would have it; whoever is not named comes after, in the order of signing up."""

    def __attrs_post_init__(self) -> None:
        if len(set(self.order)) < len(self.order):
            twice = next(one for one in self.order if self.order.count(one) > 1)
            raise InvalidValue("order", twice, Problem.REPEATED)


@command("activity.adjust-groups")
class AdjustGroups(Command):
    """Let a member who has a seat be in a group, and one who has none in no group."""

    occurrence_id: OccurrenceId
    member_id: MemberId


@command("activity.start-round")
class StartRound(Command):
    """Send the groups to their stations."""

    occurrence_id: OccurrenceId
    round: int = bounded(low=1)


@command("activity.finish-round")
class FinishRound(Command):
    """Let the groups go on."""

    occurrence_id: OccurrenceId
    round: int = bounded(low=1)


@command("activity.record-score")
class RecordScore(Command):
    """Record what a member reached at a station."""

    occurrence_id: OccurrenceId
    station_id: StationId
    round: int = bounded(low=1)
    group: int = bounded(low=1)
    member_id: MemberId
    value: int = bounded(high=SCORE)


@command("activity.correct-score")
class CorrectScore(Command):
    """Put another score in the place of one that is wrong."""

    occurrence_id: OccurrenceId
    station_id: StationId
    member_id: MemberId
    supersedes: int = bounded(low=1)
    """The number of the score that is wrong; the first one has number 1."""
    value: int = bounded(high=SCORE)
    reason: str
