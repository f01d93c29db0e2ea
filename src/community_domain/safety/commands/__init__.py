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
from .inspections import (
    AnswerItem,
    CompleteInspection,
    PublishChecklist,
    ReportFailedItem,
    StartInspection,
    WaiveItem,
)
from .notices import (
    CompleteNoticeRound,
    ExceptStairwell,
    OpenNoticeRound,
    PostNotice,
)

__all__ = [
    "AnswerItem",
    "AssessHazard",
    "AssignHazard",
    "CloseHazard",
    "CompleteInspection",
    "CompleteNoticeRound",
    "ExceptStairwell",
    "HandHazardOver",
    "ImportHazard",
    "MeetReportingDuty",
    "MergeHazard",
    "MissReportingDuty",
    "OpenNoticeRound",
    "PostNotice",
    "PublishChecklist",
    "RecordIncident",
    "RectifyHazard",
    "RejectHazard",
    "ReleaseHazards",
    "ReportFailedItem",
    "ReportHazard",
    "ReviewTeam",
    "SendHazardBack",
    "StartInspection",
    "VerifyHazard",
    "WaiveItem",
]
