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
from .notices import (
    NoticePosted,
    NoticeRoundCompleted,
    NoticeRoundOpened,
    StairwellExcepted,
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
    "IncidentRecorded",
    "NoticePosted",
    "NoticeRoundCompleted",
    "NoticeRoundOpened",
    "ReportingDutyMet",
    "ReportingDutyMissed",
    "StairwellExcepted",
]
