"""What follows by itself: who was not told of a risk, or is protected no longer, is released."""

from collections.abc import Iterator

from ..kernel import Command, process
from ..tasks.events import TaskSentBack
from .commands import ReleaseUnprotected, ReleaseUntold
from .events import PositionMarkedRisky, ProtectionLost, TaskMarkedRisky

__all__ = ["protection_guard", "risk_teller", "work_again"]


@process("risk-teller")
def risk_teller(event: PositionMarkedRisky | TaskMarkedRisky) -> Iterator[Command]:
    """What is told anew is acknowledged anew before anybody does the work (R45)."""
    if isinstance(event, TaskMarkedRisky):
        yield ReleaseUntold(task_id=event.task_id)
    else:
        for shift_id in event.shift_ids:
            yield ReleaseUntold(shift_id)


@process("protection-guard")
def protection_guard(event: ProtectionLost) -> Iterator[Command]:
    """Without the training or the insurance of the day, commitments ahead are freed (R45)."""
    for shift_id in event.shift_ids:
        yield ReleaseUnprotected(event.member_id, shift_id)
    for task_id in event.task_ids:
        yield ReleaseUnprotected(event.member_id, task_id=task_id)


@process("risky-work-again")
def work_again(event: TaskSentBack) -> Iterator[Command]:
    """Work that is to be done again takes what the task takes now (R45)."""
    yield ReleaseUntold(task_id=event.task_id)
    yield ReleaseUnprotected(event.member_id, task_id=event.task_id)
