"""The community as a whole: founding, settings, places, campaigns."""

from ..kernel import Slice
from . import commands, decisions, events, refusals, state, values
from .commands import *
from .events import *
from .refusals import *
from .state import *
from .values import *

__all__ = ["SLICE"]
__all__ += commands.__all__
__all__ += events.__all__
__all__ += refusals.__all__
__all__ += state.__all__
__all__ += values.__all__

SLICE = Slice.of("community", values, events, commands, refusals, state, decisions)
"""The rooms of this slice, as a domain takes them."""
