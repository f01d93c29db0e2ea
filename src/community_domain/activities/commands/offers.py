"""What may be wanted of offers: that there are some, and what is answered to them."""

from ...kernel import Command, MemberId, bounded, command
from ..values import Filling, OccurrenceId

__all__ = ["AcceptOffer", "ChangeFilling", "DeclineOffer", "ExpireOffer", "ReviewClaims"]


@command("activity.change-filling")
class ChangeFilling(Command):
    """Choose how freed seats of an occurrence go to who waits; automatic until it is chosen."""

    occurrence_id: OccurrenceId
    filling: Filling


@command("activity.accept-offer")
class AcceptOffer(Command):
    """Take the seats that are offered."""

    occurrence_id: OccurrenceId
    number: int = bounded(low=1)
    """Of the offers of this occurrence."""


@command("activity.decline-offer")
class DeclineOffer(Command):
    """Turn an offer down, and wait no longer."""

    occurrence_id: OccurrenceId
    number: int = bounded(low=1)
    """Of the offers of this occurrence."""


@command("activity.expire-offer")
class ExpireOffer(Command):
    """End an offer that nobody has answered in time."""

    occurrence_id: OccurrenceId
    number: int = bounded(low=1)
    """Of the offers of this occurrence."""


@command("activity.review-claims")
class ReviewClaims(Command):
    """Look again at the lines in which a member waits, who may be offered a seat again."""

    member_id: MemberId
