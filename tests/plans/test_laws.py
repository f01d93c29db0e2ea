"""Laws of plans: what time asks for over weeks, held against a calendar on the wall."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

import attrs
from community_domain_testkit import BEGINNING, FOUNDER
from community_domain_testkit import given as story
from hypothesis import given
from hypothesis import strategies as st

from community_domain import STANDARD, AllDeadlines, Command, Community, Event, System
from community_domain.activities import Recurrence, Weekday
from community_domain.community import (
    AddStairwell,
    BuildingAdded,
    BuildingId,
    RemoveStairwell,
    StairwellId,
)
from community_domain.plans import (
    PlannedDaySkipped,
    PlannedTaskPosted,
    SkipPlannedDay,
    TaskPlanEnded,
    latest_day,
)
from tests.plans.works import (
    CLEARING,
    FIRST,
    HERE,
    NEXT,
    NORTH,
    PLAN,
    PLANNED,
    SOUTH,
    STAIRS,
    WEEKLY,
    at_nine,
    day_posted,
    planned,
    post,
)

NEW = StairwellId("south-b")
ZONES = ("Asia/Shanghai", "Europe/Berlin", "America/St_Johns", "Pacific/Kiritimati", "UTC")
WEEK = timedelta(days=7)


@attrs.frozen
class Step:
    """So many days later something happens, and the clock is asked, or not."""

    days: int
    hour: int
    change: str
    asked: bool


STEPS = st.lists(
    st.builds(
        Step,
        st.integers(0, 9),
        st.integers(0, 23),
        st.sampled_from(["", "", "skip", "add", "remove"]),
        st.booleans(),
    ),
    max_size=25,
)


def caught_up(fold: AllDeadlines, community: Community) -> AllDeadlines:
    """The fold, after it has seen all there is."""
    for recorded in community.log.read(after=fold.position):
        fold.see(recorded)
    return fold


class Wall:
    """The community with its clock, and the calendar on the wall beside it."""

    def __init__(self) -> None:
        self.community = Community(story(*PLAN).log(), STANDARD)
        self.fold = STANDARD.deadlines()
        self.ids = count(1)
        self.stairs = {NORTH: list(STAIRS), SOUTH: [StairwellId("south-a")]}
        self.done: set[date] = set()
        self.skipped: set[date] = set()
        self.wanted: list[tuple[date, StairwellId]] = []

    def does(self, command: Command, at: datetime, actor: str = FOUNDER) -> tuple[Event, ...]:
        """Decide a command, which is not refused."""
        by = System("clock") if actor == "clock" else FOUNDER
        name = f"command-{next(self.ids)}"
        return self.community.acting(by).execute(command, at=at, command_id=name).events

    def change(self, what: str, at: datetime) -> None:
        """One stairwell more or less, or the next day of the plan is skipped."""
        if what == "add" and NEW not in self.stairs[SOUTH]:
            self.does(AddStairwell(NEW, SOUTH, "Second"), at)
            self.stairs[SOUTH].append(NEW)
        if what == "remove" and NEW in self.stairs[SOUTH]:
            self.does(RemoveStairwell(NEW), at)
            self.stairs[SOUTH].remove(NEW)
        ahead = [day for day in saturdays() if at_nine(day) > at]
        if what == "skip" and ahead:
            self.does(SkipPlannedDay(CLEARING, ahead[0], "rain"), at)
            self.skipped.add(ahead[0])

    def ask(self, at: datetime) -> None:
        """Do what is due, and chalk up what should be."""
        begun = [day for day in saturdays() if at_nine(day) <= at]
        last = begun[-1] if begun else None
        due = caught_up(self.fold, self.community).due(at)
        if last is None or last in self.skipped or last in self.done:
            assert due == ()
            return
        assert due == (post(last, NORTH), post(last, SOUTH))
        for command in due:
            assert self.does(command, at, "clock")
        self.done.add(last)
        self.wanted += [(last, one) for where in self.stairs.values() for one in where]
        assert caught_up(self.fold, self.community).due(at) == ()

    def posted(self) -> list[tuple[date, StairwellId]]:
        """What stands in the log."""
        events = [row.event for row in self.community.log.read()]
        tied = [one for one in events if isinstance(one, PlannedTaskPosted)]
        return [(one.day, one.stairwell_id) for one in tied]


def saturdays() -> Sequence[date]:
    """The days of the plan, from a calendar."""
    return [FIRST + number * WEEK for number in range(30)]


@given(STEPS)
def test_r15_every_stairwell_has_its_task_once_under_any_history(steps: list[Step]) -> None:
    """Of the last day that has begun, when the clock is asked; days that are skipped have none."""
    wall, at = Wall(), BEGINNING
    for step in steps:
        at = max(at, at.replace(hour=step.hour)) + timedelta(days=step.days)
        wall.change(step.change, at)
        if step.asked:
            wall.ask(at)
    assert sorted(wall.posted()) == sorted(wall.wanted)


RULES = st.builds(
    Recurrence,
    st.dates(date(2024, 1, 1), date(2024, 12, 31)),
    st.integers(1, 5),
    st.sampled_from(["days", "weeks"]),
    st.lists(st.sampled_from(Weekday), max_size=3, unique=True).map(tuple),
    st.dates(date(2024, 6, 1), date(2025, 12, 31)),
    st.none() | st.integers(1, 60),
)
INSTANTS = st.datetimes(
    datetime(2023, 12, 1),  # noqa: DTZ001 - see timezones
    datetime(2026, 1, 1),  # noqa: DTZ001 - see timezones
    timezones=st.just(UTC),
)
CLOCKS = st.sampled_from(["00:00", "02:30", "09:00", "23:59"])


@given(RULES, CLOCKS, st.sampled_from(ZONES), INSTANTS, INSTANTS)
def test_r15_the_latest_day_is_that_of_the_wall_clock(
    rule: Recurrence, clock: str, zone: str, at: datetime, since: datetime
) -> None:
    """Over all changes of the clocks: the last one that has begun, if that was after planning."""
    hour, minute = map(int, clock.split(":"))

    def begins(day: date) -> datetime:
        wall = datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZoneInfo(zone))
        return wall.astimezone(UTC)

    begun = [day for day in rule.days() if begins(day) <= at]
    wanted = begun[-1] if begun and begins(begun[-1]) >= since else None
    assert latest_day(planned(rule=rule, begins=clock, since=since), at, zone) == wanted


def due(*events: Event, at: datetime) -> tuple[Command, ...]:
    """What time asks for after these events."""
    fold = STANDARD.deadlines()
    for event in (*HERE, *events):
        fold.see(event)
    return fold.due(at)


def test_r15_who_was_away_posts_the_last_day_only() -> None:
    """Nobody finds a month of tasks on one morning."""
    month = FIRST + 4 * WEEK
    assert due(PLANNED, at=at_nine(month)) == (post(month, NORTH), post(month, SOUTH))
    north = day_posted(month, NORTH)
    assert due(PLANNED, north, at=at_nine(month)) == (post(month, SOUTH),)
    assert due(planned(NORTH), at=at_nine()) == (post(),)


def test_nothing_is_due_of_what_is_skipped_or_ended() -> None:
    """Nor of the day before it, which has passed."""
    skipped = PlannedDaySkipped(CLEARING, NEXT, "rain")
    assert due(PLANNED, skipped, at=at_nine(NEXT)) == ()
    assert due(PLANNED, TaskPlanEnded(CLEARING), at=at_nine()) == ()
    after = at_nine(NEXT + WEEK)
    assert due(PLANNED, skipped, at=after) == (post(NEXT + WEEK), post(NEXT + WEEK, SOUTH))


def test_a_new_building_has_its_tasks_from_the_next_day_on() -> None:
    """What the others had before it was there is not made up for."""
    west, both = BuildingId("west"), (day_posted(), day_posted(building_id=SOUTH))
    added = BuildingAdded(west, "West")
    assert due(PLANNED, *both, added, at=at_nine()) == ()
    assert due(PLANNED, *both, added, at=at_nine(NEXT))[-1] == post(NEXT, west)
    assert due(PLANNED, added, at=at_nine())[-1] == post(building_id=west)


def test_the_rule_of_a_plan_comes_to_an_end() -> None:
    """After its last day nothing new is due, however long that is ago."""
    assert WEEKLY.last
    last = post(date(2024, 12, 28)), post(date(2024, 12, 28), SOUTH)
    later = datetime(2199, 1, 1, tzinfo=UTC)
    assert due(PLANNED, at=later) == last
    done = (day_posted(date(2024, 12, 28)), day_posted(date(2024, 12, 28), SOUTH))
    assert due(PLANNED, *done, at=later) == ()
