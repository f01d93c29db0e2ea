"""What decisions read for the sake of safety."""

from .hazards import (
    Hazard,
    HazardRecord,
    HazardsInHand,
)
from .incidents import (
    Incident,
)
from .inspections import (
    Checklist,
    Inspection,
)
from .notices import (
    NoticeRound,
)

__all__ = [
    "Checklist",
    "Hazard",
    "HazardRecord",
    "HazardsInHand",
    "Incident",
    "Inspection",
    "NoticeRound",
]
