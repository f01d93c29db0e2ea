"""Who runs an occurrence, who may have a seat, how claims find seats, and groups stations."""

from .handover import (
    at_the_door,
    collectors_reader,
    must_be_fit_to_collect,
    obstacle_to_being_called_for,
)
from .outreach import (
    confirms_outreach,
    outreach_reader,
    tells_of_outreach,
)
from .rights import (
    coordinator_of_series,
    its_coordinator,
    its_tutor,
    must_take_place,
    planned,
    those_offered,
)
from .rotation import (
    dealt,
    rounds_for,
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
from .stations import (
    drawn_claims,
    keeps_score,
    leads_rounds,
    must_be_ahead,
    planned_anew,
    station_of,
    was_there,
)

__all__ = [
    "as_planned",
    "at_the_door",
    "collectors_reader",
    "confirmed",
    "confirms_outreach",
    "coordinator_of_series",
    "dealt",
    "drawn_claims",
    "its_coordinator",
    "its_tutor",
    "keeps_score",
    "leads_rounds",
    "must_be_ahead",
    "must_be_fit_to_collect",
    "must_be_open_for_sign_up",
    "must_take_place",
    "obstacle_to_a_seat",
    "obstacle_to_being_called_for",
    "outreach_reader",
    "planned",
    "planned_anew",
    "rounds_for",
    "seats_go_to_waiters",
    "seats_or_a_place_in_line",
    "station_of",
    "tells_of_outreach",
    "those_offered",
    "waitlist_limit",
    "was_there",
]
