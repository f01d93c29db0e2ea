"""What happened about recognition. The names are storage formats: they never change."""

from ..kernel import Event, MemberId, event, personal
from ..service.values import EntryId
from ..tasks.values import Evidence
from .values import CommendationId, ThanksId, TransferId

__all__ = [
    "CommendationRevoked",
    "MemberCommended",
    "PointsGiven",
    "PointsIssued",
    "PointsReturned",
    "ThanksGiven",
    "ThanksHidden",
]


@event("recognition.thanks-given")
class ThanksGiven(Event):
    """A member thanked another."""

    thanks_id: ThanksId
    giver_id: MemberId
    taker_id: MemberId
    text: str = personal(subject="taker_id")
    public: bool
    """It was to be public, and nobody whose consent that takes had refused it."""


@event("recognition.thanks-hidden")
class ThanksHidden(Event):
    """Thanks are public no longer; they stay said."""

    thanks_id: ThanksId
    giver_id: MemberId
    taker_id: MemberId


@event("recognition.commended")
class MemberCommended(Event):
    """The community commended a member."""

    commendation_id: CommendationId
    member_id: MemberId
    merit: str = personal(subject="member_id")
    """For what."""
    evidence: tuple[Evidence, ...]
    commender_id: MemberId


@event("recognition.commendation-revoked")
class CommendationRevoked(Event):
    """A commendation counts no longer."""

    commendation_id: CommendationId
    member_id: MemberId
    reason: str


@event("recognition.points-issued", everywhere=True)
class PointsIssued(Event):
    """Points went from the treasury to a member."""

    transfer_id: TransferId
    member_id: MemberId
    points: int
    reason: str | None
    entry_id: EntryId | None
    """The entry of the hours ledger that they are awarded for, if they are."""


@event("recognition.points-given")
class PointsGiven(Event):
    """Points went from one member to another."""

    transfer_id: TransferId
    giver_id: MemberId
    taker_id: MemberId
    points: int


@event("recognition.points-returned", everywhere=True)
class PointsReturned(Event):
    """Points that were issued by mistake went back to the treasury."""

    transfer_id: TransferId
    returns: TransferId
    """The transfer that was a mistake."""
    member_id: MemberId
    points: int
    reason: str
