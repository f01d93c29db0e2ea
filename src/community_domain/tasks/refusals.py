"""Why something about a task or a help request may not happen."""

from ..kernel import Kind, MemberId, Refusal, refusal
from .values import EvidenceKind, RequestId, TaskId

__all__ = [
    "AlreadyVerified",
    "EnoughHelpers",
    "EvidenceMissing",
    "HelpNoLongerAsked",
    "HelperIsAsker",
    "NoAdultThere",
    "NotTheirTask",
    "NothingToVerify",
    "PerformersVerify",
    "RequestExists",
    "RequestUnknown",
    "TaskClosed",
    "TaskExists",
    "TaskFull",
    "TaskUnknown",
    "WaitsToBeVerified",
]


@refusal(
    "task-unknown",
    kind=Kind.MISSING,
    en="There is no task {task_id}; post it first.",
    zh="没有编号为 {task_id} 的任务；请先发布。",
)
class TaskUnknown(Refusal):
    """The community has no such task."""

    task_id: TaskId


@refusal(
    "task-exists",
    kind=Kind.CONFLICT,
    en="{task_id} already names another task; choose a new id.",
    zh="{task_id} 已是另一项任务的编号；请换新编号。",
)
class TaskExists(Refusal):
    """The id names a task with other particulars."""

    task_id: TaskId


@refusal(
    "task-closed",
    kind=Kind.RULE,
    en="{task_id} was cancelled; take another task, or post it anew under a new id.",
    zh="{task_id} 已取消；请另选任务，或以新编号重新发布。",
)
class TaskClosed(Refusal):
    """Cancelling a task is for good."""

    task_id: TaskId


@refusal(
    "task-full",
    kind=Kind.RULE,
    en="{task_id} takes {most} persons, and that many have it.",
    zh="{task_id} 最多 {most} 人承担，名额已满。",
)
class TaskFull(Refusal):
    """So many as the task takes have it."""

    task_id: TaskId
    most: int


@refusal(
    "not-their-task",
    kind=Kind.MISSING,
    en="{member_id} does not have {task_id}; take it first.",
    zh="{member_id} 未承担任务 {task_id}；请先领取。",
)
class NotTheirTask(Refusal):
    """Only who has a task hands in work for it."""

    task_id: TaskId
    member_id: MemberId


@refusal(
    "waits-to-be-verified",
    kind=Kind.CONFLICT,
    rule="R32",
    en="The work of {member_id} on {task_id} waits to be verified or sent back.",
    zh="{member_id} 在任务 {task_id} 中提交的成果正待核验或退回。",
)
class WaitsToBeVerified(Refusal):
    """Who has handed in work waits for the answer."""

    task_id: TaskId
    member_id: MemberId


@refusal(
    "already-verified",
    kind=Kind.CONFLICT,
    rule="R32",
    en="The work of {member_id} on {task_id} is verified already.",
    zh="{member_id} 在任务 {task_id} 中的成果已通过核验。",
)
class AlreadyVerified(Refusal):
    """What was accepted stays accepted."""

    task_id: TaskId
    member_id: MemberId


@refusal(
    "nothing-to-verify",
    kind=Kind.MISSING,
    rule="R32",
    en="No work of {member_id} on {task_id} waits to be verified.",
    zh="{member_id} 在任务 {task_id} 中没有待核验的成果。",
)
class NothingToVerify(Refusal):
    """Nothing was handed in since the last answer."""

    task_id: TaskId
    member_id: MemberId


@refusal(
    "evidence-missing",
    kind=Kind.RULE,
    rule="R32",
    en="{task_id} takes evidence that {member_id} has not handed in: {missing}.",
    zh="任务 {task_id} 需要佐证，{member_id} 尚未提交：{missing}。",
)
class EvidenceMissing(Refusal):
    """Evidence of every kind that the task requires is there, or work is not accepted."""

    task_id: TaskId
    member_id: MemberId
    missing: tuple[EvidenceKind, ...]


@refusal(
    "performers-verify",
    kind=Kind.RULE,
    rule="R32",
    en="{verifier_id} may not verify work on {task_id}: it is their own, or their household's.",
    zh="{verifier_id} 不能核验任务 {task_id}：该任务由其本人或同户成员承担。",
)
class PerformersVerify(Refusal):
    """Nobody who worked on a task, and nobody who lives with one who did, verifies it."""

    task_id: TaskId
    verifier_id: MemberId


@refusal(
    "request-unknown",
    kind=Kind.MISSING,
    en="There is no help request {request_id}.",
    zh="没有编号为 {request_id} 的求助。",
)
class RequestUnknown(Refusal):
    """Nobody asked for help under this id."""

    request_id: RequestId


@refusal(
    "request-exists",
    kind=Kind.CONFLICT,
    en="{request_id} already names another help request; choose a new id.",
    zh="{request_id} 已是另一项求助的编号；请换新编号。",
)
class RequestExists(Refusal):
    """The id names a request with other particulars."""

    request_id: RequestId


@refusal(
    "help-no-longer-asked",
    kind=Kind.RULE,
    en="{request_id} is closed; help is no longer asked for.",
    zh="{request_id} 已结束；不再需要帮助。",
)
class HelpNoLongerAsked(Refusal):
    """A closed request stays as it is."""

    request_id: RequestId


@refusal(
    "enough-helpers",
    kind=Kind.RULE,
    rule="R38",
    en="{request_id} takes {helpers} helpers, and that many have offered.",
    zh="{request_id} 需要 {helpers} 名帮助者，人数已满。",
)
class EnoughHelpers(Refusal):
    """No more helpers than the request states."""

    request_id: RequestId
    helpers: int


@refusal(
    "helper-is-asker",
    kind=Kind.RULE,
    en="{helper_id} asks for help in {request_id}; a neighbour answers.",
    zh="{request_id} 由 {helper_id} 本人发出；应由邻居响应。",
)
class HelperIsAsker(Refusal):
    """Who asks for help is no helper of their own."""

    request_id: RequestId
    helper_id: MemberId


@refusal(
    "no-adult-there",
    kind=Kind.RULE,
    rule="R38",
    en="{helper_id} is under age, and no adult helper goes to the home in {request_id} yet.",
    zh="{helper_id} 未成年，而 {request_id} 尚无成年帮助者到户。",
)
class NoAdultThere(Refusal):
    """No minor is alone in another's home."""

    request_id: RequestId
    helper_id: MemberId
