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
    day, told, cast = scene.facts.sports_day.day, scene.facts.stations, sports_day_cast(scene)
    posts = {StationId(post.id): post for post in told.posts}
    keepers = {one: parent.member_id for one, parent in zip(posts, cast.servers, strict=False)}
    order = [child.member_id for child in cast.children]
    set_up, drawn = scene.at(day, days=-4), scene.at(day, days=-2)
    for station_id, post in posts.items():
        ranked = (post.unit, post.least_wins, keepers[station_id])
        station = SetUpStation(SPORTS_DAY, station_id, post.name, AT_ONCE, *ranked)
        yield from scene.committee(set_up, station)
    yield from scene.committee(drawn, DrawGroups(SPORTS_DAY, told.groups, tuple(order)))
    visits = rounds_for(told.groups, dict.fromkeys(posts, AT_ONCE), (), 1)
    came = _who_came(scene, order)
    start, length = scene.at(day, told.first), timedelta(minutes=told.minutes)
    for number in range(1, 1 + max(visit.round for visit in visits)):
        yield from scene.committee(start, StartRound(SPORTS_DAY, number))
        for visit in visits:
            if visit.round == number:
                for score in _scores(scene, visit, posts[visit.station_id], came):
                    yield Step(start + length, keepers[visit.station_id], score)
        yield from scene.committee(start + length, FinishRound(SPORTS_DAY, number))
        start += length + PAUSE
    first = visits[0].station_id
    correct = _corrected(scene, posts[first], came[visits[0].group][0])
    end = scene.facts.sports_day.period(scene.facts.neighbourhood).end
    yield Step(end, keepers[first], correct)


def _who_came(scene: Scene, order: Sequence[MemberId]) -> Groups:
    """The groups as the domain deals them, without those who are missing."""
    missing = order[len(order) - scene.facts.sports_day.missing :]
    groups = dealt([(member_id,) for member_id in order], scene.facts.stations.groups)
    return {
        number: [member_id for member_id in group if member_id not in missing]
        for number, group in enumerate(groups, 1)
    }


def _scores(scene: Scene, visit: Visit, post: Post, came: Groups) -> Iterator[RecordScore]:
    """What everybody of a group reached at a station."""
    where = (SPORTS_DAY, visit.station_id, visit.round, visit.group)
    for member_id in came[visit.group]:
        yield RecordScore(*where, member_id, _reached(scene, post, member_id))


def _reached(scene: Scene, post: Post, member_id: MemberId) -> int:
    return scene.chance(f"{post.id} {member_id}").randint(1, post.most)


def _corrected(scene: Scene, post: Post, member_id: MemberId) -> CorrectScore:
    """One score is put right on the same day; both stay to be seen."""
    value = _reached(scene, post, member_id) + 6
    return CorrectScore(SPORTS_DAY, StationId(post.id), member_id, 1, value, MISREAD)
