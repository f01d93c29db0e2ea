"""Who runs an occurrence."""

from ...community.values import Scope, ScopeKind, SubjectId
from ...kernel import Context, Grant, Read, Right, System
from ...members.policies import self_or_guardian_of_each
from ...members.state import Permissions
from ...members.values import COORDINATOR
from ..events import OccurrenceScheduled
from ..refusals import (
    OccurrenceUnknown,
)
from ..state import Schedule, Seats
from ..values import OccurrenceId

__all__ = ["its_coordinator", "planned", "those_offered"]


def _ask_its_coordinator(subject: object, context: Context, read: Read) -> Grant | None:
    occurrence_id: OccurrenceId = getattr(subject, "occurrence_id")  # noqa: B009 - any command
    if isinstance(context.actor, System):
        return None
    held = read(Permissions(context.actor)).held
    if (COORDINATOR, Scope()) in held:
        return Grant()
    scheduled = read(Schedule(occurrence_id)).scheduled if held else None
    if scheduled is None:
        return None
    scope = Scope(ScopeKind.ACTIVITY, SubjectId(scheduled.activity_id))
    return Grant() if (COORDINATOR, scope) in held else None


its_coordinator = Right(
    "a coordinator of the occurrence's activity",
    "该场次所属活动的负责人",
    _ask_its_coordinator,
    ("occurrence_id",),
)
"""A coordinator of the community, or of the activity that the occurrence belongs to."""


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
