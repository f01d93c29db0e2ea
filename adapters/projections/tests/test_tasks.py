"""Tasks: how far each performer has come."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from community_domain_projections import Stage, Tasks
from community_domain_testkit import BEGINNING
from community_domain_testkit.histories import History, histories
from hypothesis import given

from community_domain import STANDARD, Community, MemberId, Period
from community_domain.activities import Recurrence
from community_domain.community import AddBuilding, AddStairwell, BuildingId, StairwellId
from community_domain.plans import (
    PlanId,
    PlannedTaskPosted,
    PlanTasks,
    PostPlannedTasks,
    task_of,
)
from community_domain.tasks import (
    LeaveTask,
    PostTask,
    SendBackTask,
    SubmitTask,
    TakeTask,
    Task,
    TaskId,
    VerifyTask,
    Work,
)

Do = Callable[..., Any]
ADULT, OTHER = MemberId("adult-1"), MemberId("adult-2")
SWEEP = TaskId("sweep")


@pytest.fixture(autouse=True)
def posted(do: Do) -> None:
    """A task for two."""
    do("founder", PostTask(SWEEP, "Sweep", 2, service=True), 1)


def test_stages(community: Community, do: Do) -> None:
    """A performer takes the task, hands work in, may have it sent back, and is done."""
    worked = Period(BEGINNING + timedelta(days=2), BEGINNING + timedelta(days=2, hours=1))
    submit = SubmitTask(SWEEP, ADULT, worked)

    def stage() -> Stage | None:
        return Tasks().fold(community.log).performers.get(SWEEP, {}).get(ADULT)

    assert stage() is None
    do("adult-1", TakeTask(SWEEP, ADULT), 1)
    assert stage() is Stage.TAKEN
    do("adult-1", submit, 3)
    assert stage() is Stage.HANDED_IN
    do("founder", SendBackTask(SWEEP, ADULT, "Where is it?"), 4)
    assert stage() is Stage.SENT_BACK
    do("adult-1", submit, 5)
    do("founder", VerifyTask(SWEEP, ADULT), 6)
    tasks = Tasks().fold(community.log)
    assert stage() is Stage.VERIFIED
    assert (tasks.done(SWEEP), tasks.done_by(ADULT)) == ((ADULT,), (SWEEP,))
    assert tasks.posted[SWEEP].title == "Sweep"


def test_left(community: Community, do: Do) -> None:
    """Who gave a task up is no performer of it."""
    for who, member_id in (("adult-1", ADULT), ("adult-2", OTHER)):
        do(who, TakeTask(SWEEP, member_id), 1)
    do("adult-1", LeaveTask(SWEEP, ADULT), 2)
    tasks = Tasks().fold(community.log)
    assert tasks.performers[SWEEP] == {OTHER: Stage.TAKEN}
    assert not tasks.done(SWEEP)
    assert not tasks.done_by(ADULT)


def test_planned(community: Community, do: Do) -> None:
    """A task that a plan posted tells its stairwell and day; others do not."""
    north, plan = BuildingId("north"), PlanId("clearing")
    day = (BEGINNING + timedelta(days=2)).date()
    do("founder", AddBuilding(north, "North"), 1)
    for name in ("b", "a"):
        do("founder", AddStairwell(StairwellId(name), north, name), 1)
    do("founder", PlanTasks(plan, "Clear", Recurrence(day, 1, count=3), "00:00"), 1)
    do("founder", PostPlannedTasks(plan, day, north), 3)
    tasks = Tasks().fold(community.log)
    wanted = [
        PlannedTaskPosted(plan, day, north, stairwell_id, task_of(plan, day, stairwell_id))
        for stairwell_id in map(StairwellId, ("a", "b"))
    ]
    assert list(tasks.of_plan(plan)) == wanted
    assert tasks.planned == {one.task_id: one for one in wanted}
    assert {one.task_id for one in wanted} < set(tasks.posted)
    assert tasks.of_plan(PlanId("other")) == ()


@given(history=histories())
def test_agrees_with_the_core(history: History) -> None:
    """After any history the core's own states say the same of every performer."""
    tasks, community = Tasks().fold(history.log), Community(history.log, STANDARD)
    for task_id in tasks.posted:
        holders = community.state(Task(task_id)).holders
        performers = tasks.performers.get(task_id, {})
        assert set(holders) == set(performers)
        for member_id, stage in performers.items():
            work = community.state(Work(task_id, member_id))
            assert (stage is Stage.VERIFIED) == (work.verified is not None)
