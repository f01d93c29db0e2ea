"""What may be wanted of risky work."""

from datetime import date

from ..kernel import Command, Hint, InvalidValue, MemberId, Problem, bounded, command
from ..shifts.values import PositionId, ShiftId
from ..tasks.values import TaskId
from .values import TRAINING, Risk

__all__ = [
    "AcknowledgeRisk",
    "AcknowledgeTaskRisk",
    "MarkPositionRisky",
    "MarkTaskRisky",
    "RecordInsurance",
    "RecordTraining",
    "ReleaseUnprotected",
    "ReleaseUntold",
]


def _must_not_end_before(since: date, until: date | None) -> None:
    """Refuse days of which the last is before the first."""
    if until is not None and until < since:
        hint = Hint(f"Not before {since}.", f"不早于 {since}。")
        raise InvalidValue("until", str(until), Problem.TOO_EARLY, hint)


@command("risk.mark-position")
class MarkPositionRisky(Command):
    """Say that work at a position is risky; other words are told and acknowledged anew."""

    position_id: PositionId
    risk: Risk


@command("risk.mark-task")
class MarkTaskRisky(Command):
    """Say that a task is risky; other words are told and acknowledged anew."""

    task_id: TaskId
    risk: Risk


@command("risk.acknowledge-position")
class AcknowledgeRisk(Command):
    """Say that one was told of the risk of a position."""

    position_id: PositionId
    member_id: MemberId
    version: int = bounded(low=1)
    """Of what was told."""


@command("risk.acknowledge-task")
class AcknowledgeTaskRisk(Command):
    """Say that one was told of the risk of a task."""

    task_id: TaskId
    member_id: MemberId
    version: int = bounded(low=1)
    """Of what was told."""


@command("risk.record-training")
class RecordTraining(Command):
    """Record that a member has had a training; a last day that is past takes it away."""

    member_id: MemberId
    training: str = bounded(high=TRAINING)
    since: date
    until: date | None = None
    """The last day on which it counts."""

    def __attrs_post_init__(self) -> None:
        _must_not_end_before(self.since, self.until)


@command("risk.record-insurance")
class RecordInsurance(Command):
    """Record that a member is insured by a policy; a last day that is past takes it away."""

    member_id: MemberId
    policy: str = bounded(high=TRAINING)
    """Which insurance, such as the community's own of that year."""
    since: date
    until: date
    """The last day that it covers."""

    def __attrs_post_init__(self) -> None:
        _must_not_end_before(self.since, self.until)


@command("risk.release-untold")
class ReleaseUntold(Command):
    """Take a shift ahead, or a task, back from those who were not told what is told of it now."""

    shift_id: ShiftId | None = None
    task_id: TaskId | None = None


@command("risk.release-unprotected")
class ReleaseUnprotected(Command):
    """Take a shift ahead, or a task, back from one whose training or insurance does not count."""

    member_id: MemberId
    shift_id: ShiftId | None = None
    task_id: TaskId | None = None
