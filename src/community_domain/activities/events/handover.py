"""Events of handing children over: who may collect them, who did, and whom nobody did."""

from datetime import datetime

from ...kernel import Event, MemberId, event, personal
from ..values import CollectorId, OccurrenceId

__all__ = ["CollectionAuthorised", "CollectionOverdue", "CollectionRefused", "HandedOver"]


@event("activity.collection-authorised")
class CollectionAuthorised(Event):
    """A guardian lets somebody collect a child."""

    collector_id: CollectorId
    member_id: MemberId
    giver_id: MemberId
    name: str = personal(subject="member_id")
    since: datetime
    """Not for what happened before."""
    until: datetime | None


@event("activity.collection-refused")
class CollectionRefused(Event):
    """A guardian took back their word on who may collect a child, or objected to another's."""

    collector_id: CollectorId
    member_id: MemberId
    giver_id: MemberId


@event("activity.handed-over")
class HandedOver(Event):
    """A child was collected by a guardian or by somebody authorised, or left alone."""

    occurrence_id: OccurrenceId
    member_id: MemberId
    at: datetime
    guardian_id: MemberId | None
    collector_id: CollectorId | None
    name: str | None = personal(subject="member_id")
    """Who the authorised one is."""


@event("activity.collection-overdue")
class CollectionOverdue(Event):
    """Some time after the end it was not known who had collected a child."""

    occurrence_id: OccurrenceId
    member_id: MemberId
    ended: datetime
