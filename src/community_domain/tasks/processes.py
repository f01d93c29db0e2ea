"""What follows by itself: work nobody may do is taken back, and no minor stays alone."""

from collections.abc import Iterator

from ..kernel import Command, process
from ..members.events import PartEnds, may_end_a_part
from .commands import ReleaseMinors, ReleaseTasks
from .events import HelpReleased, TaskSentBack

__all__ = ["companion", "task_guard"]


@process("task-guard")
def task_guard(
    event: PartEnds | TaskSentBack,
) -> Iterator[Command]:
    """Without the consent that carried them, tasks not handed in are taken back (R4).

    Also those that are to be done again, as their work was sent back, and those of a member whose
    data are restricted or erased (R42).
    """
    if isinstance(event, TaskSentBack) or may_end_a_part(event):
        yield ReleaseTasks(event.member_id)


@process("companion")
def companion(event: HelpReleased) -> Iterator[Command]:
    """Where a helper was taken back, those who stay may need an adult (R38)."""
    yield ReleaseMinors(event.request_id)
