"""What happened for the sake of safety. The names are storage formats: they never change."""

from .hazards import (
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
)
from .incidents import (
    IncidentRecorded,
    ReportingDutyMet,
    ReportingDutyMissed,
)
from .inspections import (
    ChecklistPublished,
    InspectionCompleted,
    InspectionStarted,
    ItemAnswered,
    ItemWaived,
)
from .notices import (
    NoticePosted,
    NoticeRoundCompleted,
    NoticeRoundOpened,
    StairwellExcepted,
)

__all__ = [
    "ChecklistPublished",
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
    "IncidentRecorded",
    "InspectionCompleted",
    "InspectionStarted",
    "ItemAnswered",
    "ItemWaived",
    "NoticePosted",
    "NoticeRoundCompleted",
    "NoticeRoundOpened",
    "ReportingDutyMet",
    "ReportingDutyMissed",
    "StairwellExcepted",
]
