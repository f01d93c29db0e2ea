"""The decisions about plans of tasks, rule by rule."""

from datetime import date, timedelta

import pytest
from community_domain_testkit import BEGINNING, FOUNDER, given

from community_domain import InvalidValue, NotPermitted, System
from community_domain.activities import Recurrence, Weekday
from community_domain.community import (
    BuildingId,
    PlaceUnknown,
    RemoveStairwell,
    StairwellAdded,
    StairwellId,
    StairwellRemoved,
)
from community_domain.plans import (
    BuildingNotPlanned,
    DayNotPlanned,
    DayPassed,
    DayPosted,
    DaySkipped,
    EndTaskPlan,
    NotYetDue,
    PlanExists,
    PlanId,
    PlannedDaySkipped,
    PlannedTaskPosted,
    PlanOver,
    PlanTasks,
    PlanUnknown,
    PostingPaused,
    PostPlannedTasks,
    SkipPlannedDay,
    TaskPlanEnded,
    task_of,
)
from community_domain.tasks import CancelTask, TakeTask, TaskId, TaskPosted
from tests.plans.works import (
    CLEARING,
    EARLY,
    FIRST,
    HERE,
    NEXT,
    NORTH,
    NORTHERNER,
    PLAN,
    PLANNED,
    SOUTH,
    STAIRS,
    WEEKLY,
    at_nine,
    day_posted,
    plan,
    planned,
    post,
    stairwells,
    task,
)
from tests.stories import ADULT

CLOCK, NEVER = System("clock"), PlanId("never")
SKIP = SkipPlannedDay(CLEARING, FIRST, "Dragon Boat Festival")
SKIPPED = PlannedDaySkipped(CLEARING, FIRST, "Dragon Boat Festival")
END, ENDED = EndTaskPlan(CLEARING), TaskPlanEnded(CLEARING)
POSTED = (*PLAN, *task("north-a"), *task("north-b"), day_posted())


def test_tasks_are_planned_once() -> None:
    """The same again is no news; another plan replaces it, from then on."""
    given(*HERE).when(plan()).then(PLANNED)
    given(*PLAN).when(plan(), at=EARLY).then_nothing()
    given(*PLAN).when(plan(begins="10:00"), at=EARLY).then(planned(begins="10:00", since=EARLY))
    with pytest.raises(InvalidValue):
        PlanTasks(PlanId("x" * 51), "Clear", WEEKLY, "09:00")
    with pytest.raises(InvalidValue):
        PlanTasks(CLEARING, "Clear", WEEKLY, "25:00")


def test_a_plan_stays_with_its_stairwells() -> None:
    """Those of one building that is known, or of all."""
    given(*HERE).when(plan(NORTH)).then(planned(NORTH))
    nowhere = BuildingId("nowhere")
    given(*HERE).when(plan(nowhere)).then_refused(PlaceUnknown(nowhere))
    given(*PLAN).when(plan(NORTH)).then_refused(PlanExists(CLEARING))
    given(*HERE, planned(NORTH)).when(plan(SOUTH)).then_refused(PlanExists(CLEARING))


def test_r43_a_building_plans_for_itself() -> None:
    """Its coordinator does, and for no other building; the clock posts, and plans nothing."""
    given(*HERE).when(plan(NORTH), by=NORTHERNER).then(planned(NORTH))
    for where in (SOUTH, None):
        given(*HERE).when(plan(where), by=NORTHERNER).then_refused(NotPermitted)
    for command in (plan(), SKIP, END):
        given(*PLAN).when(command, by=CLOCK).then_refused(NotPermitted)
        given(*PLAN).when(command, by=ADULT).then_refused(NotPermitted)
    for command in (SKIP, END):
        given(*PLAN).when(command, by=NORTHERNER).then_refused(NotPermitted)
        assert given(*HERE, planned(NORTH)).when(command, by=NORTHERNER).events
    here = given(*PLAN)
    for actor in (FOUNDER, NORTHERNER, CLOCK):
        assert here.when(post(), by=actor, at=at_nine()).events
    here.when(post(), by=ADULT, at=at_nine()).then_refused(NotPermitted)
    here.when(post(building_id=SOUTH), by=NORTHERNER, at=at_nine()).then_refused(NotPermitted)


def test_a_day_is_posted_stairwell_by_stairwell() -> None:
    """A task for each, in the order of their ids, which nobody has to mint; each day once."""
    then = given(*PLAN).when(post(), by=CLOCK, at=at_nine())
    then.then(*task("north-a"), *task("north-b"), day_posted())
    given(*POSTED).when(post(), by=CLOCK, at=at_nine()).then_nothing()
    given(*POSTED).when(post(), by=CLOCK, at=at_nine(NEXT)).then_nothing()
    south = given(*POSTED).when(post(building_id=SOUTH), by=CLOCK, at=at_nine())
    south.then(*task("south-a", building_id=SOUTH), day_posted(building_id=SOUTH))
    next_week = given(*POSTED).when(post(NEXT), by=CLOCK, at=at_nine(NEXT))
    next_week.then(*task("north-a", NEXT), *task("north-b", NEXT), day_posted(NEXT))
    taken = given(*POSTED).and_done(TakeTask(TaskId("clearing-20240608-north-a"), ADULT), by=ADULT)
    taken.when(post(), by=CLOCK, at=at_nine()).then_nothing()


def test_stairwells_that_come_and_go_are_followed() -> None:
    """It counts what is there when a day is posted."""
    new = StairwellAdded(StairwellId("north-c"), NORTH, "Third")
    more = given(*POSTED, new).when(post(NEXT), by=CLOCK, at=at_nine(NEXT))
    names = ("north-a", "north-b", "north-c")
    more.then(*(event for name in names for event in task(name, NEXT)), day_posted(NEXT))
    given(*POSTED, new).when(post(), by=CLOCK, at=at_nine()).then_nothing()
    fewer = given(*POSTED).and_done(RemoveStairwell(STAIRS[0]), at=at_nine())
    fewer.when(post(NEXT), by=CLOCK, at=at_nine(NEXT)).then(
        *task("north-b", NEXT), day_posted(NEXT)
    )
    gone = [StairwellRemoved(one, NORTH) for one in STAIRS]
    given(*PLAN, *gone).when(post(), by=CLOCK, at=at_nine()).then(day_posted())


def test_a_plan_for_a_building_posts_in_it_only() -> None:
    """And in no building that is not there."""
    here = given(*HERE, planned(NORTH))
    refused = here.when(post(building_id=SOUTH), at=at_nine())
    refused.then_refused(BuildingNotPlanned(CLEARING, SOUTH))
    nowhere = BuildingId("nowhere")
    missing = given(*PLAN).when(post(building_id=nowhere), at=at_nine())
    missing.then_refused(PlaceUnknown(nowhere))


def test_r15_a_day_is_due_from_its_hour_on_by_the_wall_clock() -> None:
    """Not earlier, and not when a later day has begun."""
    soon = NotYetDue(CLEARING, FIRST, at_nine())
    for early in (EARLY, at_nine() - timedelta(microseconds=1)):
        given(*PLAN).when(post(), by=CLOCK, at=early).then_refused(soon)
    assert given(*PLAN).when(post(), by=CLOCK, at=at_nine()).events
    just_before = at_nine(NEXT) - timedelta(microseconds=1)
    assert given(*PLAN).when(post(), by=CLOCK, at=just_before).events
    passed = given(*PLAN).when(post(), by=CLOCK, at=at_nine(NEXT))
    passed.then_refused(DayPassed(CLEARING, FIRST, NEXT))


def test_r15_only_days_of_the_rule_are_posted() -> None:
    """No other day, and none that had begun when it was planned."""
    sunday = FIRST + timedelta(days=1)
    other = given(*PLAN).when(post(sunday), at=at_nine(sunday))
    other.then_refused(DayNotPlanned(CLEARING, sunday))
    late = planned(since=at_nine() + timedelta(hours=1))
    given(*HERE, late).when(post(), at=at_nine() + timedelta(hours=2)).then_refused(
        DayNotPlanned(CLEARING, FIRST)
    )
    over = date(2025, 1, 4)
    given(*PLAN).when(post(over), at=at_nine(over)).then_refused(DayNotPlanned(CLEARING, over))


def test_r15_a_day_is_skipped_with_a_reason() -> None:
    """Also when the tasks are planned otherwise: an exception stands."""
    given(*PLAN).when(SKIP).then(SKIPPED)
    given(*PLAN, SKIPPED).when(SKIP).then_nothing()
    refusal = DaySkipped(CLEARING, FIRST, "Dragon Boat Festival")
    for plans in ((PLANNED,), (PLANNED, planned(begins="10:00"))):
        here = given(*HERE, *plans, SKIPPED)
        here.when(post(), by=CLOCK, at=at_nine() + timedelta(hours=1)).then_refused(refusal)
    after = given(*PLAN, SKIPPED).when(post(NEXT), by=CLOCK, at=at_nine(NEXT))
    after.then(*task("north-a", NEXT), *task("north-b", NEXT), day_posted(NEXT))


def test_r15_what_is_posted_or_past_is_not_skipped() -> None:
    """Nor a day that has no tasks anyway."""
    given(*POSTED).when(SKIP, at=at_nine()).then_refused(DayPosted(CLEARING, FIRST))
    given(*PLAN).when(SKIP, at=at_nine(NEXT)).then_refused(DayPassed(CLEARING, FIRST, NEXT))
    given(*PLAN).when(SKIP, at=at_nine()).then(SKIPPED)
    monday = FIRST + timedelta(days=2)
    other = given(*PLAN).when(SkipPlannedDay(CLEARING, monday, "rain"))
    other.then_refused(DayNotPlanned(CLEARING, monday))


def test_r15_a_plan_that_changes_posts_a_day_once() -> None:
    """Whatever hour it is planned for after it was posted."""
    later = planned(begins="10:00", since=at_nine() + timedelta(minutes=30))
    changed = given(*POSTED, later).when(post(), by=CLOCK, at=at_nine() + timedelta(hours=1))
    changed.then_nothing()
    sundays = Recurrence(FIRST, 1, weekdays=(Weekday.SUNDAY,), count=3)
    replanned = planned(rule=sundays, since=at_nine())
    sunday = FIRST + timedelta(days=1)
    moved = given(*POSTED, replanned).when(post(sunday), by=CLOCK, at=at_nine(sunday))
    moved.then(*task("north-a", sunday), *task("north-b", sunday), day_posted(sunday))


def test_r23_a_plan_that_was_ended_posts_nothing_more() -> None:
    """For good; the tasks that were posted go on."""
    over = PlanOver(CLEARING)
    given(*POSTED).when(END, at=at_nine()).then(ENDED).followed_by()
    ended = given(*POSTED, ENDED)
    ended.when(END).then_nothing()
    for command in (post(NEXT), plan(), plan(begins="10:00"), SkipPlannedDay(CLEARING, NEXT, "x")):
        ended.when(command, at=at_nine(NEXT)).then_refused(over)
    take = TakeTask(TaskId("clearing-20240608-north-a"), ADULT)
    assert ended.when(take, by=ADULT, at=at_nine()).events


def test_what_was_never_planned_is_unknown() -> None:
    """A plan is needed first."""
    for command in (
        post(),
        SKIP,
        END,
    ):
        given(*HERE).when(command, at=at_nine()).then_refused(PlanUnknown(CLEARING))


def test_a_building_with_many_stairwells_is_posted_in_steps() -> None:
    """No decision reads more than so many tasks; what follows goes on, and nothing is left out."""
    names = [f"tower-{number:03}" for number in range(100)]
    tower = BuildingId("tower")
    here = (*HERE, *stairwells(tower, *reversed(names)), PLANNED)
    then = given(*here).when(post(building_id=tower), by=CLOCK, at=at_nine())
    all_of_it = (*then.events, *then.follow_ups)
    posted = [one.stairwell_id for one in all_of_it if isinstance(one, PlannedTaskPosted)]
    assert posted == names
    assert [one.after for one in all_of_it if isinstance(one, PostingPaused)] == [
        "tower-047",
        "tower-095",
    ]
    assert all_of_it[-1] == day_posted(building_id=tower)
    done = given(*here).and_done(post(building_id=tower), by=CLOCK, at=at_nine())
    done.when(post(building_id=tower), by=CLOCK).then_nothing()
    go_on = PostPlannedTasks(CLEARING, FIRST, tower, StairwellId("tower-047"))
    done.when(go_on, by=CLOCK).then_nothing()


def test_posting_goes_on_only_where_it_was_left_off() -> None:
    """Behind another stairwell some would be left out."""
    paused = PostingPaused(CLEARING, FIRST, NORTH, STAIRS[0])
    here = given(*PLAN, *task("north-a"), paused)
    there = PostPlannedTasks(CLEARING, FIRST, NORTH, STAIRS[1])
    here.when(there, by=CLOCK, at=at_nine()).then_nothing()
    go_on = PostPlannedTasks(CLEARING, FIRST, NORTH, STAIRS[0])
    here.when(go_on, by=CLOCK, at=at_nine()).then(*task("north-b"), day_posted())
    given(*PLAN).when(go_on, by=CLOCK, at=at_nine()).then_nothing()


def test_a_task_that_has_the_id_already_is_passed_over() -> None:
    """Somebody may have posted it by hand."""
    name = task_of(CLEARING, FIRST, STAIRS[0])
    by_hand = TaskPosted(name, "By hand", 1, (), service=False, place_id=None)
    then = given(*PLAN, by_hand).when(post(), by=CLOCK, at=at_nine())
    then.then(*task("north-b"), day_posted())


def test_ids_of_tasks_are_short_enough() -> None:
    """The task of a stairwell with a long id can be taken too, and is its own."""
    long = [StairwellId("s" * 99 + digit) for digit in "12"]
    here = given(*HERE, *stairwells(BuildingId("tower"), *long), PLANNED)
    posted = here.and_done(post(building_id=BuildingId("tower")), by=CLOCK, at=at_nine())
    names = [task_of(CLEARING, FIRST, one) for one in long]
    assert len(set(names)) == 2
    for name in names:
        assert posted.when(TakeTask(name, ADULT), by=ADULT).events
        assert posted.when(CancelTask(name, "done"), by=FOUNDER).events


def test_what_is_planned_for_the_past_is_planned() -> None:
    """Its days are no days of the plan, those to come are."""
    old = Recurrence(date(2024, 1, 6), 1, weekdays=(Weekday.SATURDAY,), last=NEXT)
    given(*HERE).when(plan(rule=old)).then(planned(rule=old))
    assert given(*HERE, planned(rule=old)).when(post(), by=CLOCK, at=at_nine()).events
    before = date(2024, 5, 25)
    early = given(*HERE, planned(rule=old)).when(post(before), by=CLOCK, at=BEGINNING)
    early.then_refused(DayNotPlanned(CLEARING, before))
