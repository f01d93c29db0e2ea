"""What may be wanted of rounds of notices."""

from ...community.values import BuildingId, StairwellId
from ...kernel import Command, MemberId, bounded, command
from ...tasks.values import Evidence
from ..values import NoticeRoundId

__all__ = ["CompleteNoticeRound", "ExceptStairwell", "OpenNoticeRound", "PostNotice"]

PIECES = 20
"""Pieces of evidence for one notice."""


@command("safety.open-notice-round")
class OpenNoticeRound(Command):
    """Begin to tell every stairwell something: a typhoon comes, keep the escape routes free."""

    notice_round_id: NoticeRoundId
    topic: str = bounded(high=200)
    building_id: BuildingId | None = None
    """Whose stairwells; those of the whole community where it is none."""


@command("safety.post-notice")
class PostNotice(Command):
    """Show that a notice hangs in a stairwell, and who posted it."""

    notice_round_id: NoticeRoundId
    stairwell_id: StairwellId
    poster_id: MemberId
    evidence: tuple[Evidence, ...] = bounded(low=1, high=PIECES)


@command("safety.except-stairwell")
class ExceptStairwell(Command):
    """Let a stairwell need no notice, and say why: nobody lives there, it is closed for works."""

    notice_round_id: NoticeRoundId
    stairwell_id: StairwellId
    reason: str


@command("safety.complete-notice-round")
class CompleteNoticeRound(Command):
    """Say that every stairwell was told, or needed no notice."""

    notice_round_id: NoticeRoundId
