"""Registering, enrolling, guardians, consents, households, roles; restricting and erasing data."""

from . import erasure as erasure
from . import people as people

__all__ = ["erasure", "people"]
