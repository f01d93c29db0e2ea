"""Who may be on a shift: working hours, rest, skills, and adults beside minors."""

from .cover import (
    are_beside,
    is_cleared_for,
    is_uncovered,
    lack_of_adults,
    lack_of_clearance_among,
    on_watch,
    uncovered_from,
)
from .holders import (
    OVERRIDABLE,
    its_coordinator,
    must_have_place,
    must_hold_and_not_have_come,
    obstacles_to_a_shift,
    overrider,
    planned,
    still_open,
)
from .hours import (
    blocks,
    by_the_clocks,
    most_in_24_hours,
    rest_is_kept,
    time_by_local_day,
    within_permitted_hours,
)

__all__ = [
    "OVERRIDABLE",
    "are_beside",
    "blocks",
    "by_the_clocks",
    "is_cleared_for",
    "is_uncovered",
    "its_coordinator",
    "lack_of_adults",
    "lack_of_clearance_among",
    "most_in_24_hours",
    "must_have_place",
    "must_hold_and_not_have_come",
    "obstacles_to_a_shift",
    "on_watch",
    "overrider",
    "planned",
    "rest_is_kept",
    "still_open",
    "time_by_local_day",
    "uncovered_from",
    "within_permitted_hours",
]
