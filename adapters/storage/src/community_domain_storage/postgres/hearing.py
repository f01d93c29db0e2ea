"""Notifications: who waits for what is recorded hears of it, from whichever process it comes.

Telling comes after the commit and apart from it, for PostgreSQL lets only one transaction at a time
end with a notification; many commits share one. What is lost on the way, with a connection or a
process, is found by looking every now and then.
"""

import threading
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

import psycopg
from psycopg import sql

from ..errors import StorageError
from ..stores import Waiting
from ..waking import Waking
from .queries import TELL_APART

if TYPE_CHECKING:
    from .database import Database

__all__ = ["Hearing"]

POLL = 1.0
"""Seconds after which who waits looks for itself."""
PAUSE = 0.01
"""Seconds between two notifications: what is recorded meanwhile shares the next."""
TICK = 0.1
"""Seconds until a thread that listens sees that nobody needs it any more."""


class Hearing:
    """What one process tells and hears; its two threads are started when they are needed."""

    def __init__(self, database: "Database") -> None:
        self._database = database
        self._waking = Waking(POLL)
        self._starting = threading.Lock()
        self._due, self._ended = threading.Event(), threading.Event()
        self._threads: dict[str, threading.Thread] = {}

    def waiting(self) -> Waiting:
        """Waits for what comes after this moment."""
        self._start("listening", self._listen)
        return self._waking.waiting()

    def wake(self) -> None:
        """Wake who waits in this process."""
        self._waking.wake()

    def tell(self) -> None:
        """Wake who waits, here and elsewhere."""
        if "listening" in self._threads:
            self.wake()
        self._start("telling", self._tell)
        self._due.set()

    def close(self) -> None:
        """Let go of the threads, and of all who wait."""
        with self._starting:  # Or one might be waited for that does not run as yet.
            self._ended.set()
        self._due.set()
        self.wake()
        for thread in self._threads.values():
            if thread is not threading.current_thread():
                thread.join()

    def _start(self, name: str, work: Callable[[], None]) -> None:
        if name in self._threads:
            return
        with self._starting:
            if name not in self._threads and not self._ended.is_set():
                thread = threading.Thread(target=work, name=f"community-{name}", daemon=True)
                self._threads[name] = thread
                thread.start()

    def _tell(self) -> None:
        while self._due.wait() and not self._ended.is_set():
            self._due.clear()
            with suppress(StorageError):
                self._database.ask(TELL_APART, (self._database.channel,))
            self._ended.wait(PAUSE)

    def _listen(self) -> None:
        while not self._ended.is_set():
            with suppress(psycopg.Error), self._database.connect() as connection:
                channel = sql.Identifier(self._database.channel)
                connection.execute(sql.SQL("LISTEN {}").format(channel))
                self.wake()
                while not self._ended.is_set():
                    for _ in connection.notifies(timeout=TICK, stop_after=1):
                        self.wake()
            self._ended.wait(TICK)
