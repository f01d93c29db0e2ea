"""Positions and shifts, who is on duty when, and the settings about working hours."""

from typing import NewType

import attrs

from ..kernel import MemberId, Period, Setting, identifier

__all__ = [
    "ABSENCE_GRACE",
    "ADULT_HOURS",
    "ADULT_REST",
    "DUTY_BEGINS",
    "DUTY_DAYS",
    "MINORS_EARLIEST",
    "MINORS_LATEST",
    "MINORS_NEED_ADULTS",
    "MINORS_PER_ADULT",
    "MINUTES_A_DAY",
    "OVERRIDER",
    "ROLES",
    "DutyId",
    "OnDuty",
    "PositionId",
    "ShiftId",
]

PositionId = NewType("PositionId", str)
ShiftId = NewType("ShiftId", str)
DutyId = NewType("DutyId", str)
identifier(PositionId, tag="position")
identifier(ShiftId, tag="shift")
identifier(DutyId, tag="standing-duty")

DUTY_DAYS = 56
"""Eight weeks: more are more than one decision reads, which looks at the plan of each day."""

OVERRIDER = "overrider"
ROLES = (OVERRIDER,)
"""Who may assign somebody despite the limits that can be overridden."""

MIDNIGHT = 1_440
"""The minute at which a day of the clocks ends."""
MINORS_EARLIEST = Setting("shift.minors-earliest-minute", 480, "minutes", "R7", high=MIDNIGHT)
MINORS_LATEST = Setting("shift.minors-latest-minute", 1_200, "minutes", "R7", high=MIDNIGHT)
"""Minors work between these two, counted from midnight as the local clocks show it."""
MINUTES_A_DAY = Setting("shift.minors-minutes-a-day", 240, "minutes", "R7", high=1_500)
MINORS_NEED_ADULTS = Setting("shift.minors-need-adults", 1, "switch", "R7", high=1)
MINORS_PER_ADULT = Setting("shift.minors-per-adult", 10, "persons", "R7", low=1, high=1_000)
ADULT_HOURS = Setting("shift.hours-in-24", 10, "hours", "R20", low=1, high=24)
ADULT_REST = Setting("shift.rest-hours", 11, "hours", "R20", high=24)
DUTY_BEGINS = Setting("shift.check-in-opens-minutes", 60, "minutes", "R24", high=1_440)
ABSENCE_GRACE = Setting("shift.absence-grace-hours", 48, "hours", "R25", high=8_760)


@attrs.frozen
class OnDuty:
    """A member on a shift for a period: all of it, or until they went."""

    shift_id: ShiftId
    member_id: MemberId
    period: Period
    minor: bool
    """Under age on the day of the shift."""
    cleared: bool = False
    """An adult with a clearance for all days of the shift."""
