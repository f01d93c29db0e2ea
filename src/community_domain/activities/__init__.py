"""Activities: what is offered, who has a seat, who came."""

from ..kernel import Slice
from ..members.policies import self_or_guardian
from ..members.state import Agenda, Permissions, Profile, Standing
from . import commands, decisions, events, policies, processes, refusals, state, values
from .commands import *
from .events import *
from .policies import *
from .processes import *
from .refusals import *
from .state import *
from .values import *

SLICE = Slice.of(
    "activity",
    values,
    events,
    commands,
    refusals,
    state,
    policies,
    decisions,
    processes,
    readers={Turnout: self_or_guardian("member_id") | its_coordinator},
    ignores={
        Profile: {"Taking part does not change who somebody is": (ActivityEvent,)},
        Standing: {"Taking part does not change age, guardians or consents": (ActivityEvent,)},
        Permissions: {"Taking part gives no role": (ActivityEvent,)},
        Agenda: {
            "Waiting takes no time": (WaitlistJoined, WaitlistLeft),
            "Attendance is over when it is told": (
                CheckedIn,
                CheckedOut,
                PresenceRecorded,
                NoShowRecorded,
                NoShowContested,
                NoShowLifted,
            ),
        },
    },
)
"""The rooms of this slice, as a domain takes them."""
