"""Plans of tasks that recur, stairwell by stairwell."""

from typing import NewType

from ..kernel import identifier

__all__ = ["PlanId"]

PlanId = NewType("PlanId", str)
identifier(PlanId, tag="plan")
