"""The kernel: events, commands, states, decisions and the community that runs them.

To be read in this order: identifiers, refusals, values; events, commands, states, envelopes,
decisions, domain; ports, cache, deciding, community. The rest can be looked up.
"""

from .again import DecidedAgain, Finding, decided_again
from .as_of import AsOf, Decided
from .asynchronous import AsyncActing, AsyncCommunity
from .commands import Command, CommandSpec, command
from .community import Acting, Community
from .deadlines import AllDeadlines, Deadlines, Pending, deadlines
from .decisions import (
    Decision,
    Grant,
    Policy,
    Process,
    Right,
    anyone,
    decides,
    must_have_happened,
    policy,
    process,
    refused,
    system,
)
from .domain import Domain, must_be_domain
from .envelopes import Actor, Context, Envelope, Recorded, System
from .events import EVERYWHERE, Event, EventSpec, event, tags_of
from .fields import replaced
from .identifiers import CommandId, MemberId, identifier
from .issues import How, Issue, Outcome
from .memory import MemoryLog
from .periods import (
    LocalPeriod,
    LocalStretch,
    Period,
    birthday,
    is_reached,
    local_date,
    local_stretches,
    wall_time,
)
from .ports import (
    Boundary,
    Condition,
    Criterion,
    EventLog,
    Head,
    Past,
    StoredEvent,
    StoredLog,
    Subscription,
    TakesRows,
    Writer,
)
from .privacy import Unreadable, is_erased, known
from .refusals import (
    BoundaryTooWide,
    CommandIdReused,
    Conflict,
    CorruptHistory,
    Hint,
    InstantGoesBack,
    InvalidValue,
    Kind,
    NotPermitted,
    Problem,
    Refusal,
    TypedError,
    refusal,
)
from .settings import Setting, SettingValue
from .slices import Slice
from .states import Read, State, folded, on, state
from .timetables import Timetable
from .values import bounded, one_of, personal, sha256, shaped, value, wall_clock
from .zones import zone

__all__ = [
    "EVERYWHERE",
    "Acting",
    "Actor",
    "AllDeadlines",
    "AsOf",
    "AsyncActing",
    "AsyncCommunity",
    "Boundary",
    "BoundaryTooWide",
    "Command",
    "CommandId",
    "CommandIdReused",
    "CommandSpec",
    "Community",
    "Condition",
    "Conflict",
    "Context",
    "CorruptHistory",
    "Criterion",
    "Deadlines",
    "Decided",
    "DecidedAgain",
    "Decision",
    "Domain",
    "Envelope",
    "Event",
    "EventLog",
    "EventSpec",
    "Finding",
    "Grant",
    "Head",
    "Hint",
    "How",
    "InstantGoesBack",
    "InvalidValue",
    "Issue",
    "Kind",
    "LocalPeriod",
    "LocalStretch",
    "MemberId",
    "MemoryLog",
    "NotPermitted",
    "Outcome",
    "Past",
    "Pending",
    "Period",
    "Policy",
    "Problem",
    "Process",
    "Read",
    "Recorded",
    "Refusal",
    "Right",
    "Setting",
    "SettingValue",
    "Slice",
    "State",
    "StoredEvent",
    "StoredLog",
    "Subscription",
    "System",
    "TakesRows",
    "Timetable",
    "TypedError",
    "Unreadable",
    "Writer",
    "anyone",
    "birthday",
    "bounded",
    "command",
    "deadlines",
    "decided_again",
    "decides",
    "event",
    "folded",
    "identifier",
    "is_erased",
    "is_reached",
    "known",
    "local_date",
    "local_stretches",
    "must_be_domain",
    "must_have_happened",
    "on",
    "one_of",
    "personal",
    "policy",
    "process",
    "refusal",
    "refused",
    "replaced",
    "sha256",
    "shaped",
    "state",
    "system",
    "tags_of",
    "value",
    "wall_clock",
    "wall_time",
    "zone",
]
