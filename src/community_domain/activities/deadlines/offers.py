"""What time asks of offers: those that nobody answers pass on."""

from collections.abc import Iterator
from datetime import datetime

from ...kernel import Command, Deadlines, MemberId, Pending, deadlines, folded, on
from ..commands import ExpireOffer
from ..events import (
    OfferAccepted,
    OfferDeclined,
    OfferExpired,
    OfferReleased,
    SeatsOffered,
    WaitlistLeft,
)
from ..values import OccurrenceId

__all__ = ["OfferDeadlines"]


@deadlines
class OfferDeadlines(Deadlines):
    """An offer that nobody answers passes to the next in line (R12)."""

    to_expire: Pending = folded(factory=Pending)
    held: dict[tuple[OccurrenceId, MemberId], int] = folded(factory=dict)
    """The open offer of each to whom one was made."""
    left: dict[tuple[OccurrenceId, int], int] = folded(factory=dict)
    """How many an open offer is for still."""

    def due(self, at: datetime) -> Iterator[Command]:
        """Offers to end, the one that ran out first before the others."""
        yield from self.to_expire.due(at)

    @on
    def offered(self, event: SeatsOffered) -> None:
        self.left[event.occurrence_id, event.number] = len(event.member_ids)
        for member_id in event.member_ids:
            self.held[event.occurrence_id, member_id] = event.number
        self.to_expire.put(ExpireOffer(event.occurrence_id, event.number), event.until)

    @on
    def settled(self, event: OfferAccepted | OfferDeclined | OfferExpired | OfferReleased) -> None:
        for member_id in event.member_ids:
            self.held.pop((event.occurrence_id, member_id), None)
        self._end(event.occurrence_id, event.number)

    @on
    def left_the_line(self, event: WaitlistLeft) -> None:
        number = self.held.pop((event.occurrence_id, event.member_id), None)
        if number is not None:
            self.left[event.occurrence_id, number] -= 1
            if not self.left[event.occurrence_id, number]:
                self._end(event.occurrence_id, number)

    def _end(self, occurrence_id: OccurrenceId, number: int) -> None:
        self.left.pop((occurrence_id, number), None)
        self.to_expire.strike(ExpireOffer(occurrence_id, number))
