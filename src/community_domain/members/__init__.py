"""Members: who takes part, who answers for whom, and what is consented to."""

from ..community.state import Places, Settings
from ..kernel import Slice
from . import commands, decisions, events, policies, refusals, state, values
from .commands import *
from .events import *
from .policies import *
from .refusals import *
from .state import *
from .values import *

SLICE = Slice.of(
    "member",
    values,
    events,
    commands,
    refusals,
    state,
    policies,
    decisions,
    roles=ROLES,
    ignores={
        Settings: {"Roles set nothing": (RoleGranted, RoleRevoked)},
        Places: {"Roles move no building": (RoleGranted, RoleRevoked)},
    },
    readers={
        Profile: self_or_guardian("member_id") | coordinator(),
        Standing: self_or_guardian("member_id") | coordinator(),
    },
)
"""The rooms of this slice, as a domain takes them."""
