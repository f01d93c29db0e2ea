"""The clearing of corridors that the tests of the slice tell their stories of."""

from datetime import UTC, date, datetime, timedelta

from community_domain_testkit import BEGINNING

from community_domain import Event, MemberId
from community_domain.activities import Recurrence, Weekday
from community_domain.community import (
    BuildingAdded,
    BuildingId,
    Scope,
    ScopeKind,
    StairwellAdded,
    StairwellId,
    SubjectId,
)
from community_domain.members import COORDINATOR, RoleGranted
from community_domain.plans import (
    PlanId,
    PlannedDayPosted,
    PlannedTaskPosted,
    PlanTasks,
    PostPlannedTasks,
    TasksPlanned,
)
from community_domain.tasks import EvidenceKind, TaskId, TaskPosted
from tests.stories import adult, neighbourhood

__all__ = [
    "CLEARING",
    "EARLY",
    "FIRST",
    "HERE",
    "NEXT",
    "NORTH",
    "NORTHERNER",
    "PLAN",
    "PLANNED",
    "SOUTH",
    "STAIRS",
    "WEEKLY",
    "at_nine",
    "day_posted",
    "plan",
    "planned",
    "post",
    "stairwells",
    "task",
]

CLEARING = PlanId("clearing")
NORTH, SOUTH = BuildingId("north"), BuildingId("south")
STAIRS = (StairwellId("north-a"), StairwellId("north-b"))
NORTHERNER = MemberId("northerner")
"""Coordinates one building."""
EVIDENCE = (EvidenceKind.AFTER,)
FIRST, NEXT = date(2024, 6, 8), date(2024, 6, 15)
"""Saturdays, one week and two after stories begin."""
WEEKLY = Recurrence(FIRST, 1, weekdays=(Weekday.SATURDAY,), last=date(2024, 12, 31))
EARLY = datetime(2024, 6, 8, tzinfo=UTC)
"""Eight o'clock in Shanghai on the first day: an hour before it is due."""


def stairwells(building_id: BuildingId, *names: str) -> tuple[Event, ...]:
    """A building with stairwells."""
    return (
        BuildingAdded(building_id, "Building"),
        *(StairwellAdded(StairwellId(name), building_id, "Stairwell") for name in names),
    )


HERE = (
    *neighbourhood(),
    *adult(NORTHERNER),
    *stairwells(NORTH, *STAIRS),
    *stairwells(SOUTH, "south-a"),
    RoleGranted(NORTHERNER, COORDINATOR, Scope(ScopeKind.BUILDING, SubjectId(NORTH))),
)


def plan(
    building_id: BuildingId | None = None, rule: Recurrence = WEEKLY, begins: str = "09:00"
) -> PlanTasks:
    """The wish that corridors are cleared every week."""
    what = ("Clear the corridor", rule, begins)
    return PlanTasks(CLEARING, *what, 2, EVIDENCE, service=True, building_id=building_id)


def planned(
    building_id: BuildingId | None = None,
    rule: Recurrence = WEEKLY,
    begins: str = "09:00",
    since: datetime = BEGINNING,
) -> TasksPlanned:
    """The plan as it was made."""
    what = ("Clear the corridor", rule, begins, 2, EVIDENCE)
    return TasksPlanned(CLEARING, *what, service=True, building_id=building_id, since=since)


PLANNED = planned()
PLAN = (*HERE, PLANNED)


def post(day: date = FIRST, building_id: BuildingId = NORTH) -> PostPlannedTasks:
    """The wish to post the tasks of a day."""
    return PostPlannedTasks(CLEARING, day, building_id)


def task(
    stairwell_id: str, day: date = FIRST, building_id: BuildingId = NORTH
) -> tuple[Event, Event]:
    """The task of a stairwell, as it was posted."""
    task_id = TaskId(f"clearing-{day:%Y%m%d}-{stairwell_id}")
    posted = TaskPosted(task_id, "Clear the corridor", 2, EVIDENCE, service=True, place_id=None)
    where = (building_id, StairwellId(stairwell_id))
    return posted, PlannedTaskPosted(CLEARING, day, *where, task_id)


def day_posted(day: date = FIRST, building_id: BuildingId = NORTH) -> Event:
    """A day on which every stairwell has its task."""
    return PlannedDayPosted(CLEARING, day, building_id)


def at_nine(day: date = FIRST) -> datetime:
    """Nine o'clock in Shanghai."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(hours=1)
