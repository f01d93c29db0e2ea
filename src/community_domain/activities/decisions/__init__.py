"""Offering, scheduling, signing up, withdrawing, attendance, headcounts."""

from . import attendance as attendance
from . import offers as offers
from . import planning as planning
from . import seats as seats
from . import series as series

__all__ = ["attendance", "offers", "planning", "seats", "series"]
