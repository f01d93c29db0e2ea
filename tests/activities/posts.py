"""The stations, groups and rounds that the tests of rotations tell their stories with."""

from datetime import timedelta

from community_domain_testkit import Given, given

from community_domain import Event, MemberId
from community_domain.activities import (
    CheckedIn,
    GroupFormed,
    GroupsDrawn,
    RoundsPlanned,
    RoundStarted,
    ScoreRecorded,
    SeatConfirmed,
    StationId,
    StationSetUp,
    Visit,
)
from tests.stories import ADULT, CHILD, PERIOD, SPORTS_DAY, neighbourhood, scheduled, seat

__all__ = [
    "BOWLING",
    "DRAWN",
    "HERE",
    "LATER",
    "NEXT",
    "ON",
    "PLAN",
    "RINGS",
    "SCORE",
    "SEATED",
    "START",
    "came",
    "formed",
    "station",
    "visits",
]

RINGS, BOWLING = StationId("ring-toss"), StationId("mini-bowling")
START = PERIOD.start
LATER = START + timedelta(minutes=15)
NEXT = START + timedelta(minutes=30)


def station(station_id: StationId, keeper_id: MemberId | None = None, takes: int = 1) -> Event:
    """A station where rings are counted."""
    name = f"Station {station_id}"
    return StationSetUp(SPORTS_DAY, station_id, name, takes, "rings", False, keeper_id)  # noqa: FBT003 - as stored


def formed(*groups: tuple[MemberId, ...]) -> tuple[Event, ...]:
    """Groups as they were drawn."""
    return (
        GroupsDrawn(SPORTS_DAY, len(groups)),
        *(GroupFormed(SPORTS_DAY, number, members) for number, members in enumerate(groups, 1)),
    )


def visits(*told: tuple[int, int, StationId]) -> tuple[Visit, ...]:
    """Visits by round, group and station."""
    return tuple(Visit(*one) for one in told)


def came(*members: MemberId) -> tuple[Event, ...]:
    """Members who have checked in at the start."""
    return tuple(CheckedIn(SPORTS_DAY, member, START) for member in members)


HERE: Given = given(*neighbourhood(), *scheduled())
"""A sports day to which nobody has signed up."""
SEATED = HERE.and_given(seat(CHILD), SeatConfirmed(SPORTS_DAY, ADULT, PERIOD))
"""Two have a seat."""
PLAN = visits((1, 1, RINGS), (1, 2, BOWLING), (2, 1, BOWLING), (2, 2, RINGS))
DRAWN = SEATED.and_given(
    station(RINGS), station(BOWLING), *formed((CHILD,), (ADULT,)), RoundsPlanned(SPORTS_DAY, PLAN)
)
"""Two groups of one, and two stations."""
ON = DRAWN.and_given(*came(CHILD, ADULT), RoundStarted(SPORTS_DAY, 1, PLAN[:2], START), at=START)
"""The first round is on: the child is at the rings, the adult at the bowling."""
SCORE = ScoreRecorded(SPORTS_DAY, RINGS, 1, 1, CHILD, 7, "rings")
