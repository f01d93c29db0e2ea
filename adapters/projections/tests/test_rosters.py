"""Who served: places on shifts, and what became of them."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from community_domain_projections import DutyFigures, Rosters, every
from community_domain_testkit import BEGINNING
from community_domain_testkit.histories import History, histories
from hypothesis import given

from community_domain import STANDARD, Community, MemberId, Period
from community_domain.activities import ActivityId
from community_domain.shifts import (
    AcceptStandIn,
    AskStandIn,
    BeginDuty,
    CallInSick,
    ContestAbsence,
    DefinePosition,
    Duty,
    EndDuty,
    LiftAbsence,
    PositionId,
    RecordAbsence,
    Roster,
    ScheduleShift,
    ShiftId,
    TakeShift,
)

Do = Callable[..., Any]
ADULT, OTHER = MemberId("adult-1"), MemberId("adult-2")
GATE, GAMES = ShiftId("gate"), ActivityId("games")
STARTS = BEGINNING + timedelta(days=10, hours=2)


@pytest.fixture(autouse=True)
def planned(do: Do) -> None:
    """A shift of two at the games, ten days after the beginning."""
    do("founder", DefinePosition(PositionId("gate"), "Gate"), 1)
    period = Period(STARTS, STARTS + timedelta(hours=2))
    plan = ScheduleShift(GATE, PositionId("gate"), period, 1, 2, activity_id=GAMES)
    do("founder", plan, 1)


def seen(community: Community) -> Rosters:
    """All there is to see."""
    return Rosters().fold(community.log)


def numbers(figures: DutyFigures[Any]) -> dict[str, int]:
    """The figures that are not 0."""
    names = ("places", "served", "absent", "excused", "open")
    return {name: getattr(figures, name) for name in names if getattr(figures, name)}


def test_a_place_taken(community: Community, do: Do) -> None:
    """A place without an outcome is open: for the person, the shift and the activity."""
    assert numbers(seen(community).shift(GATE)) == {}
    do("adult-1", TakeShift(GATE, ADULT), 2)
    rosters = seen(community)
    for figures in (rosters.shift(GATE), rosters.person(ADULT), rosters.activity(GAMES)):
        assert numbers(figures) == {"places": 1, "open": 1}
    assert rosters.planned[GATE].title == "Gate"
    assert [one.of for one in every(rosters.shifts)] == [GATE]
    assert [one.of for one in every(rosters.persons)] == [ADULT]


def test_who_served(community: Community, do: Do) -> None:
    """Who was on duty served, at the shift and at its activity, each once."""
    for who, member_id in (("adult-1", ADULT), ("adult-2", OTHER)):
        do(who, TakeShift(GATE, member_id), 2)
    do("adult-2", BeginDuty(GATE, OTHER, STARTS), 10.2)
    assert numbers(seen(community).shift(GATE)) == {"places": 2, "served": 1, "open": 1}
    do("adult-2", EndDuty(GATE, OTHER, STARTS + timedelta(hours=1)), 10.2)
    rosters = seen(community)
    assert rosters.served(GATE) == rosters.served_at(GAMES) == (OTHER,)
    assert (rosters.shifts_of(OTHER), rosters.shifts_of(ADULT)) == ((GATE,), ())
    assert rosters.served_at(ActivityId("market")) == ()


def test_handed_over(community: Community, do: Do) -> None:
    """A place that was handed over is the stand-in's, and the giver has no outcome."""
    do("adult-1", TakeShift(GATE, ADULT), 2)
    do("adult-1", AskStandIn(GATE, ADULT, OTHER), 3)
    do("adult-2", AcceptStandIn(GATE, ADULT, OTHER), 3)
    rosters = seen(community)
    assert numbers(rosters.person(ADULT)) == {}
    assert numbers(rosters.person(OTHER)) == {"places": 1, "open": 1}


def test_released(community: Community, do: Do) -> None:
    """Who called in sick holds no place."""
    do("adult-1", TakeShift(GATE, ADULT), 2)
    do("adult-1", CallInSick(GATE, ADULT), 3)
    assert numbers(seen(community).shift(GATE)) == {}


def test_absent(community: Community, do: Do) -> None:
    """An absence counts while it stands, contested or not; a lifted one is excused."""
    do("adult-1", TakeShift(GATE, ADULT), 2)
    do("founder", RecordAbsence(GATE, ADULT), 11)
    do("adult-1", ContestAbsence(GATE, ADULT, "I was there."), 11)
    assert numbers(seen(community).person(ADULT)) == {"places": 1, "absent": 1}
    do("founder", LiftAbsence(GATE, ADULT, "The sheet was another's."), 11)
    assert numbers(seen(community).person(ADULT)) == {"places": 1, "excused": 1}


@given(history=histories())
def test_agrees_with_the_core(history: History) -> None:
    """After any history the core's own states say the same of everybody."""
    rosters, community = Rosters().fold(history.log), Community(history.log, STANDARD)
    for shift_id in rosters.planned:
        roster = community.state(Roster(shift_id))
        assert rosters.shift(shift_id).places == len(roster.holders)
        for member_id in rosters.served(shift_id):
            assert community.state(Duty(shift_id, member_id)).came is not None
