"""What hazards, inspections, notices and incidents are made of."""

from .incidents import (
    REPORT_GRAVE_HOURS,
    REPORT_SERIOUS_HOURS,
    REPORT_SLIGHT_HOURS,
    SAFETY_OFFICER,
    IncidentId,
    IncidentSeverity,
    ReportingDuty,
)
from .notices import (
    NoticeRoundId,
)

__all__ = [
    "REPORT_GRAVE_HOURS",
    "REPORT_SERIOUS_HOURS",
    "REPORT_SLIGHT_HOURS",
    "SAFETY_OFFICER",
    "IncidentId",
    "IncidentSeverity",
    "NoticeRoundId",
    "ReportingDuty",
]
