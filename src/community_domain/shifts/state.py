"""What decisions read about shifts.

Long because the events of a shift concern its plan, its roster, its place, and each member on it.
"""

from datetime import date, datetime, timedelta

import attrs

from ..community.values import PlaceId
from ..kernel import MemberId, Period, State, Timetable, folded, on, state
from .events import (
    AbsenceContested,
    AbsenceLifted,
    AbsenceRecorded,
    ClearanceCounted,
    ClearanceLost,
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
from .values import OnDuty, PositionId, ShiftId

__all__ = ["Duties", "Duty", "Plan", "Position", "Roster", "Skills", "Watch"]

ABSENCES = (AbsenceRecorded, AbsenceContested, AbsenceLifted)
ASSIGNMENTS = (ShiftTaken, ShiftReleased, ShiftHandedOver)
ATTENDANCE = (DutyBegun, DutyEnded)
CLEARANCE = (ClearanceCounted, ClearanceLost)
COVER = (ShiftUncovered, ShiftCovered)
STAND_INS = (StandInAsked, StandInDeclined)
INSTANT = timedelta.resolution


def _on_duty(event: ShiftTaken) -> OnDuty:
    return OnDuty(event.shift_id, event.member_id, event.period, event.minor)


def _until(duties: dict[MemberId, OnDuty], member_id: MemberId, at: datetime) -> None:
    """Shorten the duty of who goes before its end."""
    duty = duties.get(member_id)
    if duty is None or at >= duty.period.end:
        return
    if at <= duty.period.start:
        del duties[member_id]
    else:
        duties[member_id] = attrs.evolve(duty, period=Period(duty.period.start, at))


def _cleared(duties: dict[MemberId, OnDuty], member_id: MemberId, *, cleared: bool) -> None:
    """Remember of somebody on duty whether a clearance counts."""
    if member_id in duties:
        duties[member_id] = attrs.evolve(duties[member_id], cleared=cleared)


@state
class Position(State):
    """A kind of work, and what it takes."""

    position_id: PositionId
    defined: PositionDefined | None = folded(None)

    ignores = {"Shifts copy what their position takes": (ShiftScheduled,)}
    elsewhere = "Only a definition makes a position"

    @on
    def defined_as(self, event: PositionDefined) -> None:
        self.defined = event


@state
class Skills(State):
    """What a member can do, and until which day each skill counts."""

    member_id: MemberId
    held: dict[str, date | None] = folded(factory=dict)

    ignores = {
        "Nobody learns by being planned, or by serving": (
            *ASSIGNMENTS,
            *STAND_INS,
            *ATTENDANCE,
            *ABSENCES,
            LimitsOverridden,
        ),
        "A clearance is no skill": CLEARANCE,
    }
    elsewhere = "Only a record says what somebody can do"

    @on
    def recorded(self, event: SkillRecorded) -> None:
        self.held[event.skill] = event.until


@state
class Plan(State):
    """When and where a shift is, and whether it was cancelled."""

    shift_id: ShiftId
    scheduled: ShiftScheduled | None = folded(None)
    cancelled: datetime | None = folded(None)
    """When it was called off."""

    ignores = {
        "Whoever comes or goes, the plan stays": (
            *ASSIGNMENTS,
            *STAND_INS,
            *ATTENDANCE,
            *ABSENCES,
            *COVER,
            *CLEARANCE,
            LimitsOverridden,
        ),
    }
    elsewhere = "Only scheduling and cancelling make a plan"

    @on
    def scheduled_for(self, event: ShiftScheduled) -> None:
        self.scheduled = event

    @on
    def called_off(self, event: ShiftCancelled) -> None:
        self.cancelled = event.at


@state
class Roster(State):
    """Who is on a shift, whose place is at risk, and who was asked to stand in."""

    shift_id: ShiftId
    scheduled: ShiftScheduled | None = folded(None)
    cancelled: bool = folded(False)
    holders: dict[MemberId, None] = folded(factory=dict)
    at_risk: dict[MemberId, None] = folded(factory=dict)
    """Who was released and is not replaced yet."""
    arrived: dict[MemberId, datetime] = folded(factory=dict)
    asked: dict[MemberId, dict[MemberId, None]] = folded(factory=dict)
    """Who may stand in, by holder."""
    handed: dict[MemberId, MemberId] = folded(factory=dict)
    """Who stood in, by who was a holder before."""
    duties: dict[MemberId, OnDuty] = folded(factory=dict)
    """When each holder is on duty, those who went or were sent home no longer."""
    uncovered: datetime | None = folded(None)
    """Since when minors on it have too few adults beside them."""

    ignores = {
        "Coming late is told of one holder, not of the shift": ABSENCES,
        "Who is on a shift is on it, also by an override": (LimitsOverridden,),
    }
    elsewhere = "Only what happens to a shift changes who is on it"

    @property
    def understaffed(self) -> bool:
        """Fewer are on it than the least (R19)."""
        wanted = self.scheduled.least if self.scheduled and not self.cancelled else 0
        return len(self.holders) < wanted

    @on
    def scheduled_for(self, event: ShiftScheduled) -> None:
        self.scheduled = event

    @on
    def called_off(self, event: ShiftCancelled) -> None:
        self.cancelled = True
        for member_id in list(self.duties):
            _until(self.duties, member_id, event.at)

    @on
    def taken(self, event: ShiftTaken) -> None:
        if event.member_id not in self.holders and self.at_risk:
            back = event.member_id in self.at_risk
            del self.at_risk[event.member_id if back else next(iter(self.at_risk))]
        self.holders[event.member_id] = None
        self.handed.pop(event.member_id, None)
        self.duties[event.member_id] = _on_duty(event)

    @on
    def released(self, event: ShiftReleased) -> None:
        self._drop(event.member_id)
        if not self.cancelled:
            self.at_risk[event.member_id] = None

    @on
    def handed_over(self, event: ShiftHandedOver) -> None:
        self._drop(event.giver_id)
        self.holders[event.taker_id] = None
        self.handed[event.giver_id] = event.taker_id

    @on
    def stand_in_asked(self, event: StandInAsked) -> None:
        self.asked.setdefault(event.member_id, {})[event.stand_in_id] = None

    @on
    def stand_in_declined(self, event: StandInDeclined) -> None:
        self.asked.get(event.member_id, {}).pop(event.stand_in_id, None)

    @on
    def counted(self, event: ClearanceCounted) -> None:
        _cleared(self.duties, event.member_id, cleared=True)

    @on
    def lost(self, event: ClearanceLost) -> None:
        _cleared(self.duties, event.member_id, cleared=False)

    @on
    def begun(self, event: DutyBegun) -> None:
        self.arrived[event.member_id] = event.at

    @on
    def ended(self, event: DutyEnded) -> None:
        _until(self.duties, event.member_id, event.at)

    @on
    def lost_cover(self, event: ShiftUncovered) -> None:
        self.uncovered = event.since

    @on
    def covered(self, event: ShiftCovered) -> None:
        self.uncovered = None

    def _drop(self, member_id: MemberId) -> None:
        self.holders.pop(member_id, None)
        self.duties.pop(member_id, None)
        self.asked.pop(member_id, None)


@state
class Watch(State):
    """Who is on duty at a place, and which shifts there lack adults."""

    place_id: PlaceId
    times: Timetable = folded(factory=Timetable)
    shifts: dict[str, dict[MemberId, OnDuty]] = folded(factory=dict)
    uncovered: dict[ShiftId, datetime] = folded(factory=dict)

    ignores = {"A plan alone puts nobody there": (ShiftScheduled,)}
    elsewhere = "Only those on shifts keep watch"

    def on_duty(self, start: datetime, end: datetime) -> list[OnDuty]:
        """Whoever is on duty there at some moment between."""
        return [
            duty
            for shift in self.times.overlapping(start, end)
            for duty in self.shifts[shift].values()
        ]

    @on
    def taken(self, event: ShiftTaken) -> None:
        self.times.put(event.shift_id, event.period)
        self.shifts.setdefault(event.shift_id, {})[event.member_id] = _on_duty(event)

    @on
    def released(self, event: ShiftReleased) -> None:
        self._drop(event.shift_id, event.member_id)

    @on
    def handed_over(self, event: ShiftHandedOver) -> None:
        self._drop(event.shift_id, event.giver_id)

    @on
    def counted(self, event: ClearanceCounted) -> None:
        _cleared(self.shifts.get(event.shift_id, {}), event.member_id, cleared=True)

    @on
    def lost(self, event: ClearanceLost) -> None:
        _cleared(self.shifts.get(event.shift_id, {}), event.member_id, cleared=False)

    @on
    def ended(self, event: DutyEnded) -> None:
        _until(self.shifts.get(event.shift_id, {}), event.member_id, event.at)

    @on
    def called_off(self, event: ShiftCancelled) -> None:
        there = self.shifts.get(event.shift_id, {})
        for member_id in list(there):
            _until(there, member_id, event.at)

    @on
    def lost_cover(self, event: ShiftUncovered) -> None:
        self.uncovered[event.shift_id] = event.since

    @on
    def covered(self, event: ShiftCovered) -> None:
        self.uncovered.pop(event.shift_id, None)

    def _drop(self, shift_id: ShiftId, member_id: MemberId) -> None:
        self.shifts.get(shift_id, {}).pop(member_id, None)


@state
class Duties(State):
    """The shifts a member is on, with their times and limits."""

    member_id: MemberId
    taken: dict[str, ShiftTaken] = folded(factory=dict)
    cleared: dict[str, None] = folded(factory=dict)
    """Those for all days of which a clearance counts."""
    times: Timetable = folded(factory=Timetable)

    ignores = {
        "Being asked is not being on a shift": STAND_INS,
        "Coming or not, the shift was theirs": (*ATTENDANCE, *ABSENCES),
        "Limits that were overridden are limits still": (LimitsOverridden,),
        "Skills are no duties": (SkillRecorded,),
    }
    elsewhere = "Only shifts are duties"

    def around(self, period: Period, margin: timedelta) -> list[ShiftTaken]:
        """Those within a margin of the period, and whatever they follow without a pause."""
        start, end = period.start - margin, period.end + margin
        while True:
            found = [self.taken[shift] for shift in self.times.overlapping(start, end)]
            first = min([start, *(one.period.start - INSTANT for one in found)])
            last = max([end, *(one.period.end + INSTANT for one in found)])
            if (first, last) == (start, end):
                return found
            start, end = first, last

    @on
    def counted(self, event: ClearanceCounted) -> None:
        self.cleared[event.shift_id] = None

    @on
    def lost(self, event: ClearanceLost) -> None:
        self.cleared.pop(event.shift_id, None)

    @on
    def shift_taken(self, event: ShiftTaken) -> None:
        self.taken[event.shift_id] = event
        self.times.put(event.shift_id, event.period)

    @on
    def released(self, event: ShiftReleased) -> None:
        self._drop(event.shift_id)

    @on
    def handed_over(self, event: ShiftHandedOver) -> None:
        if event.giver_id == self.member_id:
            self._drop(event.shift_id)

    def _drop(self, shift_id: ShiftId) -> None:
        self.taken.pop(shift_id, None)
        self.cleared.pop(shift_id, None)
        self.times.drop(shift_id)


@state
class Duty(State):
    """What became of one member's place on one shift: exactly one outcome (R25)."""

    shift_id: ShiftId
    member_id: MemberId
    holds: bool = folded(False)
    came: datetime | None = folded(None)
    went: datetime | None = folded(None)
    forgotten: bool = folded(False)
    """They did not check out; `went` is the planned end."""
    absent: bool = folded(False)
    contested: bool = folded(False)
    excused: bool = folded(False)

    ignores = {
        "Asking and being asked have no outcome": STAND_INS,
        "Nor has what was overridden to put them there": (LimitsOverridden,),
        "Nor that minors might be beside them": CLEARANCE,
    }
    elsewhere = "Only what happens to the shift is an outcome of it"

    @property
    def outcome(self) -> str | None:
        """`attended`, `absent`, `excused`, or None while it is open."""
        if self.came is not None:
            return "attended"
        if self.excused:
            return "excused"
        return "absent" if self.absent else None

    @on
    def taken(self, event: ShiftTaken) -> None:
        self.holds = True

    @on
    def released(self, event: ShiftReleased) -> None:
        self.holds = False

    @on
    def handed_over(self, event: ShiftHandedOver) -> None:
        if event.giver_id == self.member_id:
            self.holds = False

    @on
    def begun(self, event: DutyBegun) -> None:
        self.came = event.at

    @on
    def ended(self, event: DutyEnded) -> None:
        self.went, self.forgotten = event.at, event.forgotten

    @on
    def recorded_as_absent(self, event: AbsenceRecorded) -> None:
        self.absent = True

    @on
    def absence_contested(self, event: AbsenceContested) -> None:
        self.contested = True

    @on
    def absence_lifted(self, event: AbsenceLifted) -> None:
        self.excused = True
