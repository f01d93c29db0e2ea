"""Who may do risky work: of age, told of it, trained and insured on the day (R45).

Four of these are conditions on the commands of shifts and tasks that put somebody to work. They
come after all others, and no override passes over them.
"""

from collections.abc import Iterator
from datetime import timedelta

from ..community.state import Settings
from ..kernel import Context, MemberId, Period, Read, Refusal, policy
from ..members.policies import counts_on_all, days_of, is_minor
from ..members.state import Standing
from ..members.values import Days
from ..shifts.commands import AcceptStandIn, AssignDespiteLimits, TakeShift
from ..shifts.policies import planned
from ..shifts.values import ShiftId
from ..tasks.commands import TakeTask
from .refusals import InsuranceMissing, RiskNotAcknowledged, RiskyForMinors, TrainingMissing
from .state import PositionRisk, Protection, TaskRisk
from .values import Risk

__all__ = [
    "lacks_of_protection",
    "overrides_no_risk",
    "risky_positions",
    "risky_tasks",
    "stands_in_ready",
]


@policy("risky-positions")
def risky_positions(command: TakeShift, context: Context, read: Read) -> None:
    """Nobody takes a risky shift under age, untold, untrained or uninsured (R45)."""
    _must_be_ready_for_a_shift(command.shift_id, command.member_id, read)


@policy("risk-overrides")
def overrides_no_risk(command: AssignDespiteLimits, context: Context, read: Read) -> None:
    """An override passes over working hours, never over a risk (R22, R45)."""
    _must_be_ready_for_a_shift(command.shift_id, command.member_id, read)


@policy("risky-stand-ins")
def stands_in_ready(command: AcceptStandIn, context: Context, read: Read) -> None:
    """Who stands in is told, trained and insured too (R21, R45)."""
    _must_be_ready_for_a_shift(command.shift_id, command.stand_in_id, read)


@policy("risky-tasks")
def risky_tasks(command: TakeTask, context: Context, read: Read) -> None:
    """Nobody takes a risky task under age, untold, or untrained or uninsured that day (R45)."""
    now = Period(context.at, context.at + timedelta.resolution)
    told = read(TaskRisk(command.task_id))
    _must_be_ready(told, command.task_id, command.member_id, now, read)


def _must_be_ready_for_a_shift(shift_id: ShiftId, member_id: MemberId, read: Read) -> None:
    scheduled = planned(shift_id, read)
    told = read(PositionRisk(scheduled.position_id))
    _must_be_ready(told, scheduled.position_id, member_id, scheduled.period, read)


def _must_be_ready(
    told: PositionRisk | TaskRisk, work: str, member_id: MemberId, period: Period, read: Read
) -> None:
    """Refuse who is under age, untold, untrained or uninsured in the period of risky work."""
    if told.risk is None:
        return
    standing, settings, protection = read(Standing(member_id), Settings(), Protection(member_id))
    if is_minor(standing, period.start, settings):
        raise RiskyForMinors(member_id, work)
    if not told.is_told_to(member_id):
        raise RiskNotAcknowledged(member_id, work, told.version)
    for lack in lacks_of_protection(work, told.risk, days_of(period, settings.zone), protection):
        raise lack


def lacks_of_protection(
    work: str, risk: Risk, days: Days, protection: Protection
) -> Iterator[Refusal]:
    """Trainings and insurance that risky work takes and that do not count on all of the days."""
    trained, member_id = protection.trainings, protection.member_id
    missing = tuple(
        training
        for training in risk.trainings
        if training not in trained or not counts_on_all(days, (trained[training],))
    )
    if missing:
        yield TrainingMissing(member_id, work, days[0], missing)
    if risk.insured and not counts_on_all(days, protection.insurances.values()):
        yield InsuranceMissing(member_id, work, days[0])
