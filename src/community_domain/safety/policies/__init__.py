"""Who may, and what must be so, for the sake of safety."""

from .buildings import (
    coordinates,
)
from .hazards import (
    coordinator_of_hazard,
    hazard_known,
    hazard_team,
    hazard_verifier,
    minors_among,
    must_be_at,
    must_be_fit_for,
    must_be_there_already,
    places_at,
    shares_the_work,
)
from .incidents import (
    must_have_happened_since,
    recorded_incident,
    report_by,
    with_the_duty,
)
from .inspections import (
    coordinator_of_inspection,
    coordinator_of_sites,
    inspection_team,
    must_be_a_sound_team,
    must_be_open_to_answers,
    must_be_within,
    must_look_oneself,
    started_inspection,
    the_one_building,
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
    "coordinates",
    "coordinator_of_building",
    "coordinator_of_hazard",
    "coordinator_of_inspection",
    "coordinator_of_round",
    "coordinator_of_sites",
    "coordinator_of_stairwell",
    "hazard_known",
    "hazard_team",
    "hazard_verifier",
    "inspection_team",
    "minors_among",
    "must_be_a_sound_team",
    "must_be_a_stairwell_of",
    "must_be_at",
    "must_be_fit_for",
    "must_be_open_to_answers",
    "must_be_there_already",
    "must_be_within",
    "must_have_happened_since",
    "must_look_oneself",
    "must_not_be_complete",
    "opened_round",
    "places_at",
    "recorded_incident",
    "report_by",
    "shares_the_work",
    "stairwells_of",
    "started_inspection",
    "the_one_building",
    "with_the_duty",
]
