"""Looks at markets: whose stalls they are, how bargains go, and that a listing sells once.

Long because every event of markets is looked at, and what each must be is said beside it.
"""

from datetime import datetime

import attrs

from community_domain import Envelope, Event, MemberId, Period, Recorded
from community_domain.activities import OccurrenceId
from community_domain.market import (
    BidCountered,
    BidDeclined,
    BidLapsed,
    BidMade,
    BidMoved,
    BidWithdrawn,
    HolderReleased,
    ListingId,
    ListingPutUp,
    ListingWithdrawn,
    MarketAnnounced,
    MarketCalledOff,
    MarketMoved,
    Side,
    StallClosed,
    StallId,
    StallMoved,
    StallSetUp,
    TradeMade,
)

from .activities import ActivitiesOnlooker
from .known import Known, SliceOnlooker, demand, silenced

__all__ = ["MarketOnlooker"]

ENDED = (BidWithdrawn, BidDeclined, BidLapsed)
Bargain = tuple[ListingId, MemberId]


@attrs.define
class Table:
    """A stall, as an onlooker remembers it."""

    set_up: StallSetUp
    period: Period
    """As it was set up, or moved."""
    closed: bool = False


@attrs.define
class Thing:
    """Something for sale, as an onlooker remembers it."""

    put_up: ListingPutUp
    gone: bool = False
    """Sold or withdrawn."""


class MarketOnlooker(SliceOnlooker):
    """R3, R4, R15, R23, R36."""

    def __init__(self, known: Known) -> None:
        super().__init__(known)
        self.sees = {
            MarketAnnounced: self.announced,
            MarketCalledOff: self.called_off,
            MarketMoved: self.moved,
            StallMoved: self.stall_moved,
            StallSetUp: self.set_up,
            HolderReleased: self.released,
            StallClosed: self.closed,
            ListingPutUp: self.put_up,
            ListingWithdrawn: self.withdrawn,
            BidMade: self.bid,
            BidCountered: self.countered,
            BidMoved: self.bid_moved,
            TradeMade: self.traded,
            **dict.fromkeys(ENDED, self.ended),
        }
        self.currencies: dict[OccurrenceId, str] = {}
        self.tables: dict[StallId, Table] = {}
        self.things: dict[ListingId, Thing] = {}
        self.bargains: dict[Bargain, tuple[int, Side]] = {}
        self.untils: dict[Bargain, datetime] = {}
        """When each bid that was ever made lapses."""
        self.trades: list[tuple[TradeMade, datetime]] = []

    def announced(self, event: MarketAnnounced, _: Envelope) -> None:
        """An occurrence becomes a market once."""
        demand(event.occurrence_id in self.other(ActivitiesOnlooker).occasions, "R36", event)
        demand(event.occurrence_id not in self.currencies, "one market", event)
        self.currencies[event.occurrence_id] = event.currency

    def called_off(self, event: MarketCalledOff, _: Envelope) -> None:
        """With its occurrence, and with all stalls that are open."""
        occasion = self.other(ActivitiesOnlooker).occasions[event.occurrence_id]
        demand(occasion.cancelled, "R23", event)
        self.names_each_open_stall(event)

    def moved(self, event: MarketMoved, _: Envelope) -> None:
        """With its occurrence, and with all stalls that are open."""
        occasion = self.other(ActivitiesOnlooker).occasions[event.occurrence_id]
        demand(event.period == occasion.period, "R15", event)
        self.names_each_open_stall(event)

    def names_each_open_stall(self, event: MarketCalledOff | MarketMoved) -> None:
        """No stall of a market is forgotten, and none is named that is closed."""
        wanted = [
            name
            for name, table in self.tables.items()
            if table.set_up.occurrence_id == event.occurrence_id and not table.closed
        ]
        demand(sorted(event.stall_ids) == sorted(wanted), "R36", (event, wanted))

    def set_up(self, event: StallSetUp, envelope: Envelope) -> None:
        """A party none of whom holds another stall there, and who may be there."""
        occasion = self.other(ActivitiesOnlooker).occasions[event.occurrence_id]
        demand(event.period == occasion.period, "events are self-contained", event)
        demand(event.currency == self.currencies[event.occurrence_id], "R36", event)
        demand(event.stall_id not in self.tables, "one stall", event)
        demand(not occasion.cancelled, "R23", event)
        demand(envelope.context.at < event.period.end, "R36", event)
        for table in self.tables.values():
            same = table.set_up.occurrence_id == event.occurrence_id and not table.closed
            taken = set(table.set_up.holder_ids) & set(event.holder_ids)
            demand(not (same and taken), "R36", (event, taken))
        self.tables[event.stall_id] = Table(event, event.period)
        self.is_rightly_held(self.tables[event.stall_id], envelope.context.at, event)

    def stall_moved(self, event: StallMoved, _: Envelope) -> None:
        """An open stall goes where its market goes, with all it has."""
        table = self.tables[event.stall_id]
        occasion = self.other(ActivitiesOnlooker).occasions[event.occurrence_id]
        told = (event.occurrence_id, event.holder_ids)
        meant = (table.set_up.occurrence_id, table.set_up.holder_ids)
        demand(told == meant, "events are self-contained", event)
        demand(event.period == occasion.period != table.period, "R15", event)
        demand(list(event.listing_ids) == self.left(event.stall_id), "R36", event)
        demand(not table.closed, "R36", event)
        table.period = event.period

    def left(self, stall_id: StallId) -> list[ListingId]:
        """What a stall still has."""
        return [
            name
            for name, thing in self.things.items()
            if thing.put_up.stall_id == stall_id and not thing.gone
        ]

    def is_rightly_held(self, table: Table, at: datetime, what: object) -> None:
        """Each may take part on the day, and beside each minor stands a guardian."""
        faults = self.faults(table, at)
        demand(not faults, "R3, R36", (what, faults))

    def faults(self, table: Table, at: datetime) -> list[MemberId]:
        """Those who may not be at a stall."""
        day, holders = max(at, table.period.start), table.set_up.holder_ids
        return [
            one
            for one in holders
            if not self.known.may_take_part(one, day)
            or (
                self.known.is_minor(one, day)
                and not set(self.known.guardians.get(one, [])) & set(holders)
            )
        ]

    def released(self, event: HolderReleased, envelope: Envelope) -> None:
        """Only who may not stay is released."""
        table = self.tables[event.stall_id]
        demand(event.member_id in self.faults(table, envelope.context.at), "R4", event)

    def closed(self, event: StallClosed, _: Envelope) -> None:
        """A stall is closed once, and says what is left."""
        table = self.tables[event.stall_id]
        left = self.left(event.stall_id)
        demand(not table.closed, "one stall", event)
        demand(list(event.listing_ids) == left, "events are self-contained", (event, left))
        demand(event.holder_ids == table.set_up.holder_ids, "events are self-contained", event)
        table.closed = True

    def put_up(self, event: ListingPutUp, envelope: Envelope) -> None:
        """At an open stall of a market that is not over, once."""
        table = self.tables[event.stall_id]
        demand(event.listing_id not in self.things and not table.closed, "R36", event)
        demand(envelope.context.at < table.period.end, "R36", event)
        self.is_rightly_held(table, envelope.context.at, event)
        self.things[event.listing_id] = Thing(event)

    def withdrawn(self, event: ListingWithdrawn, _: Envelope) -> None:
        """What was neither sold nor withdrawn before."""
        thing = self.things[event.listing_id]
        demand(not thing.gone, "R36", event)
        thing.gone = True

    def bid(self, event: BidMade, envelope: Envelope) -> None:
        """One open bid per person and listing."""
        demand((event.listing_id, event.buyer_id) not in self.bargains, "R36", event)
        table = self.goes_on(event, envelope)
        demand(event.until == table.period.end, "events are self-contained", event)
        self.bargains[event.listing_id, event.buyer_id] = (event.price, Side.BUYER)
        self.untils[event.listing_id, event.buyer_id] = event.until

    def bid_moved(self, event: BidMoved, _: Envelope) -> None:
        """An open bid has another end."""
        bargain = (event.listing_id, event.buyer_id)
        demand(bargain in self.bargains, "R36", event)
        demand(event.until != self.untils[bargain], "R36", event)
        self.untils[bargain] = event.until

    def countered(self, event: BidCountered, envelope: Envelope) -> None:
        """Prices are said in turns."""
        _, last = self.bargains[event.listing_id, event.buyer_id]
        demand(event.side is not last, "R36", event)
        until = self.untils[event.listing_id, event.buyer_id]
        demand(event.until == until, "events are self-contained", event)
        self.goes_on(event, envelope)
        self.bargains[event.listing_id, event.buyer_id] = (event.price, event.side)

    def goes_on(self, event: BidMade | BidCountered | TradeMade, envelope: Envelope) -> Table:
        """A bargain of two sides about what is for sale, while the market is on."""
        thing, at = self.things[event.listing_id], envelope.context.at
        table = self.tables[thing.put_up.stall_id]
        period, buyer = table.period, event.buyer_id
        demand(not thing.gone and not table.closed, "R36", event)
        demand(period.start <= at < period.end, "R36", event)
        demand(self.known.may_take_part(buyer, at), "R3", event)
        minor = self.known.is_minor(buyer, at)
        answering = self.known.guardians.get(buyer, []) if minor else []
        demand(not {buyer, *answering} & set(table.set_up.holder_ids), "R36", event)
        return table

    def traded(self, event: TradeMade, envelope: Envelope) -> None:
        """The price that stands is accepted by the other side, within the limits of minors."""
        table, at = self.goes_on(event, envelope), envelope.context.at
        price, _ = self.bargains.pop((event.listing_id, event.buyer_id))
        demand(price == event.price, "R36", (event, price))
        told = (event.holder_ids, event.occurrence_id, event.currency)
        meant = (table.set_up.holder_ids, table.set_up.occurrence_id, table.set_up.currency)
        demand(told == meant, "events are self-contained", event)
        self.is_rightly_held(table, at, event)
        self.things[event.listing_id].gone = True
        self.trades.append((event, at))
        for member in (event.buyer_id, *event.holder_ids):
            if self.known.is_minor(member, at):
                self.stays_small(member, event)

    def stays_small(self, member: MemberId, last: TradeMade) -> None:
        """A minor's trade, and all of them at one market, stay under the limits."""
        day = [
            trade.price
            for trade, _ in self.trades
            if trade.occurrence_id == last.occurrence_id
            and member in (trade.buyer_id, *trade.holder_ids)
        ]
        demand(last.price <= self.setting("market.minors-trade-limit"), "R36", last)
        demand(sum(day) <= self.setting("market.minors-day-limit"), "R36", (last, day))

    def ended(self, event: BidWithdrawn | BidDeclined | BidLapsed, _: Envelope) -> None:
        """Only what is open ends."""
        demand((event.listing_id, event.buyer_id) in self.bargains, "R36", event)
        if isinstance(event, BidLapsed):
            stall_id = self.things[event.listing_id].put_up.stall_id
            market = self.tables[stall_id].set_up.occurrence_id
            off = self.other(ActivitiesOnlooker).occasions[market].cancelled
            demand((event.reason == "occurrence-called-off") == off, "R23", event)
        del self.bargains[event.listing_id, event.buyer_id]

    def done(self, rows: list[Recorded[Event]]) -> None:
        """No bid is open on what is gone; who lost a consent holds no stall and bargains not."""
        for listing_id, buyer_id in self.bargains:
            demand(not self.things[listing_id].gone, "R36", (listing_id, buyer_id))
        self.goes_with_its_occurrence()
        at = max(row.envelope.context.at for row in rows)
        for row in rows:
            member = silenced(row.event)
            if member is None:
                continue
            held = [
                one
                for one in self.tables.values()
                if not one.closed
                and one.period.end > at
                and member in one.set_up.holder_ids
                and member in self.faults(one, at)
            ]
            demand(not held, "R4", (row.event, held))
            bargains = [one for one in self.bargains if one[1] == member]
            demand(self.known.may_take_part(member, at) or not bargains, "R4", row.event)

    def goes_with_its_occurrence(self) -> None:
        """No stall is open where nothing takes place; stalls and bids end with the market."""
        occasions = self.other(ActivitiesOnlooker).occasions
        for table in self.tables.values():
            occasion = occasions[table.set_up.occurrence_id]
            demand(table.closed or not occasion.cancelled, "R23", table)
            demand(table.closed or table.period == occasion.period, "R15", table)
        for listing_id, buyer_id in self.bargains:
            table = self.tables[self.things[listing_id].put_up.stall_id]
            until = self.untils[listing_id, buyer_id]
            demand(until == table.period.end, "R36", (listing_id, buyer_id, until))
