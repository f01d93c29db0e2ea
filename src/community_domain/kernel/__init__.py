"""The kernel: events, commands, states, decisions and the community that runs them."""

from .asynchronous import AsyncActing, AsyncCommunity
from .commands import Command, CommandSpec, command
from .community import Acting, AsOf, Community, Decided, Issue, Outcome
from .decisions import Decision, Grant, Policy, Process, Right, anyone, decides, policy, process, system
from .domain import Domain, Slice
from .envelopes import Actor, Context, Envelope, Recorded, System
from .events import EVERYWHERE, Event, EventSpec, event, tags_of
from .identifiers import CommandId, MemberId, identifier
from .memory import MemoryLog
from .periods import LocalPeriod, Period, age_on, local_date
from .ports import (
    Boundary,
    Condition,
    Criterion,
    EventLog,
    Head,
    StoredEvent,
    StoredLog,
    Subscription,
    Writer,
)
from .refusals import (
    BoundaryTooWide,
    CommandIdReused,
    Conflict,
    CorruptHistory,
    InstantGoesBack,
    InvalidValue,
    Kind,
    NotPermitted,
    Problem,
    Refusal,
    refusal,
)
from .settings import Setting, SettingValue
from .states import Read, State, folded, on, state
from .values import bounded, personal, value
from .zones import zone

__all__ = [
    "Acting",
    "Actor",
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
    "Decided",
    "Decision",
    "Domain",
    "EVERYWHERE",
    "Envelope",
    "Event",
    "EventLog",
    "EventSpec",
    "Grant",
    "Head",
    "InstantGoesBack",
    "InvalidValue",
    "Issue",
    "Kind",
    "LocalPeriod",
    "MemberId",
    "MemoryLog",
    "NotPermitted",
    "Outcome",
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
    "Writer",
    "age_on",
    "anyone",
    "bounded",
    "command",
    "decides",
    "event",
    "folded",
    "identifier",
    "local_date",
    "on",
    "personal",
    "policy",
    "process",
    "refusal",
    "state",
    "system",
    "tags_of",
    "value",
    "zone",
]
