"""What decisions read about rounds of notices."""

from ...community.values import StairwellId
from ...kernel import State, folded, on, state
from ..events import NoticePosted, NoticeRoundCompleted, NoticeRoundOpened, StairwellExcepted
from ..values import NoticeRoundId

__all__ = ["NoticeRound"]


@state
class NoticeRound(State):
    """A round of notices: one reading for all of its stairwells, however many there are."""

    notice_round_id: NoticeRoundId
    opened: NoticeRoundOpened | None = folded(None)
    """None while there is no such round."""
    posted: dict[StairwellId, NoticePosted] = folded(factory=dict)
    """The last proof of each stairwell."""
    excepted: dict[StairwellId, str] = folded(factory=dict)
    """The reason, where there is no proof."""
    complete: bool = folded(False)

    elsewhere = "Only its own proofs and exceptions count in a round; places are read beside it"

    @on
    def was_opened(self, event: NoticeRoundOpened) -> None:
        self.opened = event

    @on
    def notice_posted(self, event: NoticePosted) -> None:
        self.posted[event.stairwell_id] = event
        self.excepted.pop(event.stairwell_id, None)

    @on
    def stairwell_excepted(self, event: StairwellExcepted) -> None:
        self.excepted[event.stairwell_id] = event.reason

    @on
    def was_completed(self, event: NoticeRoundCompleted) -> None:
        self.complete = True
