"""What follows by itself: seats are released and filled, and groups follow the seats."""

from collections.abc import Iterator

from ..kernel import Command, process
from ..members.events import PartEnds, may_end_a_part
from .commands import AdjustGroups, FillSeats, ReleaseSeats, ReviewClaims
from .events import (
    FillingChanged,
    FillingPaused,
    OfferAccepted,
    OfferDeclined,
    OfferExpired,
    OfferReleased,
    SeatConfirmed,
    SeatLeft,
    SeatReleased,
    WaitlistLeft,
)
from .refusals import OccurrenceCalledOff

__all__ = [
    "claim_reviewer",
    "consent_guard",
    "filling_continuer",
    "group_adjuster",
    "seat_filler",
]


@process("consent-guard")
def consent_guard(event: PartEnds) -> Iterator[Command]:
    """Without the consent that carried them, future seats are freed (R4).

    Also after a consent that ends earlier than the one before it, and where the data of the
    member are restricted or erased (R42).
    """
    if may_end_a_part(event):
        yield ReleaseSeats(event.member_id)


@process("seat-filler")
def seat_filler(event: SeatReleased | OfferReleased | FillingChanged) -> Iterator[Command]:
    """A seat taken back goes to the next eligible waiter, offered or not (R12).

    Not where nobody waits any more, because all of it was called off.
    """
    if isinstance(event, FillingChanged) or event.reason != OccurrenceCalledOff.code:
        yield FillSeats(event.occurrence_id)


@process("filling-continuer")
def filling_continuer(event: FillingPaused) -> Iterator[Command]:
    """Go on behind the waiters that were looked at."""
    yield FillSeats(event.occurrence_id, event.passed)


@process("claim-reviewer")
def claim_reviewer(
    event: OfferAccepted | OfferDeclined | OfferExpired | OfferReleased | WaitlistLeft,
) -> Iterator[Command]:
    """Whoever has no offer to answer any more may be offered a seat elsewhere (R12)."""
    members = (event.member_id,) if isinstance(event, WaitlistLeft) else event.member_ids
    for member_id in members:
        yield ReviewClaims(member_id)


@process("group-adjuster")
def group_adjuster(event: SeatConfirmed | SeatLeft | SeatReleased) -> Iterator[Command]:
    """Groups follow the seats: whoever comes late finds one, and nobody waits for who is gone.

    A sign-up does not depend on the groups, so it is no part of its decision. Where all was called
    off, the groups stay as they were.
    """
    if not isinstance(event, SeatReleased) or event.reason != OccurrenceCalledOff.code:
        yield AdjustGroups(event.occurrence_id, event.member_id)
