"""How each rule is taken out of force, slice by slice."""

from . import (
    activities,
    clearances,
    community,
    handover,
    hazards,
    kernel,
    market,
    members,
    plans,
    recognition,
    risk,
    safety,
    service,
    shifts,
    stations,
    tasks,
)
from .breach import Breach as Breach

__all__ = ["BREACHES", "Breach"]

BREACHES = [
    *kernel.BREACHES,
    *community.BREACHES,
    *members.BREACHES,
    *activities.BREACHES,
    *stations.BREACHES,
    *handover.BREACHES,
    *clearances.BREACHES,
    *service.BREACHES,
    *shifts.BREACHES,
    *tasks.BREACHES,
    *market.BREACHES,
    *recognition.BREACHES,
    *safety.BREACHES,
    *hazards.BREACHES,
    *risk.BREACHES,
    *plans.BREACHES,
]
