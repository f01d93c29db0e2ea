"""What tests are made of: strategies, given-when-then, and contracts for adapters."""

# ruff: noqa: E402 - pytest must know which modules assert before they are imported

import pytest

pytest.register_assert_rewrite(
    *[f"{__name__}.{name}" for name in ("against_model", "contract", "machine", "races", "suite")]
)

from .against_model import LogAgainstModel, boundaries
from .contract import EventLogContract
from .founding import BEGINNING, FOUNDER, founded
from .habits import HABITS, Cast, Habits, topic, wished
from .histories import History, Told, histories, played
from .machine import CommunityMachine, Tally
from .model import ModelLog
from .moves import About, Edge, Later, Move, Sketch, Who
from .onlookers import ONLOOKERS, Known, Onlooker, RuleBroken, SliceOnlooker, demand
from .stories import Given, RecordAsGiven, Then, given
from .vocabulary import Vocabulary, commands, events, identifiers, values
from .wishes import Moves
from .words import in_words
from .wrapping import PartialLog, WatchedLog, WrappedLog, WrappedWriter, copied

__all__ = [
    "BEGINNING",
    "FOUNDER",
    "HABITS",
    "ONLOOKERS",
    "About",
    "Cast",
    "CommunityMachine",
    "Edge",
    "EventLogContract",
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
    "RecordAsGiven",
    "RuleBroken",
    "Sketch",
    "SliceOnlooker",
    "Tally",
    "Then",
    "Told",
    "Vocabulary",
    "WatchedLog",
    "Who",
    "WrappedLog",
    "WrappedWriter",
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
    "played",
    "topic",
    "values",
    "wished",
]
