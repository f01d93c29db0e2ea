"""Who verifies, what they must see, whose request it is, and who may be in another's home."""

from collections.abc import Iterable

from ..community.state import Settings
from ..kernel import Context, Grant, MemberId, Read, Right, System
from ..members.policies import coordinator, household_of, is_minor, role, self_or_guardian
from ..members.state import Standing
from ..members.values import TUTOR, MemberKind
from .refusals import EvidenceMissing, PerformersVerify
from .state import Request, Submission, Task
from .values import RequestId

__all__ = [
    "adult_among",
    "its_asker",
    "must_be_independent",
    "must_hold_the_evidence",
    "neighbour",
    "verifier",
]

verifier = coordinator() | role(TUTOR)
"""Whose word it takes that work was done."""


def _ask_its_asker(subject: object, context: Context, read: Read) -> Grant | None:
    request_id: RequestId = getattr(subject, "request_id")  # noqa: B009 - any command
    asked = read(Request(request_id)).asked
    return None if asked is None else self_or_guardian("member_id").ask(asked, context, read)


its_asker = Right(
    "the asker of the request, or a guardian of theirs",
    "求助人本人或其监护人",
    _ask_its_asker,
    ("request_id",),
)
"""Who asked for the help, or a guardian of theirs."""


def _ask_neighbour(_subject: object, context: Context, read: Read) -> Grant | None:
    if isinstance(context.actor, System):
        return None
    standing = read(Standing(context.actor))
    return Grant() if standing.kind is MemberKind.PERSON and not standing.erased else None


neighbour = Right("a person who is a member", "已登记的个人成员", _ask_neighbour)
"""Whom a help request is addressed to."""


def must_be_independent(task: Task, verifier_id: MemberId, read: Read) -> None:
    """Refuse who worked on the task, or lives now with somebody who did (R32).

    It is the verifier's households that are looked at: a task may have many performers.
    """
    performers = task.performers
    if any(one in performers for one in household_of(verifier_id, read)):
        raise PerformersVerify(task.task_id, verifier_id)


def must_hold_the_evidence(task: Task, member_id: MemberId, submission: Submission) -> None:
    """Refuse work without evidence of every kind that the task takes now (R32)."""
    handed_in = [one.kind for one in submission.evidence]
    missing = tuple(kind for kind in task.evidence if kind not in handed_in)
    if missing:
        raise EvidenceMissing(task.task_id, member_id, missing)


def adult_among(members: Iterable[MemberId], context: Context, read: Read) -> bool:
    """Whether one of the members is of age on the day (R1)."""
    settings = read(Settings())
    standings = read.each(Standing(one) for one in members)
    return any(not is_minor(one, context.at, settings) for one in standings)
