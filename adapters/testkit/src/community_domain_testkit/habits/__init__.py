"""What makes moves of the standard domain likely to lead somewhere, one module for each slice.

A command without habits is driven by the types of its fields; a habit is a line in the module of
its slice. `HABITS` are those of all slices here; an app adds its own with
`Moves(domain, habits=(*HABITS, MINE))`.
"""

from .activities import ACTIVITIES
from .agreeing import AGREEING
from .clearances import CLEARANCES
from .community import COMMUNITY, ZONES
from .erasure import ERASING
from .handover import HANDING_OVER
from .hazards import HAZARDS
from .incidents import INCIDENTS
from .inspections import INSPECTIONS
from .market import MARKET
from .members import MEMBERS
from .notices import NOTICES
from .offers import OFFERS
from .outreach import OUTREACH
from .plans import PLANS
from .recognition import RECOGNITION
from .risk import RISK
from .series import SERIES
from .service import SERVICE
from .shifts import SHIFTS
from .stations import STATIONS
from .tasks import TASKS
from .telling import Cast, Fields, Habits, Overrides, Topic, topic, wished

__all__ = ["HABITS", "ZONES", "Cast", "Fields", "Habits", "Overrides", "Topic", "topic", "wished"]

HABITS = (
    COMMUNITY,
    MEMBERS,
    ERASING,
    CLEARANCES,
    ACTIVITIES,
    HANDING_OVER,
    OFFERS,
    SERIES,
    STATIONS,
    OUTREACH,
    SHIFTS,
    TASKS,
    SERVICE,
    MARKET,
    RECOGNITION,
    HAZARDS,
    INSPECTIONS,
    NOTICES,
    INCIDENTS,
    RISK,
    PLANS,
    AGREEING,
)
"""The habits of every slice of the library, in the order in which stories begin."""
