"""What may be wanted of seats: taking them, alone or together, and giving them up."""

from ...kernel import (
    Command,
    InvalidValue,
    MemberId,
    Problem,
    bounded,
    command,
)
from ..values import OccurrenceId, PartyId

__all__ = ["FillSeats", "ReleaseSeats", "SignUp", "SignUpParty", "Withdraw"]

PARTY = 10
"""More members than this sign up in several parties; all of one are judged in one decision. Fewer
than two are no party: one signs up alone."""


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
