"""Safety: hazards, inspections, rounds of notices, incidents and the duty to report them."""

from ..kernel import Slice
from ..members.policies import coordinator, self_or_guardian
from ..members.state import Agenda
from ..tasks.policies import neighbour
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
    "safety",
    values.hazards,
    values.inspections,
    values.notices,
    values.incidents,
    events.hazards,
    events.inspections,
    events.notices,
    events.incidents,
    commands.hazards,
    commands.inspections,
    commands.notices,
    commands.incidents,
    refusals.hazards,
    refusals.inspections,
    refusals.notices,
    refusals.incidents,
    state.hazards,
    state.inspections,
    state.notices,
    state.incidents,
    policies.hazards,
    policies.inspections,
    policies.notices,
    policies.incidents,
    decisions.hazards,
    decisions.rectifying,
    decisions.inspections,
    decisions.notices,
    decisions.incidents,
    processes,
    deadlines,
    roles=(SAFETY_OFFICER,),
    readers={
        Hazard: neighbour,
        HazardsInHand: self_or_guardian("member_id") | coordinator(),
        Incident: with_the_duty,
    },
    ignores={
        Agenda: {
            "Hazards are rectified in one's own time": (
                HazardReported,
                HazardAssigned,
                HazardReleased,
                HazardRectified,
                HazardSentBack,
                HazardVerified,
                HazardClosed,
                HazardRejected,
                HazardMerged,
            ),
            "To inspect takes as long as it takes": (InspectionStarted, ItemAnswered),
            "A notice is posted in passing": (NoticePosted,),
            "An incident makes nobody busy": (IncidentRecorded,),
        },
    },
)
"""The rooms of this slice, as a domain takes them."""
