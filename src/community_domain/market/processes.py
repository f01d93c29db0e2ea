"""What follows by itself: who may not take part holds no stall; a closed stall sells nothing."""

from collections.abc import Iterator

from ..kernel import Command, process
from ..members.events import (
    PART_ENDS,
    ConsentGranted,
    ConsentRevoked,
    DataRestricted,
    GuardianUnlinked,
    MemberErased,
)
from ..members.values import REQUIRED_CONSENTS
from .commands import CloseStall, ReleaseHolder, WithdrawListing
from .events import HolderReleased, StallClosed

__all__ = ["market_guard", "stall_clearer", "stall_closer"]


@process("market-guard")
def market_guard(
    event: ConsentRevoked | ConsentGranted | GuardianUnlinked | DataRestricted | MemberErased,
) -> Iterator[Command]:
    """Without the consent that carried them, stalls and open bids are given up (R4).

    Also where the data of the member are restricted or erased (R42).
    """
    if isinstance(event, PART_ENDS) or event.kind in REQUIRED_CONSENTS:
        yield ReleaseHolder(event.member_id)


@process("stall-closer")
def stall_closer(event: HolderReleased) -> Iterator[Command]:
    """A party stands or falls as a whole: where one may not stay, the stall is closed."""
    yield CloseStall(event.stall_id)


@process("stall-clearer")
def stall_clearer(event: StallClosed) -> Iterator[Command]:
    """What a closed stall has left is not for sale, and nobody waits for an answer."""
    for listing_id in event.listing_ids:
        yield WithdrawListing(listing_id)
