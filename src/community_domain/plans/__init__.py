"""Plans of tasks: work that comes again, stairwell by stairwell."""

from ..kernel import Slice
from . import commands, deadlines, decisions, events, policies, processes, refusals, state, values
from .commands import *
from .deadlines import *
from .events import *
from .policies import *
from .processes import *
from .refusals import *
from .state import *
from .values import *

__all__ = ["SLICE"]
__all__ += commands.__all__
__all__ += deadlines.__all__
__all__ += events.__all__
__all__ += policies.__all__
__all__ += processes.__all__
__all__ += refusals.__all__
__all__ += state.__all__
__all__ += values.__all__

SLICE = Slice.of(
    "plan",
    values,
    events,
    commands,
    refusals,
    state,
    policies,
    decisions,
    processes,
    deadlines,
)
"""The rooms of this slice, as a domain takes them."""
