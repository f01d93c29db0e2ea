"""What time asks of members: erasures that waited for the law, and tutors without clearance."""

from collections.abc import Iterator
from datetime import datetime

from ..community.events import CommunityFounded, SettingsChanged
from ..community.state import Settings
from ..community.values import Scope
from ..kernel import Command, Deadlines, MemberId, Pending, deadlines, folded, local_date, on
from .commands import CarryOutErasure, ReleaseTutor
from .events import (
    ClearanceRecorded,
    ClearanceWithdrawn,
    ErasureAsked,
    ErasureWithdrawn,
    KeepingWithdrawn,
    KeptByLaw,
    MemberErased,
    RoleGranted,
    RoleRevoked,
)
from .values import CLEARANCE_REQUIRED, TUTOR, ClearanceId, Validity

__all__ = ["ErasureDeadlines", "TutorDeadlines"]


@deadlines
class ErasureDeadlines(Deadlines):
    """An erasure that all have asked for waits for the last day on which a law keeps the data."""

    kept_until: dict[MemberId, datetime] = folded(factory=dict)
    agreed: dict[MemberId, None] = folded(factory=dict)
    to_carry_out: Pending = folded(factory=Pending)

    def due(self, at: datetime) -> Iterator[Command]:
        """Members to erase, whose law ended first before the others."""
        yield from self.to_carry_out.due(at)

    @on
    def kept(self, event: KeptByLaw) -> None:
        self.kept_until[event.member_id] = event.ends
        self._wait(event.member_id)

    @on
    def kept_no_longer(self, event: KeepingWithdrawn) -> None:
        self.kept_until.pop(event.member_id, None)
        self.to_carry_out.strike(CarryOutErasure(event.member_id))

    @on
    def asked(self, event: ErasureAsked) -> None:
        if event.agreed:
            self.agreed[event.member_id] = None
            self._wait(event.member_id)

    @on
    def settled(self, event: ErasureWithdrawn | MemberErased) -> None:
        self.agreed.pop(event.member_id, None)
        self.to_carry_out.strike(CarryOutErasure(event.member_id))

    def _wait(self, member_id: MemberId) -> None:
        ends = self.kept_until.get(member_id)
        if ends is not None and member_id in self.agreed:
            self.to_carry_out.put(CarryOutErasure(member_id), ends)


@deadlines
class TutorDeadlines(Deadlines):
    """A tutor whose clearance has run out is a tutor no longer (R46).

    Asked of every tutor each time: they are few, and whose clearances leave a gap loses the role
    on its first day.
    """

    settings: Settings = folded(factory=Settings)
    tutors: dict[MemberId, dict[Scope, None]] = folded(factory=dict)
    """Where each is one, those who are one nowhere any more left out."""
    cleared: dict[MemberId, dict[ClearanceId, Validity]] = folded(factory=dict)

    def due(self, at: datetime) -> Iterator[Command]:
        """Tutors to release, who became one first before the others."""
        if not self.settings[CLEARANCE_REQUIRED]:
            return
        today = local_date(at, self.settings.zone)
        for member_id in self.tutors:
            if not any(one.holds_on(today) for one in self.cleared.get(member_id, {}).values()):
                yield ReleaseTutor(member_id)

    @on
    def founded(self, event: CommunityFounded) -> None:
        self.settings.founded(event)

    @on
    def settings_changed(self, event: SettingsChanged) -> None:
        self.settings.changed(event)

    @on
    def granted(self, event: RoleGranted) -> None:
        if event.role == TUTOR:
            self.tutors.setdefault(event.member_id, {})[event.scope] = None

    @on
    def revoked(self, event: RoleRevoked) -> None:
        if event.role == TUTOR and event.member_id in self.tutors:
            self.tutors[event.member_id].pop(event.scope, None)
            if not self.tutors[event.member_id]:
                del self.tutors[event.member_id]

    @on
    def recorded(self, event: ClearanceRecorded) -> None:
        days = Validity(event.since, event.until)
        self.cleared.setdefault(event.member_id, {})[event.clearance_id] = days

    @on
    def withdrawn(self, event: ClearanceWithdrawn) -> None:
        self.cleared.get(event.member_id, {}).pop(event.clearance_id, None)
