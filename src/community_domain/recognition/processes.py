"""What follows by itself: without consent no thanks are public."""

from collections.abc import Iterator

from ..kernel import Command, process
from ..members.events import PartEnds, may_end_a_part
from ..members.values import ConsentKind
from .commands import HideThanks

__all__ = ["thanks_guard"]


@process("thanks-guard")
def thanks_guard(event: PartEnds) -> Iterator[Command]:
    """A no to public thanks counts from when it is said (R6).

    Restricted or erased data are shown to nobody as they were (R42).
    """
    if may_end_a_part(event, (ConsentKind.PUBLIC_THANKS,)):
        yield HideThanks(event.member_id)
