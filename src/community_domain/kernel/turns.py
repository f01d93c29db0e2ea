"""Threads that arrive together: one of them works for all who wait.

So a burst of commands shares one transaction. Whoever is interrupted, at whatever moment, leaves
the others at worst `PATIENCE` late: nobody depends on being called.
"""

import threading
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import Generic, TypeVar

import attrs

__all__ = ["Turns"]

J = TypeVar("J")

PATIENCE = 0.05
"""Seconds after which a waiting thread looks for itself whether it is its turn."""
LINGER = 0.001
"""Seconds that whoever leads waits, at most, for as many as shared the work before: they have just
been answered, and those who go on come again."""
LEAD = "lead"


def _closed() -> threading.Lock:
    gate = threading.Lock()
    gate.acquire()
    return gate


def _open(gate: threading.Lock) -> None:
    """Open a gate, if it is not open."""
    with suppress(RuntimeError):
        gate.release()


@attrs.define(eq=False, repr=False)
class _Turn(Generic[J]):
    job: J
    gate: threading.Lock = attrs.Factory(_closed)
    """Opens when the job is done, or when nobody leads."""
    done: bool = False


class Turns(Generic[J]):
    """A queue of jobs that are done in batches by one thread at a time.

    Args:
        work: Does all jobs of a batch, in the order in which they came. It answers each job
            inside the job. A job may be given twice after an interrupt.
    """

    def __init__(self, work: Callable[[list[J]], None]) -> None:
        self._work = work
        self._waiting: deque[_Turn[J]] = deque()
        self._leading: dict[str, _Turn[J]] = {}
        """The turn that leads, under one key: no lock, for whom a lock belongs to is not known
        when an interrupt comes right after it was taken."""
        self._companions = 0
        """So many shared the work with whoever led last."""
        self._all_here = _closed()
        """Opens when as many wait again."""

    def take(self, job: J) -> None:
        """Return when the job is done, by this thread or by another."""
        turn = _Turn(job)
        self._waiting.append(turn)
        try:
            while not turn.done:
                if self._leading.setdefault(LEAD, turn) is turn:
                    self._work_for_all(turn)
                else:
                    self._wait(turn)
        finally:
            try:
                self._leave(turn)
            except BaseException:  # An interrupt, on the way out: it would keep the lead for ever.
                self._leave(turn)
                raise

    def _leave(self, turn: _Turn[J]) -> None:
        """Give up the lead and the place in line, if there are any; twice is as good as once."""
        if self._leading.get(LEAD) is turn:
            del self._leading[LEAD]
        if not turn.done:
            with suppress(ValueError):
                self._waiting.remove(turn)
        self._call_next()

    def _wait(self, turn: _Turn[J]) -> None:
        """Stand in line; a leader who waits for company is told when it is complete."""
        if len(self._waiting) > self._companions:
            _open(self._all_here)
        turn.gate.acquire(timeout=PATIENCE)

    def _work_for_all(self, own: _Turn[J]) -> None:
        if len(self._waiting) <= self._companions:
            self._all_here.acquire(timeout=LINGER)
        turns = [self._waiting.popleft() for _ in range(len(self._waiting))]
        if own not in turns:  # Who led before it was interrupted, and had taken it out of the line.
            turns.append(own)
        self._companions = len(turns) - 1
        self._all_here.acquire(blocking=False)
        self._work([turn.job for turn in turns])
        for turn in turns:
            turn.done = True
            _open(turn.gate)

    def _call_next(self) -> None:
        """Let the first in line lead; where somebody leads, they will call when they are done."""
        if self._waiting and not self._leading:
            with suppress(IndexError):
                _open(self._waiting[0].gate)
