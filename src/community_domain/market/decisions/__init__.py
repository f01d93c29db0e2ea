"""Holding markets and stalls, and bargaining at them."""

from . import bargaining as bargaining
from . import stalls as stalls

__all__ = ["bargaining", "stalls"]
