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


def _closed() -> threading.Lock:
    gate = threading.Lock()
    gate.acquire()
    return gate


@attrs.define(eq=False, repr=False)
class _Turn(Generic[J]):
    job: J
    gate: threading.Lock = attrs.Factory(_closed)
    """Opens when the job is done, or when nobody leads."""
    done: bool = False

    def call(self) -> None:
        """Open the gate, if it is not open."""
        with suppress(RuntimeError):
            self.gate.release()


class Turns(Generic[J]):
    """A queue of jobs that are done in batches by one thread at a time.

    Args:
        work: Does all jobs of a batch; the first is the calling thread's own. It answers each
            job inside the job. A job may be given twice after an interrupt.
    """

    def __init__(self, work: Callable[[list[J]], None]) -> None:
        self._work = work
        self._lead = threading.Lock()
        self._waiting: deque[_Turn[J]] = deque()

    def take(self, job: J) -> None:
        """Return when the job is done, by this thread or by another."""
        turn = _Turn(job)
        self._waiting.append(turn)
        try:
            if self._lead.locked():
                turn.gate.acquire(timeout=PATIENCE)
            if not turn.done:
                with self._lead:
                    if not turn.done:
                        self._work_for_all(turn)
        finally:
            if not turn.done:
                self._leave(turn)
            self._call_next()

    def _work_for_all(self, own: _Turn[J]) -> None:
        self._leave(own)
        turns = [own, *(self._waiting.popleft() for _ in range(len(self._waiting)))]
        self._work([turn.job for turn in turns])
        for turn in turns:
            turn.done = True
            turn.call()

    def _leave(self, turn: _Turn[J]) -> None:
        """Take a turn out of the line, if it stands there."""
        with suppress(ValueError):
            self._waiting.remove(turn)

    def _call_next(self) -> None:
        if self._waiting:
            with suppress(IndexError):
                self._waiting[0].call()
