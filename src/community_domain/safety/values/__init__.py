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
from .inspections import (
    Answer,
    ChecklistId,
    ChecklistItem,
    InspectionId,
    ItemId,
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
    "Answer",
    "BodyKind",
    "ChecklistId",
    "ChecklistItem",
    "Claims",
    "DatedEvidence",
    "HazardId",
    "HazardKind",
    "HazardStage",
    "IncidentId",
    "IncidentSeverity",
    "InspectionId",
    "ItemId",
    "NoticeRoundId",
    "OutsideBody",
    "ReferenceId",
    "ReportingDuty",
    "Severity",
    "Site",
    "SiteKind",
    "SourceId",
]
