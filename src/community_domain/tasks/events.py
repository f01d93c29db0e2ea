"""What happened about tasks and help requests. The names are storage formats: they never change."""

from ..community.values import PlaceId
from ..kernel import Event, MemberId, Period, event, personal
from .values import Evidence, EvidenceKind, RequestId, TaskId

__all__ = [
    "EvidenceRequired",
    "HelpAsked",
    "HelpOffered",
    "HelpReleased",
    "HelpWithdrawn",
    "RequestClosed",
    "TaskCancelled",
    "TaskLeft",
    "TaskPosted",
    "TaskReleased",
    "TaskSentBack",
    "TaskSubmitted",
    "TaskTaken",
    "TaskVerified",
]


@event("task.posted")
class TaskPosted(Event):
    """There is work to do."""

    task_id: TaskId
    title: str
    most: int
    """So many persons may have it at most."""
    evidence: tuple[EvidenceKind, ...]
    """The kinds of evidence that have to be handed in."""
    service: bool
    """It is volunteer service, which can earn hours."""
    place_id: PlaceId | None


@event("task.evidence-required")
class EvidenceRequired(Event):
    """From now on a task takes these kinds of evidence."""

    task_id: TaskId
    evidence: tuple[EvidenceKind, ...]


@event("task.taken")
class TaskTaken(Event):
    """A member has a task."""

    task_id: TaskId
    member_id: MemberId


@event("task.left")
class TaskLeft(Event):
    """A member gave a task up before handing in work."""

    task_id: TaskId
    member_id: MemberId


@event("task.released")
class TaskReleased(Event):
    """A task was taken back from a member who had not handed in work."""

    task_id: TaskId
    member_id: MemberId
    reason: str
    """The code of what stands in the way."""


@event("task.submitted")
class TaskSubmitted(Event):
    """A performer handed in work with its evidence."""

    task_id: TaskId
    member_id: MemberId
    worked: Period | None
    """When the work was done, where that is told."""
    evidence: tuple[Evidence, ...]


@event("task.sent-back")
class TaskSentBack(Event):
    """Work that was handed in was not accepted as it is."""

    task_id: TaskId
    member_id: MemberId
    verifier_id: MemberId
    reason: str


@event("task.verified")
class TaskVerified(Event):
    """Somebody else accepted a performer's work; it holds what the work can be credited from."""

    task_id: TaskId
    member_id: MemberId
    verifier_id: MemberId
    submission: int
    """Which of the performer's submissions, counted from 1."""
    worked: Period | None
    title: str
    service: bool
    place_id: PlaceId | None


@event("task.cancelled")
class TaskCancelled(Event):
    """Nobody takes a task any more; work that was handed in can still be verified."""

    task_id: TaskId
    reason: str


@event("task.help-asked")
class HelpAsked(Event):
    """A neighbour asks for help."""

    request_id: RequestId
    member_id: MemberId
    what: str = personal(subject="member_id")
    helpers: int
    """So many helpers it takes at most."""
    at_home: bool
    """The helpers come to the asker's home."""


@event("task.help-offered")
class HelpOffered(Event):
    """A helper answers a request."""

    request_id: RequestId
    helper_id: MemberId


@event("task.help-withdrawn")
class HelpWithdrawn(Event):
    """A helper does not help after all."""

    request_id: RequestId
    helper_id: MemberId


@event("task.help-released")
class HelpReleased(Event):
    """A helper who is a minor may not help any more."""

    request_id: RequestId
    helper_id: MemberId
    reason: str
    """The code of what stands in the way."""


@event("task.request-closed")
class RequestClosed(Event):
    """Help is no longer asked for."""

    request_id: RequestId
    helper_ids: tuple[MemberId, ...]
    """Who helped."""
