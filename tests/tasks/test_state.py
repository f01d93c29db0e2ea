"""What is folded about tasks and help requests, and who sees it."""

import pytest
from community_domain_testkit import BEGINNING, FOUNDER, Given, given

from community_domain import STANDARD, Community, MemberId, NotPermitted
from community_domain.members import TUTOR, GrantRole, MemberKind, MemberRegistered
from community_domain.tasks import (
    AskForHelp,
    CancelTask,
    CloseRequest,
    LeaveTask,
    OfferHelp,
    PostTask,
    Request,
    RequestId,
    SendBackTask,
    SubmitTask,
    TakeTask,
    Task,
    TaskId,
    VerifyTask,
    WithdrawHelp,
    Work,
    Workload,
)
from tests.stories import ADULT, CHILD, GUARDIAN, OTHER, adult, neighbourhood

CLEARING, SHOPPING = TaskId("clearing"), RequestId("shopping")
NEIGHBOUR, SCHOOL = MemberId("neighbour-1"), MemberId("school-1")
HERE = given(
    *neighbourhood(),
    *adult(NEIGHBOUR),
    MemberRegistered(SCHOOL, MemberKind.INSTITUTION, "School 1", None, None),
    PostTask(CLEARING, "Clear the yard", 3),
)


def community(story: Given) -> Community:
    """The community in which it happened."""
    return Community(story.log(), STANDARD, clock=lambda: BEGINNING)


def both_took() -> Given:
    """A child and an adult have the task; the adult's work was verified, the child's sent back."""
    return HERE.and_given(
        TakeTask(CLEARING, CHILD),
        TakeTask(CLEARING, ADULT),
        SubmitTask(CLEARING, ADULT),
        SubmitTask(CLEARING, CHILD),
        VerifyTask(CLEARING, ADULT),
        SendBackTask(CLEARING, CHILD, "Blurred"),
    )


def test_work_is_told_of_one_performer() -> None:
    """An event about another performer, or with the member as verifier, changes nothing."""
    here = community(both_took().and_given(GrantRole(ADULT, TUTOR)))
    childs, adults = here.state(Work(CLEARING, CHILD)), here.state(Work(CLEARING, ADULT))
    assert [one.outcome for one in childs.submissions] == ["sent-back"]
    assert [one.outcome for one in adults.submissions] == ["verified"]
    assert (childs.waits, adults.waits) == (False, False)
    assert (childs.verified is None, adults.verified is None) == (True, False)
    founders = here.state(Work(CLEARING, FOUNDER))
    assert (founders.held, founders.submissions, founders.verified) == (False, [], None)


def test_a_task_knows_everybody_who_ever_handed_in_work() -> None:
    """Who has it now, and who has left it since."""
    task = community(both_took().and_given(LeaveTask(CLEARING, CHILD))).state(Task(CLEARING))
    assert task.holders == {ADULT: True}
    assert list(task.performers) == [ADULT, CHILD]
    before = community(HERE.and_given(TakeTask(CLEARING, CHILD), LeaveTask(CLEARING, CHILD)))
    assert not before.state(Task(CLEARING)).performers


def test_a_workload_holds_what_is_still_to_be_done() -> None:
    """Verified work is done; so is help in a request that is closed, and what is cancelled."""
    story = both_took()
    assert community(story).state(Workload(CHILD)).tasks == {CLEARING: False}
    assert not community(story).state(Workload(ADULT)).tasks
    assert not community(story).state(Workload(FOUNDER)).tasks
    again = story.and_given(SubmitTask(CLEARING, CHILD))
    assert community(again).state(Workload(CHILD)).tasks == {CLEARING: True}
    cancelled = story.and_given(CancelTask(CLEARING, "Rain"))
    assert not community(cancelled).state(Workload(CHILD)).tasks
    helped = HERE.and_given(
        AskForHelp(SHOPPING, NEIGHBOUR, "Carry the shopping up", 2), OfferHelp(SHOPPING, ADULT)
    )
    assert list(community(helped).state(Workload(ADULT)).help) == [SHOPPING]
    assert not community(helped).state(Workload(NEIGHBOUR)).help
    for ending in (CloseRequest(SHOPPING), WithdrawHelp(SHOPPING, ADULT)):
        assert not community(helped.and_given(ending)).state(Workload(ADULT)).help


def test_a_request_is_seen_by_neighbours() -> None:
    """Persons who are members may answer it; strangers and institutions are not shown it."""
    here = community(HERE.and_given(AskForHelp(SHOPPING, NEIGHBOUR, "Carry the shopping up", 2)))
    for actor in (CHILD, ADULT, NEIGHBOUR):
        asked = here.acting(actor).state(Request(SHOPPING)).asked
        assert asked
        assert asked.what == "Carry the shopping up"
    for actor in (SCHOOL, MemberId("stranger")):
        with pytest.raises(NotPermitted):
            here.acting(actor).state(Request(SHOPPING))


def test_work_is_seen_by_those_whom_it_concerns() -> None:
    """The performer, a guardian, and whoever may verify it; other members do not see it."""
    here = community(both_took().and_given(GrantRole(NEIGHBOUR, TUTOR)))
    for actor in (CHILD, GUARDIAN, NEIGHBOUR, FOUNDER):
        assert here.acting(actor).state(Work(CLEARING, CHILD)).submissions
    for actor in (ADULT, OTHER):
        with pytest.raises(NotPermitted):
            here.acting(actor).state(Work(CLEARING, CHILD))
    with pytest.raises(NotPermitted):
        here.acting(NEIGHBOUR).state(Workload(CHILD))
