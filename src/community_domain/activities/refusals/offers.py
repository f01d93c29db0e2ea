"""Why something about offers may not happen."""

from datetime import datetime

from ...kernel import Kind, Refusal, refusal
from ..values import OccurrenceId

__all__ = ["OfferGone", "OfferRanOut", "OfferStillOpen"]


@refusal(
    "offer-gone",
    kind=Kind.MISSING,
    rule="R12",
    en="No offer {number} of {occurrence_id} is open; it was answered, taken back, or never made.",
    zh="{occurrence_id} 没有有效的第 {number} 号候补邀约；它已处理、已撤回或从未发出。",
)
class OfferGone(Refusal):
    """An offer is answered once."""

    occurrence_id: OccurrenceId
    number: int


@refusal(
    "offer-ran-out",
    kind=Kind.RULE,
    rule="R12",
    en="Offer {number} of {occurrence_id} could be answered until {until}; sign up again.",
    zh="{occurrence_id} 第 {number} 号候补邀约的答复期限为 {until}；请重新报名。",
)
class OfferRanOut(Refusal):
    """It is too late to answer."""

    occurrence_id: OccurrenceId
    number: int
    until: datetime


@refusal(
    "offer-still-open",
    kind=Kind.RULE,
    rule="R12",
    en="Offer {number} of {occurrence_id} can be answered until {until}; wait until then.",
    zh="{occurrence_id} 第 {number} 号候补邀约可在 {until} 前答复；请等到那时。",
)
class OfferStillOpen(Refusal):
    """A promise is kept as long as it was made for."""

    occurrence_id: OccurrenceId
    number: int
    until: datetime
