"""What decisions read about hazards."""

from datetime import datetime

from ...kernel import MemberId, State, folded, on, state
from ..events import (
    ClaimsUpdated,
    HazardAssessed,
    HazardAssigned,
    HazardClosed,
    HazardHandedOver,
    HazardImported,
    HazardMerged,
    HazardRectified,
    HazardRejected,
    HazardReleased,
    HazardReported,
    HazardSentBack,
    HazardVerified,
    IncidentRecorded,
    InspectionStarted,
    ItemAnswered,
    NoticePosted,
)
from ..values import (
    Claims,
    HazardId,
    HazardStage,
    InspectionId,
    OutsideBody,
    ReferenceId,
    SourceId,
)

__all__ = ["Hazard", "HazardRecord", "HazardsInHand"]


@state
class Hazard(State):
    """A hazard, how far it has come, and who is to rectify it or did."""

    hazard_id: HazardId
    first: HazardReported | HazardImported | None = folded(None)
    """How it came to be known; None while there is no such hazard."""
    stage: HazardStage = folded(HazardStage.REPORTED)
    claims: Claims | None = folded(None)
    """What the source of an imported hazard said of it last."""
    assessed: HazardAssessed | None = folded(None)
    team: dict[MemberId, None] = folded(factory=dict)
    """Who is to rectify it, or did, in the order of assigning."""
    body: OutsideBody | None = folded(None)
    """Who does so instead."""
    assigned_at: datetime | None = folded(None)
    rectified: HazardRectified | None = folded(None)
    """The last time it was said to be."""
    sent_back: HazardSentBack | None = folded(None)
    closed: HazardClosed | None = folded(None)
    rejected: str | None = folded(None)
    """The reason."""
    merged: HazardMerged | None = folded(None)
    found_by: InspectionId | None = folded(None)
    """The inspection that found it, if one did."""
    recurrences: dict[HazardId, None] = folded(factory=dict)
    """As what it came again."""

    elsewhere = "A hazard goes its own way"

    @on
    def reported(self, event: HazardReported) -> None:
        if event.hazard_id == self.hazard_id:
            self.first = event
        else:
            self.recurrences[event.hazard_id] = None

    @on
    def imported(self, event: HazardImported) -> None:
        self.first, self.claims, self.stage = event, event.claims, HazardStage.IMPORTED

    @on
    def claims_updated(self, event: ClaimsUpdated) -> None:
        self.claims = event.claims

    @on
    def was_assessed(self, event: HazardAssessed) -> None:
        self.assessed = event
        if self.stage is not HazardStage.ASSIGNED:
            self.stage = HazardStage.ASSESSED

    @on
    def found(self, event: ItemAnswered) -> None:
        self.found_by = event.inspection_id

    @on
    def assigned(self, event: HazardAssigned) -> None:
        self.team, self.body = dict.fromkeys(event.member_ids), None
        self.stage, self.assigned_at = HazardStage.ASSIGNED, event.at

    @on
    def handed_over(self, event: HazardHandedOver) -> None:
        self.team, self.body = {}, event.body
        self.stage, self.assigned_at = HazardStage.ASSIGNED, event.at

    @on
    def released(self, event: HazardReleased) -> None:
        self.team.pop(event.member_id, None)
        if not self.team:
            self.stage = HazardStage.ASSESSED

    @on
    def was_rectified(self, event: HazardRectified) -> None:
        self.rectified, self.stage = event, HazardStage.RECTIFIED

    @on
    def was_sent_back(self, event: HazardSentBack) -> None:
        self.sent_back, self.stage = event, HazardStage.ASSIGNED

    @on
    def was_verified(self, event: HazardVerified) -> None:
        self.stage = HazardStage.VERIFIED

    @on
    def was_closed(self, event: HazardClosed) -> None:
        self.closed, self.stage = event, HazardStage.CLOSED

    @on
    def was_rejected(self, event: HazardRejected) -> None:
        self.rejected, self.stage = event.reason, HazardStage.REJECTED

    @on
    def was_merged(self, event: HazardMerged) -> None:
        if event.hazard_id == self.hazard_id:
            self.merged, self.stage = event, HazardStage.MERGED


@state
class HazardRecord(State):
    """As which hazard a record from elsewhere was imported."""

    source_id: SourceId
    reference_id: ReferenceId
    hazard_id: HazardId | None = folded(None)

    elsewhere = "Only importing takes over records"

    @on
    def imported(self, event: HazardImported) -> None:
        self.hazard_id = event.hazard_id


@state
class HazardsInHand(State):
    """The hazards that a member is to rectify, or did and nobody has verified yet."""

    member_id: MemberId
    hazards: dict[HazardId, bool] = folded(factory=dict)
    """Whether each is rectified."""

    ignores = {
        "To report and to close is to rectify nothing": (HazardReported, HazardClosed),
        "nor is a notice, or an incident": (NoticePosted, IncidentRecorded),
        "nor is to inspect": (InspectionStarted, ItemAnswered),
    }
    elsewhere = "Only hazards are rectified"

    @on
    def assigned(self, event: HazardAssigned) -> None:
        self.hazards[event.hazard_id] = False

    @on
    def released(self, event: HazardReleased) -> None:
        self.hazards.pop(event.hazard_id, None)

    @on
    def rectified(self, event: HazardRectified) -> None:
        self.hazards[event.hazard_id] = True

    @on
    def sent_back(self, event: HazardSentBack) -> None:
        if self.member_id in event.member_ids:
            self.hazards[event.hazard_id] = False

    @on
    def verified(self, event: HazardVerified) -> None:
        if self.member_id in event.member_ids:
            self.hazards.pop(event.hazard_id, None)

    @on
    def given_up(self, event: HazardRejected | HazardMerged) -> None:
        self.hazards.pop(event.hazard_id, None)
