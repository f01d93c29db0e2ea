"""The sports day's stations: groups are drawn, go round, and reach something everywhere."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta

from community_domain import MemberId
from community_domain.activities import (
    CorrectScore,
    DrawGroups,
    FinishRound,
    RecordScore,
    SetUpStation,
    StartRound,
    StationId,
    Visit,
    dealt,
    rounds_for,
)

from ..facts import Post
from ..steps import Scene, Step
from .activities import SPORTS_DAY, sports_day_cast

__all__ = ["stations"]

PAUSE = timedelta(minutes=10)
AT_ONCE = 2
"""Groups at a station in a round."""
MISREAD = "The keeper took a 1 for a 7 记录有误"
Groups = Mapping[int, Sequence[MemberId]]
"""Who is there, by the number of the group."""


def stations(scene: Scene) -> Iterator[Step]:
    """Set up and drawn by the committee, kept by parents who serve that day."""
    day, told = scene.facts.sports_day.day, scene.facts.stations
    yield from _set_up(scene)
    order = [child.member_id for child in sports_day_cast(scene).children]
    draw = DrawGroups(SPORTS_DAY, told.groups, tuple(order))
    yield from scene.committee(scene.at(day, days=-2), draw)
    posts = {StationId(post.id): AT_ONCE for post in told.posts}
    visits = rounds_for(told.groups, posts, (), 1)
    came = _who_came(scene, order)
    start, length = scene.at(day, told.first), timedelta(minutes=told.minutes)
    for number in range(1, 1 + max(visit.round for visit in visits)):
        now = [visit for visit in visits if visit.round == number]
        yield from scene.committee(start, StartRound(SPORTS_DAY, number))
        for score in _scores(scene, now, came):
            yield Step(start + length, _keeper(scene, score.station_id), score)
        yield from scene.committee(start + length, FinishRound(SPORTS_DAY, number))
        start += length + PAUSE
    yield from _corrected(scene, visits[0], came)


def _set_up(scene: Scene) -> Iterator[Step]:
    at = scene.at(scene.facts.sports_day.day, days=-4)
    for post in scene.facts.stations.posts:
        station_id = StationId(post.id)
        keeper_id = _keeper(scene, station_id)
        ranked = (post.unit, post.least_wins)
        station = SetUpStation(SPORTS_DAY, station_id, post.name, AT_ONCE, *ranked, keeper_id)
        yield from scene.committee(at, station)


def _keeper(scene: Scene, station_id: StationId) -> MemberId:
    """One of the parents who serve that day."""
    number = [post.id for post in scene.facts.stations.posts].index(station_id)
    return sports_day_cast(scene).servers[number].member_id


def _who_came(scene: Scene, order: Sequence[MemberId]) -> Groups:
    """The groups as the domain deals them, without those who are missing."""
    missing = order[len(order) - scene.facts.sports_day.missing :]
    groups = dealt([(member_id,) for member_id in order], scene.facts.stations.groups)
    return {
        number: [member_id for member_id in group if member_id not in missing]
        for number, group in enumerate(groups, 1)
    }


def _scores(scene: Scene, visits: Sequence[Visit], came: Groups) -> Iterator[RecordScore]:
    """What everybody reached in a round."""
    for visit in visits:
        where = (SPORTS_DAY, visit.station_id, visit.round, visit.group)
        for member_id in came[visit.group]:
            yield RecordScore(*where, member_id, _reached(scene, visit.station_id, member_id))


def _reached(scene: Scene, station_id: StationId, member_id: MemberId) -> int:
    chance = scene.chance(f"{station_id} {member_id}")
    return chance.randint(1, _post(scene, station_id).most)


def _post(scene: Scene, station_id: StationId) -> Post:
    return next(post for post in scene.facts.stations.posts if post.id == station_id)


def _corrected(scene: Scene, visit: Visit, came: Groups) -> Iterator[Step]:
    """One score is put right on the same day; both stay to be seen."""
    member_id, station_id = came[visit.group][0], visit.station_id
    value = _reached(scene, station_id, member_id) + 6
    correct = CorrectScore(SPORTS_DAY, station_id, member_id, 1, value, MISREAD)
    yield Step(
        scene.facts.sports_day.period(scene.facts.neighbourhood).end,
        _keeper(scene, station_id),
        correct,
    )
