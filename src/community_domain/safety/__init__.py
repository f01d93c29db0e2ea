"""Safety: rounds of notices through the stairwells, and incidents with the duty to report them."""

from ..kernel import Slice
from ..members.state import Agenda
from . import commands, deadlines, decisions, events, policies, refusals, state, values
from .commands import *
from .deadlines import *
from .events import *
from .policies import *
from .refusals import *
from .state import *
from .values import *

__all__ = ["SLICE"]
__all__ += commands.__all__
__all__ += deadlines.__all__
__all__ += events.__all__
__all__ += policies.__all__
__all__ += refusals.__all__
__all__ += state.__all__
__all__ += values.__all__

SLICE = Slice.of(
    "safety",
    values.notices,
    values.incidents,
    events.notices,
    events.incidents,
    commands.notices,
    commands.incidents,
    refusals.notices,
    refusals.incidents,
    state.notices,
    state.incidents,
    policies.notices,
    policies.incidents,
    decisions.notices,
    decisions.incidents,
    deadlines,
    roles=(SAFETY_OFFICER,),
    readers={Incident: with_the_duty},
    ignores={
        Agenda: {
            "A notice is posted in passing": (NoticePosted,),
            "An incident makes nobody busy": (IncidentRecorded,),
        },
    },
)
"""The rooms of this slice, as a domain takes them."""
