"""Positions, skills, and the plan: what is to be done, where, when, and that it is called off."""

from collections.abc import Iterator
from datetime import timedelta

from ...activities.refusals import ActivityUnknown
from ...activities.state import Offering
from ...community.refusals import PlaceUnknown
from ...community.state import Places, Settings
from ...kernel import (
    Context,
    Event,
    LocalPeriod,
    Read,
    decides,
)
from ...members.policies import coordinator, must_take_more_data
from ...members.state import Standing
from ..commands import (
    CancelShift,
    DefinePosition,
    RecordSkill,
    ScheduleShift,
    ScheduleStandingDuty,
)
from ..events import (
    PositionDefined,
    ShiftCancelled,
    ShiftReleased,
    ShiftScheduled,
    SkillRecorded,
)
from ..policies import (
    by_the_clocks,
    its_coordinator,
    planned,
)
from ..refusals import (
    PositionExists,
    PositionUnknown,
    ShiftExists,
    ShiftOver,
)
from ..state import Plan, Position, Roster, Skills
from ..values import ShiftId

__all__ = [
    "cancel_shift",
    "define_position",
    "record_skill",
    "schedule_shift",
    "schedule_standing_duty",
]

CANCELLED = "cancelled"


@decides(by=coordinator(), backfills=True)
def define_position(command: DefinePosition, context: Context, read: Read) -> Iterator[Event]:
    """Define a kind of work once."""
    known = read(Position(command.position_id)).defined
    new = PositionDefined(
        command.position_id,
        command.title,
        command.youngest,
        command.longest,
        command.all_of,
        command.any_of,
    )
    if known is None:
        yield new
    elif known != new:
        raise PositionExists(command.position_id)


@decides(by=coordinator(), backfills=True)
def record_skill(command: RecordSkill, context: Context, read: Read) -> Iterator[Event]:
    """Record a skill of a member, and until when it counts (R19)."""
    standing, skills = read(Standing(command.member_id), Skills(command.member_id))
    must_take_more_data(standing)
    if skills.held.get(command.skill, "none") != command.until:
        yield SkillRecorded(command.member_id, command.skill, command.until)


@decides(by=coordinator("activity_id"), backfills=True)
def schedule_shift(command: ScheduleShift, context: Context, read: Read) -> Iterator[Event]:
    """Plan a duty that is not past, with what its position takes as of now (R7, R19, R20)."""
    plan, new = read(Plan(command.shift_id)), _as_wanted(command, read)
    if plan.scheduled == new:
        return
    if plan.scheduled is not None:
        raise ShiftExists(command.shift_id)
    if command.period.end <= context.at:
        raise ShiftOver(command.shift_id, command.period.end)
    yield new


@decides(by=coordinator("activity_id"), backfills=True)
def schedule_standing_duty(
    command: ScheduleStandingDuty, context: Context, read: Read
) -> Iterator[Event]:
    """Plan a shift for each day of a duty that is not past, by the wall clock (R15, R20).

    Days that are planned so already stay as they are, whoever is on them, called off or not.
    """
    zone = read(Settings()).zone
    shifts = [_as_wanted(one, read) for one in _day_by_day(command, zone)]
    plans = read.each(Plan(new.shift_id) for new in shifts)
    if all(plan.scheduled is None for plan in plans) and shifts[-1].period.end <= context.at:
        raise ShiftOver(shifts[-1].shift_id, shifts[-1].period.end)
    for plan, new in zip(plans, shifts, strict=True):
        if plan.scheduled is None and new.period.end > context.at:
            yield new
        elif plan.scheduled not in (None, new):
            raise ShiftExists(new.shift_id)


@decides(by=its_coordinator)
def cancel_shift(command: CancelShift, context: Context, read: Read) -> Iterator[Event]:
    """Cancel for good, and release whoever has not arrived: nobody is absent by it (R23)."""
    roster = read(Roster(command.shift_id))
    scheduled = planned(command.shift_id, read)
    if roster.cancelled:
        return
    if context.at >= scheduled.period.end:
        raise ShiftOver(command.shift_id, scheduled.period.end)
    yield ShiftCancelled(command.shift_id, context.at, command.reason, scheduled.place_id)
    for member_id in roster.holders:
        if member_id not in roster.arrived:
            yield ShiftReleased(command.shift_id, member_id, scheduled.place_id, CANCELLED)


def _day_by_day(command: ScheduleStandingDuty, zone: str) -> Iterator[ScheduleShift]:
    """The shifts of a standing duty, as if each were wanted by itself."""
    for number in range((command.last - command.first).days + 1):
        day = command.first + timedelta(days=number)
        yield ScheduleShift(
            ShiftId(f"{command.duty_id}-{day:%Y%m%d}"),
            command.position_id,
            by_the_clocks(day, command.begins, command.ends, zone),
            command.least,
            command.most,
            command.place_id,
            command.break_minutes,
            command.activity_id,
            command.title,
        )


def _as_wanted(command: ScheduleShift, read: Read) -> ShiftScheduled:
    """The shift with what its position takes as of now, where all that it names is known."""
    position, settings = read(Position(command.position_id), Settings())
    if position.defined is None:
        raise PositionUnknown(command.position_id)
    if command.place_id is not None and command.place_id not in read(Places()).places:
        raise PlaceUnknown(command.place_id)
    if command.activity_id is not None and read(Offering(command.activity_id)).title is None:
        raise ActivityUnknown(command.activity_id)
    return ShiftScheduled(
        command.shift_id,
        command.position_id,
        command.activity_id,
        command.place_id,
        command.title or position.defined.title,
        command.period,
        LocalPeriod.of(command.period, settings.zone),
        command.least,
        command.most,
        command.break_minutes,
        position.defined.youngest,
        position.defined.longest,
        position.defined.all_of,
        position.defined.any_of,
    )
