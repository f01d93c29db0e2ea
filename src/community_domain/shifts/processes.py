"""What follows by itself: shifts nobody may hold are released, and cover is looked at again."""

from collections.abc import Iterator

from ..kernel import Command, process
from ..members.events import (
    ClearanceRecorded,
    ClearanceWithdrawn,
    PartEnds,
    may_end_a_part,
)
from .commands import ReleaseShifts, ReleaseUncleared, ReviewClearance, ReviewCover
from .events import (
    ClearanceCounted,
    ClearanceLost,
    DutyEnded,
    ShiftCancelled,
    ShiftHandedOver,
    ShiftReleased,
    ShiftTaken,
)

__all__ = ["clearance_guard", "clearance_reviewer", "cover_watch", "shift_guard"]


@process("shift-guard")
def shift_guard(event: PartEnds) -> Iterator[Command]:
    """Without the consent that carried them, future shifts are freed (R4).

    Also after a consent that ends earlier than the one before it, and where the data of the
    member are restricted or erased (R42).
    """
    if may_end_a_part(event):
        yield ReleaseShifts(event.member_id)


@process("clearance-reviewer")
def clearance_reviewer(event: ClearanceRecorded | ClearanceWithdrawn) -> Iterator[Command]:
    """Shifts follow the clearances of who is on them (R46)."""
    yield ReviewClearance(event.member_id)


@process("clearance-guard")
def clearance_guard(event: ClearanceLost) -> Iterator[Command]:
    """Without the clearance of the day, a shift ahead with minors on it is freed (R46)."""
    yield ReleaseUncleared(event.shift_id, event.member_id)


@process("cover-watch")
def cover_watch(
    event: ShiftTaken
    | ShiftReleased
    | ShiftHandedOver
    | ShiftCancelled
    | DutyEnded
    | ClearanceCounted
    | ClearanceLost,
) -> Iterator[Command]:
    """Whoever comes or goes, it is said at once where minors lack adults, or no longer do (R7)."""
    yield ReviewCover(event.shift_id)
