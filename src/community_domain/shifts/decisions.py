"""Planning, taking, handing over and cancelling shifts; attendance on duty.

Long because it holds every decision of the slice: the plan first, then who is on it, then who came.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from ..activities.refusals import ActivityUnknown
from ..activities.state import Offering
from ..community.refusals import PlaceUnknown
from ..community.state import Places, Settings
from ..kernel import (
    Context,
    Event,
    Hint,
    InvalidValue,
    LocalPeriod,
    MemberId,
    Period,
    Problem,
    Read,
    decides,
    system,
)
from ..members.policies import coordinator, is_minor, obstacle_to_taking_part, self_or_guardian
from ..members.refusals import MemberUnknown, StillCheckedIn
from ..members.state import Presence, Standing
from .commands import (
    AcceptStandIn,
    AskStandIn,
    AssignDespiteLimits,
    BeginDuty,
    CallInSick,
    CancelShift,
    CloseDuty,
    ContestAbsence,
    DeclineStandIn,
    DefinePosition,
    EndDuty,
    LiftAbsence,
    RecordAbsence,
    RecordSkill,
    ReleaseFromShift,
    ReleaseShifts,
    ReviewCover,
    ScheduleShift,
    TakeShift,
)
from .events import (
    AbsenceContested,
    AbsenceLifted,
    AbsenceRecorded,
    DutyBegun,
    DutyEnded,
    LimitsOverridden,
    PositionDefined,
    ShiftCancelled,
    ShiftCovered,
    ShiftHandedOver,
    ShiftReleased,
    ShiftScheduled,
    ShiftTaken,
    ShiftUncovered,
    SkillRecorded,
    StandInAsked,
    StandInDeclined,
)
from .policies import (
    OVERRIDABLE,
    its_coordinator,
    lack_of_adults,
    obstacles_to_a_shift,
    on_watch,
    overrider,
)
from .refusals import (
    AlreadyOnDuty,
    AlreadyOnShift,
    AlreadyWent,
    DutyHasBegun,
    NoAbsence,
    NothingToOverride,
    NotOnDuty,
    NotOnShift,
    OutsideShift,
    PositionExists,
    PositionUnknown,
    ShiftCalledOff,
    ShiftExists,
    ShiftFull,
    ShiftNotOver,
    ShiftOver,
    ShiftUnknown,
    StandInNotAsked,
    WasOnDuty,
)
from .state import Duties, Duty, Plan, Position, Roster, Skills, Watch
from .values import DUTY_BEGINS, ShiftId

__all__ = [
    "accept_stand_in",
    "ask_stand_in",
    "assign_despite_limits",
    "begin_duty",
    "call_in_sick",
    "cancel_shift",
    "close_duty",
    "contest_absence",
    "decline_stand_in",
    "define_position",
    "end_duty",
    "lift_absence",
    "record_absence",
    "record_skill",
    "release_from_shift",
    "release_shifts",
    "review_cover",
    "schedule_shift",
    "take_shift",
]

ILLNESS, CANCELLED = "illness", "cancelled"


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
    if standing.kind is None:
        raise MemberUnknown(command.member_id)
    if skills.held.get(command.skill, "none") != command.until:
        yield SkillRecorded(command.member_id, command.skill, command.until)


@decides(by=coordinator("activity_id"), backfills=True)
def schedule_shift(command: ScheduleShift, context: Context, read: Read) -> Iterator[Event]:
    """Plan a duty that is not past, with what its position takes as of now (R7, R19, R20)."""
    position, plan, settings = read(
        Position(command.position_id), Plan(command.shift_id), Settings()
    )
    if position.defined is None:
        raise PositionUnknown(command.position_id)
    if command.place_id is not None and command.place_id not in read(Places()).places:
        raise PlaceUnknown(command.place_id)
    if command.activity_id is not None and read(Offering(command.activity_id)).title is None:
        raise ActivityUnknown(command.activity_id)
    new = ShiftScheduled(
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
    if plan.scheduled == new:
        return
    if plan.scheduled is not None:
        raise ShiftExists(command.shift_id)
    if command.period.end <= context.at:
        raise ShiftOver(command.shift_id, command.period.end)
    yield new


@decides(by=its_coordinator)
def cancel_shift(command: CancelShift, context: Context, read: Read) -> Iterator[Event]:
    """Cancel for good, and release whoever has not arrived: nobody is absent by it (R23)."""
    roster = read(Roster(command.shift_id))
    scheduled = _planned(command.shift_id, read)
    if roster.cancelled:
        return
    if context.at >= scheduled.period.end:
        raise ShiftOver(command.shift_id, scheduled.period.end)
    yield ShiftCancelled(command.shift_id, context.at, command.reason, scheduled.place_id)
    for member_id in roster.holders:
        if member_id not in roster.arrived:
            yield ShiftReleased(command.shift_id, member_id, scheduled.place_id, CANCELLED)


@decides(by=self_or_guardian("member_id") | its_coordinator, backfills=True)
def take_shift(command: TakeShift, context: Context, read: Read) -> Iterator[Event]:
    """Put a member on a shift with a free place, within all limits (R3, R7, R18, R19, R20).

    Raises:
        ShiftFull: Every place is taken (places are persons, counted from 1).
        Refusal: The first thing that keeps the member from it.
    """
    roster = read(Roster(command.shift_id))
    if command.member_id in roster.holders:
        return
    scheduled = _open(roster, context)
    _must_have_place(roster, scheduled)
    for obstacle in obstacles_to_a_shift(scheduled, command.member_id, context, read):
        raise obstacle
    yield _taken(scheduled, command.member_id, read)


@decides(by=overrider)
def assign_despite_limits(
    command: AssignDespiteLimits, context: Context, read: Read
) -> Iterator[Event]:
    """Put a member on a shift despite what can be overridden, and record what it was (R22)."""
    roster = read(Roster(command.shift_id))
    if command.member_id in roster.holders:
        return
    scheduled = _open(roster, context)
    _must_have_place(roster, scheduled)
    obstacles = list(obstacles_to_a_shift(scheduled, command.member_id, context, read))
    for obstacle in obstacles:
        if not isinstance(obstacle, OVERRIDABLE):
            raise obstacle
    if not obstacles:
        raise NothingToOverride(command.shift_id, command.member_id)
    codes = tuple(obstacle.code for obstacle in obstacles)
    yield LimitsOverridden(command.shift_id, command.member_id, codes, command.reason)
    yield _taken(scheduled, command.member_id, read)


@decides(by=self_or_guardian("member_id"))
def call_in_sick(command: CallInSick, context: Context, read: Read) -> Iterator[Event]:
    """Release a holder who is ill; the place is open and at risk (R21)."""
    yield from _released(command.shift_id, command.member_id, ILLNESS, context, read)


@decides(by=its_coordinator)
def release_from_shift(command: ReleaseFromShift, context: Context, read: Read) -> Iterator[Event]:
    """Release a holder on a coordinator's word; the place is open and at risk (R21)."""
    yield from _released(command.shift_id, command.member_id, command.reason, context, read)


@decides(by=system)
def release_shifts(command: ReleaseShifts, context: Context, read: Read) -> Iterator[Event]:
    """Free the future shifts of a member who may not take part on their day (R4)."""
    duties, standing, presence, settings = read(
        Duties(command.member_id),
        Standing(command.member_id),
        Presence(command.member_id),
        Settings(),
    )
    for taken in duties.taken.values():
        begins = taken.period.start
        if begins > context.at and taken.shift_id not in presence.since:
            obstacle = obstacle_to_taking_part(standing, begins, settings)
            if obstacle is not None:
                yield ShiftReleased(
                    taken.shift_id, command.member_id, taken.place_id, obstacle.code
                )


@decides(by=self_or_guardian("member_id") | its_coordinator)
def ask_stand_in(command: AskStandIn, context: Context, read: Read) -> Iterator[Event]:
    """Ask somebody to stand in; the holder stays the holder (R21)."""
    roster = read(Roster(command.shift_id))
    _open(roster, context)
    _must_hold_and_not_have_come(roster, command.member_id)
    if command.stand_in_id in roster.holders:
        raise AlreadyOnShift(command.shift_id, command.stand_in_id)
    if read(Standing(command.stand_in_id)).kind is None:
        raise MemberUnknown(command.stand_in_id)
    if command.stand_in_id not in roster.asked.get(command.member_id, ()):
        yield StandInAsked(command.shift_id, command.member_id, command.stand_in_id)


@decides(by=self_or_guardian("stand_in_id"))
def decline_stand_in(command: DeclineStandIn, context: Context, read: Read) -> Iterator[Event]:
    """Decline to stand in; the holder stays the holder (R21)."""
    asked = read(Roster(command.shift_id)).asked
    if command.stand_in_id in asked.get(command.member_id, ()):
        yield StandInDeclined(command.shift_id, command.member_id, command.stand_in_id)


@decides(by=self_or_guardian("stand_in_id"))
def accept_stand_in(command: AcceptStandIn, context: Context, read: Read) -> Iterator[Event]:
    """Hand a place over in one decision, to somebody who passes every check (R21)."""
    shift_id, giver_id, taker_id = command.shift_id, command.member_id, command.stand_in_id
    roster = read(Roster(shift_id))
    if roster.handed.get(giver_id) == taker_id and taker_id in roster.holders:
        return
    scheduled = _open(roster, context)
    if taker_id not in roster.asked.get(giver_id, ()):
        raise StandInNotAsked(shift_id, giver_id, taker_id)
    _must_hold_and_not_have_come(roster, giver_id)
    if taker_id in roster.holders:
        raise AlreadyOnShift(shift_id, taker_id)
    for obstacle in obstacles_to_a_shift(scheduled, taker_id, context, read, giver_id=giver_id):
        raise obstacle
    yield ShiftHandedOver(shift_id, giver_id, taker_id, scheduled.place_id)
    yield _taken(scheduled, taker_id, read)


@decides(by=its_coordinator | system)
def review_cover(command: ReviewCover, context: Context, read: Read) -> Iterator[Event]:
    """Say of each shift there and then that minors lack adults, or no longer do (R7)."""
    plan, settings = read(Plan(command.shift_id), Settings())
    scheduled = plan.scheduled
    if scheduled is None or context.at >= scheduled.period.end:
        return
    rest = Period(max(scheduled.period.start, context.at), scheduled.period.end)
    minors: dict[ShiftId, list[Period]] = {command.shift_id: []}
    for one in on_watch(scheduled, rest, read):
        if one.minor and one.period.end > context.at:
            minors.setdefault(one.shift_id, []).append(one.period)
    for shift_id, periods in minors.items():
        lack = None
        if periods:
            start = max(context.at, min(period.start for period in periods))
            within = Period(start, max(period.end for period in periods))
            there = on_watch(scheduled, within, read)
            lack = lack_of_adults(scheduled, there, within, settings)
        uncovered = _is_uncovered(shift_id, scheduled, read)
        if lack is not None and not uncovered:
            yield ShiftUncovered(shift_id, scheduled.place_id, lack.since)
        elif lack is None and uncovered:
            yield ShiftCovered(shift_id, scheduled.place_id)


@decides(by=self_or_guardian("member_id") | its_coordinator, backfills=True)
def begin_duty(command: BeginDuty, context: Context, read: Read) -> Iterator[Event]:
    """Record an arrival; one told late supersedes an absence (R3, R7, R24, R25)."""
    shift_id, member_id = command.shift_id, command.member_id
    scheduled, settings = _planned(shift_id, read), read(Settings())
    duty, presence, standing = read(
        Duty(shift_id, member_id), Presence(member_id), Standing(member_id)
    )
    _must_have_happened(command.at, context)
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
    scheduled, duty = _planned(shift_id, read), read(Duty(shift_id, member_id))
    _must_have_happened(command.at, context)
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
        _planned(shift_id, read),
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
    ends, duty = _planned(shift_id, read).period.end, read(Duty(shift_id, member_id))
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


def _planned(shift_id: ShiftId, read: Read) -> ShiftScheduled:
    """The shift as it was scheduled."""
    scheduled = read(Plan(shift_id)).scheduled
    if scheduled is None:
        raise ShiftUnknown(shift_id)
    return scheduled


def _open(roster: Roster, context: Context) -> ShiftScheduled:
    """The shift, as long as somebody can be put on it or taken off it."""
    scheduled = roster.scheduled
    if scheduled is None:
        raise ShiftUnknown(roster.shift_id)
    if roster.cancelled:
        raise ShiftCalledOff(roster.shift_id)
    if context.at >= scheduled.period.end:
        raise ShiftOver(roster.shift_id, scheduled.period.end)
    return scheduled


def _must_have_place(roster: Roster, scheduled: ShiftScheduled) -> None:
    if len(roster.holders) >= scheduled.most:
        raise ShiftFull(scheduled.shift_id, scheduled.most)


def _must_hold_and_not_have_come(roster: Roster, member_id: MemberId) -> None:
    if member_id not in roster.holders:
        raise NotOnShift(roster.shift_id, member_id)
    if member_id in roster.arrived:
        raise DutyHasBegun(roster.shift_id, member_id, roster.arrived[member_id])


def _taken(scheduled: ShiftScheduled, member_id: MemberId, read: Read) -> ShiftTaken:
    standing, settings = read(Standing(member_id), Settings())
    return ShiftTaken(
        scheduled.shift_id,
        member_id,
        scheduled.place_id,
        scheduled.period,
        scheduled.longest,
        is_minor(standing, scheduled.period.start, settings),
    )


def _released(
    shift_id: ShiftId, member_id: MemberId, reason: str, context: Context, read: Read
) -> Iterable[Event]:
    """The release of a holder who has not come, or nothing for who holds nothing."""
    roster = read(Roster(shift_id))
    scheduled = roster.scheduled
    if scheduled is None:
        raise ShiftUnknown(shift_id)
    if member_id not in roster.holders:
        return
    _open(roster, context)
    _must_hold_and_not_have_come(roster, member_id)
    yield ShiftReleased(shift_id, member_id, scheduled.place_id, reason)


def _is_uncovered(shift_id: ShiftId, scheduled: ShiftScheduled, read: Read) -> bool:
    """Whether it was said already that a shift on the same watch lacks adults."""
    if scheduled.place_id is None:
        return read(Roster(shift_id)).uncovered is not None
    return shift_id in read(Watch(scheduled.place_id)).uncovered


def _must_have_happened(at: datetime, context: Context) -> None:
    """Refuse what would happen only after it is told."""
    if at > context.at:
        hint = Hint(f"Now is {context.at}.", f"现在是 {context.at}。")
        raise InvalidValue("at", str(at), Problem.IN_FUTURE, hint)


def _arrival(duty: Duty) -> datetime:
    if duty.came is None:
        raise NotOnDuty(duty.shift_id, duty.member_id)
    return duty.came
