"""Events of outreach: a little teacher teaches others."""

from ...community.values import CampaignId
from ...kernel import Event, LocalPeriod, MemberId, Period, event
from ...tasks.values import Evidence
from ..values import Audience, OutreachId, OutreachKind

__all__ = ["OutreachConfirmed", "OutreachHeld"]


@event("activity.outreach-held")
class OutreachHeld(Event):
    """A little teacher taught others, as they tell it."""

    outreach_id: OutreachId
    teacher_id: MemberId
    topic: str
    kind: OutreachKind
    audience: Audience
    persons: int
    """How many were reached."""
    period: Period
    local: LocalPeriod
    place: str | None
    campaign_id: CampaignId | None
    evidence: tuple[Evidence, ...]
    """What shows it, such as a photograph of the board."""


@event("activity.outreach-confirmed")
class OutreachConfirmed(Event):
    """Another person says that it was so."""

    outreach_id: OutreachId
    teacher_id: MemberId
    confirmer_id: MemberId
