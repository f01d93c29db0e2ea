"""Looks at attendance on duty: who came, who went, who did not come."""

from community_domain import Envelope, MemberId
from community_domain.shifts import (
    AbsenceContested,
    AbsenceLifted,
    AbsenceRecorded,
    DutyBegun,
    DutyEnded,
    ShiftId,
)

from .hours import MINUTE
from .known import Known, SliceOnlooker, demand
from .shifts import Duty, ShiftsOnlooker

__all__ = ["DutiesOnlooker"]

Turn = tuple[ShiftId, MemberId]


class DutiesOnlooker(SliceOnlooker):
    """R3, R7, R23 to R25, on shifts."""

    def __init__(self, known: Known) -> None:
        super().__init__(known)
        self.sees = {
            DutyBegun: self.came_in,
            DutyEnded: self.went_out,
            AbsenceRecorded: self.did_not_come,
            AbsenceContested: self.contests,
            AbsenceLifted: self.is_excused,
        }
        self.absent: set[Turn] = set()
        self.excused: set[Turn] = set()
        self.contested: set[Turn] = set()

    def duty(self, event: DutyBegun | DutyEnded | AbsenceRecorded) -> Duty:
        """The shift it is about."""
        return self.other(ShiftsOnlooker).duties[event.shift_id]

    def came_in(self, event: DutyBegun, envelope: Envelope) -> None:
        """Who is on the shift comes once, about when it is, and is nowhere else."""
        duty, member = self.duty(event), event.member_id
        early = self.setting("shift.check-in-opens-minutes") * MINUTE
        demand(member not in duty.came, "R24", event)
        demand(event.at <= envelope.context.at, "R24", event)
        demand(duty.period.start - early <= event.at < duty.period.end, "R24", event)
        self.known.come(member, event.shift_id, event)
        demand(member in duty.holders, "R25", event)
        demand(self.known.may_take_part(member, event.at), "R3", event)
        if duty.holders[member]:
            rest = (max(event.at, duty.period.start), duty.period.end)
            demand(self.other(ShiftsOnlooker).has_adults_all_along(duty, *rest), "R7", event)
        duty.came[member] = event.at

    def went_out(self, event: DutyEnded, envelope: Envelope) -> None:
        """Who came goes once, later; what was forgotten is closed at the end."""
        duty, member = self.duty(event), event.member_id
        demand(member in duty.came and member not in duty.went, "R24", event)
        demand(event.at >= duty.came[member], "R24", event)
        if event.forgotten:
            ends = duty.cancelled or duty.period.end
            demand(envelope.context.at >= ends, "R24", event)
            demand(event.at == max(ends, duty.came[member]), "R24", event)
        else:
            demand(event.at <= envelope.context.at, "R24", event)
        self.known.go(member, event.shift_id, event)
        duty.went[member] = event.at

    def did_not_come(self, event: AbsenceRecorded, envelope: Envelope) -> None:
        """A holder of a shift that was held did not come to it."""
        duty, turn = self.duty(event), (event.shift_id, event.member_id)
        demand(event.member_id in duty.holders, "R25", event)
        demand(event.member_id not in duty.came, "R25", event)
        demand(duty.cancelled is None, "R23", event)
        demand(envelope.context.at >= duty.period.end, "R25", event)
        demand(turn not in self.absent, "R25", event)
        self.absent.add(turn)

    def contests(self, event: AbsenceContested, _: Envelope) -> None:
        """An absence that stands is contested, once."""
        turn = (event.shift_id, event.member_id)
        demand(self.is_absent(turn) and turn not in self.contested, "R25", event)
        self.contested.add(turn)

    def is_excused(self, event: AbsenceLifted, _: Envelope) -> None:
        """An absence that stands is lifted."""
        turn = (event.shift_id, event.member_id)
        demand(self.is_absent(turn), "R25", event)
        self.excused.add(turn)

    def is_absent(self, turn: Turn) -> bool:
        """Whether an absence stands."""
        shift_id, member = turn
        came = member in self.other(ShiftsOnlooker).duties[shift_id].came
        return turn in self.absent and turn not in self.excused and not came
