"""What can go wrong with a log, where, and how often: a value that a seed makes repeatable."""

from collections.abc import Iterable, Iterator
from enum import Enum
from random import Random

import attrs
from attrs import validators

from community_domain import TypedError

__all__ = ["POSSIBLE", "AcknowledgementLost", "Crashed", "Fault", "FaultAt", "Faults", "Point"]


class Point(Enum):
    """Where something can go wrong."""

    BEFORE_READING = "before it read"
    WHILE_READING = "while it read, behind the first row"
    BEFORE_APPEND = "before it took in a decision"
    AFTER_APPEND = "after it took in a decision"
    BEFORE_COMMIT = "before it recorded"
    AFTER_COMMIT = "after it recorded"
    IN_SUBSCRIPTION = "before a subscription told a row"


class Fault(Enum):
    """What can go wrong."""

    DELAY = "it takes a while"
    CRASH = "the log is dead until it is restarted; what was not recorded is gone"
    CONFLICT = "others seem to have been faster, and nobody was"
    LOST = "the caller is not told whether it was recorded"
    TWICE = "what was done is done a second time"
    """A transaction is sent again, as it was, by a driver that heard nothing; the answer to the
    second one is told. A subscription tells a row again."""


POSSIBLE = {
    Fault.DELAY: tuple(Point),
    Fault.CRASH: tuple(Point),
    Fault.CONFLICT: (Point.BEFORE_APPEND, Point.BEFORE_COMMIT),
    Fault.LOST: (Point.BEFORE_COMMIT, Point.AFTER_COMMIT),
    Fault.TWICE: (Point.AFTER_COMMIT, Point.IN_SUBSCRIPTION),
}
"""Where each fault can happen."""


@attrs.frozen
class FaultAt:
    """A fault, and when: as a point is passed for the nth time, counted from 1.

    Raises:
        TypeError: It is no fault, no point, or no count.
        ValueError: This fault cannot happen there, or the count is below 1.
    """

    fault: Fault = attrs.field(validator=validators.instance_of(Fault))
    point: Point = attrs.field(validator=validators.instance_of(Point))
    nth: int = attrs.field(default=1, validator=validators.instance_of(int))

    def __attrs_post_init__(self) -> None:
        if self.nth < 1:
            raise ValueError(f"nth={self.nth} counts from 1")
        if self.point not in POSSIBLE[self.fault]:
            where = ", ".join(point.name for point in POSSIBLE[self.fault])
            raise ValueError(f"{self.fault.name} cannot happen at {self.point.name}; say {where}")


def _rate() -> int:
    """Of a thousand times that a point is passed, so many."""
    within = (validators.instance_of(int), validators.ge(0), validators.le(1000))
    field: int = attrs.field(default=0, kw_only=True, validator=within)
    return field


def _in_order(script: Iterable[FaultAt]) -> tuple[FaultAt, ...]:
    return tuple(script)


@attrs.frozen
class Faults:
    """What goes wrong: at chance, by rates per thousand, and as a script says.

    The same seed and the same calls give the same faults. What happens at a point depends on how
    often that one was passed, and on no other.
    """

    seed: int = 0
    delays: int = _rate()
    crashes: int = _rate()
    conflicts: int = _rate()
    lost: int = _rate()
    twice: int = _rate()
    script: tuple[FaultAt, ...] = attrs.field(default=(), kw_only=True, converter=_in_order)
    """What happens in any case; `FaultyLog.happened` of one run is the script of the next."""

    def due(self, point: Point, nth: int) -> Iterator[Fault]:
        """What happens as a point is passed for the nth time."""
        rates = (self.delays, self.crashes, self.conflicts, self.lost, self.twice)
        for fault, rate in zip(Fault, rates, strict=True):
            if point in POSSIBLE[fault]:
                chance = rate and self._drawn(fault, point, nth) < rate
                if chance or FaultAt(fault, point, nth) in self.script:
                    yield fault

    def _drawn(self, fault: Fault, point: Point, nth: int) -> int:
        seed = f"{self.seed} {fault.name} {point.name} {nth}"
        return Random(seed).randrange(1000)  # noqa: S311 - a seed makes it repeatable


@attrs.frozen(slots=False)
class Crashed(TypedError, ConnectionError):
    """The log crashed, and whatever it was asked to record may be there or not."""

    point: Point

    def __str__(self) -> str:
        return (
            f"The log crashed {self.point.value}; call restarted(), and send the same command"
            " under the same id again: it has its effect once."
        )


@attrs.frozen(slots=False)
class AcknowledgementLost(TypedError, ConnectionError):
    """All that was to be recorded is there, or nothing is; the caller cannot know."""

    point: Point

    def __str__(self) -> str:
        return (
            "The connection was lost while the log recorded; whether it did is unknown. Send the"
            " same command under the same id again: it has its effect once."
        )
