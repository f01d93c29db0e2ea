"""What follows by itself: without consent no thanks are public."""

from collections.abc import Iterator

from ..kernel import Command, process
from ..members.events import ConsentGranted, ConsentRevoked, GuardianUnlinked
from ..members.values import ConsentKind
from .commands import HideThanks

__all__ = ["thanks_guard"]


@process("thanks-guard")
def thanks_guard(event: ConsentRevoked | ConsentGranted | GuardianUnlinked) -> Iterator[Command]:
    """A no to public thanks counts from when it is said (R6)."""
    if isinstance(event, GuardianUnlinked) or event.kind is ConsentKind.PUBLIC_THANKS:
        yield HideThanks(event.member_id)
