"""What happened about risky work. The names are storage formats: they never change."""

from datetime import date

from ..kernel import Event, MemberId, event
from ..shifts.values import PositionId, ShiftId
from ..tasks.values import TaskId
from .values import Risk

__all__ = [
    "InsuranceRecorded",
    "PositionMarkedRisky",
    "ProtectionLost",
    "RiskAcknowledged",
    "TaskMarkedRisky",
    "TrainingRecorded",
]


@event("risk.position-marked")
class PositionMarkedRisky(Event):
    """Work at a position is risky, and this is told of it from now on."""

    position_id: PositionId
    risk: Risk
    version: int
    """Of what is told, counted from 1; what asks for no more keeps it."""
    shift_ids: tuple[ShiftId, ...]
    """Shifts ahead, whose holders have to be told anew."""


@event("risk.task-marked")
class TaskMarkedRisky(Event):
    """A task is risky, and this is told of it from now on."""

    task_id: TaskId
    risk: Risk
    version: int
    """Of what is told, counted from 1; what asks for no more keeps it."""


@event("risk.acknowledged")
class RiskAcknowledged(Event):
    """A member was told of the risk of a position or of a task, and said so."""

    member_id: MemberId
    position_id: PositionId | None
    task_id: TaskId | None
    version: int
    """Of what was told."""


@event("risk.training-recorded")
class TrainingRecorded(Event):
    """A member has had a training; recording it again replaces the days on which it counts."""

    member_id: MemberId
    training: str
    since: date
    until: date | None
    """The last day on which it counts, by the community's calendar; None means for good."""


@event("risk.insurance-recorded")
class InsuranceRecorded(Event):
    """A member is insured by a policy; recording it again replaces the days that it covers."""

    member_id: MemberId
    policy: str
    since: date
    until: date
    """The last day that it covers, by the community's calendar."""


@event("risk.protection-lost")
class ProtectionLost(Event):
    """A training or an insurance that counted on the day of commitments ahead does so no longer."""

    member_id: MemberId
    shift_ids: tuple[ShiftId, ...]
    task_ids: tuple[TaskId, ...]
