"""What decisions read about tasks and help requests."""

import attrs

from ..kernel import MemberId, Period, State, folded, on, state
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
from .values import Evidence, EvidenceKind, RequestId, TaskId

__all__ = ["Request", "Submission", "Task", "Work", "Workload"]


@state
class Task(State):
    """A task, who has it, and who ever worked on it."""

    task_id: TaskId
    posted: TaskPosted | None = folded(None)
    evidence: tuple[EvidenceKind, ...] = folded(())
    """The kinds of evidence it takes now."""
    cancelled: bool = folded(False)
    holders: dict[MemberId, bool] = folded(factory=dict)
    """Who has it, in the order of taking, and whether their work is handed in."""
    handed_in: dict[MemberId, None] = folded(factory=dict)
    """Who ever handed in work, also if they have left since."""

    ignores = {"Verified work was handed in before": (TaskVerified,)}
    elsewhere = "Work is taken, handed in and judged by the task's own events"

    @property
    def performers(self) -> dict[MemberId, None]:
        """Whoever has the task or worked on it: none of them verifies it (R32)."""
        return dict.fromkeys([*self.holders, *self.handed_in])

    @on
    def was_posted(self, event: TaskPosted) -> None:
        self.posted, self.evidence = event, event.evidence

    @on
    def evidence_required(self, event: EvidenceRequired) -> None:
        self.evidence = event.evidence

    @on
    def taken(self, event: TaskTaken) -> None:
        self.holders[event.member_id] = False

    @on
    def given_up(self, event: TaskLeft | TaskReleased) -> None:
        self.holders.pop(event.member_id, None)

    @on
    def submitted(self, event: TaskSubmitted) -> None:
        self.holders[event.member_id] = True
        self.handed_in[event.member_id] = None

    @on
    def sent_back(self, event: TaskSentBack) -> None:
        self.holders[event.member_id] = False

    @on
    def was_cancelled(self, event: TaskCancelled) -> None:
        self.cancelled = True


@attrs.frozen
class Submission:
    """Work as it was handed in, and what became of it."""

    worked: Period | None
    evidence: tuple[Evidence, ...]
    outcome: str | None = None
    """`verified`, `sent-back`, or None while nobody has looked at it."""
    verifier_id: MemberId | None = None
    reason: str | None = None
    """Why it was sent back."""

    def same_as(self, other: "Submission") -> bool:
        """Whether the same was handed in, whatever became of it."""
        return (self.worked, self.evidence) == (other.worked, other.evidence)


@state
class Work(State):
    """One performer's work on one task: all submissions stay, each with its outcome (R32)."""

    task_id: TaskId
    member_id: MemberId
    held: bool = folded(False)
    submissions: list[Submission] = folded(factory=list)
    verified: TaskVerified | None = folded(None)

    elsewhere = "Work is taken, handed in and judged by the task's own events"

    @property
    def last(self) -> Submission | None:
        """What was handed in last."""
        return self.submissions[-1] if self.submissions else None

    @property
    def waits(self) -> bool:
        """The last submission is neither verified nor sent back."""
        return self.last is not None and self.last.outcome is None

    @on
    def taken(self, event: TaskTaken) -> None:
        self.held = True

    @on
    def given_up(self, event: TaskLeft | TaskReleased) -> None:
        self.held = False

    @on
    def submitted(self, event: TaskSubmitted) -> None:
        self.submissions.append(Submission(event.worked, event.evidence))

    @on
    def sent_back(self, event: TaskSentBack) -> None:
        if event.member_id == self.member_id:
            self._judge("sent-back", event.verifier_id, event.reason)

    @on
    def was_verified(self, event: TaskVerified) -> None:
        if event.member_id == self.member_id:
            self.verified = event
            self._judge("verified", event.verifier_id)

    def _judge(self, outcome: str, verifier_id: MemberId, reason: str | None = None) -> None:
        if self.submissions:
            last = self.submissions[-1]
            self.submissions[-1] = Submission(
                last.worked, last.evidence, outcome, verifier_id, reason
            )


@state
class Workload(State):
    """The tasks a member has, and the requests they answered, as long as both are open."""

    member_id: MemberId
    tasks: dict[TaskId, bool] = folded(factory=dict)
    """Whether the work is handed in, by task; verified work is done."""
    help: dict[RequestId, None] = folded(factory=dict)

    ignores = {"Asking for help is no work": (HelpAsked,)}
    elsewhere = "Only tasks and help requests are taken here"

    @on
    def taken(self, event: TaskTaken) -> None:
        self.tasks[event.task_id] = False

    @on
    def submitted(self, event: TaskSubmitted) -> None:
        self.tasks[event.task_id] = True

    @on
    def sent_back(self, event: TaskSentBack) -> None:
        if event.member_id == self.member_id:
            self.tasks[event.task_id] = False

    @on
    def done(self, event: TaskLeft | TaskReleased | TaskVerified) -> None:
        if event.member_id == self.member_id:
            self.tasks.pop(event.task_id, None)

    @on
    def help_offered(self, event: HelpOffered) -> None:
        self.help[event.request_id] = None

    @on
    def help_ended(self, event: HelpWithdrawn | HelpReleased | RequestClosed) -> None:
        self.help.pop(event.request_id, None)


@state
class Request(State):
    """A help request, and who answered it."""

    request_id: RequestId
    asked: HelpAsked | None = folded(None)
    helpers: dict[MemberId, None] = folded(factory=dict)
    closed: bool = folded(False)

    elsewhere = "Only neighbours who ask and answer make a request"

    @on
    def help_asked(self, event: HelpAsked) -> None:
        self.asked = event

    @on
    def help_offered(self, event: HelpOffered) -> None:
        self.helpers[event.helper_id] = None

    @on
    def help_ended(self, event: HelpWithdrawn | HelpReleased) -> None:
        self.helpers.pop(event.helper_id, None)

    @on
    def was_closed(self, event: RequestClosed) -> None:
        self.closed = True
