"""Posting tasks, taking them, handing them in, and verifying what was done."""

from collections.abc import Iterator
from typing import cast

from ...community.refusals import PlaceUnknown
from ...community.state import Places, Settings
from ...kernel import Context, Event, MemberId, Read, decides, must_have_happened, system
from ...members.policies import coordinator, obstacle_to_taking_part, self_or_guardian
from ...members.state import Standing
from ..commands import (
    CancelTask,
    LeaveTask,
    PostTask,
    ReleaseTasks,
    RequireEvidence,
    SendBackTask,
    SubmitTask,
    TakeTask,
    VerifyTask,
)
from ..events import (
    EvidenceRequired,
    HelpReleased,
    TaskCancelled,
    TaskLeft,
    TaskPosted,
    TaskReleased,
    TaskSentBack,
    TaskSubmitted,
    TaskTaken,
    TaskVerified,
)
from ..policies import must_be_independent, must_hold_the_evidence, verifier
from ..refusals import (
    AlreadyVerified,
    NothingToVerify,
    NotTheirTask,
    TaskClosed,
    TaskExists,
    TaskFull,
    TaskUnknown,
    WaitsToBeVerified,
)
from ..state import Submission, Task, Work, Workload
from ..values import TaskId

__all__ = [
    "cancel_task",
    "leave_task",
    "post_task",
    "release_tasks",
    "require_evidence",
    "send_back_task",
    "submit_task",
    "take_task",
    "verify_task",
]


@decides(by=coordinator(), backfills=True)
def post_task(command: PostTask, context: Context, read: Read) -> Iterator[Event]:
    """Post a task once, at a known place if at any."""
    task, places = read(Task(command.task_id), Places())
    kinds = tuple(dict.fromkeys(command.evidence))
    new = TaskPosted(
        command.task_id, command.title, command.most, kinds, command.service, command.place_id
    )
    if task.posted == new:
        return
    if task.posted is not None:
        raise TaskExists(command.task_id)
    if command.place_id is not None and command.place_id not in places.places:
        raise PlaceUnknown(command.place_id)
    yield new


@decides(by=coordinator())
def require_evidence(command: RequireEvidence, context: Context, read: Read) -> Iterator[Event]:
    """Change which evidence a task takes; what is verified already stays so (R32)."""
    task, _ = _posted(command.task_id, read)
    kinds = tuple(dict.fromkeys(command.evidence))
    if task.cancelled:
        raise TaskClosed(command.task_id)
    if kinds != task.evidence:
        yield EvidenceRequired(command.task_id, kinds)


@decides(by=self_or_guardian("member_id") | coordinator(), backfills=True)
def take_task(command: TakeTask, context: Context, read: Read) -> Iterator[Event]:
    """Give a task to a member who may take part, while it has room (R3)."""
    task, posted = _posted(command.task_id, read)
    standing, settings = read(Standing(command.member_id), Settings())
    if command.member_id in task.holders:
        return
    if task.cancelled:
        raise TaskClosed(command.task_id)
    if (obstacle := obstacle_to_taking_part(standing, context.at, settings)) is not None:
        raise obstacle
    if len(task.holders) >= posted.most:
        raise TaskFull(command.task_id, posted.most)
    yield TaskTaken(command.task_id, command.member_id)


@decides(by=self_or_guardian("member_id") | coordinator())
def leave_task(command: LeaveTask, context: Context, read: Read) -> Iterator[Event]:
    """Give a task up, unless work on it is handed in; what was sent back stays known (R32)."""
    _posted(command.task_id, read)
    work = read(Work(command.task_id, command.member_id))
    if work.held:
        _must_not_be_handed_in(work)
        yield TaskLeft(command.task_id, command.member_id)


@decides(by=self_or_guardian("member_id") | coordinator(), backfills=True)
def submit_task(command: SubmitTask, context: Context, read: Read) -> Iterator[Event]:
    """Hand in work with all evidence it takes, and again when it was sent back (R3, R32)."""
    task_id, member_id, worked = command.task_id, command.member_id, command.worked
    task, _ = _posted(task_id, read)
    work, standing, settings = read(Work(task_id, member_id), Standing(member_id), Settings())
    new = Submission(worked, command.evidence)
    if worked is not None:
        must_have_happened(worked.end, context, "worked")
    if (last := work.last) and last.outcome != "sent-back" and last.same_as(new):
        return
    if not work.held:
        raise NotTheirTask(task_id, member_id)
    _must_not_be_handed_in(work)
    if task.cancelled:
        raise TaskClosed(task_id)
    if (obstacle := obstacle_to_taking_part(standing, context.at, settings)) is not None:
        raise obstacle
    must_hold_the_evidence(task, member_id, new)
    yield TaskSubmitted(task_id, member_id, worked, command.evidence)


@decides(by=verifier)
def send_back_task(command: SendBackTask, context: Context, read: Read) -> Iterator[Event]:
    """Send work back with a reason, as somebody who has no part in it (R32)."""
    task, _ = _posted(command.task_id, read)
    work, verifier_id = read(Work(command.task_id, command.member_id)), _member(context)
    last = work.last
    if last and (last.outcome, last.reason) == ("sent-back", command.reason):
        return
    if work.verified is not None:
        raise AlreadyVerified(command.task_id, command.member_id)
    _waiting(work)
    must_be_independent(task, verifier_id, read)
    yield TaskSentBack(command.task_id, command.member_id, verifier_id, command.reason)


@decides(by=verifier)
def verify_task(command: VerifyTask, context: Context, read: Read) -> Iterator[Event]:
    """Accept work that holds the evidence, as somebody who has no part in it (R32)."""
    task, posted = _posted(command.task_id, read)
    work, verifier_id = read(Work(command.task_id, command.member_id)), _member(context)
    if work.verified is not None:
        return
    submission = _waiting(work)
    must_be_independent(task, verifier_id, read)
    must_hold_the_evidence(task, command.member_id, submission)
    yield TaskVerified(
        command.task_id,
        command.member_id,
        verifier_id,
        len(work.submissions),
        submission.worked,
        posted.title,
        posted.service,
        posted.place_id,
    )


@decides(by=coordinator())
def cancel_task(command: CancelTask, context: Context, read: Read) -> Iterator[Event]:
    """Cancel a task for good; what was handed in can still be verified."""
    task, _ = _posted(command.task_id, read)
    if task.cancelled:
        return
    for member_id, handed_in in task.holders.items():
        if not handed_in:
            yield TaskReleased(command.task_id, member_id, TaskClosed.code)
    yield TaskCancelled(command.task_id, command.reason)


@decides(by=system)
def release_tasks(command: ReleaseTasks, context: Context, read: Read) -> Iterator[Event]:
    """Take back tasks and promised help of a member who may not take part now (R4)."""
    workload, standing, settings = read(
        Workload(command.member_id), Standing(command.member_id), Settings()
    )
    if (obstacle := obstacle_to_taking_part(standing, context.at, settings)) is None:
        return
    for task_id, handed_in in workload.tasks.items():
        if not handed_in:
            yield TaskReleased(task_id, command.member_id, obstacle.code)
    for request_id in workload.help:
        yield HelpReleased(request_id, command.member_id, obstacle.code)


def _posted(task_id: TaskId, read: Read) -> tuple[Task, TaskPosted]:
    """The task, and as what it was posted."""
    task = read(Task(task_id))
    if task.posted is None:
        raise TaskUnknown(task_id)
    return task, task.posted


def _member(context: Context) -> MemberId:
    """The actor, where the right to act is a member's."""
    return cast(MemberId, context.actor)


def _must_not_be_handed_in(work: Work) -> None:
    """Refuse to touch work that waits to be verified, or is."""
    if work.verified is not None:
        raise AlreadyVerified(work.task_id, work.member_id)
    if work.waits:
        raise WaitsToBeVerified(work.task_id, work.member_id)


def _waiting(work: Work) -> Submission:
    """The submission that waits for an answer."""
    if work.last is None or not work.waits:
        raise NothingToVerify(work.task_id, work.member_id)
    return work.last
