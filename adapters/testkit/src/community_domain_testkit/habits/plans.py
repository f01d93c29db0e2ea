"""Habits of plans: tasks that recur every day, in stairwells that come and go."""

from datetime import timedelta
from typing import Any

import attrs
from hypothesis import strategies as st

from community_domain import System
from community_domain.activities import Recurrence, Weekday
from community_domain.community import AddBuilding, AddStairwell, BuildingAdded
from community_domain.plans import (
    EndTaskPlan,
    PlannedDayPosted,
    PlanTasks,
    PostPlannedTasks,
    SkipPlannedDay,
    TasksPlanned,
)

from ..founding import BEGINNING, FOUNDER
from ..moves import Move, OnDay
from .telling import HOUR, Cast, Habits, Overrides, topic, wished

__all__ = ["PLANS"]

A_DAY = timedelta(days=1)
FIRST = BEGINNING.date() - A_DAY
DAYS = [OnDay(number * A_DAY) for number in (-1, 0, 0, 1, 1, 2)]
DAILY = Recurrence(FIRST, 1, "days", count=400)
WEEKEND = Recurrence(FIRST, 1, weekdays=(Weekday.SATURDAY, Weekday.SUNDAY), count=40)
CLOCK = System("clock")


def _planned(cast: Cast, rule: Recurrence = DAILY, **fields: Any) -> Move:
    """Corridors to clear, from midnight on."""
    what = {"plan_id": cast.new("plan"), "title": "one", "recurrence": rule, "begins": "00:00"}
    return wished(PlanTasks, **{**what, **fields})


def _house(cast: Cast, number: int = 0) -> list[Move]:
    """A building with a stairwell."""
    building, stairwell = cast.new("building", number), cast.new("stairwell", number)
    return [
        wished(AddBuilding, building_id=building, name="one"),
        wished(AddStairwell, stairwell_id=stairwell, building_id=building, name="one"),
    ]


def _posted(cast: Cast, *days: int, number: int = 0) -> list[Move]:
    """The clock posts what may be due in a building."""
    where = {"plan_id": cast.new("plan"), "building_id": cast.new("building", number)}
    posts = [wished(PostPlannedTasks, **where, day=OnDay(day * A_DAY)) for day in days]
    return [attrs.evolve(move, by=CLOCK) for move in posts]


def _skipped(cast: Cast, *days: int) -> list[Move]:
    """Days that are to have no tasks."""
    return [
        wished(SkipPlannedDay, plan_id=cast.new("plan"), day=OnDay(day * A_DAY), reason="one")
        for day in days
    ]


def _later(moves: list[Move], after: timedelta) -> list[Move]:
    """The same, the first of them only after a while."""
    return [attrs.evolve(moves[0], after=after), *moves[1:]]


def _prologue(cast: Cast) -> list[Move]:
    """Tasks that recur every day."""
    return [_planned(cast)]


def _daily(cast: Cast) -> list[Move]:
    """A day is posted and one skipped; then the plan ends.

    What is today where stories are told is tomorrow in the far east, so both are tried.
    """
    return [
        *_posted(cast, 0),
        *_house(cast),
        _planned(cast),
        *_posted(cast, -2, 0, 9),
        *_later(_posted(cast, 0, 1, 0), 30 * HOUR),
        *_skipped(cast, -9, 0, 1, 2, 3),
        *_later(_posted(cast, -1, 0, 1), 48 * HOUR),
        *_skipped(cast, -1),
        wished(EndTaskPlan, plan_id=cast.new("plan")),
        *_posted(cast, 1),
        _planned(cast),
    ]


def _one_building(cast: Cast) -> list[Move]:
    """A plan for a building is wanted for another, and for all, and then for other days.

    Days on which nobody looked have passed.
    """
    first = cast.new("building")
    return [
        *_house(cast),
        *_house(cast, 1),
        _planned(cast, WEEKEND, building_id=first),
        _planned(cast, WEEKEND),
        *_posted(cast, 1, number=1),
        *_later(_posted(cast, 0, 1), 24 * HOUR),
        _planned(cast, building_id=first),
        *_later(_posted(cast, 0, 1), 24 * HOUR),
        *_later(_posted(cast, -1), 48 * HOUR),
        *_skipped(cast, -1),
    ]


def _overrides(_: Cast) -> Overrides:
    days = st.sampled_from(DAYS)
    return {
        (PlanTasks, "recurrence"): st.sampled_from([DAILY, DAILY, WEEKEND]),
        (PlanTasks, "begins"): st.sampled_from(["00:00", "00:00", "09:00", "23:30"]),
        (PlanTasks, "evidence"): st.just(()),
        (PostPlannedTasks, "day"): days,
        (PostPlannedTasks, "after"): st.none(),
        (SkipPlannedDay, "day"): days,
    }


PLANS = Habits(
    weights={PostPlannedTasks: 4, PlanTasks: 2},
    actors={PostPlannedTasks: (CLOCK, CLOCK, FOUNDER)},
    topics={
        PlanTasks: (topic(BuildingAdded, "building_id"), topic(TasksPlanned, "plan_id")),
        PostPlannedTasks: (
            topic(TasksPlanned, "plan_id"),
            topic(PlannedDayPosted, "plan_id", "day", "building_id"),
        ),
        SkipPlannedDay: (
            topic(TasksPlanned, "plan_id"),
            topic(PlannedDayPosted, "plan_id", "day"),
        ),
        EndTaskPlan: (topic(TasksPlanned, "plan_id"),),
    },
    plots=(_daily, _one_building),
    prologue=_prologue,
    overrides=_overrides,
)
