"""The community as a whole: founding, settings, places."""

from ..kernel import Slice
from . import commands, decisions, events, refusals, state, values
from .commands import *
from .events import *
from .refusals import *
from .state import *
from .values import *

SLICE = Slice.of("community", values, events, commands, refusals, state, decisions)
"""The rooms of this slice, as a domain takes them."""
