"""The standard domain: all slices of this library."""

from . import (
    activities,
    community,
    market,
    members,
    plans,
    recognition,
    risk,
    safety,
    service,
    shifts,
    tasks,
)
from .kernel import Domain

__all__ = ["STANDARD"]

STANDARD = Domain(
    (
        community.SLICE,
        members.SLICE,
        activities.SLICE,
        tasks.SLICE,
        shifts.SLICE,
        service.SLICE,
        market.SLICE,
        recognition.SLICE,
        safety.SLICE,
        risk.SLICE,
        plans.SLICE,
    ),
    members.backfiller,
    members.may_know,
)
"""Every slice of the library; add your own with `STANDARD + my_slice`."""
