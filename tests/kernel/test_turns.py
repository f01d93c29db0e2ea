"""Threads that arrive together: every job is done once, whoever leads, whatever interrupts."""

import threading
from collections.abc import Callable

import pytest

from community_domain.kernel.turns import Turns


class Work:
    """Notes its batches, and holds the first one until told to go on."""

    def __init__(self) -> None:
        self.batches: list[list[int]] = []
        self.begun, self.go_on = threading.Event(), threading.Event()

    def __call__(self, jobs: list[int]) -> None:
        """Do a batch."""
        self.batches.append(jobs)
        self.begun.set()
        self.go_on.wait(10)


def started(action: Callable[[], None]) -> threading.Thread:
    """A thread under way."""
    thread = threading.Thread(target=action)
    thread.start()
    return thread


def waiting(turns: Turns[int]) -> int:
    """How many wait in line."""
    return len(getattr(turns, "_waiting"))  # noqa: B009 - the line itself is meant


def test_who_comes_while_others_work_is_done_together() -> None:
    """Five jobs arrive during the first; one of them leads the other four."""
    work = Work()
    turns = Turns(work)
    threads = [started(lambda: turns.take(0))]
    work.begun.wait(10)
    for number in range(1, 6):
        threads.append(started(lambda number=number: turns.take(number)))  # type: ignore[misc]
        while waiting(turns) < number:
            threading.Event().wait(0.001)
    work.go_on.set()
    for thread in threads:
        thread.join(10)
    assert work.batches == [[0], [1, 2, 3, 4, 5]]
    turns.take(6)
    assert work.batches[-1] == [6]


class Interrupted(Turns[int]):
    """Its second thread is interrupted while it waits, before or after it was made to lead."""

    def __init__(self, work: Work, *, after: bool) -> None:
        super().__init__(work)
        self.after = after

    def _wait(self, turn: object) -> None:
        gate = Gate(self, turn, after=self.after)
        setattr(turn, "gate", gate)  # noqa: B010 - a gate that is struck by an interrupt
        super()._wait(turn)  # type: ignore[arg-type]


class Gate:
    """A gate at which an interrupt strikes instead of its opening."""

    def __init__(self, turns: Interrupted, turn: object, *, after: bool) -> None:
        self.opened = threading.Event()
        self.after, self.turns, self.turn = after, turns, turn

    def acquire(self) -> None:
        """Wait for the opening, or not, and be struck."""
        if self.after:
            self.opened.wait(10)
        raise KeyboardInterrupt

    def release(self) -> None:
        """Open."""
        self.opened.set()


@pytest.mark.parametrize("after", [False, True])
def test_an_interrupt_while_waiting_leaves_the_line_whole(*, after: bool) -> None:
    """Whoever is struck leaves, or passes the lead on; the next thread is not kept for ever."""
    work = Work()
    turns = Interrupted(work, after=after)
    first = started(lambda: turns.take(0))
    work.begun.wait(10)
    struck: list[BaseException] = []

    def take() -> None:
        try:
            turns.take(1)
        except KeyboardInterrupt as error:
            struck.append(error)

    second = started(take)
    while not (waiting(turns) or struck):
        threading.Event().wait(0.001)
    work.go_on.set()
    for thread in (first, second):
        thread.join(10)
    turns.take(2)
    assert len(struck) == 1
    assert work.batches == [[0], [2]]
