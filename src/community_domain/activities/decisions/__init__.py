"""Offering, scheduling, signing up, withdrawing, attendance, headcounts, rounds and scores."""

from . import attendance as attendance
from . import offers as offers
from . import planning as planning
from . import scores as scores
from . import seats as seats
from . import series as series
from . import stations as stations

__all__ = ["attendance", "offers", "planning", "scores", "seats", "series", "stations"]
