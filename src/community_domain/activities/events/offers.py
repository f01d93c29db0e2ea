"""Events of offers: freed seats held for a claim until somebody says yes, or no, or nothing."""

from datetime import datetime

from ...kernel import Event, MemberId, event
from ..values import Filling, OccurrenceId

__all__ = [
    "FillingChanged",
    "OfferAccepted",
    "OfferDeclined",
    "OfferExpired",
    "OfferReleased",
    "SeatsOffered",
]


@event("activity.filling-changed")
class FillingChanged(Event):
    """Freed seats of an occurrence go to who waits in another way from now on."""

    occurrence_id: OccurrenceId
    filling: Filling


@event("activity.seats-offered")
class SeatsOffered(Event):
    """Seats are held for all of a claim until an instant."""

    occurrence_id: OccurrenceId
    number: int
    """Of the offers of this occurrence, counted from 1."""
    member_ids: tuple[MemberId, ...]
    until: datetime


@event("activity.offer-accepted")
class OfferAccepted(Event):
    """An offer was used up: whoever it was still for has a seat now."""

    occurrence_id: OccurrenceId
    number: int
    member_ids: tuple[MemberId, ...]


@event("activity.offer-declined")
class OfferDeclined(Event):
    """An offer was turned down, and the claim with it."""

    occurrence_id: OccurrenceId
    number: int
    member_ids: tuple[MemberId, ...]


@event("activity.offer-expired")
class OfferExpired(Event):
    """Nobody said yes in time; the claim is gone with the offer."""

    occurrence_id: OccurrenceId
    number: int
    member_ids: tuple[MemberId, ...]


@event("activity.offer-released")
class OfferReleased(Event):
    """An offer was taken back; the claim stands in line again, where it stood."""

    occurrence_id: OccurrenceId
    number: int
    member_ids: tuple[MemberId, ...]
    reason: str
    """The code of the refusal that would meet an acceptance now."""
