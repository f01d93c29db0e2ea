"""Why something about groups, stations or scores may not happen."""

from ...kernel import Kind, MemberId, Refusal, refusal
from ..values import OccurrenceId, StationId

__all__ = [
    "AlreadyScored",
    "GroupsNotDrawn",
    "NoRoundLeft",
    "NotAtStation",
    "NotInGroup",
    "NotScored",
    "NotTheNextRound",
    "NotThereInRound",
    "RoundNotBegun",
    "RoundStillOn",
    "RoundsBegun",
    "ScoreSuperseded",
    "ScoreUnknown",
    "StationExists",
    "StationUnknown",
    "TooFewForGroups",
]


@refusal(
    "station-exists",
    kind=Kind.CONFLICT,
    en="{station_id} at {occurrence_id} is another station, or a closed one; choose a new id.",
    zh="{occurrence_id} 的 {station_id} 是另一个项目点或已关闭；请换新编号。",
)
class StationExists(Refusal):
    """The id names a station that was set up otherwise, or is closed for good."""

    occurrence_id: OccurrenceId
    station_id: StationId


@refusal(
    "station-unknown",
    kind=Kind.MISSING,
    en="There is no station {station_id} at {occurrence_id}; set it up first.",
    zh="{occurrence_id} 没有项目点 {station_id}；请先设置。",
)
class StationUnknown(Refusal):
    """Nothing was set up under the id."""

    occurrence_id: OccurrenceId
    station_id: StationId


@refusal(
    "too-few-for-groups",
    kind=Kind.RULE,
    rule="R16",
    en="{seats} with a seat at {occurrence_id} make no {groups} groups; draw fewer groups.",
    zh="{occurrence_id} 仅 {seats} 人有名额，不足以分成 {groups} 个小组；请减少小组数。",
)
class TooFewForGroups(Refusal):
    """A group has at least one member when it is drawn."""

    occurrence_id: OccurrenceId
    seats: int
    groups: int


@refusal(
    "rounds-begun",
    kind=Kind.RULE,
    rule="R16",
    en="{started} rounds at {occurrence_id} have started; the groups stay as they are.",
    zh="{occurrence_id} 已开始 {started} 轮；小组不再重分。",
)
class RoundsBegun(Refusal):
    """Groups that were drawn anew would visit stations twice."""

    occurrence_id: OccurrenceId
    started: int


@refusal(
    "groups-not-drawn",
    kind=Kind.RULE,
    rule="R16",
    en="Nobody at {occurrence_id} is in a group; draw groups first.",
    zh="{occurrence_id} 尚未分组；请先分组。",
)
class GroupsNotDrawn(Refusal):
    """Without groups no round can start."""

    occurrence_id: OccurrenceId


@refusal(
    "no-round-left",
    kind=Kind.RULE,
    rule="R16",
    en="At {occurrence_id} every group has been to every open station; set up another one.",
    zh="{occurrence_id} 各小组已走完所有开放的项目点；可再设新项目点。",
)
class NoRoundLeft(Refusal):
    """Nobody goes to a station twice."""

    occurrence_id: OccurrenceId


@refusal(
    "not-the-next-round",
    kind=Kind.RULE,
    rule="R16",
    en="The next round at {occurrence_id} is {next}, not {round}.",
    zh="{occurrence_id} 的下一轮是第 {next} 轮，而非第 {round} 轮。",
)
class NotTheNextRound(Refusal):
    """Rounds start one after the other."""

    occurrence_id: OccurrenceId
    round: int
    next: int


@refusal(
    "round-still-on",
    kind=Kind.RULE,
    rule="R16",
    en="Round {round} at {occurrence_id} is on; finish it first.",
    zh="{occurrence_id} 第 {round} 轮正在进行；请先结束该轮。",
)
class RoundStillOn(Refusal):
    """A group is at one station at a time."""

    occurrence_id: OccurrenceId
    round: int


@refusal(
    "round-not-begun",
    kind=Kind.RULE,
    rule="R17",
    en="Round {round} at {occurrence_id} has not started; start it first.",
    zh="{occurrence_id} 第 {round} 轮尚未开始；请先开始该轮。",
)
class RoundNotBegun(Refusal):
    """A round that has not started has no end, and no scores."""

    occurrence_id: OccurrenceId
    round: int


@refusal(
    "not-scored",
    kind=Kind.RULE,
    rule="R17",
    en="{station_id} at {occurrence_id} has no unit to count in; nobody keeps score there.",
    zh="{occurrence_id} 的 {station_id} 没有计分单位；此处不计成绩。",
)
class NotScored(Refusal):
    """The station was set up without scores."""

    occurrence_id: OccurrenceId
    station_id: StationId


@refusal(
    "not-at-station",
    kind=Kind.RULE,
    rule="R17",
    en="Group {group} is not at {station_id} in round {round}; look the rotation up.",
    zh="第 {group} 小组第 {round} 轮不在 {station_id}；请核对轮转安排。",
)
class NotAtStation(Refusal):
    """Scores are reached where the group is."""

    group: int
    station_id: StationId
    round: int


@refusal(
    "not-in-group",
    kind=Kind.RULE,
    rule="R17",
    en="{member_id} is not with group {group} in round {round}; look the groups up.",
    zh="第 {round} 轮 {member_id} 不在第 {group} 小组；请核对分组。",
)
class NotInGroup(Refusal):
    """Scores are reached with one's own group."""

    member_id: MemberId
    group: int
    round: int


@refusal(
    "not-there-in-round",
    kind=Kind.RULE,
    rule="R17",
    en="{member_id} was not checked in at {occurrence_id} during round {round}; record that first.",
    zh="{member_id} 在 {occurrence_id} 第 {round} 轮期间未签到；请先补记到场。",
)
class NotThereInRound(Refusal):
    """Who has not come yet, or has gone, reaches nothing."""

    occurrence_id: OccurrenceId
    member_id: MemberId
    round: int


@refusal(
    "already-scored",
    kind=Kind.CONFLICT,
    rule="R17",
    en="{member_id} has score {number} at {station_id} already; correct that one.",
    zh="{member_id} 在 {station_id} 已有第 {number} 号成绩；请更正该成绩。",
)
class AlreadyScored(Refusal):
    """A member has one score at a station."""

    member_id: MemberId
    station_id: StationId
    number: int


@refusal(
    "score-unknown",
    kind=Kind.MISSING,
    rule="R17",
    en="{member_id} has no score {number} at {station_id}; record one first.",
    zh="{member_id} 在 {station_id} 没有第 {number} 号成绩；请先记录。",
)
class ScoreUnknown(Refusal):
    """There is nothing to correct."""

    member_id: MemberId
    station_id: StationId
    number: int


@refusal(
    "score-superseded",
    kind=Kind.CONFLICT,
    rule="R17",
    en="Score {number} of {member_id} at {station_id} counts no more; correct score {current}.",
    zh="{member_id} 在 {station_id} 的第 {number} 号成绩已被取代；请更正第 {current} 号。",
)
class ScoreSuperseded(Refusal):
    """A score is superseded once; whoever corrects it has seen the last one."""

    member_id: MemberId
    station_id: StationId
    number: int
    current: int
