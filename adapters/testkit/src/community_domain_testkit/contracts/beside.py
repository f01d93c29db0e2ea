"""What is done beside the check itself, in threads: waited for within a bound, and heard of."""

import threading
from collections.abc import Callable
from functools import partial

__all__ = ["STUCK", "Beside", "at_once"]

STUCK = 60
"""Seconds until work that does not end counts as stuck, however slow the machine."""


class Beside(threading.Thread):
    """Some work in a thread of its own.

    Args:
        work: What is done there.
    """

    def __init__(self, work: Callable[[], object]) -> None:
        super().__init__(daemon=True)
        self._work = work
        self._error: BaseException | None = None

    def run(self) -> None:
        """Do the work, and keep what it raises for who waits for it."""
        try:
            self._work()
        except BaseException as error:  # noqa: BLE001 - raised again by who waits for it
            self._error = error

    def must_end(self, within: float = STUCK) -> None:
        """Wait for it.

        Raises:
            AssertionError: It does not end.
            BaseException: Whatever the work raised.
        """
        self.join(within)
        if self.is_alive():
            raise AssertionError(f"what is done beside does not end within {within:g} seconds")
        if self._error is not None:
            raise self._error


def at_once(work: Callable[[int], object], many: int) -> None:
    """Run in so many threads that start together; the first error of any is raised here.

    Args:
        work: Called with the number of the thread.
        many: How many there are.
    """
    barrier = threading.Barrier(many)

    def run(who: int) -> None:
        barrier.wait(STUCK)
        work(who)

    threads = [Beside(partial(run, who)) for who in range(many)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.must_end()
