"""Crediting hours and correcting them, disputes about them, and certificates."""

from . import certificates as certificates
from . import disputes as disputes
from . import hours as hours

__all__ = ["certificates", "disputes", "hours"]
