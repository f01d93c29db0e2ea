"""Why something for the sake of safety may not happen."""

from .incidents import (
    DutyStillOpen,
    IncidentExists,
    IncidentUnknown,
    NoDutyToReport,
    ReportedAlready,
)
from .notices import (
    NoStairwells,
    NoticeHangsThere,
    NoticeRoundComplete,
    NoticeRoundExists,
    NoticeRoundUnknown,
    StairwellNotInRound,
    StairwellsWithoutNotice,
)

__all__ = [
    "DutyStillOpen",
    "IncidentExists",
    "IncidentUnknown",
    "NoDutyToReport",
    "NoStairwells",
    "NoticeHangsThere",
    "NoticeRoundComplete",
    "NoticeRoundExists",
    "NoticeRoundUnknown",
    "ReportedAlready",
    "StairwellNotInRound",
    "StairwellsWithoutNotice",
]
