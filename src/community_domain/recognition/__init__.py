"""Recognition: thanks, commendations, and points, which are not hours."""

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
    "recognition",
    values,
    events,
    commands,
    refusals,
    state,
    policies,
    decisions,
    processes,
    roles=(COMMENDER,),
    readers={
        Thanks: thanks_reader,
        PublicThanks: self_or_guardian("member_id") | coordinator(),
        Commendation: commender,
        Commendations: self_or_guardian("member_id") | coordinator(),
        Balance: self_or_guardian("member_id") | coordinator(),
    },
    ignores={
        Agenda: {
            "To be thanked and commended takes no time": (
                ThanksGiven,
                ThanksHidden,
                MemberCommended,
                CommendationRevoked,
            ),
            "nor do points": (PointsIssued, PointsGiven, PointsReturned),
        },
    },
)
"""The rooms of this slice, as a domain takes them."""
