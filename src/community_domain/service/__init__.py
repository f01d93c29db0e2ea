"""Service: the hours that members give, their corrections, and certificates of them."""

from ..kernel import Slice
from ..members.policies import coordinator, self_or_guardian
from ..members.state import Agenda
from . import commands, decisions, events, policies, refusals, state, values
from .commands import *
from .events import *
from .policies import *
from .refusals import *
from .state import *
from .values import *

__all__ = ["SLICE"]
__all__ += commands.__all__
__all__ += events.__all__
__all__ += policies.__all__
__all__ += refusals.__all__
__all__ += state.__all__
__all__ += values.__all__

SLICE = Slice.of(
    "service",
    values,
    events,
    commands,
    refusals,
    state,
    policies,
    decisions.hours,
    decisions.disputes,
    decisions.certificates,
    readers={
        Entry: its_beneficiary | coordinator(),
        Dispute: its_beneficiary | coordinator(),
        HoursLedger: self_or_guardian("member_id") | coordinator(),
        Certificates: self_or_guardian("member_id") | coordinator(),
    },
    ignores={
        Agenda: {
            "Service takes time when it is done, not when it is recorded": (
                HoursCredited,
                EntryReversed,
                EntryDisputed,
                EntryUpheld,
                EntryAppealed,
                CertificateIssued,
                CertificateOutdated,
                CertificateRevoked,
            ),
        },
    },
)
"""The rooms of this slice, as a domain takes them."""
