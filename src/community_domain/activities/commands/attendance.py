"""What may be wanted of attendance: arriving, going, and outcomes."""

from datetime import datetime

from ...kernel import (
    Command,
    MemberId,
    bounded,
    command,
    personal,
)
from ..values import OccurrenceId

__all__ = [
    "CheckIn",
    "CheckOut",
    "CloseCheckIn",
    "ContestNoShow",
    "CountHeads",
    "LiftNoShow",
    "RecordNoShow",
    "RecordPresence",
]


@command("activity.check-in")
class CheckIn(Command):
    """Arrive; the command's id is the token, so a device may send it again."""

    occurrence_id: OccurrenceId
    member_id: MemberId
    at: datetime
    """When it happened."""


@command("activity.check-out")
class CheckOut(Command):
    """Go."""

    occurrence_id: OccurrenceId
    member_id: MemberId
    at: datetime
    """When it happened."""


@command("activity.close-check-in")
class CloseCheckIn(Command):
    """Close a forgotten check-in at the planned end."""

    occurrence_id: OccurrenceId
    member_id: MemberId


@command("activity.record-presence")
class RecordPresence(Command):
    """Record from a sheet that a member was there."""

    occurrence_id: OccurrenceId
    member_id: MemberId


@command("activity.record-no-show")
class RecordNoShow(Command):
    """Record that a member with a seat did not come."""

    occurrence_id: OccurrenceId
    member_id: MemberId


@command("activity.contest-no-show")
class ContestNoShow(Command):
    """Say that a no-show is wrong."""

    occurrence_id: OccurrenceId
    member_id: MemberId
    statement: str = personal(subject="member_id")


@command("activity.lift-no-show")
class LiftNoShow(Command):
    """Take a no-show back."""

    occurrence_id: OccurrenceId
    member_id: MemberId
    reason: str


@command("activity.count-heads")
class CountHeads(Command):
    """Count people who were there without signing up; counting a kind again replaces it."""

    occurrence_id: OccurrenceId
    kind: str = bounded(high=100)
    """Such as `residents` or `guests`."""
    count: int
