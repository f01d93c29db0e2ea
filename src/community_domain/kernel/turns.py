"""Threads that arrive together: one of them works for all who wait, and hands the lead on.

So a burst of commands shares one transaction, and no thread waits longer than for the work that
was under way when it came, and its own.
"""

import threading
from collections import deque
from collections.abc import Callable
from typing import Generic, TypeVar

import attrs

__all__ = ["Turns"]

J = TypeVar("J")


def _closed() -> threading.Lock:
    gate = threading.Lock()
    gate.acquire()
    return gate


@attrs.define(eq=False)
class _Turn(Generic[J]):
    job: J
    gate: threading.Lock = attrs.Factory(_closed)
    """Opens when the job is done, or when it is this thread's turn to lead."""
    leads: bool = False
    done: bool = False


class Turns(Generic[J]):
    """A queue of jobs that are done in batches by one thread at a time.

    Args:
        work: Does all jobs of a batch; the first is the calling thread's own. It answers each
            job inside the job and raises nothing.
    """

    def __init__(self, work: Callable[[list[J]], None]) -> None:
        self._work = work
        self._lock = threading.Lock()
        self._led = False
        self._waiting: deque[_Turn[J]] = deque()

    def take(self, job: J) -> None:
        """Return when the job is done, by this thread or by another."""
        turn: _Turn[J] | None = None
        with self._lock:
            if self._led:
                turn = _Turn(job)
                self._waiting.append(turn)
            self._led = True
        if turn is not None:
            self._wait(turn)
        if turn is None or not turn.done:
            self._lead(job)

    def _wait(self, turn: _Turn[J]) -> None:
        try:
            turn.gate.acquire()
        except BaseException:  # an interrupt: leave the queue, or pass on the lead just received
            with self._lock:
                if turn in self._waiting:
                    self._waiting.remove(turn)
            if turn.leads:
                self._hand_on()
            raise

    def _lead(self, job: J) -> None:
        with self._lock:
            others = list(self._waiting)
            self._waiting.clear()
        try:
            self._work([job, *(turn.job for turn in others)])
        finally:
            self._hand_on()
            for turn in others:
                turn.done = True
                turn.gate.release()

    def _hand_on(self) -> None:
        with self._lock:
            heir = self._waiting.popleft() if self._waiting else None
            self._led = heir is not None
            if heir is not None:
                heir.leads = True
        if heir is not None:
            heir.gate.release()
