"""Who came, who went, and who did not come."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from ...community.state import Settings
from ...kernel import (
    Context,
    Event,
    Hint,
    InvalidValue,
    Period,
    Problem,
    Read,
    decides,
    must_have_happened,
    system,
)
from ...members.policies import is_minor, obstacle_to_taking_part, self_or_guardian
from ...members.refusals import StillCheckedIn
from ...members.state import Presence, Standing
from ..commands import (
    BeginDuty,
    CloseDuty,
    ContestAbsence,
    EndDuty,
    LiftAbsence,
    RecordAbsence,
)
from ..events import (
    AbsenceContested,
    AbsenceLifted,
    AbsenceRecorded,
    DutyBegun,
    DutyEnded,
)
from ..policies import (
    its_coordinator,
    lack_of_adults,
    on_watch,
    planned,
)
from ..refusals import (
    AlreadyOnDuty,
    AlreadyWent,
    NoAbsence,
    NotOnDuty,
    NotOnShift,
    OutsideShift,
    ShiftNotOver,
    WasOnDuty,
)
from ..state import Duty, Plan
from ..values import DUTY_BEGINS

__all__ = [
    "begin_duty",
    "close_duty",
    "contest_absence",
    "end_duty",
    "lift_absence",
    "record_absence",
]


@decides(by=self_or_guardian("member_id") | its_coordinator, backfills=True)
def begin_duty(command: BeginDuty, context: Context, read: Read) -> Iterator[Event]:
    """Record an arrival; one told late supersedes an absence (R3, R7, R24, R25)."""
    shift_id, member_id = command.shift_id, command.member_id
    scheduled, settings = planned(shift_id, read), read(Settings())
    duty, presence, standing = read(
        Duty(shift_id, member_id), Presence(member_id), Standing(member_id)
    )
    must_have_happened(command.at, context)
    if duty.came == command.at:
        return
    if duty.came is not None:
        raise AlreadyOnDuty(shift_id, member_id, duty.came)
    opens = scheduled.period.start - timedelta(minutes=settings[DUTY_BEGINS])
    if not opens <= command.at < scheduled.period.end:
        raise OutsideShift(shift_id, command.at, opens, scheduled.period.end)
    if not duty.holds:
        raise NotOnShift(shift_id, member_id)
    for elsewhere in presence.since:
        raise StillCheckedIn(member_id, elsewhere)
    if (obstacle := obstacle_to_taking_part(standing, command.at, settings)) is not None:
        raise obstacle
    if is_minor(standing, scheduled.period.start, settings):
        rest = Period(max(scheduled.period.start, command.at), scheduled.period.end)
        lack = lack_of_adults(scheduled, on_watch(scheduled, rest, read), rest, settings)
        if lack is not None:
            raise lack
    yield DutyBegun(shift_id, member_id, command.at)


@decides(by=self_or_guardian("member_id") | its_coordinator, backfills=True)
def end_duty(command: EndDuty, context: Context, read: Read) -> Iterator[Event]:
    """Record a departure, not before the arrival (R24)."""
    shift_id, member_id = command.shift_id, command.member_id
    scheduled, duty = planned(shift_id, read), read(Duty(shift_id, member_id))
    must_have_happened(command.at, context)
    came = _arrival(duty)
    if duty.went == command.at:
        return
    if duty.went is not None:
        raise AlreadyWent(shift_id, member_id, duty.went)
    if command.at < came:
        hint = Hint(f"Checked in at {came}.", f"签到时间为 {came}。")
        raise InvalidValue("at", str(command.at), Problem.TOO_EARLY, hint)
    yield DutyEnded(shift_id, member_id, scheduled.place_id, command.at, forgotten=False)


@decides(by=its_coordinator | system, backfills=True)
def close_duty(command: CloseDuty, context: Context, read: Read) -> Iterator[Event]:
    """Close a forgotten check-in at the planned end, or when it was cancelled, and say so (R24)."""
    shift_id, member_id = command.shift_id, command.member_id
    scheduled, plan, duty = (
        planned(shift_id, read),
        read(Plan(shift_id)),
        read(Duty(shift_id, member_id)),
    )
    came = _arrival(duty)
    if duty.went is None:
        ends = plan.cancelled or scheduled.period.end
        if context.at < ends:
            raise ShiftNotOver(shift_id, ends)
        until = max(came, ends)
        yield DutyEnded(shift_id, member_id, scheduled.place_id, until, forgotten=True)


@decides(by=its_coordinator | system, backfills=True)
def record_absence(command: RecordAbsence, context: Context, read: Read) -> Iterator[Event]:
    """Record, after the end, that a holder did not come (R25)."""
    shift_id, member_id = command.shift_id, command.member_id
    ends, duty = planned(shift_id, read).period.end, read(Duty(shift_id, member_id))
    if not duty.holds:
        raise NotOnShift(shift_id, member_id)
    if duty.came is not None:
        raise WasOnDuty(shift_id, member_id)
    if context.at < ends:
        raise ShiftNotOver(shift_id, ends)
    if duty.outcome is None:
        yield AbsenceRecorded(shift_id, member_id)


@decides(by=self_or_guardian("member_id"))
def contest_absence(command: ContestAbsence, context: Context, read: Read) -> Iterator[Event]:
    """Let the member, or a guardian, contest an absence (R25)."""
    duty = read(Duty(command.shift_id, command.member_id))
    if duty.outcome != "absent":
        raise NoAbsence(command.shift_id, command.member_id)
    if not duty.contested:
        yield AbsenceContested(command.shift_id, command.member_id, command.statement)


@decides(by=its_coordinator)
def lift_absence(command: LiftAbsence, context: Context, read: Read) -> Iterator[Event]:
    """Take an absence back, with a reason (R25)."""
    duty = read(Duty(command.shift_id, command.member_id))
    if duty.outcome == "excused":
        return
    if duty.outcome != "absent":
        raise NoAbsence(command.shift_id, command.member_id)
    yield AbsenceLifted(command.shift_id, command.member_id, command.reason)


def _arrival(duty: Duty) -> datetime:
    if duty.came is None:
        raise NotOnDuty(duty.shift_id, duty.member_id)
    return duty.came
