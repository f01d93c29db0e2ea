"""Threads that arrive together: every job is done once, whoever leads, whatever interrupts."""

import ctypes
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any

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


def test_who_was_with_an_interrupted_leader_is_done_all_the_same() -> None:
    """The leader is struck in the middle of the work; who waited for it leads for themselves."""
    first, batches = Work(), list[list[int]]()

    def work(jobs: list[int]) -> None:
        batches.append(jobs)
        if jobs == [0]:
            first(jobs)
        elif len(batches) == 2:
            raise KeyboardInterrupt

    turns = Turns(work)

    def take(number: int) -> None:
        with suppress(KeyboardInterrupt):
            turns.take(number)

    threads = [started(lambda: take(0))]
    first.begun.wait(10)
    for number in range(1, 4):
        threads.append(started(lambda number=number: take(number)))  # type: ignore[misc]
        while waiting(turns) < number:
            threading.Event().wait(0.001)
    first.go_on.set()
    for thread in threads:
        thread.join(10)
    assert not any(thread.is_alive() for thread in threads)
    [struck] = [jobs for jobs in batches if len(jobs) == 3]
    again = [job for jobs in batches[2:] for job in jobs]
    assert len(again) == 2
    assert set(again) < set(struck)


class Struck(dict[str, Any]):
    """Is interrupted once, right after it was asked who leads."""

    struck = False

    def get(self, key: str, default: Any = None) -> Any:
        """Answer, and be struck."""
        found = super().get(key, default)
        if not self.struck:
            self.struck = True
            raise KeyboardInterrupt
        return found


def test_an_interrupt_on_the_way_out_does_not_keep_the_lead(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whoever is struck while it gives the lead up gives it up all the same."""
    done: list[int] = []
    turns = Turns[int](done.extend)
    monkeypatch.setattr(turns, "_leading", Struck())
    with pytest.raises(KeyboardInterrupt):
        turns.take(1)
    next_one = started(lambda: turns.take(2))
    next_one.join(10)
    assert not next_one.is_alive()
    assert done == [1, 2]


def test_interrupts_never_stop_the_line() -> None:
    """Threads are struck at whatever moment they are in; every job that was not struck is done.

    A thread is struck again only once it has noticed the last time, so none dies of it.
    """
    done: list[int] = []
    turns = Turns[int](done.extend)
    answered: list[int] = []
    stop = threading.Event()
    noticed = [threading.Event() for _ in range(3)]

    def take_many(first: int) -> None:
        number = first
        while not stop.is_set():
            try:
                noticed[first].set()
                while not stop.is_set():
                    number += 10
                    turns.take(number)
                    answered.append(number)
            except KeyboardInterrupt:
                continue

    threads = [started(lambda first=first: take_many(first)) for first in range(3)]  # type: ignore[misc]
    strike = ctypes.pythonapi.PyThreadState_SetAsyncExc
    for number in range(300):
        assert noticed[number % 3].wait(10)
        noticed[number % 3].clear()
        ident = threads[number % 3].ident
        strike(ctypes.c_ulong(ident or 0), ctypes.py_object(KeyboardInterrupt))
        threading.Event().wait(0.002)
    assert all(event.wait(10) for event in noticed)
    stop.set()
    for thread in threads:
        thread.join(10)
    assert not any(thread.is_alive() for thread in threads)
    turns.take(-1)
    assert done[-1] == -1
    assert set(answered) <= set(done)
