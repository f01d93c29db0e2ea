"""What follows by itself: who was only kept by law is erased when no law demands it any more."""

from collections.abc import Iterator

from ..kernel import Command, process
from .commands import CarryOutErasure
from .events import KeepingWithdrawn

__all__ = ["erasure_carrier"]


@process("erasure-carrier")
def erasure_carrier(event: KeepingWithdrawn) -> Iterator[Command]:
    """What had to wait for the law need not wait any more (R42)."""
    yield CarryOutErasure(event.member_id)
