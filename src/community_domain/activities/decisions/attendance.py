"""Arriving, going, outcomes, and counts of heads."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from ...community.state import Settings
from ...kernel import (
    Context,
    Event,
    Hint,
    InvalidValue,
    Problem,
    Read,
    decides,
    must_have_happened,
    system,
)
from ...members.policies import (
    obstacle_to_taking_part,
    self_or_guardian,
)
from ...members.refusals import StillCheckedIn
from ...members.state import Presence, Standing
from ..commands import (
    CheckIn,
    CheckOut,
    CloseCheckIn,
    ContestNoShow,
    CountHeads,
    LiftNoShow,
    RecordNoShow,
    RecordPresence,
)
from ..events import (
    CheckedIn,
    CheckedOut,
    HeadsCounted,
    NoShowContested,
    NoShowLifted,
    NoShowRecorded,
    PresenceRecorded,
)
from ..policies import (
    its_coordinator,
    must_take_place,
    obstacle_to_being_called_for,
    planned,
)
from ..refusals import (
    AlreadyCheckedIn,
    AlreadyCheckedOut,
    HasAttended,
    NoNoShow,
    NotCheckedIn,
    NotOverYet,
    NotSignedUp,
    NotYetBegun,
    OutsideOccurrence,
)
from ..state import Headcounts, Schedule, Turnout
from ..values import CHECK_IN_OPENS

__all__ = [
    "check_in",
    "check_out",
    "close_check_in",
    "contest_no_show",
    "count_heads",
    "lift_no_show",
    "record_no_show",
    "record_presence",
]


@decides(by=self_or_guardian("member_id") | its_coordinator, backfills=True)
def check_in(command: CheckIn, context: Context, read: Read) -> Iterator[Event]:
    """Record an arrival (R3, R24, R46); one told late by a device supersedes a no-show (R25)."""
    occurrence_id, member_id = command.occurrence_id, command.member_id
    scheduled, settings = planned(occurrence_id, read), read(Settings())
    turnout, presence, standing = read(
        Turnout(occurrence_id, member_id), Presence(member_id), Standing(member_id)
    )
    must_have_happened(command.at, context)
    if turnout.came == command.at:
        return
    if turnout.came is not None:
        raise AlreadyCheckedIn(occurrence_id, member_id, turnout.came)
    must_take_place(occurrence_id, read)
    opens = scheduled.period.start - timedelta(minutes=settings[CHECK_IN_OPENS])
    if not opens <= command.at < scheduled.period.end:
        raise OutsideOccurrence(occurrence_id, command.at, opens, scheduled.period.end)
    _must_have_seat(turnout)
    for elsewhere in presence.since:
        raise StillCheckedIn(member_id, elsewhere)
    if (obstacle := obstacle_to_taking_part(standing, command.at, settings)) is not None:
        raise obstacle
    uncalled = obstacle_to_being_called_for(standing, command.at, settings, read)
    if uncalled is not None:
        raise uncalled
    yield CheckedIn(occurrence_id, member_id, command.at)


@decides(by=self_or_guardian("member_id") | its_coordinator, backfills=True)
def check_out(command: CheckOut, context: Context, read: Read) -> Iterator[Event]:
    """Record a departure, not before the arrival (R24)."""
    turnout = read(Turnout(command.occurrence_id, command.member_id))
    must_have_happened(command.at, context)
    came = _arrival(turnout)
    if turnout.went == command.at:
        return
    if turnout.went is not None:
        raise AlreadyCheckedOut(command.occurrence_id, command.member_id, turnout.went)
    if command.at < came:
        hint = Hint(f"Checked in at {came}.", f"签到时间为 {came}。")
        raise InvalidValue("at", str(command.at), Problem.TOO_EARLY, hint)
    yield CheckedOut(command.occurrence_id, command.member_id, command.at, forgotten=False)


@decides(by=its_coordinator | system, backfills=True)
def close_check_in(command: CloseCheckIn, context: Context, read: Read) -> Iterator[Event]:
    """Close a forgotten check-in at the planned end, or when it was cancelled, and say so (R24)."""
    ends = planned(command.occurrence_id, read).period.end
    schedule, turnout = read(
        Schedule(command.occurrence_id), Turnout(command.occurrence_id, command.member_id)
    )
    ends = schedule.cancelled or ends
    came = _arrival(turnout)
    if turnout.went is None:
        if context.at < ends:
            raise NotOverYet(command.occurrence_id, ends)
        until = max(came, ends)
        yield CheckedOut(command.occurrence_id, command.member_id, until, forgotten=True)


@decides(by=its_coordinator, backfills=True)
def record_presence(command: RecordPresence, context: Context, read: Read) -> Iterator[Event]:
    """Record from a sheet that a holder of a seat was there (R3, R25, R46).

    For a minor somebody must be called for while it goes on; what is over is as it was.
    """
    scheduled, settings = planned(command.occurrence_id, read), read(Settings())
    turnout, standing = read(
        Turnout(command.occurrence_id, command.member_id), Standing(command.member_id)
    )
    begins = scheduled.period.start
    if context.at < begins:
        raise NotYetBegun(command.occurrence_id, begins)
    if turnout.attended:
        return
    must_take_place(command.occurrence_id, read)
    _must_have_seat(turnout)
    if (obstacle := obstacle_to_taking_part(standing, begins, settings)) is not None:
        raise obstacle
    if context.at < scheduled.period.end:
        uncalled = obstacle_to_being_called_for(standing, begins, settings, read)
        if uncalled is not None:
            raise uncalled
    yield PresenceRecorded(command.occurrence_id, command.member_id)


@decides(by=its_coordinator | system, backfills=True)
def record_no_show(command: RecordNoShow, context: Context, read: Read) -> Iterator[Event]:
    """Record, after the end, that a holder did not come (R25)."""
    ends = planned(command.occurrence_id, read).period.end
    turnout = read(Turnout(command.occurrence_id, command.member_id))
    _must_have_seat(turnout)
    if context.at < ends:
        raise NotOverYet(command.occurrence_id, ends)
    if turnout.attended:
        raise HasAttended(command.occurrence_id, command.member_id)
    if turnout.outcome is None:
        yield NoShowRecorded(command.occurrence_id, command.member_id)


@decides(by=self_or_guardian("member_id"))
def contest_no_show(command: ContestNoShow, context: Context, read: Read) -> Iterator[Event]:
    """Let the member, or a guardian, contest a no-show (R25)."""
    turnout = read(Turnout(command.occurrence_id, command.member_id))
    if turnout.outcome != "no-show":
        raise NoNoShow(command.occurrence_id, command.member_id)
    if not turnout.contested:
        yield NoShowContested(command.occurrence_id, command.member_id, command.statement)


@decides(by=its_coordinator)
def lift_no_show(command: LiftNoShow, context: Context, read: Read) -> Iterator[Event]:
    """Take a no-show back, with a reason (R25)."""
    turnout = read(Turnout(command.occurrence_id, command.member_id))
    if turnout.outcome == "excused":
        return
    if turnout.outcome != "no-show":
        raise NoNoShow(command.occurrence_id, command.member_id)
    yield NoShowLifted(command.occurrence_id, command.member_id, command.reason)


@decides(by=its_coordinator, backfills=True)
def count_heads(command: CountHeads, context: Context, read: Read) -> Iterator[Event]:
    """Count people who never signed up, from the start on."""
    begins = planned(command.occurrence_id, read).period.start
    if context.at < begins:
        raise NotYetBegun(command.occurrence_id, begins)
    if read(Headcounts(command.occurrence_id)).counts.get(command.kind) != command.count:
        yield HeadsCounted(command.occurrence_id, command.kind, command.count)


def _must_have_seat(turnout: Turnout) -> None:
    if not turnout.has_seat:
        raise NotSignedUp(turnout.occurrence_id, turnout.member_id)


def _arrival(turnout: Turnout) -> datetime:
    if turnout.came is None:
        raise NotCheckedIn(turnout.occurrence_id, turnout.member_id)
    return turnout.came
