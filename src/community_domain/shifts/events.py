"""What happened about shifts. The names are storage formats: they never change."""

from datetime import date, datetime

from ..activities.values import ActivityId
from ..community.values import PlaceId
from ..kernel import Event, LocalPeriod, MemberId, Period, event, personal
from ..members.events import Arrives, Departs, Engages, Releases
from ..members.values import Engagement
from .values import PositionId, ShiftId

__all__ = [
    "AbsenceContested",
    "AbsenceLifted",
    "AbsenceRecorded",
    "ClearanceCounted",
    "ClearanceLost",
    "DutyBegun",
    "DutyEnded",
    "LimitsOverridden",
    "PositionDefined",
    "ShiftCancelled",
    "ShiftCovered",
    "ShiftHandedOver",
    "ShiftReleased",
    "ShiftScheduled",
    "ShiftTaken",
    "ShiftUncovered",
    "SkillRecorded",
    "StandInAsked",
    "StandInDeclined",
]


@event("shift.position-defined")
class PositionDefined(Event):
    """A kind of work, and what it takes."""

    position_id: PositionId
    title: str
    youngest: int
    """Age in years from which it is open; 0 for everybody."""
    longest: int | None
    """Minutes that somebody may work on end where this is part of it; None means no limit."""
    all_of: tuple[str, ...]
    """Skills that are all needed."""
    any_of: tuple[str, ...]
    """Skills of which one is needed; none when empty."""


@event("shift.skill-recorded")
class SkillRecorded(Event):
    """A member has a skill; recording it again replaces how long."""

    member_id: MemberId
    skill: str
    until: date | None
    """The last day on which it counts, by the community's calendar; None means for good."""


@event("shift.scheduled")
class ShiftScheduled(Event):
    """A dated duty, with all that its position asked for on that day."""

    shift_id: ShiftId
    position_id: PositionId
    activity_id: ActivityId | None
    place_id: PlaceId | None
    title: str
    period: Period
    local: LocalPeriod
    least: int
    """Persons; with fewer the shift is understaffed."""
    most: int
    """Persons; with so many it is full."""
    break_minutes: int
    """Taken off the time that counts as served; nobody plans when."""
    youngest: int
    longest: int | None
    all_of: tuple[str, ...]
    any_of: tuple[str, ...]


@event("shift.taken")
class ShiftTaken(Engages):
    """A member is on a shift, and busy for the period."""

    shift_id: ShiftId
    member_id: MemberId
    place_id: PlaceId | None
    period: Period
    longest: int | None
    """Minutes on end, as the position allows."""
    minor: bool
    """Under age on the day of the shift."""

    @property
    def engagement(self) -> Engagement:
        """The member, for the period of the shift, where it is."""
        return Engagement(self.member_id, self.shift_id, self.period, self.place_id)


@event("shift.clearance-counted")
class ClearanceCounted(Event):
    """An adult on the shift holds a clearance for all of its days: minors may be beside them."""

    shift_id: ShiftId
    member_id: MemberId
    place_id: PlaceId | None


@event("shift.clearance-lost")
class ClearanceLost(Event):
    """An adult on the shift holds none any more on some day of it."""

    shift_id: ShiftId
    member_id: MemberId
    place_id: PlaceId | None


@event("shift.limits-overridden")
class LimitsOverridden(Event):
    """Somebody with the right to it assigned a member despite limits; the envelope says who."""

    shift_id: ShiftId
    member_id: MemberId
    overridden: tuple[str, ...]
    """The codes of the refusals that would have met the member."""
    reason: str


@event("shift.released")
class ShiftReleased(Releases):
    """A holder was released: the place is open, and at risk."""

    shift_id: ShiftId
    member_id: MemberId
    place_id: PlaceId | None
    reason: str
    """`illness`, `cancelled`, the code of a refusal, or a coordinator's words."""

    @property
    def released(self) -> tuple[MemberId, str]:
        """The member, of this shift."""
        return self.member_id, self.shift_id


@event("shift.stand-in-asked")
class StandInAsked(Event):
    """A holder asked another member to stand in; until that one accepts, nothing changes."""

    shift_id: ShiftId
    member_id: MemberId
    stand_in_id: MemberId


@event("shift.stand-in-declined")
class StandInDeclined(Event):
    """The member who was asked will not stand in."""

    shift_id: ShiftId
    member_id: MemberId
    stand_in_id: MemberId


@event("shift.handed-over")
class ShiftHandedOver(Releases):
    """A holder's place went to a stand-in, in one decision: it was never empty nor held twice."""

    shift_id: ShiftId
    giver_id: MemberId
    taker_id: MemberId
    place_id: PlaceId | None

    @property
    def released(self) -> tuple[MemberId, str]:
        """The giver, of this shift."""
        return self.giver_id, self.shift_id


@event("shift.cancelled")
class ShiftCancelled(Event):
    """A shift will not be, or is over at once; this is final."""

    shift_id: ShiftId
    at: datetime
    """Whoever is on duty then is no longer."""
    reason: str
    place_id: PlaceId | None = None


@event("shift.uncovered")
class ShiftUncovered(Event):
    """Minors on the shift have too few adults beside them from an instant on."""

    shift_id: ShiftId
    place_id: PlaceId | None
    since: datetime


@event("shift.covered")
class ShiftCovered(Event):
    """Adults enough are beside the minors on the shift again."""

    shift_id: ShiftId
    place_id: PlaceId | None


@event("shift.duty-begun")
class DutyBegun(Arrives):
    """A member on the shift arrived."""

    shift_id: ShiftId
    member_id: MemberId
    at: datetime
    """When it happened; a device that was offline tells it later."""

    @property
    def arrival(self) -> tuple[MemberId, str, datetime]:
        """The member, at this shift."""
        return self.member_id, self.shift_id, self.at


@event("shift.duty-ended")
class DutyEnded(Departs):
    """A member on the shift went."""

    shift_id: ShiftId
    member_id: MemberId
    place_id: PlaceId | None
    at: datetime
    forgotten: bool
    """Nobody checked out; the planned end is taken and shown as such."""

    @property
    def departure(self) -> tuple[MemberId, str, datetime]:
        """The member, from this shift."""
        return self.member_id, self.shift_id, self.at


@event("shift.absence-recorded")
class AbsenceRecorded(Event):
    """A holder did not come; the envelope says who says so."""

    shift_id: ShiftId
    member_id: MemberId


@event("shift.absence-contested")
class AbsenceContested(Event):
    """The member, or a guardian, says otherwise."""

    shift_id: ShiftId
    member_id: MemberId
    statement: str = personal(subject="member_id")


@event("shift.absence-lifted")
class AbsenceLifted(Event):
    """A coordinator took an absence back; the member counts as excused."""

    shift_id: ShiftId
    member_id: MemberId
    reason: str
