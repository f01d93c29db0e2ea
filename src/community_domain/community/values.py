"""Places and campaigns of a community, and the scopes in which somebody may hold a role."""

from enum import StrEnum
from typing import NewType

from ..kernel import identifier, value

__all__ = ["BuildingId", "CampaignId", "PlaceId", "Scope", "ScopeKind", "StairwellId", "SubjectId"]

BuildingId = NewType("BuildingId", str)
StairwellId = NewType("StairwellId", str)
PlaceId = NewType("PlaceId", str)
identifier(BuildingId, tag="building")
identifier(StairwellId, tag="stairwell")
identifier(PlaceId, tag="place")
CampaignId = NewType("CampaignId", str)
identifier(CampaignId, tag="campaign")
SubjectId = NewType("SubjectId", str)


class ScopeKind(StrEnum):
    """How far a role reaches."""

    COMMUNITY = "community"
    BUILDING = "building"
    ACTIVITY = "activity"


@value
class Scope:
    """Where a role counts: the whole community, one building, or one activity."""

    kind: ScopeKind = ScopeKind.COMMUNITY
    subject: SubjectId | None = None
    """The building's or the activity's id; nothing for the whole community."""
