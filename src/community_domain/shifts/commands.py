"""What may be wanted of shifts.

Long because it is a table: one entry for each command.
"""

from datetime import date, datetime, timedelta

from ..activities.values import ActivityId
from ..community.values import PlaceId
from ..kernel import (
    Command,
    Hint,
    InvalidValue,
    MemberId,
    Period,
    Problem,
    bounded,
    command,
    personal,
    wall_clock,
)
from .values import DUTY_DAYS, DutyId, PositionId, ShiftId

__all__ = [
    "AcceptStandIn",
    "AskStandIn",
    "AssignDespiteLimits",
    "BeginDuty",
    "CallInSick",
    "CancelShift",
    "CloseDuty",
    "ContestAbsence",
    "DeclineStandIn",
    "DefinePosition",
    "EndDuty",
    "LiftAbsence",
    "RecordAbsence",
    "RecordSkill",
    "ReleaseFromShift",
    "ReleaseShifts",
    "ReleaseUncleared",
    "ReviewClearance",
    "ReviewCover",
    "ScheduleShift",
    "ScheduleStandingDuty",
    "TakeShift",
]

PERSONS = 10_000
"""More than this many on one shift is several shifts."""
ID_LENGTH = 80
"""Characters of a standing duty's id, so that there is room for the day in those of its shifts."""
SKILL = 100
"""Characters of a skill's name, and how many one position may ask for."""


def _must_take_the_least(least: int, most: int) -> None:
    """Refuse fewer places than are needed."""
    if least > most:
        hint = Hint("At most as many as the shift takes.", "不多于班次所需的最多人数。")
        raise InvalidValue("least", str(least), Problem.TOO_LARGE, hint)


@command("shift.define-position")
class DefinePosition(Command):
    """Say what a kind of work takes."""

    position_id: PositionId
    title: str = bounded(high=200)
    youngest: int = bounded(high=99, default=0)
    """Age in years from which it is open."""
    longest: int | None = bounded(low=1, high=10_080, default=None)
    """Minutes that somebody may work on end where this is part of it."""
    all_of: tuple[str, ...] = bounded(high=SKILL, default=())
    """Skills that are all needed."""
    any_of: tuple[str, ...] = bounded(high=SKILL, default=())
    """Skills of which one is needed."""


@command("shift.record-skill")
class RecordSkill(Command):
    """Record that a member has a skill, and how long; a day that is past ends it."""

    member_id: MemberId
    skill: str = bounded(high=SKILL)
    until: date | None = None
    """The last day on which it counts."""


@command("shift.schedule")
class ScheduleShift(Command):
    """Plan a duty."""

    shift_id: ShiftId
    position_id: PositionId
    period: Period
    least: int = bounded(high=PERSONS)
    """Persons; with fewer the shift is understaffed."""
    most: int = bounded(low=1, high=PERSONS)
    """Persons; with so many it is full."""
    place_id: PlaceId | None = None
    break_minutes: int = bounded(high=10_080, default=0)
    """Taken off the time that counts as served."""
    activity_id: ActivityId | None = None
    """The activity it serves, whose coordinators run it too."""
    title: str | None = bounded(high=200, default=None)
    """The position's by default."""

    def __attrs_post_init__(self) -> None:
        _must_take_the_least(self.least, self.most)
        if timedelta(minutes=self.break_minutes) >= self.period.end - self.period.start:
            hint = Hint("Shorter than the shift.", "短于班次。")
            raise InvalidValue("break_minutes", str(self.break_minutes), Problem.TOO_LARGE, hint)


@command("shift.schedule-standing-duty")
class ScheduleStandingDuty(Command):
    """Plan a duty of many days as one shift a day, each on its own from then on.

    The same duty with a later last day goes on; a single day is called off like any shift.
    """

    duty_id: DutyId
    """Each shift has this as its id, with the day behind it, such as `flood-watch-20240601`."""
    position_id: PositionId
    first: date
    last: date
    begins: str = wall_clock(example="20:00")
    """What the clocks of the place show, on each day."""
    ends: str = wall_clock(example="06:00")
    """On the same day, or on the next where it is no later than the beginning."""
    least: int = bounded(high=PERSONS)
    """Persons, on each day; with fewer its shift is understaffed."""
    most: int = bounded(low=1, high=PERSONS)
    """Persons, on each day; with so many its shift is full."""
    place_id: PlaceId | None = None
    break_minutes: int = bounded(high=1_440, default=0)
    """Taken off the time that counts as served, on each day."""
    activity_id: ActivityId | None = None
    """The activity it serves, whose coordinators run it too."""
    title: str | None = bounded(high=200, default=None)
    """The position's by default."""

    def __attrs_post_init__(self) -> None:
        _must_take_the_least(self.least, self.most)
        if len(self.duty_id) > ID_LENGTH:
            raise InvalidValue("duty_id", self.duty_id[:ID_LENGTH], Problem.TOO_LONG)
        if self.last < self.first:
            raise InvalidValue("last", str(self.last), Problem.ENDS_BEFORE_START)
        if (self.last - self.first).days >= DUTY_DAYS:
            hint = Hint(f"At most {DUTY_DAYS} days; the rest later.", f"至多 {DUTY_DAYS} 天。")
            raise InvalidValue("last", str(self.last), Problem.TOO_LARGE, hint)


@command("shift.take")
class TakeShift(Command):
    """Put a member on a shift."""

    shift_id: ShiftId
    member_id: MemberId


@command("shift.assign-despite-limits")
class AssignDespiteLimits(Command):
    """Put a member on a shift despite skills, hours, rest or the way, and say why."""

    shift_id: ShiftId
    member_id: MemberId
    reason: str


@command("shift.call-in-sick")
class CallInSick(Command):
    """Give a shift up because of illness."""

    shift_id: ShiftId
    member_id: MemberId


@command("shift.release")
class ReleaseFromShift(Command):
    """Release a holder, and say why."""

    shift_id: ShiftId
    member_id: MemberId
    reason: str


@command("shift.release-all")
class ReleaseShifts(Command):
    """Take back the future shifts of a member who may no longer take part."""

    member_id: MemberId


@command("shift.review-clearance")
class ReviewClearance(Command):
    """See on which shifts that are not over a member holds a clearance, and say so."""

    member_id: MemberId


@command("shift.release-uncleared")
class ReleaseUncleared(Command):
    """Take a shift ahead, with minors on duty, back from an adult without a clearance for it."""

    shift_id: ShiftId
    member_id: MemberId


@command("shift.ask-stand-in")
class AskStandIn(Command):
    """Ask another member to take over; the holder stays responsible until they accept."""

    shift_id: ShiftId
    member_id: MemberId
    stand_in_id: MemberId


@command("shift.accept-stand-in")
class AcceptStandIn(Command):
    """Take over from the holder who asked."""

    shift_id: ShiftId
    member_id: MemberId
    """The holder."""
    stand_in_id: MemberId


@command("shift.decline-stand-in")
class DeclineStandIn(Command):
    """Say that one will not take over."""

    shift_id: ShiftId
    member_id: MemberId
    """The holder."""
    stand_in_id: MemberId


@command("shift.cancel")
class CancelShift(Command):
    """Call a shift off for good."""

    shift_id: ShiftId
    reason: str


@command("shift.review-cover")
class ReviewCover(Command):
    """See whether minors have adults enough beside them while the shift lasts, and say so."""

    shift_id: ShiftId


@command("shift.begin-duty")
class BeginDuty(Command):
    """Arrive; the command's id is the token, so a device may send it again."""

    shift_id: ShiftId
    member_id: MemberId
    at: datetime
    """When it happened."""


@command("shift.end-duty")
class EndDuty(Command):
    """Go."""

    shift_id: ShiftId
    member_id: MemberId
    at: datetime
    """When it happened."""


@command("shift.close-duty")
class CloseDuty(Command):
    """Close a forgotten check-in at the planned end."""

    shift_id: ShiftId
    member_id: MemberId


@command("shift.record-absence")
class RecordAbsence(Command):
    """Record that a holder did not come."""

    shift_id: ShiftId
    member_id: MemberId


@command("shift.contest-absence")
class ContestAbsence(Command):
    """Say that an absence is wrong."""

    shift_id: ShiftId
    member_id: MemberId
    statement: str = personal(subject="member_id")


@command("shift.lift-absence")
class LiftAbsence(Command):
    """Take an absence back."""

    shift_id: ShiftId
    member_id: MemberId
    reason: str
