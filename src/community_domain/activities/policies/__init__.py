"""Who runs an occurrence, who may have a seat, and how seats and claims find each other."""

from .rights import (
    coordinator_of_series,
    its_coordinator,
    must_take_place,
    planned,
    those_offered,
)
from .seats import (
    confirmed,
    must_be_open_for_sign_up,
    obstacle_to_a_seat,
    seats_go_to_waiters,
    seats_or_a_place_in_line,
    waitlist_limit,
)
from .series import (
    as_planned,
)

__all__ = [
    "as_planned",
    "confirmed",
    "coordinator_of_series",
    "its_coordinator",
    "must_be_open_for_sign_up",
    "must_take_place",
    "obstacle_to_a_seat",
    "planned",
    "seats_go_to_waiters",
    "seats_or_a_place_in_line",
    "those_offered",
    "waitlist_limit",
]
