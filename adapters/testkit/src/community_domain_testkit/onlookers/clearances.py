"""Looks at clearances: which adults are beside minors, are tutors, or hand children over."""

from datetime import datetime

from community_domain import Envelope, Event, MemberId, Recorded
from community_domain.activities import HandedOver
from community_domain.members import (
    TUTOR,
    ClearanceRecorded,
    ClearanceWithdrawn,
    ReleaseTutor,
    RoleGranted,
    RoleRevoked,
)
from community_domain.shifts import (
    ClearanceCounted,
    ClearanceLost,
    ShiftId,
    ShiftReleased,
    ShiftTaken,
)

from .known import Known, SliceOnlooker, demand
from .shifts import Duty, ShiftsOnlooker

__all__ = ["ClearancesOnlooker"]

Place = tuple[ShiftId, MemberId]


class ClearancesOnlooker(SliceOnlooker):
    """R46, as far as clearances go."""

    def __init__(self, known: Known) -> None:
        super().__init__(known)
        self.sees = {
            RoleGranted: self.role_granted,
            RoleRevoked: self.role_revoked,
            ShiftTaken: self.taken,
            ShiftReleased: self.released,
            ClearanceCounted: self.counted,
            ClearanceLost: self.lost,
            HandedOver: self.handed_over,
        }
        self.carried: set[Place] = set()
        """Places on shifts that clearances carried before somebody's last one changed."""

    @property
    def asked(self) -> bool:
        """Whether the community asks for clearances."""
        return bool(self.setting("member.clearance-required"))

    def decided(self, rows: list[Recorded[Event]]) -> None:
        """Remember what a clearance carries that is about to change."""
        for event in (row.event for row in rows):
            if isinstance(event, ClearanceRecorded | ClearanceWithdrawn):
                self.carried = {
                    (duty.plan.shift_id, event.member_id)
                    for duty in self.other(ShiftsOnlooker).held_by(event.member_id)
                    if self.known.is_cleared(event.member_id, duty.period)
                }

    def role_granted(self, event: RoleGranted, envelope: Envelope) -> None:
        """A tutor is cleared on the day."""
        if self.asked and event.role == TUTOR:
            day = self.known.day(envelope.context.at)
            demand(self.known.is_cleared_on(event.member_id, day), "R46: tutor", event)

    def role_revoked(self, event: RoleRevoked, envelope: Envelope) -> None:
        """By what follows only who is not cleared, and is a tutor, loses a role."""
        if isinstance(envelope.command, ReleaseTutor):
            day = self.known.day(envelope.context.at)
            demand(self.asked and event.role == TUTOR, "R46: tutor", event)
            demand(not self.known.is_cleared_on(event.member_id, day), "R46: tutor", event)

    def taken(self, event: ShiftTaken, envelope: Envelope) -> None:
        """No adult without a clearance for all days of their shift is beside a minor."""
        duty = self.other(ShiftsOnlooker).duties[event.shift_id]
        at = envelope.context.at
        if not self.asked:
            return
        if event.minor:
            beside = self.beside(duty, at, minors=False)
            lacking = [who for who, their in beside if not self.known.is_cleared(who, their.period)]
            demand(not lacking, "R46: beside a minor", (event, lacking))
        elif self.beside(duty, at, minors=True):
            cleared = self.known.is_cleared(event.member_id, duty.period)
            demand(cleared, "R46: beside minors", event)

    def released(self, event: ShiftReleased, envelope: Envelope) -> None:
        """Who is freed for want of a clearance lacks it, and minors are there."""
        if event.reason == "clearance-missing":
            duty = self.other(ShiftsOnlooker).duties[event.shift_id]
            at = envelope.context.at
            demand(self.asked and duty.period.start > at, "R46: ahead", event)
            demand(not self.known.is_cleared(event.member_id, duty.period), "R46: lacks", event)
            demand(self.beside(duty, at, minors=True), "R46: minors are there", event)

    def counted(self, event: ClearanceCounted, _: Envelope) -> None:
        """It is said of who is cleared."""
        duty = self.other(ShiftsOnlooker).duties[event.shift_id]
        demand(duty.holders.get(event.member_id) is False, "R46: an adult on it", event)
        demand(self.known.is_cleared(event.member_id, duty.period), "R46: counted", event)

    def lost(self, event: ClearanceLost, _: Envelope) -> None:
        """It is said of who is not any more."""
        duty = self.other(ShiftsOnlooker).duties[event.shift_id]
        demand(not self.known.is_cleared(event.member_id, duty.period), "R46: lost", event)

    def handed_over(self, event: HandedOver, envelope: Envelope) -> None:
        """Whoever says with whom a child left was cleared on the day."""
        actor = envelope.context.actor
        cleared = isinstance(actor, str) and self.known.is_cleared_on(
            MemberId(actor), self.known.day(event.at)
        )
        demand(cleared or not self.asked, "R46: staff", event)

    def beside(self, duty: Duty, at: datetime, *, minors: bool) -> list[tuple[MemberId, Duty]]:
        """The minors, or adults, who share some time with a shift from an instant on."""
        return [
            (who, other)
            for other in self.other(ShiftsOnlooker).duties.values()
            if duty.is_with(other)
            for who, minor in other.holders.items()
            if minor is minors and shares_time(duty, other, who, at)
        ]

    def done(self, rows: list[Recorded[Event]]) -> None:
        """Whoever lost a clearance is beside no minor on a shift ahead, and no tutor."""
        at = max(row.envelope.context.at for row in rows)
        for event in (row.event for row in rows):
            if self.asked and isinstance(event, ClearanceRecorded | ClearanceWithdrawn):
                self.is_free_of_what_was_carried(event, at)
                cleared = self.known.is_cleared_on(event.member_id, self.known.day(at))
                tutor = self.known.has_role(event.member_id, TUTOR)
                demand(cleared or not tutor, "R46: tutor", event)

    def is_free_of_what_was_carried(
        self, event: ClearanceRecorded | ClearanceWithdrawn, at: datetime
    ) -> None:
        """Shifts ahead that the clearance carried, and none does now, have no minors beside."""
        member = event.member_id
        for duty in self.other(ShiftsOnlooker).held_by(member):
            carried = (duty.plan.shift_id, member) in self.carried
            ahead = duty.period.start > at and member not in duty.came and not duty.cancelled
            if carried and ahead and not duty.holders[member]:
                cleared = self.known.is_cleared(member, duty.period)
                demand(cleared or not self.beside(duty, at, minors=True), "R46", event)


def shares_time(duty: Duty, other: Duty, who: MemberId, at: datetime) -> bool:
    """Whether somebody on another shift is there while a shift lasts, from an instant on."""
    ends = [duty.period.end, other.period.end, other.went.get(who), other.cancelled]
    until = min(one for one in ends if one is not None)
    return max(at, duty.period.start, other.period.start) < until
