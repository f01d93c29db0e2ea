"""What follows by itself: without consent, future places are taken back."""

from collections.abc import Iterator

from community_domain import Command, process
from community_domain.members import ConsentRevoked, GuardianUnlinked

from .commands import ReleaseBookings

__all__ = ["training_consent_guard"]


@process("training-consent-guard")
def training_consent_guard(event: ConsentRevoked | GuardianUnlinked) -> Iterator[Command]:
    """What the core does for seats, this does for places at trainings."""
    yield ReleaseBookings(event.member_id)
