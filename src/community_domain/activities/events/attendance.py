"""Events of attendance: who came, who went, who did not come."""

from datetime import datetime

from ...kernel import Event, MemberId, event, personal
from ...members.events import Arrives, Departs
from ..values import OccurrenceId

__all__ = [
    "CheckedIn",
    "CheckedOut",
    "HeadsCounted",
    "NoShowContested",
    "NoShowLifted",
    "NoShowRecorded",
    "PresenceRecorded",
]


@event("activity.checked-in")
class CheckedIn(Arrives):
    """A member arrived."""

    occurrence_id: OccurrenceId
    member_id: MemberId
    at: datetime
    """When it happened; a device that was offline tells it later."""

    @property
    def arrival(self) -> tuple[MemberId, str, datetime]:
        """The member, at this occurrence."""
        return self.member_id, self.occurrence_id, self.at


@event("activity.checked-out")
class CheckedOut(Departs):
    """A member went."""

    occurrence_id: OccurrenceId
    member_id: MemberId
    at: datetime
    forgotten: bool
    """Nobody checked out; the planned end is taken and shown as such."""

    @property
    def departure(self) -> tuple[MemberId, str, datetime]:
        """The member, from this occurrence."""
        return self.member_id, self.occurrence_id, self.at


@event("activity.presence-recorded")
class PresenceRecorded(Event):
    """A member was there, on a coordinator's word and without times, as on a paper sheet."""

    occurrence_id: OccurrenceId
    member_id: MemberId


@event("activity.no-show-recorded")
class NoShowRecorded(Event):
    """A member with a seat did not come; the envelope says who says so."""

    occurrence_id: OccurrenceId
    member_id: MemberId


@event("activity.no-show-contested")
class NoShowContested(Event):
    """The member, or a guardian, says otherwise."""

    occurrence_id: OccurrenceId
    member_id: MemberId
    statement: str = personal(subject="member_id")


@event("activity.no-show-lifted")
class NoShowLifted(Event):
    """A coordinator took a no-show back; the member counts as excused."""

    occurrence_id: OccurrenceId
    member_id: MemberId
    reason: str


@event("activity.heads-counted")
class HeadsCounted(Event):
    """So many people of a kind were there without ever signing up; a later count replaces it."""

    occurrence_id: OccurrenceId
    kind: str
    count: int
