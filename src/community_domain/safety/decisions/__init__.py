"""What is decided for the sake of safety."""

from . import hazards as hazards
from . import incidents as incidents
from . import inspections as inspections
from . import notices as notices
from . import rectifying as rectifying

__all__ = ["hazards", "incidents", "inspections", "notices", "rectifying"]
