"""Activities: what is offered, who has a seat, who came."""

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
    "activity",
    values,
    events.planning,
    events.series,
    events.seats,
    events.offers,
    events.attendance,
    events.stations,
    events.outreach,
    events.handover,
    commands.planning,
    commands.series,
    commands.seats,
    commands.offers,
    commands.attendance,
    commands.stations,
    commands.outreach,
    commands.handover,
    refusals.planning,
    refusals.series,
    refusals.seats,
    refusals.offers,
    refusals.attendance,
    refusals.stations,
    refusals.outreach,
    refusals.handover,
    state.planning,
    state.seats,
    state.attendance,
    state.stations,
    state.outreach,
    state.handover,
    decisions.planning,
    decisions.series,
    decisions.seats,
    decisions.offers,
    decisions.attendance,
    decisions.stations,
    decisions.scores,
    decisions.outreach,
    decisions.handover,
    processes,
    deadlines.attendance,
    deadlines.handover,
    deadlines.offers,
    readers={
        Turnout: self_or_guardian("member_id") | its_coordinator,
        Teaching: outreach_reader,
        MemberScores: self_or_guardian("member_id") | leads_rounds,
        Collectors: collectors_reader,
        Collection: self_or_guardian("member_id") | at_the_door,
        Bookings: self_or_guardian("member_id") | coordinator(),
    },
    ignores={
        Agenda: {
            "Waiting takes no time, nor does an offer": (
                WaitlistJoined,
                WaitlistLeft,
                PartyFormed,
                SeatsOffered,
                OfferAccepted,
                OfferDeclined,
                OfferExpired,
                OfferReleased,
            ),
            "Who collects a child says nothing of anybody's time": (
                CollectionAuthorised,
                CollectionRefused,
                HandedOver,
                CollectionOverdue,
            ),
            "Attendance is over when it is told": (
                CheckedIn,
                CheckedOut,
                PresenceRecorded,
                NoShowRecorded,
                NoShowContested,
                NoShowLifted,
            ),
            "With whom they go, and to what score, fills no time but that of the seat": (
                GroupFormed,
                GroupJoined,
                GroupLeft,
                ScoreRecorded,
                ScoreCorrected,
            ),
            "What was taught is told when it is over": (OutreachHeld, OutreachConfirmed),
            "Who keeps a station has a shift for it, if it takes time": (StationSetUp,),
        },
    },
)
"""The rooms of this slice, as a domain takes them."""
