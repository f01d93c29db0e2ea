"""Stories in which the commands of shifts have effect, one for each."""

from datetime import date

from community_domain_testkit import FOUNDER

from community_domain import Period
from community_domain.community import ChangeSettings
from community_domain.members import DATA_CONSENT_VERSION, ClearanceWithdrawn, GrantRole
from community_domain.shifts import (
    OVERRIDER,
    AcceptStandIn,
    AskStandIn,
    AssignDespiteLimits,
    BeginDuty,
    CallInSick,
    CancelShift,
    ClearanceLost,
    CloseDuty,
    ContestAbsence,
    DeclineStandIn,
    DefinePosition,
    DutyId,
    EndDuty,
    LiftAbsence,
    RecordAbsence,
    RecordSkill,
    ReleaseFromShift,
    ReleaseShifts,
    ReleaseUncleared,
    ReviewClearance,
    ReviewCover,
    ScheduleShift,
    ScheduleStandingDuty,
    ShiftId,
    ShiftReleased,
    TakeShift,
)
from tests.doings import (
    ADULT,
    CHILD,
    CLOCK,
    ENDS,
    ON_DUTY,
    ON_SHIFT,
    OTHER,
    PAPERS,
    PEOPLE,
    PLANNED,
    POSITION,
    SHIFT,
    STARTS,
    Example,
)

__all__ = ["EXAMPLES"]

SOUGHT = ON_SHIFT.and_done(AskStandIn(SHIFT, ADULT, OTHER), by=ADULT)
ABSENT = ON_SHIFT.and_done(RecordAbsence(SHIFT, ADULT), at=ENDS)
BESIDE = ON_SHIFT.and_done(TakeShift(SHIFT, CHILD), by=ADULT)
UNCLEARED = ClearanceWithdrawn(PAPERS[ADULT], ADULT, "Mistaken for another")
# An adult is gone and nobody looked, as where no process follows the release.
UNWATCHED = BESIDE.and_given(ShiftReleased(SHIFT, ADULT, None, "illness"))
BOUND = PEOPLE.and_given(
    GrantRole(OTHER, OVERRIDER),
    DefinePosition(POSITION, "First aid", all_of=("first aid",)),
    ScheduleShift(SHIFT, POSITION, Period(STARTS, ENDS), 1, 2),
)

EXAMPLES = (
    Example(PEOPLE, DefinePosition(POSITION, "Steward")),
    Example(PEOPLE, RecordSkill(ADULT, "first aid")),
    Example(PLANNED, ScheduleShift(ShiftId("shift-2"), POSITION, Period(STARTS, ENDS), 1, 2)),
    Example(
        PLANNED,
        ScheduleStandingDuty(
            DutyId("duty-1"), POSITION, date(2024, 6, 2), date(2024, 6, 4), "20:00", "06:00", 1, 2
        ),
    ),
    Example(PLANNED, TakeShift(SHIFT, ADULT), ADULT),
    Example(BOUND, AssignDespiteLimits(SHIFT, ADULT, "Nobody else is there"), OTHER),
    Example(ON_SHIFT, CallInSick(SHIFT, ADULT), ADULT),
    Example(ON_SHIFT, ReleaseFromShift(SHIFT, ADULT, "Needed at home")),
    Example(
        BESIDE.and_given(ChangeSettings((DATA_CONSENT_VERSION.at(2),))), ReleaseShifts(CHILD), CLOCK
    ),
    Example(ON_SHIFT.and_given(UNCLEARED), ReviewClearance(ADULT), CLOCK),
    Example(
        BESIDE.and_given(UNCLEARED, ClearanceLost(SHIFT, ADULT, None)),
        ReleaseUncleared(SHIFT, ADULT),
        CLOCK,
    ),
    Example(ON_SHIFT, AskStandIn(SHIFT, ADULT, OTHER), ADULT),
    Example(SOUGHT, DeclineStandIn(SHIFT, ADULT, OTHER), OTHER),
    Example(SOUGHT, AcceptStandIn(SHIFT, ADULT, OTHER), OTHER),
    Example(BESIDE, CancelShift(SHIFT, "Typhoon")),
    Example(UNWATCHED, ReviewCover(SHIFT), CLOCK),
    Example(ON_SHIFT, BeginDuty(SHIFT, ADULT, STARTS), ADULT, STARTS),
    Example(ON_DUTY, EndDuty(SHIFT, ADULT, ENDS), ADULT, ENDS),
    Example(ON_DUTY, CloseDuty(SHIFT, ADULT), CLOCK, ENDS),
    Example(ON_SHIFT, RecordAbsence(SHIFT, ADULT), FOUNDER, ENDS),
    Example(ABSENT, ContestAbsence(SHIFT, ADULT, "I was there"), ADULT, ENDS),
    Example(ABSENT, LiftAbsence(SHIFT, ADULT, "They were there"), FOUNDER, ENDS),
)
