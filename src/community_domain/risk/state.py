"""What decisions read about risky work."""

from ..kernel import MemberId, Period, State, folded, on, state
from ..members.values import Validity
from ..shifts.events import ShiftScheduled
from ..shifts.values import PositionId, ShiftId
from ..tasks.values import TaskId
from .events import (
    InsuranceRecorded,
    PositionMarkedRisky,
    ProtectionLost,
    RiskAcknowledged,
    TaskMarkedRisky,
    TrainingRecorded,
)
from .values import Risk

__all__ = ["PositionRisk", "PositionShifts", "Protection", "TaskRisk"]


@state
class PositionRisk(State):
    """What is told of the risk of a position, and who acknowledged it."""

    position_id: PositionId
    risk: Risk | None = folded(None)
    """None while nothing is told of any."""
    version: int = folded(0)
    acknowledged: dict[MemberId, int] = folded(factory=dict)
    """The last version that each member acknowledged."""

    elsewhere = "Only what is told of a risk, and acknowledged, matters to it"

    def is_told_to(self, member_id: MemberId) -> bool:
        """Whether a member acknowledged what is told now."""
        return self.acknowledged.get(member_id) == self.version

    @on
    def marked(self, event: PositionMarkedRisky) -> None:
        self.risk, self.version = event.risk, event.version

    @on
    def was_acknowledged(self, event: RiskAcknowledged) -> None:
        self.acknowledged[event.member_id] = event.version


@state
class TaskRisk(State):
    """What is told of the risk of a task, and who acknowledged it."""

    task_id: TaskId
    risk: Risk | None = folded(None)
    """None while nothing is told of any."""
    version: int = folded(0)
    acknowledged: dict[MemberId, int] = folded(factory=dict)
    """The last version that each member acknowledged."""

    ignores = {"What is lost is another's to look at": (ProtectionLost,)}
    elsewhere = "Only what is told of a risk, and acknowledged, matters to it"

    def is_told_to(self, member_id: MemberId) -> bool:
        """Whether a member acknowledged what is told now."""
        return self.acknowledged.get(member_id) == self.version

    @on
    def marked(self, event: TaskMarkedRisky) -> None:
        self.risk, self.version = event.risk, event.version

    @on
    def was_acknowledged(self, event: RiskAcknowledged) -> None:
        self.acknowledged[event.member_id] = event.version


@state
class Protection(State):
    """The trainings and insurances of a member, with the days on which they count."""

    member_id: MemberId
    trainings: dict[str, Validity] = folded(factory=dict)
    insurances: dict[str, Validity] = folded(factory=dict)
    """By policy."""

    ignores = {
        "To know a risk is no training": (RiskAcknowledged,),
        "What is lost was recorded before": (ProtectionLost,),
    }
    elsewhere = "Only a record says who is trained and insured"

    @on
    def trained(self, event: TrainingRecorded) -> None:
        self.trainings[event.training] = Validity(event.since, event.until)

    @on
    def insured(self, event: InsuranceRecorded) -> None:
        self.insurances[event.policy] = Validity(event.since, event.until)


@state
class PositionShifts(State):
    """The shifts that were ever planned for a position."""

    position_id: PositionId
    periods: dict[ShiftId, Period] = folded(factory=dict)

    ignores = {"A risk plans no shift": (PositionMarkedRisky, RiskAcknowledged)}
    elsewhere = "Only a plan makes a shift of a position"

    @on
    def scheduled(self, event: ShiftScheduled) -> None:
        self.periods[event.shift_id] = event.period
