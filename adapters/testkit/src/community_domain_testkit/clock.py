"""A clock for tests: it stands until it is moved."""

from datetime import datetime, timedelta

from .founding import BEGINNING

__all__ = ["FrozenClock"]


class FrozenClock:
    """Tells an instant, the same each time.

    Args:
        now: Where it stands, aware.
    """

    def __init__(self, now: datetime = BEGINNING) -> None:
        self.now = now

    def __call__(self) -> datetime:
        """The instant at which it stands."""
        return self.now

    def advance(self, by: timedelta) -> datetime:
        """Let some time pass.

        Args:
            by: How much; below zero the clock goes back, as those of machines may.

        Returns:
            Where it stands then.
        """
        self.now += by
        return self.now

    def move_to(self, instant: datetime) -> None:
        """Let it stand at an instant, aware."""
        self.now = instant
