"""The shapes of everything that is stored, written down, so that no release breaks an old log.

A baseline is a folder of JSON Schemas (draft 2020-12), committed beside the code: every version of
every event and command that was ever released. `check_baseline` compares a domain with it.
"""

from .changes import Change, What
from .checking import check_baseline, write_baseline
from .comparing import changes
from .errors import BaselineBehind, NotABaseline, SchemaBroken
from .files import Baseline

__all__ = [
    "Baseline",
    "BaselineBehind",
    "Change",
    "NotABaseline",
    "SchemaBroken",
    "What",
    "changes",
    "check_baseline",
    "write_baseline",
]
