"""What may be wanted of recognition."""

from ..kernel import Command, MemberId, bounded, command, personal
from ..service.values import EntryId
from ..tasks.values import Evidence
from .values import CommendationId, ThanksId, TransferId

__all__ = [
    "AwardPoints",
    "CommendMember",
    "GivePoints",
    "GiveThanks",
    "HideThanks",
    "IssuePoints",
    "ReturnPoints",
    "RevokeCommendation",
]

PIECES = 20
"""Pieces of evidence for one commendation."""
POINTS = 1_000_000
"""More than this is no thanks but a mistake."""


@command("recognition.give-thanks")
class GiveThanks(Command):
    """Thank another member."""

    thanks_id: ThanksId
    giver_id: MemberId
    taker_id: MemberId
    text: str = personal(subject="taker_id")
    public: bool = False
    """All members may read it, if those whom it names agree to that."""


@command("recognition.hide-thanks")
class HideThanks(Command):
    """Let no thanks be public that name a member who does not agree to that."""

    member_id: MemberId


@command("recognition.commend")
class CommendMember(Command):
    """Commend a member in the name of the community."""

    commendation_id: CommendationId
    member_id: MemberId
    merit: str = personal(subject="member_id")
    """For what."""
    evidence: tuple[Evidence, ...] = bounded(low=1, high=PIECES)
    """What shows it."""


@command("recognition.revoke-commendation")
class RevokeCommendation(Command):
    """Take a commendation back, and say why."""

    commendation_id: CommendationId
    reason: str


@command("recognition.issue-points")
class IssuePoints(Command):
    """Give a member points from the treasury."""

    transfer_id: TransferId
    member_id: MemberId
    points: int = bounded(low=1, high=POINTS)
    reason: str


@command("recognition.award-points")
class AwardPoints(Command):
    """Give a member points for an entry of the hours ledger."""

    transfer_id: TransferId
    entry_id: EntryId


@command("recognition.give-points")
class GivePoints(Command):
    """Give points of one's own to another member."""

    transfer_id: TransferId
    giver_id: MemberId
    taker_id: MemberId
    points: int = bounded(low=1, high=POINTS)


@command("recognition.return-points")
class ReturnPoints(Command):
    """Bring points that were issued by mistake back to the treasury."""

    transfer_id: TransferId
    returns: TransferId
    """The transfer that was a mistake."""
    reason: str
