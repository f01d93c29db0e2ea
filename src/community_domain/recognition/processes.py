"""What follows by itself: without consent no thanks are public."""

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
from ..members.values import ConsentKind
from .commands import HideThanks

__all__ = ["thanks_guard"]


@process("thanks-guard")
def thanks_guard(
    event: ConsentRevoked | ConsentGranted | GuardianUnlinked | DataRestricted | MemberErased,
) -> Iterator[Command]:
    """A no to public thanks counts from when it is said (R6).

    Restricted or erased data are shown to nobody as they were (R42).
    """
    if isinstance(event, PART_ENDS) or event.kind is ConsentKind.PUBLIC_THANKS:
        yield HideThanks(event.member_id)
