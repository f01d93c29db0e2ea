"""What may be wanted for the sake of safety."""

from .hazards import (
    AssessHazard,
    AssignHazard,
    CloseHazard,
    HandHazardOver,
    ImportHazard,
    MergeHazard,
    RectifyHazard,
    RejectHazard,
    ReleaseHazards,
    ReportHazard,
    ReviewTeam,
    SendHazardBack,
    VerifyHazard,
)
from .incidents import (
    MeetReportingDuty,
    MissReportingDuty,
    RecordIncident,
)
from .notices import (
    CompleteNoticeRound,
    ExceptStairwell,
    OpenNoticeRound,
    PostNotice,
)

__all__ = [
    "AssessHazard",
    "AssignHazard",
    "CloseHazard",
    "CompleteNoticeRound",
    "ExceptStairwell",
    "HandHazardOver",
    "ImportHazard",
    "MeetReportingDuty",
    "MergeHazard",
    "MissReportingDuty",
    "OpenNoticeRound",
    "PostNotice",
    "RecordIncident",
    "RectifyHazard",
    "RejectHazard",
    "ReleaseHazards",
    "ReportHazard",
    "ReviewTeam",
    "SendHazardBack",
    "VerifyHazard",
]
