"""The flea market: stalls, listings, bargaining and trades."""

from ..kernel import Slice
from ..members.policies import coordinator, self_or_guardian
from ..members.state import Agenda
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
    "market",
    values,
    events,
    commands,
    refusals,
    state,
    policies,
    decisions.stalls,
    decisions.bargaining,
    decisions.following,
    processes,
    deadlines,
    readers={
        Dealings: self_or_guardian("member_id") | coordinator(),
        MarketDay: self_or_guardian("member_id") | coordinator(),
    },
    ignores={
        Agenda: {
            "A party minds its stall by turns": (
                StallSetUp,
                StallMoved,
                StallClosed,
                HolderReleased,
            ),
            "Buying and selling takes no time of its own": (
                BidMade,
                BidCountered,
                BidMoved,
                BidWithdrawn,
                BidDeclined,
                BidLapsed,
                TradeMade,
            ),
        },
    },
)
"""The rooms of this slice, as a domain takes them."""
