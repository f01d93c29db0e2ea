"""What hazards, inspections, notices and incidents are made of."""

from .hazards import (
    BEFORE_WORK,
    OVER,
    BodyKind,
    Claims,
    DatedEvidence,
    HazardId,
    HazardKind,
    HazardStage,
    OutsideBody,
    ReferenceId,
    Severity,
    Site,
    SiteKind,
    SourceId,
)
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
    "BEFORE_WORK",
    "OVER",
    "REPORT_GRAVE_HOURS",
    "REPORT_SERIOUS_HOURS",
    "REPORT_SLIGHT_HOURS",
    "SAFETY_OFFICER",
    "BodyKind",
    "Claims",
    "DatedEvidence",
    "HazardId",
    "HazardKind",
    "HazardStage",
    "IncidentId",
    "IncidentSeverity",
    "NoticeRoundId",
    "OutsideBody",
    "ReferenceId",
    "ReportingDuty",
    "Severity",
    "Site",
    "SiteKind",
    "SourceId",
]
