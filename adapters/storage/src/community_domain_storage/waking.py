"""Who waits in this process for what is recorded is woken when something was."""

import threading
from collections.abc import Callable

from .stores import Waiting

__all__ = ["Waking"]


class Waking:
    """Wakes all who wait; they look for themselves as well, for not everything makes a noise.

    Args:
        poll: Seconds after which who waits looks for itself.
    """

    def __init__(self, poll: float) -> None:
        self._poll = poll
        self._woken = threading.Condition()
        self._count = 0

    def waiting(self) -> Waiting:
        """Waits for what comes after this moment."""
        seen = self._count

        def wait(ended: Callable[[], bool]) -> None:
            nonlocal seen
            with self._woken:
                self._woken.wait_for(lambda: self._count != seen or ended(), self._poll)
                seen = self._count

        return wait

    def wake(self) -> None:
        """Wake who waits."""
        with self._woken:
            self._count += 1
            self._woken.notify_all()
