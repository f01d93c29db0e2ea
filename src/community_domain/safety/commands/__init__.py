"""What may be wanted for the sake of safety."""

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
    "CompleteNoticeRound",
    "ExceptStairwell",
    "MeetReportingDuty",
    "MissReportingDuty",
    "OpenNoticeRound",
    "PostNotice",
    "RecordIncident",
]
