"""What follows by itself: a building with many stairwells is gone through in steps."""

from collections.abc import Iterator

from ..kernel import Command, process
from .commands import PostPlannedTasks
from .events import PostingPaused

__all__ = ["posting_continuer"]


@process("posting-continuer")
def posting_continuer(event: PostingPaused) -> Iterator[Command]:
    """Go on behind the stairwells that were looked at."""
    yield PostPlannedTasks(event.plan_id, event.day, event.building_id, event.after)
