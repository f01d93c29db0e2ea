"""A clock for tests: it stands until it is moved."""

from datetime import datetime, timedelta

from community_domain import Decided

from .founding import BEGINNING

__all__ = ["FrozenClock"]


class FrozenClock:
    """Tells an instant, the same each time.

    Args:
        now: Where it stands, aware.

    Raises:
        InvalidValue: It has no time zone.
    """

    def __init__(self, now: datetime = BEGINNING) -> None:
        self.move_to(now)

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
        """Let it stand at an instant.

        Args:
            instant: Where, aware; it is told in UTC.

        Raises:
            InvalidValue: It has no time zone.
        """
        self.now = Decided(instant).at
