"""What a delivery is, and the receiver that it is tried on."""

from collections.abc import Callable, Collection, Iterable
from enum import Enum
from typing import Protocol

import attrs
import pytest

from community_domain import Event, EventLog, Recorded, TypedError

__all__ = ["Answer", "Delivery", "NewDelivery", "OpenDelivery", "Receiver", "Send", "Undelivered"]

ENDLESS = 10_000
"""Who sends more often than this on one history does not come to an end."""
Send = Callable[[str, int], None]
"""Sends the event at a position under a subject; returns when it was acknowledged."""


@attrs.frozen(slots=False)
class Undelivered(TypedError, ConnectionError):
    """The receiver did not take it, or its acknowledgement was lost: it has to be sent again."""

    subject: str
    position: int

    def __str__(self) -> str:
        return f"position {self.position} under {self.subject} was not acknowledged; send it again"


class Delivery(Protocol):
    """Passes events of a log on, in order within a subject, until each was acknowledged."""

    def subject(self, recorded: Recorded[Event]) -> str | None:
        """Under what an event is passed on, such as `member:member-1`; None when it is not."""
        ...

    def deliver(self) -> object:
        """Send what is due, up to the head of the log, without waiting for what comes.

        An event is due until `send` has returned. What `send` raises may be raised, or kept for the
        next time; where there are pauses between attempts, open it with none of them for this.
        """
        ...

    def set_aside(self) -> Collection[int]:
        """The positions that it has given up, for somebody to look at; none if it never does."""
        ...

    def close(self) -> object:
        """Let go of files and connections, and save nothing: a process that dies does no more."""
        ...


OpenDelivery = Callable[[], Delivery]
"""Opens the delivery on one place for its position, as often as it is called: a restart."""
NewDelivery = Callable[[EventLog, Send], OpenDelivery]
"""Makes a new place, at the beginning of this log."""


class Answer(Enum):
    """What becomes of one thing that is sent."""

    TAKES = "it arrives and is acknowledged"
    FAILS = "it does not arrive"
    IS_LOST = "it arrives, and the acknowledgement is lost"


class Receiver:
    """Takes what is sent, or does not, or does and its answer is lost: as it is told.

    It notes what arrived and what it acknowledged, so that a check can say what was lost or
    reordered.

    Args:
        answers: To what is sent first; everything behind them is taken.
        poison: Positions that it never takes.
        also: Done each time something is sent, as others go on meanwhile.
    """

    def __init__(
        self,
        answers: Iterable[Answer] = (),
        *,
        poison: Iterable[int] = (),
        also: Callable[[], object] = lambda: None,
    ) -> None:
        self._answers = iter(answers)
        self._also = also
        self.poison = set(poison)
        self.sent: list[int] = []
        """Every attempt, by position."""
        self.arrived: list[tuple[str, int]] = []
        """What came in, in that order, as often as it did: subject and position."""
        self.acknowledged: list[int] = []
        """Of which positions the sender knows that they arrived."""

    def __call__(self, subject: str, position: int) -> None:
        """Take it, or raise `Undelivered`."""
        self.sent.append(position)
        if len(self.sent) > ENDLESS:
            pytest.fail(f"position {position} and others are sent for ever")
        self._also()
        answer = Answer.FAILS if position in self.poison else next(self._answers, Answer.TAKES)
        if answer is not Answer.FAILS:
            self.arrived.append((subject, position))
        if answer is not Answer.TAKES:
            raise Undelivered(subject, position)
        self.acknowledged.append(position)

    def first_arrivals(self) -> dict[str, list[int]]:
        """The positions under each subject, in the order in which they first came in."""
        found: dict[str, list[int]] = {}
        for subject, position in dict.fromkeys(self.arrived):
            found.setdefault(subject, []).append(position)
        return found
