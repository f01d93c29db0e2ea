"""What follows by itself: shifts nobody may hold are released, and cover is looked at again."""

from collections.abc import Iterator

from ..kernel import Command, process
from ..members.events import (
    PART_ENDS,
    ConsentGranted,
    ConsentRevoked,
    DataRestricted,
    GuardianUnlinked,
    MemberErased,
)
from ..members.values import REQUIRED_CONSENTS
from .commands import ReleaseShifts, ReviewCover
from .events import DutyEnded, ShiftCancelled, ShiftHandedOver, ShiftReleased, ShiftTaken

__all__ = ["cover_watch", "shift_guard"]


@process("shift-guard")
def shift_guard(
    event: ConsentRevoked | ConsentGranted | GuardianUnlinked | DataRestricted | MemberErased,
) -> Iterator[Command]:
    """Without the consent that carried them, future shifts are freed (R4).

    Also after a consent that ends earlier than the one before it, and where the data of the
    member are restricted or erased (R42).
    """
    if isinstance(event, PART_ENDS) or event.kind in REQUIRED_CONSENTS:
        yield ReleaseShifts(event.member_id)


@process("cover-watch")
def cover_watch(
    event: ShiftTaken | ShiftReleased | ShiftHandedOver | ShiftCancelled | DutyEnded,
) -> Iterator[Command]:
    """Whoever comes or goes, it is said at once where minors lack adults, or no longer do (R7)."""
    yield ReviewCover(event.shift_id)
