"""What may be wanted of tasks and help requests."""

from ..community.values import PlaceId
from ..kernel import Command, MemberId, Period, bounded, command, personal
from .values import Evidence, EvidenceKind, RequestId, TaskId

__all__ = [
    "AskForHelp",
    "CancelTask",
    "CloseRequest",
    "LeaveTask",
    "OfferHelp",
    "PostTask",
    "ReleaseMinors",
    "ReleaseTasks",
    "RequireEvidence",
    "SendBackTask",
    "SubmitTask",
    "TakeTask",
    "VerifyTask",
    "WithdrawHelp",
]

PERFORMERS = 1_000
"""More people than this do not share a task."""
PIECES = 20
"""Pieces of evidence in one submission."""
HELPERS = 20
"""A home holds no more; so few that one decision can look at the age of each."""


@command("task.post")
class PostTask(Command):
    """Say that there is work to do."""

    task_id: TaskId
    title: str = bounded(high=200)
    most: int = bounded(low=1, high=PERFORMERS, default=1)
    """So many persons may have it at most."""
    evidence: tuple[EvidenceKind, ...] = bounded(high=len(EvidenceKind), default=())
    """The kinds of evidence that have to be handed in."""
    service: bool = False
    """It is volunteer service, which can earn hours."""
    place_id: PlaceId | None = None


@command("task.require-evidence")
class RequireEvidence(Command):
    """Change which evidence a task takes, also for work that waits to be verified."""

    task_id: TaskId
    evidence: tuple[EvidenceKind, ...] = bounded(high=len(EvidenceKind))


@command("task.take")
class TakeTask(Command):
    """Take on a task."""

    task_id: TaskId
    member_id: MemberId


@command("task.leave")
class LeaveTask(Command):
    """Give a task up before handing in work."""

    task_id: TaskId
    member_id: MemberId


@command("task.submit")
class SubmitTask(Command):
    """Hand in work with its evidence."""

    task_id: TaskId
    member_id: MemberId
    worked: Period | None = None
    """When the work was done; needed where it is to earn hours."""
    evidence: tuple[Evidence, ...] = bounded(high=PIECES, default=())


@command("task.send-back")
class SendBackTask(Command):
    """Do not accept a performer's work as it is, and say why."""

    task_id: TaskId
    member_id: MemberId
    reason: str


@command("task.verify")
class VerifyTask(Command):
    """Accept a performer's work."""

    task_id: TaskId
    member_id: MemberId


@command("task.cancel")
class CancelTask(Command):
    """Take a task off the list, for good."""

    task_id: TaskId
    reason: str


@command("task.release")
class ReleaseTasks(Command):
    """Take back what a member has not handed in, who may no longer take part."""

    member_id: MemberId


@command("task.ask-for-help")
class AskForHelp(Command):
    """Ask the neighbours for help."""

    request_id: RequestId
    member_id: MemberId
    what: str = personal(subject="member_id")
    helpers: int = bounded(low=1, high=HELPERS, default=1)
    """So many helpers it takes at most."""
    at_home: bool = False
    """The helpers come to the asker's home."""


@command("task.offer-help")
class OfferHelp(Command):
    """Answer a neighbour who asks for help."""

    request_id: RequestId
    helper_id: MemberId


@command("task.withdraw-help")
class WithdrawHelp(Command):
    """Not help after all."""

    request_id: RequestId
    helper_id: MemberId


@command("task.release-minors")
class ReleaseMinors(Command):
    """Let no minor go to a home where no adult helper goes."""

    request_id: RequestId


@command("task.close-request")
class CloseRequest(Command):
    """Ask for help no longer."""

    request_id: RequestId
