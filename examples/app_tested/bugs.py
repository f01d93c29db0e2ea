"""The mistakes that can be switched on: such as people make, each in one place of the app."""

from enum import Enum

__all__ = ["Bug"]


class Bug(Enum):
    """A mistake, and what comes of it."""

    LOST_UPDATE = "Two requests at once read how many meals are ordered, and each writes its own"
    MIDNIGHT = "What ends or begins at midnight is on the programmes of both days"
    STALE_ROSTER = "The roster that is kept ready is not made anew when attendance is marked"
    DOUBLE_EFFECT = "A request that is sent again tells somebody a second time of their seat"
    NOT_PROMOTED = "Whoever gets a freed seat stays on the waiting list of the app's roster"
    HOURS_OF_A_NO_SHOW = "A shift counts as hours for who did not come to it"
