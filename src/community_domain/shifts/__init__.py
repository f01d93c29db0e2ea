"""Shifts: who serves where and when, within which limits, and who was there."""

from ..kernel import Slice
from ..members.policies import self_or_guardian
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
    "shift",
    values,
    events,
    commands,
    refusals,
    state,
    policies,
    decisions.planning,
    decisions.assigning,
    decisions.attendance,
    processes,
    deadlines,
    roles=ROLES,
    readers={
        Duty: self_or_guardian("member_id") | its_coordinator,
    },
    ignores={
        Agenda: {
            "Being asked to stand in takes no time": (StandInAsked, StandInDeclined),
            "Attendance is over when it is told": (
                DutyBegun,
                DutyEnded,
                AbsenceRecorded,
                AbsenceContested,
                AbsenceLifted,
            ),
            "What somebody can do, or was let do, takes none": (
                SkillRecorded,
                LimitsOverridden,
                ClearanceCounted,
                ClearanceLost,
            ),
        },
    },
)
"""The rooms of this slice, as a domain takes them."""
