"""What may be wanted of activities."""

from datetime import datetime

from ..kernel import (
    Command,
    Hint,
    InvalidValue,
    MemberId,
    Period,
    Problem,
    bounded,
    command,
    personal,
)
from .values import ActivityId, OccurrenceId, PartyId

__all__ = [
    "ChangeCapacity",
    "CheckIn",
    "CheckOut",
    "CloseCheckIn",
    "ContestNoShow",
    "CountHeads",
    "FillSeats",
    "LiftNoShow",
    "OfferActivity",
    "RecordNoShow",
    "RecordPresence",
    "ReleaseSeats",
    "ScheduleOccurrence",
    "SignUp",
    "SignUpParty",
    "Withdraw",
]

SEATS = 100_000
"""More seats than this are unlimited ones."""
PARTY = 10
"""More members than this sign up in several parties; all of one are judged in one decision. Fewer
than two are no party: one signs up alone."""


@command("activity.offer")
class OfferActivity(Command):
    """Offer something to take part in."""

    activity_id: ActivityId
    title: str = bounded(high=200)


@command("activity.schedule-occurrence")
class ScheduleOccurrence(Command):
    """Give an activity a date."""

    occurrence_id: OccurrenceId
    activity_id: ActivityId
    period: Period
    capacity: int | None = bounded(high=SEATS, default=None)
    """Seats (persons); None means unlimited, 0 closed."""
    place: str | None = bounded(high=200, default=None)
    opens: datetime | None = None
    """When sign-up opens; at once by default."""
    closes: datetime | None = None
    """When sign-up closes; at the start by default."""

    def __attrs_post_init__(self) -> None:
        if self.closes is not None and self.closes > self.period.end:
            hint = Hint(
                "Sign-up closes at the end of the occurrence at the latest.",
                "报名最迟在场次结束时截止。",
            )
            raise InvalidValue("closes", str(self.closes), Problem.TOO_LARGE, hint)
        if self.opens is not None and self.opens >= (self.closes or self.period.start):
            shown = f"{self.opens} to {self.closes or self.period.start}"
            raise InvalidValue("opens", shown, Problem.ENDS_BEFORE_START)


@command("activity.change-capacity")
class ChangeCapacity(Command):
    """Give an occurrence another number of seats; nobody loses theirs."""

    occurrence_id: OccurrenceId
    capacity: int | None = bounded(high=SEATS)


@command("activity.sign-up")
class SignUp(Command):
    """Take a seat, or join the waitlist when all are taken."""

    occurrence_id: OccurrenceId
    member_id: MemberId
    priority: int = bounded(high=9, default=0)
    """Place on the waitlist, higher first; more than 0 is a coordinator's to give."""


@command("activity.sign-up-party")
class SignUpParty(Command):
    """Take seats together, or wait for them together: all of the party, or nobody."""

    occurrence_id: OccurrenceId
    party_id: PartyId
    """Names this party among those of the occurrence."""
    member_ids: tuple[MemberId, ...] = bounded(low=2, high=PARTY)

    def __attrs_post_init__(self) -> None:
        if len(set(self.member_ids)) < len(self.member_ids):
            shown = f"{len(self.member_ids)} members"
            raise InvalidValue("member_ids", shown, Problem.REPEATED)


@command("activity.withdraw")
class Withdraw(Command):
    """Give up a seat or a place on the waitlist."""

    occurrence_id: OccurrenceId
    member_id: MemberId


@command("activity.fill-seats")
class FillSeats(Command):
    """Give free seats to eligible waiters."""

    occurrence_id: OccurrenceId
    passed: int = 0
    """So many claims at the front were looked at already."""


@command("activity.release-seats")
class ReleaseSeats(Command):
    """Take back the future seats of a member who may no longer take part."""

    member_id: MemberId


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
