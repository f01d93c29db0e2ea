"""Tasks and help requests: work, its evidence, another person's acceptance; neighbours in need."""

from ..kernel import Slice
from ..members.policies import coordinator, self_or_guardian
from ..members.state import Agenda
from . import commands, decisions, events, policies, processes, refusals, state, values
from .commands import *
from .events import *
from .policies import *
from .processes import *
from .refusals import *
from .state import *
from .values import *

__all__ = ["SLICE"]
__all__ += commands.__all__
__all__ += events.__all__
__all__ += policies.__all__
__all__ += processes.__all__
__all__ += refusals.__all__
__all__ += state.__all__
__all__ += values.__all__

SLICE = Slice.of(
    "task",
    values,
    events,
    commands,
    refusals,
    state,
    policies,
    decisions.tasks,
    decisions.requests,
    processes,
    readers={
        Request: neighbour,
        Work: self_or_guardian("member_id") | verifier,
        Workload: self_or_guardian("member_id") | coordinator(),
    },
    ignores={
        Agenda: {
            "Tasks are done in one's own time": (
                TaskTaken,
                TaskLeft,
                TaskReleased,
                TaskSubmitted,
                TaskSentBack,
                TaskVerified,
            ),
            "Helpers and asker find a time between them": (
                HelpAsked,
                HelpOffered,
                HelpWithdrawn,
                HelpReleased,
                RequestClosed,
            ),
        },
    },
)
"""The rooms of this slice, as a domain takes them."""
