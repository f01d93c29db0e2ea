"""What is decided for the sake of safety."""

from . import incidents as incidents
from . import notices as notices

__all__ = ["incidents", "notices"]
