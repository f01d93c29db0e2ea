"""Trainings: an example of a slice that an app adds to the standard domain."""

from community_domain import STANDARD, Slice
from community_domain.members import Agenda, coordinator

from . import commands, decisions, events, policies, processes, refusals, state, values
from .events import NeedsTold
from .state import Needs
from .values import TRAINER

__all__ = ["DOMAIN", "SLICE"]

SLICE = Slice.of(
    "training",
    values,
    events,
    commands,
    refusals,
    state,
    policies,
    decisions,
    processes,
    roles=(TRAINER,),
    readers={Needs: decisions.trainer | coordinator()},
    ignores={Agenda: {"Saying what one needs takes no time": (NeedsTold,)}},
)
"""The rooms of this slice, as a domain takes them."""

DOMAIN = STANDARD + SLICE
"""The standard domain with trainings: what a community of this app speaks."""
