"""What decisions read for the sake of safety."""

from .hazards import (
    Hazard,
    HazardRecord,
    HazardsInHand,
)
from .incidents import (
    Incident,
)
from .notices import (
    NoticeRound,
)

__all__ = [
    "Hazard",
    "HazardRecord",
    "HazardsInHand",
    "Incident",
    "NoticeRound",
]
