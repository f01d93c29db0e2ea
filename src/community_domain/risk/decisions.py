"""Marking work as risky, acknowledging it, recording what protects, and who is released."""

from collections.abc import Iterator

from ..community.state import Settings
from ..kernel import Context, Event, MemberId, Read, decides, local_date, system
from ..members.policies import (
    coordinator,
    counts_on_all,
    days_of,
    is_minor,
    must_be_a_person,
    obstacle_to_taking_part,
    oneself,
)
from ..members.state import Standing
from ..members.values import Days, Validity
from ..shifts.events import ShiftReleased, ShiftScheduled
from ..shifts.refusals import PositionUnknown
from ..shifts.state import Duties, Position, Roster
from ..shifts.values import ShiftId
from ..tasks.events import TaskReleased
from ..tasks.refusals import TaskUnknown
from ..tasks.state import Task, Workload
from .commands import (
    AcknowledgeRisk,
    AcknowledgeTaskRisk,
    MarkPositionRisky,
    MarkTaskRisky,
    RecordInsurance,
    RecordTraining,
    ReleaseUnprotected,
    ReleaseUntold,
)
from .events import (
    InsuranceRecorded,
    PositionMarkedRisky,
    ProtectionLost,
    RiskAcknowledged,
    TaskMarkedRisky,
    TrainingRecorded,
)
from .policies import lacks_of_protection
from .refusals import NotRisky, OwnProtection, RiskNotAcknowledged, RiskToldAnew, RiskyForMinors
from .state import PositionRisk, PositionShifts, Protection, TaskRisk
from .values import Risk

__all__ = [
    "acknowledge_risk",
    "acknowledge_task_risk",
    "mark_position_risky",
    "mark_task_risky",
    "record_insurance",
    "record_training",
    "release_unprotected",
    "release_untold",
]


@decides(by=coordinator())
def mark_position_risky(
    command: MarkPositionRisky, context: Context, read: Read
) -> Iterator[Event]:
    """Tell of the risk of a position; where more is asked for, shifts ahead start anew (R45)."""
    position_id, risk = command.position_id, command.risk
    if read(Position(position_id)).defined is None:
        raise PositionUnknown(position_id)
    told = read(PositionRisk(position_id))
    version = _version(told, risk)
    if told.risk == risk:
        return
    ahead: tuple[ShiftId, ...] = ()
    if version > told.version:
        periods = read(PositionShifts(position_id)).periods
        ahead = tuple(one for one, period in periods.items() if period.start > context.at)
    yield PositionMarkedRisky(position_id, risk, version, ahead)


@decides(by=coordinator())
def mark_task_risky(command: MarkTaskRisky, context: Context, read: Read) -> Iterator[Event]:
    """Tell of the risk of a task; where more is asked for, it is acknowledged anew (R45)."""
    if read(Task(command.task_id)).posted is None:
        raise TaskUnknown(command.task_id)
    told = read(TaskRisk(command.task_id))
    if told.risk != command.risk:
        yield TaskMarkedRisky(command.task_id, command.risk, _version(told, command.risk))


@decides(by=oneself("member_id"))
def acknowledge_risk(command: AcknowledgeRisk, context: Context, read: Read) -> Iterator[Event]:
    """Record in person that the risk was told, in the words that count now (R45)."""
    position_id, member_id = command.position_id, command.member_id
    told = read(PositionRisk(position_id))
    _must_be_told(told, position_id, command, context, read)
    if not told.is_told_to(member_id):
        yield RiskAcknowledged(member_id, position_id, None, told.version)


@decides(by=oneself("member_id"))
def acknowledge_task_risk(
    command: AcknowledgeTaskRisk, context: Context, read: Read
) -> Iterator[Event]:
    """Record in person that the risk was told, in the words that count now (R45)."""
    task_id, member_id = command.task_id, command.member_id
    told = read(TaskRisk(task_id))
    _must_be_told(told, task_id, command, context, read)
    if not told.is_told_to(member_id):
        yield RiskAcknowledged(member_id, None, task_id, told.version)


@decides(by=coordinator())
def record_training(command: RecordTraining, context: Context, read: Read) -> Iterator[Event]:
    """Record a training of another, and name the commitments that it carries no longer (R45)."""
    member_id, new = command.member_id, Validity(command.since, command.until)
    protection = _recorded_of_another(member_id, context, read)
    old = protection.trainings.get(command.training)
    if old != new:
        yield TrainingRecorded(member_id, command.training, new.since, new.until)
        if old is not None:
            yield from _lost(member_id, (old,), (new,), context, read)


@decides(by=coordinator())
def record_insurance(command: RecordInsurance, context: Context, read: Read) -> Iterator[Event]:
    """Record an insurance of another, and name the commitments it covers no longer (R45)."""
    member_id, new = command.member_id, Validity(command.since, command.until)
    old = _recorded_of_another(member_id, context, read).insurances
    if old.get(command.policy) != new:
        yield InsuranceRecorded(member_id, command.policy, command.since, command.until)
        after = {**old, command.policy: new}
        yield from _lost(member_id, tuple(old.values()), tuple(after.values()), context, read)


@decides(by=system)
def release_untold(command: ReleaseUntold, context: Context, read: Read) -> Iterator[Event]:
    """Release whoever has not acknowledged what is told now, and has not begun (R45)."""
    if command.task_id is not None:
        task, told = read(Task(command.task_id), TaskRisk(command.task_id))
        for member_id in _at_work(task):
            if told.risk and not told.is_told_to(member_id):
                yield TaskReleased(task.task_id, member_id, RiskNotAcknowledged.code)
    if command.shift_id is not None and (found := _ahead(command.shift_id, context, read)):
        roster, scheduled = found
        risk = read(PositionRisk(scheduled.position_id))
        for member_id in roster.holders:
            untold = risk.risk and not risk.is_told_to(member_id)
            if untold and member_id not in roster.arrived:
                code = RiskNotAcknowledged.code
                yield ShiftReleased(roster.shift_id, member_id, scheduled.place_id, code)


@decides(by=system)
def release_unprotected(
    command: ReleaseUnprotected, context: Context, read: Read
) -> Iterator[Event]:
    """Release one who lacks a training or an insurance on the day, and has not begun (R45)."""
    member_id, zone = command.member_id, read(Settings()).zone
    if command.task_id is not None:
        task, told = read(Task(command.task_id), TaskRisk(command.task_id))
        today = local_date(context.at, zone)
        if member_id in _at_work(task) and told.risk:
            protection = read(Protection(member_id))
            lacks = lacks_of_protection(task.task_id, told.risk, (today, today), protection)
            if lack := next(lacks, None):
                yield TaskReleased(task.task_id, member_id, lack.code)
    if command.shift_id is not None and (found := _ahead(command.shift_id, context, read)):
        roster, scheduled = found
        risk = read(PositionRisk(scheduled.position_id)).risk
        if risk and member_id in roster.holders and member_id not in roster.arrived:
            days, protection = days_of(scheduled.period, zone), read(Protection(member_id))
            lacks = lacks_of_protection(scheduled.position_id, risk, days, protection)
            if lack := next(lacks, None):
                yield ShiftReleased(roster.shift_id, member_id, scheduled.place_id, lack.code)


def _version(told: PositionRisk | TaskRisk, risk: Risk) -> int:
    """The version of what is told: the same as before where nothing more is asked for."""
    eased = told.risk is not None and risk.asks_no_more_than(told.risk)
    return told.version if eased else told.version + 1


def _must_be_told(
    told: PositionRisk | TaskRisk,
    work: str,
    command: AcknowledgeRisk | AcknowledgeTaskRisk,
    context: Context,
    read: Read,
) -> None:
    """Refuse to acknowledge what is not told, or not now, and whom the work is not for."""
    standing, settings = read(Standing(command.member_id), Settings())
    if told.risk is None:
        raise NotRisky(work)
    if (obstacle := obstacle_to_taking_part(standing, context.at, settings)) is not None:
        raise obstacle
    if is_minor(standing, context.at, settings):
        raise RiskyForMinors(command.member_id, work)
    if command.version != told.version:
        raise RiskToldAnew(work, command.version, told.version)


def _recorded_of_another(member_id: MemberId, context: Context, read: Read) -> Protection:
    """What protects a person, for somebody else who records more of it."""
    if context.actor == member_id:
        raise OwnProtection(member_id)
    must_be_a_person(member_id, read)
    return read(Protection(member_id))


def _lost(
    member_id: MemberId,
    before: tuple[Validity, ...],
    after: tuple[Validity, ...],
    context: Context,
    read: Read,
) -> Iterator[Event]:
    """The commitments ahead on whose days something counted that does not any more."""
    settings, duties, workload = read(Settings(), Duties(member_id), Workload(member_id))

    def is_lost(days: Days) -> bool:
        return counts_on_all(days, before) and not counts_on_all(days, after)

    ahead = [one for one in duties.taken.values() if one.period.start > context.at]
    zone, today = settings.zone, local_date(context.at, settings.zone)
    shift_ids = tuple(one.shift_id for one in ahead if is_lost(days_of(one.period, zone)))
    open_tasks = [task for task, handed_in in workload.tasks.items() if not handed_in]
    task_ids = tuple(open_tasks) if is_lost((today, today)) else ()
    if shift_ids or task_ids:
        yield ProtectionLost(member_id, shift_ids, task_ids)


def _at_work(task: Task) -> list[MemberId]:
    """Who has a task and has not handed in work, while the task is open."""
    if task.cancelled:
        return []
    return [member_id for member_id, handed_in in task.holders.items() if not handed_in]


def _ahead(shift_id: ShiftId, context: Context, read: Read) -> tuple[Roster, ShiftScheduled] | None:
    """A shift that has not begun and was not called off, or None."""
    roster = read(Roster(shift_id))
    scheduled = roster.scheduled
    if scheduled is None or roster.cancelled or scheduled.period.start <= context.at:
        return None
    return roster, scheduled
