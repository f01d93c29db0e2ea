"""Who is on a shift: taking it, giving it up, standing in, and adults beside minors."""

from collections.abc import Iterable, Iterator

from ...community.state import Settings
from ...kernel import (
    Context,
    Event,
    MemberId,
    Period,
    Read,
    decides,
    system,
)
from ...members.policies import (
    is_minor,
    must_take_more_data,
    obstacle_to_taking_part,
    self_or_guardian,
)
from ...members.refusals import ClearanceMissing
from ...members.state import Presence, Standing
from ...members.values import CLEARANCE_REQUIRED
from ..commands import (
    AcceptStandIn,
    AskStandIn,
    AssignDespiteLimits,
    CallInSick,
    DeclineStandIn,
    ReleaseFromShift,
    ReleaseShifts,
    ReleaseUncleared,
    ReviewClearance,
    ReviewCover,
    TakeShift,
)
from ..events import (
    ClearanceCounted,
    ClearanceLost,
    LimitsOverridden,
    ShiftCovered,
    ShiftHandedOver,
    ShiftReleased,
    ShiftScheduled,
    ShiftTaken,
    ShiftUncovered,
    StandInAsked,
    StandInDeclined,
)
from ..policies import (
    OVERRIDABLE,
    are_beside,
    is_cleared_for,
    is_uncovered,
    its_coordinator,
    lack_of_adults,
    must_have_place,
    must_hold_and_not_have_come,
    obstacles_to_a_shift,
    on_watch,
    overrider,
    still_open,
)
from ..refusals import (
    AlreadyOnShift,
    NothingToOverride,
    ShiftUnknown,
    StandInNotAsked,
)
from ..state import Duties, Plan, Roster
from ..values import ShiftId

__all__ = [
    "accept_stand_in",
    "ask_stand_in",
    "assign_despite_limits",
    "call_in_sick",
    "decline_stand_in",
    "release_from_shift",
    "release_shifts",
    "release_uncleared",
    "review_clearance",
    "review_cover",
    "take_shift",
]

ILLNESS = "illness"


@decides(by=self_or_guardian("member_id") | its_coordinator, backfills=True)
def take_shift(command: TakeShift, context: Context, read: Read) -> Iterator[Event]:
    """Put a member on a shift with a free place, within all limits (R3, R7, R18, R19, R20, R46).

    Raises:
        ShiftFull: Every place is taken (places are persons, counted from 1).
        Refusal: The first thing that keeps the member from it.
    """
    roster = read(Roster(command.shift_id))
    if command.member_id in roster.holders:
        return
    scheduled = still_open(roster, context)
    must_have_place(roster, scheduled)
    for obstacle in obstacles_to_a_shift(scheduled, command.member_id, context, read):
        raise obstacle
    yield from _taken(scheduled, command.member_id, read)


@decides(by=overrider)
def assign_despite_limits(
    command: AssignDespiteLimits, context: Context, read: Read
) -> Iterator[Event]:
    """Put a member on a shift despite what can be overridden, and record what it was (R22)."""
    roster = read(Roster(command.shift_id))
    if command.member_id in roster.holders:
        return
    scheduled = still_open(roster, context)
    must_have_place(roster, scheduled)
    obstacles = list(obstacles_to_a_shift(scheduled, command.member_id, context, read))
    for obstacle in obstacles:
        if not isinstance(obstacle, OVERRIDABLE):
            raise obstacle
    if not obstacles:
        raise NothingToOverride(command.shift_id, command.member_id)
    codes = tuple(obstacle.code for obstacle in obstacles)
    yield LimitsOverridden(command.shift_id, command.member_id, codes, command.reason)
    yield from _taken(scheduled, command.member_id, read)


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


@decides(by=system)
def review_clearance(command: ReviewClearance, context: Context, read: Read) -> Iterator[Event]:
    """Say of each shift that is not over whether a clearance counts on all its days (R46)."""
    member_id = command.member_id
    duties, settings = read(Duties(member_id), Settings())
    for taken in duties.taken.values():
        if taken.minor or taken.period.end <= context.at:
            continue
        cleared = is_cleared_for(taken.period, member_id, settings, read)
        if cleared and taken.shift_id not in duties.cleared:
            yield ClearanceCounted(taken.shift_id, member_id, taken.place_id)
        elif not cleared and taken.shift_id in duties.cleared:
            yield ClearanceLost(taken.shift_id, member_id, taken.place_id)


@decides(by=system)
def release_uncleared(command: ReleaseUncleared, context: Context, read: Read) -> Iterator[Event]:
    """Free a shift ahead on which minors are from an adult who is not cleared for it (R46)."""
    roster, settings = read(Roster(command.shift_id), Settings())
    scheduled, duty = roster.scheduled, roster.duties.get(command.member_id)
    if scheduled is None or duty is None or duty.minor or duty.cleared or roster.cancelled:
        return
    period = scheduled.period
    begun = period.start <= context.at or command.member_id in roster.arrived
    if begun or not settings[CLEARANCE_REQUIRED]:
        return
    if are_beside(on_watch(scheduled, period, read), period, minors=True):
        code = ClearanceMissing.code
        yield ShiftReleased(command.shift_id, command.member_id, scheduled.place_id, code)


@decides(by=self_or_guardian("member_id") | its_coordinator)
def ask_stand_in(command: AskStandIn, context: Context, read: Read) -> Iterator[Event]:
    """Ask somebody to stand in; the holder stays the holder (R21)."""
    roster = read(Roster(command.shift_id))
    still_open(roster, context)
    must_hold_and_not_have_come(roster, command.member_id)
    if command.stand_in_id in roster.holders:
        raise AlreadyOnShift(command.shift_id, command.stand_in_id)
    must_take_more_data(read(Standing(command.stand_in_id)))
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
    scheduled = still_open(roster, context)
    if taker_id not in roster.asked.get(giver_id, ()):
        raise StandInNotAsked(shift_id, giver_id, taker_id)
    must_hold_and_not_have_come(roster, giver_id)
    if taker_id in roster.holders:
        raise AlreadyOnShift(shift_id, taker_id)
    for obstacle in obstacles_to_a_shift(scheduled, taker_id, context, read, giver_id=giver_id):
        raise obstacle
    yield ShiftHandedOver(shift_id, giver_id, taker_id, scheduled.place_id)
    yield from _taken(scheduled, taker_id, read)


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
        uncovered = is_uncovered(shift_id, scheduled, read)
        if lack is not None and not uncovered:
            yield ShiftUncovered(shift_id, scheduled.place_id, lack.since)
        elif lack is None and uncovered:
            yield ShiftCovered(shift_id, scheduled.place_id)


def _taken(scheduled: ShiftScheduled, member_id: MemberId, read: Read) -> Iterator[Event]:
    """A member is on a shift, and whether minors may be beside them there."""
    shift_id, period, place_id = scheduled.shift_id, scheduled.period, scheduled.place_id
    standing, settings = read(Standing(member_id), Settings())
    minor = is_minor(standing, period.start, settings)
    yield ShiftTaken(shift_id, member_id, place_id, period, scheduled.longest, minor)
    if not minor and is_cleared_for(period, member_id, settings, read):
        yield ClearanceCounted(shift_id, member_id, place_id)


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
    still_open(roster, context)
    must_hold_and_not_have_come(roster, member_id)
    yield ShiftReleased(shift_id, member_id, scheduled.place_id, reason)
