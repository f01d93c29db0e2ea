"""What is folded about plans of tasks."""

from datetime import timedelta

from community_domain_testkit import given

from community_domain import STANDARD, Community
from community_domain.plans import (
    PlannedDaySkipped,
    PostingPaused,
    TaskPlan,
    TaskPlanEnded,
    latest_day,
)
from community_domain.tasks import Task, TaskId
from tests.plans.works import (
    CLEARING,
    FIRST,
    NEXT,
    NORTH,
    PLAN,
    PLANNED,
    SOUTH,
    STAIRS,
    at_nine,
    day_posted,
    planned,
    task,
)

SHANGHAI = "Asia/Shanghai"


def test_a_plan_knows_which_buildings_have_their_tasks() -> None:
    """By day; what is in the middle of it is known too, until it is through."""
    paused = PostingPaused(CLEARING, FIRST, NORTH, STAIRS[0])
    here = Community(given(*PLAN, *task("north-a"), paused).log(), STANDARD)
    plan = here.state(TaskPlan(CLEARING))
    assert (plan.planned, plan.posted) == (PLANNED, {})
    assert plan.paused == {(FIRST, NORTH): STAIRS[0]}
    posted = (day_posted(), day_posted(building_id=SOUTH), day_posted(NEXT))
    story = given(*PLAN, *task("north-a"), paused, *task("north-b"), *posted)
    plan = Community(story.log(), STANDARD).state(TaskPlan(CLEARING))
    assert plan.posted == {FIRST: {NORTH: None, SOUTH: None}, NEXT: {NORTH: None}}
    assert plan.paused == {}


def test_a_plan_keeps_its_exceptions() -> None:
    """Whatever is planned after them."""
    skipped, again = PlannedDaySkipped(CLEARING, FIRST, "rain"), planned(begins="10:00")
    here = Community(given(*PLAN, skipped, again, TaskPlanEnded(CLEARING)).log(), STANDARD)
    plan = here.state(TaskPlan(CLEARING))
    assert (plan.planned, plan.skipped, plan.ended) == (again, {FIRST: "rain"}, True)


def test_a_planned_task_is_a_task() -> None:
    """It is taken, handed in and verified like any other."""
    found = Community(given(*PLAN, *task("north-a")).log(), STANDARD)
    posted = found.state(Task(TaskId("clearing-20240608-north-a"))).posted
    assert posted == task("north-a")[0]


def test_r15_the_latest_day_is_the_last_that_has_begun() -> None:
    """From its hour on; before the first there is none, and none that was over when planned."""
    moment = timedelta(microseconds=1)
    assert latest_day(PLANNED, at_nine() - moment, SHANGHAI) is None
    assert latest_day(PLANNED, at_nine(), SHANGHAI) == FIRST
    assert latest_day(PLANNED, at_nine(NEXT) - moment, SHANGHAI) == FIRST
    assert latest_day(PLANNED, at_nine(NEXT), SHANGHAI) == NEXT
    late = planned(since=at_nine() + moment)
    assert latest_day(late, at_nine(NEXT) - moment, SHANGHAI) is None
    assert latest_day(late, at_nine(NEXT), SHANGHAI) == NEXT
