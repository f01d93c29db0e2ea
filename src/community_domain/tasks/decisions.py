"""Posting, taking, handing in and verifying tasks; asking for help and answering."""

from collections.abc import Iterator
from typing import cast

from ..community.refusals import PlaceUnknown
from ..community.state import Places, Settings
from ..kernel import (
    Context,
    Event,
    MemberId,
    Read,
    decides,
    must_have_happened,
    system,
)
from ..members.policies import (
    coordinator,
    obstacle_to_more_data,
    obstacle_to_taking_part,
    self_or_guardian,
)
from ..members.state import Standing
from .commands import (
    AskForHelp,
    CancelTask,
    CloseRequest,
    LeaveTask,
    OfferHelp,
    PostTask,
    ReleaseMinors,
    ReleaseTasks,
    RequireEvidence,
    SendBackTask,
    SubmitTask,
    TakeTask,
    VerifyTask,
    WithdrawHelp,
)
from .events import (
    EvidenceRequired,
    HelpAsked,
    HelpOffered,
    HelpReleased,
    HelpWithdrawn,
    RequestClosed,
    TaskCancelled,
    TaskLeft,
    TaskPosted,
    TaskReleased,
    TaskSentBack,
    TaskSubmitted,
    TaskTaken,
    TaskVerified,
)
from .policies import (
    adult_among,
    its_asker,
    must_be_independent,
    must_hold_the_evidence,
    verifier,
)
from .refusals import (
    AlreadyVerified,
    EnoughHelpers,
    HelperIsAsker,
    HelpNoLongerAsked,
    NoAdultThere,
    NothingToVerify,
    NotTheirTask,
    RequestExists,
    RequestUnknown,
    TaskClosed,
    TaskExists,
    TaskFull,
    TaskUnknown,
    WaitsToBeVerified,
)
from .state import Request, Submission, Task, Work, Workload
from .values import RequestId, TaskId

__all__ = [
    "ask_for_help",
    "cancel_task",
    "close_request",
    "leave_task",
    "offer_help",
    "post_task",
    "release_minors",
    "release_tasks",
    "require_evidence",
    "send_back_task",
    "submit_task",
    "take_task",
    "verify_task",
    "withdraw_help",
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


@decides(by=self_or_guardian("member_id") | coordinator(), backfills=True)
def ask_for_help(command: AskForHelp, context: Context, read: Read) -> Iterator[Event]:
    """Ask for help, once under an id; how many helpers it takes is said (R38)."""
    request, standing, settings = read(
        Request(command.request_id), Standing(command.member_id), Settings()
    )
    new = HelpAsked(
        command.request_id, command.member_id, command.what, command.helpers, command.at_home
    )
    if request.asked == new:
        return
    if request.asked is not None:
        raise RequestExists(command.request_id)
    if (obstacle := obstacle_to_taking_part(standing, context.at, settings)) is not None:
        raise obstacle
    yield new


@decides(by=self_or_guardian("helper_id") | coordinator(), backfills=True)
def offer_help(command: OfferHelp, context: Context, read: Read) -> Iterator[Event]:
    """Answer a request while helpers are wanted; a minor goes where an adult goes (R3, R38).

    Not one whose asker takes no part any more (R42).
    """
    request_id, helper_id = command.request_id, command.helper_id
    request, asked = _asked(request_id, read)
    standing, asker, settings = read(Standing(helper_id), Standing(asked.member_id), Settings())
    if helper_id in request.helpers:
        return
    if request.closed:
        raise HelpNoLongerAsked(request_id)
    if helper_id == asked.member_id:
        raise HelperIsAsker(request_id, helper_id)
    if (obstacle := obstacle_to_more_data(asker)) is not None:
        raise obstacle
    if (obstacle := obstacle_to_taking_part(standing, context.at, settings)) is not None:
        raise obstacle
    if len(request.helpers) >= asked.helpers:
        raise EnoughHelpers(request_id, asked.helpers)
    if asked.at_home and not adult_among((helper_id, *request.helpers), context, read):
        raise NoAdultThere(request_id, helper_id)
    yield HelpOffered(request_id, helper_id)


@decides(by=self_or_guardian("helper_id") | coordinator())
def withdraw_help(command: WithdrawHelp, context: Context, read: Read) -> Iterator[Event]:
    """Not help after all; minors who would be alone in the home do not stay (R38)."""
    request, _ = _asked(command.request_id, read)
    if command.helper_id not in request.helpers:
        return
    if request.closed:
        raise HelpNoLongerAsked(command.request_id)
    yield from _left_alone(request, context, read, gone=command.helper_id)
    yield HelpWithdrawn(command.request_id, command.helper_id)


@decides(by=coordinator() | system)
def release_minors(command: ReleaseMinors, context: Context, read: Read) -> Iterator[Event]:
    """Take back the help of minors where no adult helper goes to the home any more (R38)."""
    request, _ = _asked(command.request_id, read)
    if not request.closed:
        yield from _left_alone(request, context, read)


@decides(by=its_asker | coordinator(), backfills=True)
def close_request(command: CloseRequest, context: Context, read: Read) -> Iterator[Event]:
    """Close a request; who helped is kept."""
    request, _ = _asked(command.request_id, read)
    if not request.closed:
        yield RequestClosed(command.request_id, tuple(request.helpers))


def _posted(task_id: TaskId, read: Read) -> tuple[Task, TaskPosted]:
    """The task, and as what it was posted."""
    task = read(Task(task_id))
    if task.posted is None:
        raise TaskUnknown(task_id)
    return task, task.posted


def _asked(request_id: RequestId, read: Read) -> tuple[Request, HelpAsked]:
    """The request, and as what it was asked."""
    request = read(Request(request_id))
    if request.asked is None:
        raise RequestUnknown(request_id)
    return request, request.asked


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


def _left_alone(
    request: Request, context: Context, read: Read, *, gone: MemberId | None = None
) -> Iterator[Event]:
    """Release the helpers who stay, if the home is another's and no adult is among them."""
    stay = [one for one in request.helpers if one != gone]
    if request.asked and request.asked.at_home and not adult_among(stay, context, read):
        for minor in stay:
            yield HelpReleased(request.request_id, minor, NoAdultThere.code)
