"""What decisions read about outreach."""

from ...kernel import MemberId, State, folded, on, state
from ..events import OutreachConfirmed, OutreachHeld
from ..values import OutreachId

__all__ = ["Teaching"]


@state
class Teaching(State):
    """An outreach as it was told, and who confirmed it."""

    outreach_id: OutreachId
    held: OutreachHeld | None = folded(None)
    """None while nothing was told of it."""
    confirmer_id: MemberId | None = folded(None)

    elsewhere = "Only telling and confirming make an outreach"

    @on
    def was_held(self, event: OutreachHeld) -> None:
        self.held = event

    @on
    def was_confirmed(self, event: OutreachConfirmed) -> None:
        self.confirmer_id = event.confirmer_id
