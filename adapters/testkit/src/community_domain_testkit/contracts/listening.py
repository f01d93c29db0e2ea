"""Who listens to a subscription while a check goes on, in a thread of its own."""

import queue
import threading
from collections.abc import Generator
from contextlib import contextmanager

from community_domain import Event, Recorded, Subscription

from .suite import PATIENCE

__all__ = ["Listener", "listening"]


class Listener:
    """Hears what a subscription tells, until that ends or raises."""

    def __init__(self, subscription: Subscription) -> None:
        self._heard: queue.Queue[Recorded[Event] | BaseException | None] = queue.Queue()
        self._thread = threading.Thread(target=self._hear, args=(subscription,), daemon=True)
        self._thread.start()

    def position(self) -> int | None:
        """The next position that is told; None when the subscription has ended.

        Raises:
            AssertionError: Nothing is told.
            Exception: Whatever the subscription raised.
        """
        try:
            heard = self._heard.get(timeout=PATIENCE)
        except queue.Empty:
            raise AssertionError("the subscription tells nothing") from None
        if isinstance(heard, BaseException):
            raise heard
        return heard.position if heard else None

    def must_end(self) -> None:
        """Wait until it hears no more."""
        self._thread.join(PATIENCE)
        if self._thread.is_alive():
            raise AssertionError("the subscription was stopped and does not end")

    def _hear(self, subscription: Subscription) -> None:
        try:
            for row in subscription:
                self._heard.put(row)
            self._heard.put(None)
        except BaseException as error:  # noqa: BLE001 - told to who asks for the next position
            self._heard.put(error)


@contextmanager
def listening(subscription: Subscription) -> Generator[Listener]:
    """Listen to a subscription; at the end it is stopped, and its log is read no more."""
    listener = Listener(subscription)
    try:
        yield listener
    finally:
        subscription.stop()
        listener.must_end()
