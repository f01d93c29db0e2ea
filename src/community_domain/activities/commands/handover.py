"""What may be wanted of handing children over: who may collect, and who did."""

from datetime import datetime

from ...kernel import Command, MemberId, command, personal
from ..values import CollectorId, OccurrenceId

__all__ = ["AuthoriseCollection", "HandOver", "RecordUncollected", "RefuseCollection"]


@command("activity.authorise-collection")
class AuthoriseCollection(Command):
    """Let somebody collect a child, from any activity."""

    collector_id: CollectorId
    member_id: MemberId
    """The child."""
    name: str = personal(subject="member_id")
    """Who it is, and how they are known at the door."""
    until: datetime | None = None
    """From then on no longer; None for as long as nobody says otherwise."""


@command("activity.refuse-collection")
class RefuseCollection(Command):
    """Say no to somebody collecting a child: take back one's own word, or object to another's."""

    collector_id: CollectorId
    member_id: MemberId


@command("activity.hand-over")
class HandOver(Command):
    """Record who collected a child, or that it left alone; a child still there goes with it.

    One of the three is said: a guardian, somebody authorised, or alone.
    """

    occurrence_id: OccurrenceId
    member_id: MemberId
    at: datetime
    """When it happened."""
    guardian_id: MemberId | None = None
    collector_id: CollectorId | None = None
    alone: bool = False


@command("activity.record-uncollected")
class RecordUncollected(Command):
    """Record that it is not known who collected a child, though it is time."""

    occurrence_id: OccurrenceId
    member_id: MemberId
