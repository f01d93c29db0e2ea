"""What happened in rounds of notices. The names are storage formats: they never change."""

from ...community.values import BuildingId, StairwellId
from ...kernel import Event, MemberId, event
from ...tasks.values import Evidence
from ..values import NoticeRoundId

__all__ = ["NoticePosted", "NoticeRoundCompleted", "NoticeRoundOpened", "StairwellExcepted"]


@event("safety.notice-round-opened")
class NoticeRoundOpened(Event):
    """Every stairwell is to be told something."""

    notice_round_id: NoticeRoundId
    topic: str
    building_id: BuildingId | None
    """Whose stairwells; those of the whole community where it is none."""


@event("safety.notice-posted")
class NoticePosted(Event):
    """A notice hangs in a stairwell, and this shows it."""

    notice_round_id: NoticeRoundId
    stairwell_id: StairwellId
    poster_id: MemberId
    """Who posted it."""
    evidence: tuple[Evidence, ...]


@event("safety.stairwell-excepted")
class StairwellExcepted(Event):
    """A stairwell needs no notice in a round."""

    notice_round_id: NoticeRoundId
    stairwell_id: StairwellId
    reason: str


@event("safety.notice-round-completed")
class NoticeRoundCompleted(Event):
    """Every stairwell that was there at that moment was told, or needed no notice."""

    notice_round_id: NoticeRoundId
    posted: int
    """Stairwells with proof, of those that were there."""
    excepted: int
    """Stairwells with an exception, of those that were there."""
