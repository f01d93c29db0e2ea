"""Members: who takes part, who answers for whom, and what is consented to."""

from ..kernel import Slice
from . import (
    commands,
    deadlines,
    decisions,
    events,
    policies,
    processes,
    refusals,
    state,
    values,
)
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
    "member",
    values,
    events,
    commands,
    refusals,
    state.people,
    state.erasure,
    policies.people,
    policies.erasure,
    decisions.people,
    decisions.erasure,
    processes,
    deadlines,
    roles=ROLES,
    readers={
        Profile: self_or_guardian("member_id") | coordinator(),
        Clearances: self_or_guardian("member_id") | coordinator(),
        EmergencyContact: self_or_guardian("member_id") | coordinator() | role(TUTOR),
        Standing: self_or_guardian("member_id") | coordinator(),
        Household: coordinator(),
        BringingAlong: self_or_guardian("member_id") | coordinator(),
        Home: self_or_guardian("member_id") | coordinator(),
        Presence: self_or_guardian("member_id") | coordinator(),
        Keeping: self_or_guardian("member_id") | coordinator(),
        Wards: self_or_guardian("member_id") | coordinator(),
    },
)
"""The rooms of this slice, as a domain takes them."""
