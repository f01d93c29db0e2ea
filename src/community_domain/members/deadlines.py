"""What time asks for: when the law keeps data no longer, who was to be erased is."""

from collections.abc import Iterator
from datetime import datetime

from ..kernel import Command, Deadlines, MemberId, Pending, deadlines, folded, on
from .commands import CarryOutErasure
from .events import ErasureAsked, ErasureWithdrawn, KeepingWithdrawn, KeptByLaw, MemberErased

__all__ = ["ErasureDeadlines"]


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
