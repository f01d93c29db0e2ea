"""What happened for the sake of safety. The names are storage formats: they never change."""

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
    "IncidentRecorded",
    "NoticePosted",
    "NoticeRoundCompleted",
    "NoticeRoundOpened",
    "ReportingDutyMet",
    "ReportingDutyMissed",
    "StairwellExcepted",
]
