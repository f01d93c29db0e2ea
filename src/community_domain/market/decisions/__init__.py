"""Holding markets and stalls, bargaining at them, and following their occurrences."""

from . import bargaining as bargaining
from . import following as following
from . import stalls as stalls

__all__ = ["bargaining", "following", "stalls"]
