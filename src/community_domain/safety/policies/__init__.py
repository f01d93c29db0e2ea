"""Who may, and what must be so, for the sake of safety."""

from .incidents import (
    must_have_happened_since,
    recorded_incident,
    report_by,
    with_the_duty,
)
from .notices import (
    coordinator_of_building,
    coordinator_of_round,
    coordinator_of_stairwell,
    must_be_a_stairwell_of,
    must_not_be_complete,
    opened_round,
    stairwells_of,
)

__all__ = [
    "coordinator_of_building",
    "coordinator_of_round",
    "coordinator_of_stairwell",
    "must_be_a_stairwell_of",
    "must_have_happened_since",
    "must_not_be_complete",
    "opened_round",
    "recorded_incident",
    "report_by",
    "stairwells_of",
    "with_the_duty",
]
