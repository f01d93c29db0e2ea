"""The risky work that the tests of risk tell their stories with."""

from datetime import date

from community_domain import Event, MemberId
from community_domain.risk import (
    InsuranceRecorded,
    PositionMarkedRisky,
    Risk,
    RiskAcknowledged,
    TaskMarkedRisky,
    TrainingRecorded,
)
from community_domain.shifts import ShiftId
from community_domain.tasks import TaskId, TaskPosted
from tests.shifts.duties import STEWARD, planned, position
from tests.stories import ADULT, neighbourhood

__all__ = [
    "DAY",
    "HERE",
    "LADDER",
    "SWEEP",
    "WIDER",
    "acknowledged",
    "insured",
    "marked",
    "ready",
    "task_acknowledged",
    "task_marked",
    "trained",
]

SWEEP = TaskId("sweep")
DAY = date(2024, 6, 26)
"""The day of the shift."""
LADDER = Risk("Ladders tip over; let somebody hold yours.", ("ladders",), insured=True)
WIDER = Risk("Ladders and wires.", ("ladders",), insured=True)
HERE = (
    *neighbourhood(),
    position(),
    *planned(),
    TaskPosted(SWEEP, "Sweep the roof", 3, (), service=True, place_id=None),
)


def marked(risk: Risk = LADDER, version: int = 1, shift_ids: tuple[ShiftId, ...] = ()) -> Event:
    """The stewards' position is risky."""
    return PositionMarkedRisky(STEWARD, risk, version, shift_ids)


def task_marked(risk: Risk = LADDER, version: int = 1) -> Event:
    """The sweeping of the roof is risky."""
    return TaskMarkedRisky(SWEEP, risk, version)


def acknowledged(member_id: MemberId = ADULT, version: int = 1) -> Event:
    """Somebody was told of the risk of the position."""
    return RiskAcknowledged(member_id, STEWARD, None, version)


def task_acknowledged(member_id: MemberId = ADULT, version: int = 1) -> Event:
    """Somebody was told of the risk of the task."""
    return RiskAcknowledged(member_id, None, SWEEP, version)


def trained(
    member_id: MemberId = ADULT, since: date = date(2024, 1, 1), until: date | None = None
) -> Event:
    """Somebody learned how to stand on ladders."""
    return TrainingRecorded(member_id, "ladders", since, until)


def insured(
    member_id: MemberId = ADULT,
    since: date = date(2024, 1, 1),
    until: date = date(2024, 12, 31),
    policy: str = "2024",
) -> Event:
    """Somebody is insured."""
    return InsuranceRecorded(member_id, policy, since, until)


def ready(member_id: MemberId = ADULT, *, version: int = 1) -> tuple[Event, ...]:
    """Somebody is told of both, trained and insured."""
    told = (acknowledged(member_id, version), task_acknowledged(member_id, version))
    return (*told, trained(member_id), insured(member_id))
