"""Risky work: told and acknowledged, by adults who are trained and insured on the day."""

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
    "risk",
    values,
    events,
    commands,
    refusals,
    state,
    policies,
    decisions,
    processes,
    readers={
        Protection: self_or_guardian("member_id") | coordinator(),
    },
    ignores={
        Agenda: {
            "To be told, trained and insured takes no time here": (
                RiskAcknowledged,
                TrainingRecorded,
                InsuranceRecorded,
                ProtectionLost,
            ),
        },
    },
)
"""The rooms of this slice, as a domain takes them."""
