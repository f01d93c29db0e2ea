"""What tests are made of: strategies, given-when-then, and contracts for adapters."""

# ruff: noqa: E402 - pytest must know which modules assert before they are imported

import pytest

pytest.register_assert_rewrite(*[f"{__name__}.{name}" for name in ("contracts", "machine")])

from community_domain_hooks.registering import register

from .almost_valid import AlmostValid, almost_valid_commands
from .changes import Change
from .clock import FrozenClock
from .contracts import (
    Delivery,
    DeliveryContract,
    EventLogContract,
    Following,
    LogAgainstModel,
    ModelLog,
    ReadModel,
    ReadModelContract,
    Suite,
    Undelivered,
    Whole,
    boundaries,
)
from .faults import (
    POSSIBLE,
    AcknowledgementLost,
    Crashed,
    Fault,
    FaultAt,
    Faults,
    Point,
)
from .faulty import FaultyLog
from .found import Found
from .founding import BEGINNING, FOUNDER, founded, newly_founded
from .habits import HABITS, Cast, Habits, topic, wished
from .happenings import RecordAsGiven
from .histories import History, Told, histories, played
from .machine import CommunityMachine
from .moves import About, Edge, Later, Move, Sketch, Who
from .onlookers import ONLOOKERS, Known, Onlooker, RuleBroken, SliceOnlooker, demand
from .outcomes import Then
from .steps import Step, Story, Way, issued, together
from .stories import Given, given
from .tally import Tally
from .vocabulary import Vocabulary, commands, events, identifiers, values
from .wishes import Moves
from .words import in_words
from .wrapping import PartialLog, WatchedLog, WrappedLog, WrappedWriter, copied

__all__ = [
    "BEGINNING",
    "FOUNDER",
    "HABITS",
    "ONLOOKERS",
    "POSSIBLE",
    "About",
    "AcknowledgementLost",
    "AlmostValid",
    "Cast",
    "Change",
    "CommunityMachine",
    "Crashed",
    "Delivery",
    "DeliveryContract",
    "Edge",
    "EventLogContract",
    "Fault",
    "FaultAt",
    "Faults",
    "FaultyLog",
    "Following",
    "Found",
    "FrozenClock",
    "Given",
    "Habits",
    "History",
    "Known",
    "Later",
    "LogAgainstModel",
    "ModelLog",
    "Move",
    "Moves",
    "Onlooker",
    "PartialLog",
    "Point",
    "ReadModel",
    "ReadModelContract",
    "RecordAsGiven",
    "RuleBroken",
    "Sketch",
    "SliceOnlooker",
    "Step",
    "Story",
    "Suite",
    "Tally",
    "Then",
    "Told",
    "Undelivered",
    "Vocabulary",
    "WatchedLog",
    "Way",
    "Who",
    "Whole",
    "WrappedLog",
    "WrappedWriter",
    "almost_valid_commands",
    "boundaries",
    "commands",
    "copied",
    "demand",
    "events",
    "founded",
    "given",
    "histories",
    "identifiers",
    "in_words",
    "issued",
    "newly_founded",
    "played",
    "register",
    "together",
    "topic",
    "values",
    "wished",
]
