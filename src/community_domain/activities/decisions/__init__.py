"""Planning, signing up and withdrawing, attendance, headcounts, rounds, scores, and outreach."""

from . import attendance as attendance
from . import handover as handover
from . import offers as offers
from . import outreach as outreach
from . import planning as planning
from . import scores as scores
from . import seats as seats
from . import series as series
from . import stations as stations

__all__ = [
    "attendance",
    "handover",
    "offers",
    "outreach",
    "planning",
    "scores",
    "seats",
    "series",
    "stations",
]
