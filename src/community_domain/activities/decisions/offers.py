"""How freed seats go to who waits, and what is answered to an offer."""

from collections.abc import Iterator

from ...community.state import Settings
from ...kernel import Context, Event, Read, decides, system
from ...members.state import Agenda, Standing
from ..commands import AcceptOffer, ChangeFilling, DeclineOffer, ExpireOffer, ReviewClaims
from ..events import (
    FillingChanged,
    OfferAccepted,
    OfferDeclined,
    OfferExpired,
    SeatsOffered,
)
from ..policies import (
    confirmed,
    its_coordinator,
    must_take_place,
    obstacle_to_a_seat,
    planned,
    seats_go_to_waiters,
    those_offered,
)
from ..refusals import OccurrenceOver, OfferGone, OfferRanOut, OfferStillOpen
from ..state import ACCEPTED, DECLINED, EXPIRED, Claims, Offer, Seats
from ..values import Filling

__all__ = ["accept_offer", "change_filling", "decline_offer", "expire_offer", "review_claims"]


@decides(by=its_coordinator)
def change_filling(command: ChangeFilling, context: Context, read: Read) -> Iterator[Event]:
    """Choose between seats at once and offers; what is offered already stays so (R12)."""
    ends = planned(command.occurrence_id, read).period.end
    if context.at >= ends:
        raise OccurrenceOver(command.occurrence_id, ends)
    must_take_place(command.occurrence_id, read)
    if read(Seats(command.occurrence_id)).filling != command.filling:
        yield FillingChanged(command.occurrence_id, command.filling)


@decides(by=those_offered | its_coordinator)
def accept_offer(command: AcceptOffer, context: Context, read: Read) -> Iterator[Event]:
    """Use an offer up: all whom it is for get their seats, or nobody (R3, R12, R13, R18)."""
    occurrence_id, scheduled = command.occurrence_id, planned(command.occurrence_id, read)
    offer, settings = _offer(command, read), read(Settings())
    if offer.outcome == ACCEPTED:
        return
    _must_be_open(command, offer, context)
    for member_id in offer.members:
        standing, agenda = read(Standing(member_id), Agenda(member_id))
        if (obstacle := obstacle_to_a_seat(scheduled, standing, agenda, settings)) is not None:
            raise obstacle
    members = tuple(offer.members)
    yield OfferAccepted(occurrence_id, command.number, members)
    yield from confirmed(scheduled, members)


@decides(by=those_offered | its_coordinator)
def decline_offer(command: DeclineOffer, context: Context, read: Read) -> Iterator[Event]:
    """Turn an offer down; it passes to the next eligible claim (R12)."""
    offer = _offer(command, read)
    if offer.outcome == DECLINED:
        return
    _must_be_open(command, offer, context)
    yield OfferDeclined(command.occurrence_id, command.number, tuple(offer.members))
    yield from _passed_on(command, offer, context, read)


@decides(by=system)
def expire_offer(command: ExpireOffer, context: Context, read: Read) -> Iterator[Event]:
    """End an offer whose time is over; it passes to the next eligible claim (R12)."""
    offer = _offer(command, read)
    if offer.outcome == EXPIRED:
        return
    if offer.outcome is not None:
        raise OfferGone(command.occurrence_id, command.number)
    if context.at < offer.until:
        raise OfferStillOpen(command.occurrence_id, command.number, offer.until)
    yield OfferExpired(command.occurrence_id, command.number, tuple(offer.members))
    yield from _passed_on(command, offer, context, read)


@decides(by=system)
def review_claims(command: ReviewClaims, context: Context, read: Read) -> Iterator[Event]:
    """Offer a seat, in the line joined last, to who was passed over for another offer (R12)."""
    claims = read(Claims(command.member_id))
    for occurrence_id in reversed(claims.waits) if not claims.offered else ():
        if not read.left:
            return
        seats = read(Seats(occurrence_id))
        if seats.filling is not Filling.BY_OFFER:
            continue
        given = list(seats_go_to_waiters(seats, seats.free, context, read))
        made = (event for event in given if isinstance(event, SeatsOffered))
        if any(command.member_id in event.member_ids for event in made):
            yield from given
            return


def _offer(command: AcceptOffer | DeclineOffer | ExpireOffer, read: Read) -> Offer:
    """The offer that a command names."""
    offer = read(Seats(command.occurrence_id)).offers.get(command.number)
    if offer is None:
        raise OfferGone(command.occurrence_id, command.number)
    return offer


def _must_be_open(command: AcceptOffer | DeclineOffer, offer: Offer, context: Context) -> None:
    """Refuse an answer to what was answered, and one that comes too late."""
    if offer.outcome is not None:
        raise OfferGone(command.occurrence_id, command.number)
    if context.at >= offer.until:
        raise OfferRanOut(command.occurrence_id, command.number, offer.until)


def _passed_on(
    command: DeclineOffer | ExpireOffer, offer: Offer, context: Context, read: Read
) -> Iterator[Event]:
    """What the offer held goes to others; those it was for stand in line no longer."""
    seats = read(Seats(command.occurrence_id))
    free = seats.free + len(offer.members)
    yield from seats_go_to_waiters(seats, free, context, read)
