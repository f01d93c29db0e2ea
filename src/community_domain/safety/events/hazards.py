"""What happened to hazards. The names are storage formats: they never change."""

from datetime import datetime

from ...community.values import BuildingId, PlaceId, StairwellId
from ...kernel import Event, MemberId, event, personal
from ..values import (
    Claims,
    DatedEvidence,
    HazardId,
    HazardKind,
    OutsideBody,
    ReferenceId,
    Severity,
    SourceId,
)

__all__ = [
    "ClaimsUpdated",
    "HazardAssessed",
    "HazardAssigned",
    "HazardClosed",
    "HazardHandedOver",
    "HazardImported",
    "HazardMerged",
    "HazardRectified",
    "HazardRejected",
    "HazardReleased",
    "HazardReported",
    "HazardSentBack",
    "HazardVerified",
]


@event("safety.hazard-reported")
class HazardReported(Event):
    """Somebody saw something dangerous."""

    hazard_id: HazardId
    member_id: MemberId
    """Who saw it."""
    what: str = personal(subject="member_id")
    building_id: BuildingId | None
    """Also that of the stairwell."""
    stairwell_id: StairwellId | None
    place_id: PlaceId | None
    recurs: HazardId | None
    """The closed hazard that is there again."""


@event("safety.hazard-imported")
class HazardImported(Event):
    """A record of a hazard was taken over from elsewhere, as reported and no more."""

    hazard_id: HazardId
    source_id: SourceId
    reference_id: ReferenceId
    """What the source calls it."""
    claims: Claims
    building_id: BuildingId | None
    stairwell_id: StairwellId | None
    place_id: PlaceId | None


@event("safety.hazard-claims-updated")
class ClaimsUpdated(Event):
    """The source of an imported hazard says something else now."""

    hazard_id: HazardId
    claims: Claims


@event("safety.hazard-assessed")
class HazardAssessed(Event):
    """A coordinator judged what a hazard is, and how bad."""

    hazard_id: HazardId
    kind: HazardKind
    severity: Severity


@event("safety.hazard-assigned")
class HazardAssigned(Event):
    """Members are to rectify a hazard, and nobody else."""

    hazard_id: HazardId
    member_ids: tuple[MemberId, ...]
    at: datetime


@event("safety.hazard-handed-over")
class HazardHandedOver(Event):
    """A body from outside is to rectify a hazard, and nobody else."""

    hazard_id: HazardId
    body: OutsideBody
    at: datetime


@event("safety.hazard-released")
class HazardReleased(Event):
    """Somebody is not to rectify a hazard any more."""

    hazard_id: HazardId
    member_id: MemberId
    reason: str
    """Why, as a code: that of the rule, or `assigned-anew`."""


@event("safety.hazard-rectified")
class HazardRectified(Event):
    """The danger is gone, as those say who rectified it."""

    hazard_id: HazardId
    member_ids: tuple[MemberId, ...]
    """Who rectified it; nobody where a body from outside did."""
    rectified_at: datetime
    evidence: tuple[DatedEvidence, ...]


@event("safety.hazard-sent-back")
class HazardSentBack(Event):
    """What was rectified was not accepted."""

    hazard_id: HazardId
    member_ids: tuple[MemberId, ...]
    verifier_id: MemberId
    reason: str


@event("safety.hazard-verified")
class HazardVerified(Event):
    """Another person saw that the danger is gone."""

    hazard_id: HazardId
    member_ids: tuple[MemberId, ...]
    verifier_id: MemberId


@event("safety.hazard-closed")
class HazardClosed(Event):
    """A hazard is over; if it comes again, that is another one."""

    hazard_id: HazardId
    closer_id: MemberId
    evidence: tuple[DatedEvidence, ...]
    """What was added on closing."""


@event("safety.hazard-rejected")
class HazardRejected(Event):
    """A hazard is none, or none of this community's."""

    hazard_id: HazardId
    member_ids: tuple[MemberId, ...]
    """Who was to rectify it."""
    reason: str


@event("safety.hazard-merged")
class HazardMerged(Event):
    """A hazard is the same as another, which goes on for both."""

    hazard_id: HazardId
    into: HazardId
    member_ids: tuple[MemberId, ...]
    """Who was to rectify it."""
    reason: str
