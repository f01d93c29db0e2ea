"""What follows by itself: erasures that waited, and tutors who may not work with minors."""

from collections.abc import Iterator

from ..kernel import Command, process
from .commands import CarryOutErasure, ReleaseTutor
from .events import ClearanceRecorded, ClearanceWithdrawn, KeepingWithdrawn

__all__ = ["erasure_carrier", "tutor_guard"]


@process("erasure-carrier")
def erasure_carrier(event: KeepingWithdrawn) -> Iterator[Command]:
    """What had to wait for the law need not wait any more (R42)."""
    yield CarryOutErasure(event.member_id)


@process("tutor-guard")
def tutor_guard(event: ClearanceRecorded | ClearanceWithdrawn) -> Iterator[Command]:
    """Without a clearance of today nobody is a tutor (R46).

    Also after a clearance that ends earlier than it did.
    """
    yield ReleaseTutor(event.member_id)
