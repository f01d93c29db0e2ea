"""Planning shifts, assigning members to them, and their attendance."""

from . import assigning as assigning
from . import attendance as attendance
from . import planning as planning

__all__ = ["assigning", "attendance", "planning"]
