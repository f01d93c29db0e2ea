"""Who runs an occurrence."""

from typing import Any

from ...community.values import ScopeKind
from ...kernel import Context, Grant, Read, Right
from ...members.policies import role_within, self_or_guardian_of_each
from ...members.values import COORDINATOR, TUTOR
from ..events import OccurrenceScheduled
from ..refusals import (
    OccurrenceCalledOff,
    OccurrenceUnknown,
)
from ..state import Schedule, Seats, Series
from ..values import ActivityId, OccurrenceId

__all__ = [
    "coordinator_of_series",
    "its_coordinator",
    "its_tutor",
    "must_take_place",
    "planned",
    "those_offered",
]


def _activity_of_occurrence(subject: Any, read: Read) -> ActivityId | None:
    scheduled = read(Schedule(subject.occurrence_id)).scheduled
    return scheduled.activity_id if scheduled else None


def _activity_of_series(subject: Any, read: Read) -> ActivityId | None:
    plan = read(Series(subject.series_id)).plan
    return plan.activity_id if plan else None


its_coordinator = Right(
    "a coordinator of the occurrence's activity",
    "该场次所属活动的负责人",
    role_within(COORDINATOR, ScopeKind.ACTIVITY, _activity_of_occurrence),
    ("occurrence_id",),
)
"""A coordinator of the community, or of the activity that the occurrence belongs to."""

its_tutor = Right(
    "a tutor of the occurrence's activity",
    "该场次所属活动的辅导员",
    role_within(TUTOR, ScopeKind.ACTIVITY, _activity_of_occurrence),
    ("occurrence_id",),
)
"""A tutor of the community, or of the activity that the occurrence belongs to."""

coordinator_of_series = Right(
    "a coordinator of the series' activity",
    "该系列所属活动的负责人",
    role_within(COORDINATOR, ScopeKind.ACTIVITY, _activity_of_series),
    ("series_id",),
)
"""A coordinator of the community, or of the activity that recurs."""


def _ask_those_offered(subject: object, context: Context, read: Read) -> Grant | None:
    occurrence_id: OccurrenceId = getattr(subject, "occurrence_id")  # noqa: B009 - any command
    number: int = getattr(subject, "number")  # noqa: B009 - any command
    offer = read(Seats(occurrence_id)).offers.get(number)
    return EACH.ask(offer, context, read) if offer and offer.members else None


EACH = self_or_guardian_of_each("members")
those_offered = Right(
    "each who is offered a seat in person or their guardian",
    "受邀约的各人本人或其监护人",
    _ask_those_offered,
    ("occurrence_id", "number"),
)
"""Somebody who is, or is a guardian of, each of those for whom an offer holds seats."""


def planned(occurrence_id: OccurrenceId, read: Read) -> OccurrenceScheduled:
    """The occurrence as it was scheduled.

    Raises:
        OccurrenceUnknown: It was not.
    """
    scheduled = read(Schedule(occurrence_id)).scheduled
    if scheduled is None:
        raise OccurrenceUnknown(occurrence_id)
    return scheduled


def must_take_place(occurrence_id: OccurrenceId, read: Read) -> None:
    """Refuse what nobody can do at an occurrence that was called off (R23)."""
    if read(Schedule(occurrence_id)).cancelled is not None:
        raise OccurrenceCalledOff(occurrence_id)
