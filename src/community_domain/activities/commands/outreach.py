"""What may be wanted of outreach."""

from ...community.values import CampaignId
from ...kernel import Command, Hint, InvalidValue, MemberId, Period, Problem, bounded, command
from ...tasks.values import Evidence
from ..values import Audience, OutreachId, OutreachKind

__all__ = ["ConfirmOutreach", "HoldOutreach"]

PERSONS = 1_000
"""More than this hear no child without a microphone."""
PIECES = 20
"""Pieces of evidence for one outreach."""


@command("activity.hold-outreach")
class HoldOutreach(Command):
    """Tell that a little teacher taught others."""

    outreach_id: OutreachId
    teacher_id: MemberId
    topic: str = bounded(high=200)
    kind: OutreachKind
    """A board or a slogan needs evidence; a talk may have some."""
    audience: Audience
    persons: int = bounded(low=1, high=PERSONS)
    """How many were reached."""
    period: Period
    place: str | None = bounded(high=200, default=None)
    campaign_id: CampaignId | None = None
    evidence: tuple[Evidence, ...] = bounded(high=PIECES, default=())

    def __attrs_post_init__(self) -> None:
        if self.kind is not OutreachKind.TALK and not self.evidence:
            hint = Hint(
                "A board or a slogan is shown, such as by a photograph.",
                "展板或标语须有佐证，例如照片。",
            )
            raise InvalidValue("evidence", "0", Problem.TOO_FEW, hint)


@command("activity.confirm-outreach")
class ConfirmOutreach(Command):
    """Say that an outreach was held as it is told."""

    outreach_id: OutreachId
