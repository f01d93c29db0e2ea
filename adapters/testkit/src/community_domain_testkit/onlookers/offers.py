"""Looks at offers: seats that are held for who waits, until they answer."""

from datetime import timedelta

from community_domain import Envelope, Event, Recorded
from community_domain.activities import (
    Filling,
    FillingChanged,
    OfferAccepted,
    OfferDeclined,
    OfferExpired,
    OfferReleased,
    SeatConfirmed,
    SeatsOffered,
)

from .activities import ActivitiesOnlooker
from .known import Known, SliceOnlooker, demand
from .occasions import Occasion

__all__ = ["OffersOnlooker"]

Settled = OfferAccepted | OfferDeclined | OfferExpired | OfferReleased


class OffersOnlooker(SliceOnlooker):
    """R4, R8, R11 to R13 where seats are offered."""

    def __init__(self, known: Known) -> None:
        super().__init__(known)
        self.activities = self.other(ActivitiesOnlooker)
        self.sees = {
            FillingChanged: self.fills_otherwise,
            SeatsOffered: self.offered,
            OfferAccepted: self.accepted,
            OfferDeclined: self.declined,
            OfferExpired: self.expired,
            OfferReleased: self.released,
        }

    def decided(self, rows: list[Recorded[Event]]) -> None:
        """Whoever says yes gets a seat at once, and all of an offer do."""
        confirmed = [row.event.member_id for row in rows if isinstance(row.event, SeatConfirmed)]
        for row in rows:
            if isinstance(row.event, OfferAccepted):
                demand(tuple(confirmed) == row.event.member_ids, "R12, R13", row.event)

    def fills_otherwise(self, event: FillingChanged, envelope: Envelope) -> None:
        """What is past stays as it was."""
        occasion = self.activities.occasions[event.occurrence_id]
        demand(envelope.context.at < occasion.period.end, "R15", event)
        occasion.by_offer = event.filling is Filling.BY_OFFER

    def offered(self, event: SeatsOffered, envelope: Envelope) -> None:
        """Free seats are held for all of the first claim that may have them, for a stated time."""
        occasion, members = self.activities.occasions[event.occurrence_id], [*event.member_ids]
        demand(occasion.by_offer, "R12", event)
        demand(len(members) <= occasion.free, "R8", event)
        demand(members in occasion.claims, "R13", event)
        for member in members:
            demand(not self.activities.is_offered_something(member), "R12", event)
            demand(self.activities.is_eligible(member, occasion), "R3, R18", event)
        self.activities.is_first(members[0], occasion, event)
        hours = timedelta(hours=self.setting("activity.offer-hours"))
        ends = max(occasion.period.start, occasion.closes)
        demand(event.until == min(envelope.context.at + hours, ends), "R12", event)
        demand(event.number not in occasion.until, "R12", event)
        occasion.offers[event.number] = members
        occasion.until[event.number] = event.until

    def accepted(self, event: OfferAccepted, envelope: Envelope) -> None:
        """In time, an offer is used up."""
        occasion = self.settled(event)
        demand(envelope.context.at < occasion.until[event.number], "R12", event)
        occasion.accepted = [*event.member_ids]

    def declined(self, event: OfferDeclined, envelope: Envelope) -> None:
        """In time, an offer and its claim are given up."""
        occasion = self.settled(event)
        demand(envelope.context.at < occasion.until[event.number], "R12", event)
        for member in event.member_ids:
            occasion.leave_the_line(member)

    def expired(self, event: OfferExpired, envelope: Envelope) -> None:
        """When its time is over, an offer and its claim are."""
        occasion = self.settled(event)
        demand(envelope.context.at >= occasion.until[event.number], "R12", event)
        for member in event.member_ids:
            occasion.leave_the_line(member)

    def released(self, event: OfferReleased, _: Envelope) -> None:
        """Only when one of them may no longer take part, an offer is taken back."""
        occasion = self.settled(event)
        start = occasion.period.start
        may = all(self.known.may_take_part(member, start) for member in event.member_ids)
        demand(occasion.cancelled or not may, "R4", event)

    def settled(self, event: Settled) -> Occasion:
        """An open offer ends, for all whom it is still for."""
        occasion = self.activities.occasions[event.occurrence_id]
        members = occasion.offers.pop(event.number, None)
        demand(members == [*event.member_ids], "R12", event)
        return occasion
