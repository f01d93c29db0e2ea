"""Habits of markets: stalls that are held together, and bargains that get to a trade.

Long because each plot is told whole: it is the story of one way in which a bargain ends.
"""

from typing import Any

import attrs
from hypothesis import strategies as st

from community_domain import Actor, MemberId, System
from community_domain.activities import CancelOccurrence, MoveOccurrence, ScheduleOccurrence
from community_domain.market import (
    MINORS_DAY,
    MINORS_TRADE,
    AcceptBid,
    AnnounceMarket,
    BidCountered,
    BidMade,
    CallMarketOff,
    CloseStall,
    CounterBid,
    DeclineBid,
    LapseBid,
    ListingPutUp,
    MakeBid,
    MarketAnnounced,
    MoveBids,
    MoveMarket,
    MoveStall,
    PutUpListing,
    ReleaseHolder,
    RepriceListing,
    SetUpStall,
    StallSetUp,
    WithdrawBid,
    WithdrawListing,
)
from community_domain.members import (
    ConsentKind,
    GrantConsent,
    LinkGuardian,
    RevokeConsent,
    UnlinkGuardian,
)

from ..founding import FOUNDER
from ..moves import Later, Move, Who
from .telling import HOUR, Cast, Habits, Overrides, period_ahead, topic, wished

__all__ = ["MARKET"]

PRICES = (0, 1, 5, 5, 5, 10, 10, 60)
"""So few that they are said again, and one that is too much for a minor."""
SMALL = 50
"""Most that a minor trades at once, or in two trades, where limits are tight."""
BUYERS = (Who.NAMED, Who.NAMED, Who.GUARDIAN)
SELLERS = (FOUNDER, MemberId("adult-1"), MemberId("adult-2"), MemberId("child-1"))
"""Who mostly holds a stall."""
EITHER = (*BUYERS, *SELLERS)


def _market(cast: Cast, *, number: int = 0) -> list[Move]:
    """A market that is on."""
    occurrence = cast.new("occurrence", number)
    return [
        wished(
            ScheduleOccurrence,
            occurrence_id=occurrence,
            activity_id=cast.pool("activity")[0],
            period=period_ahead(-HOUR, 12 * HOUR),
        ),
        wished(AnnounceMarket, occurrence_id=occurrence, currency="CNY"),
    ]


def _stall(cast: Cast, *holders: MemberId, number: int = 0, market: int = 0) -> Move:
    """A stall at it, set up by a coordinator."""
    return wished(
        SetUpStall,
        stall_id=cast.new("stall", number),
        occurrence_id=cast.new("occurrence", market),
        holder_ids=holders,
        title="one",
    )


def _listed(cast: Cast, by: Actor, *, number: int = 0) -> Move:
    """Something for sale at the first stall."""
    put_up = wished(
        PutUpListing,
        listing_id=cast.new("listing", number),
        stall_id=cast.new("stall"),
        title="one",
        price=10,
    )
    return attrs.evolve(put_up, by=by)


def _prologue(cast: Cast) -> list[Move]:
    """A market beside what else there is, and a stall with something to bargain for."""
    stall = _stall(cast, cast.minor, cast.guardian, market=1)
    return [*_market(cast, number=1), stall, _listed(cast, cast.guardian)]


def _open(cast: Cast) -> list[Move]:
    """A child and its parent hold a stall with two things at a market that is on."""
    return [
        *_market(cast),
        _stall(cast, cast.minor, cast.guardian),
        _listed(cast, cast.guardian),
        _listed(cast, cast.minor, number=1),
    ]


def _bargain(cast: Cast, kind: type[Any], by: Actor | Who, buyer: MemberId, **price: int) -> Move:
    """A step of the bargain for the first listing."""
    step = wished(kind, listing_id=cast.new("listing"), buyer_id=buyer, **price)
    return attrs.evolve(step, by=by)


def _buyer(cast: Cast) -> MemberId:
    """Somebody who does not answer for the child at the stall."""
    return next((one for one in cast.adults if one != cast.guardian), FOUNDER)


def _sold(cast: Cast) -> list[Move]:
    """Two bargain, one gets it, and the other is told; a third comes too late."""
    buyer, seller = _buyer(cast), cast.guardian
    return [
        *_open(cast),
        _bargain(cast, MakeBid, Who.NAMED, buyer, price=5),
        _bargain(cast, MakeBid, Who.NAMED, FOUNDER, price=5),
        _bargain(cast, MakeBid, Who.NAMED, buyer, price=10),
        _bargain(cast, CounterBid, seller, buyer, price=10),
        _bargain(cast, AcceptBid, seller, buyer, price=10),
        _bargain(cast, AcceptBid, Who.NAMED, buyer, price=5),
        _bargain(cast, AcceptBid, Who.NAMED, buyer, price=10),
        _bargain(cast, AcceptBid, seller, FOUNDER, price=5),
        wished(WithdrawListing, listing_id=cast.new("listing")),
        wished(CloseStall, stall_id=cast.new("stall")),
        _listed(cast, seller, number=2),
    ]


def _withdrawn(cast: Cast) -> list[Move]:
    """Something is taken off the table while somebody bargains for it."""
    buyer = _buyer(cast)
    return [
        *_open(cast),
        _bargain(cast, MakeBid, Who.NAMED, buyer, price=5),
        wished(WithdrawListing, listing_id=cast.new("listing")),
        _bargain(cast, MakeBid, Who.NAMED, buyer, price=5),
    ]


def _no_deal(cast: Cast) -> list[Move]:
    """One thinks better of it, another is told no."""
    buyer = _buyer(cast)
    return [
        *_open(cast),
        _bargain(cast, MakeBid, Who.NAMED, buyer, price=5),
        _bargain(cast, WithdrawBid, Who.NAMED, buyer),
        attrs.evolve(
            wished(RepriceListing, listing_id=cast.new("listing"), price=7), by=cast.guardian
        ),
        _bargain(cast, MakeBid, Who.NAMED, buyer, price=4),
        _bargain(cast, DeclineBid, cast.guardian, buyer),
    ]


def _own_stall(cast: Cast) -> list[Move]:
    """A holder would buy from themselves, or hold another stall; a child would hold one alone."""
    return [
        *_open(cast),
        _bargain(cast, MakeBid, Who.NAMED, cast.guardian, price=5),
        _stall(cast, cast.guardian, number=1),
        *(_stall(cast, minor, number=1) for minor in cast.minors),
    ]


def _too_much(cast: Cast) -> list[Move]:
    """A child would pay more than a child may, at once or on one day."""
    buyer, seller = _buyer(cast), cast.guardian
    second = {"listing_id": cast.new("listing", 1), "buyer_id": buyer}
    return [
        *_open(cast),
        _bargain(cast, MakeBid, Who.NAMED, buyer, price=99_999),
        _bargain(cast, AcceptBid, seller, buyer, price=99_999),
        _bargain(cast, CounterBid, seller, buyer, price=45),
        _bargain(cast, AcceptBid, Who.NAMED, buyer, price=45),
        attrs.evolve(wished(MakeBid, **second, price=45), by=Who.NAMED),
        attrs.evolve(wished(AcceptBid, **second, price=45), by=seller),
    ]


def _over(cast: Cast) -> list[Move]:
    """The market ends in the middle of a bargain."""
    buyer = _buyer(cast)
    too_late = _bargain(cast, MakeBid, Who.NAMED, FOUNDER, price=5)
    return [
        *_open(cast),
        _bargain(cast, MakeBid, Who.NAMED, buyer, price=5),
        attrs.evolve(too_late, after=12 * HOUR),
        _bargain(cast, LapseBid, System("clock"), buyer),
        _listed(cast, cast.guardian, number=2),
    ]


def _consent_lost(cast: Cast) -> list[Move]:
    """The child at the stall may not be there any more."""
    consent = {"member_id": cast.minor, "giver_id": cast.guardian}
    return [
        *_open(cast),
        _bargain(cast, MakeBid, Who.NAMED, _buyer(cast), price=5),
        attrs.evolve(wished(RevokeConsent, **consent, kind=ConsentKind.TAKING_PART), by=Who.OTHER),
    ]


def _nobody_there(cast: Cast) -> list[Move]:
    """Another guardian carries the child, but nobody at the stall answers for it."""
    consent = {"member_id": cast.minor, "giver_id": FOUNDER, "version": 1}
    link = {"member_id": cast.minor, "guardian_id": FOUNDER}
    return [
        *_open(cast),
        wished(LinkGuardian, **link),
        *(
            wished(GrantConsent, **consent, kind=kind)
            for kind in (ConsentKind.DATA, ConsentKind.TAKING_PART)
        ),
        wished(UnlinkGuardian, member_id=cast.minor, guardian_id=cast.guardian),
    ]


def _called_off(cast: Cast) -> list[Move]:
    """It rains in the middle of a bargain; a stall would be set up all the same."""
    where = {"occurrence_id": cast.new("occurrence")}
    return [
        *_open(cast),
        _bargain(cast, MakeBid, Who.NAMED, _buyer(cast), price=5),
        wished(CancelOccurrence, **where, reason="one"),
        _bargain(cast, AcceptBid, cast.guardian, _buyer(cast), price=5),
        _stall(cast, cast.other, number=1),
    ]


def _moved(cast: Cast) -> list[Move]:
    """It goes on for longer; then it is another day, on which the child may not be there."""
    where, buyer = {"occurrence_id": cast.new("occurrence")}, _buyer(cast)
    consent = {"member_id": cast.minor, "giver_id": cast.guardian, "version": 1}
    until = Later(36 * HOUR)
    shorter = wished(GrantConsent, **consent, kind=ConsentKind.TAKING_PART, until=until)
    return [
        *_open(cast),
        _bargain(cast, MakeBid, Who.NAMED, buyer, price=5),
        wished(MoveOccurrence, **where, period=period_ahead(-HOUR, 24 * HOUR)),
        _bargain(cast, CounterBid, cast.guardian, buyer, price=10),
        attrs.evolve(shorter, by=Who.OTHER),
        wished(MoveOccurrence, **where, period=period_ahead(48 * HOUR, HOUR)),
    ]


def _overrides(cast: Cast) -> Overrides:
    alone = [(who,) for who in (*cast.adults, FOUNDER)]
    family = [(minor, guardian) for minor, guardian in cast.guardians.items()]
    parties = st.sampled_from([*alone, *family, *family, (FOUNDER, FOUNDER), cast.minors[:1]])
    prices = st.sampled_from(PRICES)
    return {
        (AnnounceMarket, "currency"): st.sampled_from(["CNY", "CNY", "CNY", "EUR"]),
        (SetUpStall, "holder_ids"): parties.filter(bool),
        **{(kind, "price"): prices for kind in (PutUpListing, MakeBid, CounterBid)},
        (AcceptBid, "price"): prices,
    }


BARGAINS = (topic((BidMade, BidCountered), "listing_id", "buyer_id"),)

MARKET = Habits(
    weights={
        MakeBid: 8,
        AcceptBid: 6,
        CounterBid: 6,
        PutUpListing: 5,
        SetUpStall: 4,
        AnnounceMarket: 2,
        DeclineBid: 2,
        WithdrawBid: 3,
    },
    actors={
        AnnounceMarket: (FOUNDER,),
        SetUpStall: (FOUNDER, Who.NAMED, Who.OTHER),
        CloseStall: SELLERS,
        ReleaseHolder: (System("clock"),),
        PutUpListing: SELLERS,
        WithdrawListing: SELLERS,
        MakeBid: BUYERS,
        CounterBid: EITHER,
        AcceptBid: EITHER,
        WithdrawBid: BUYERS,
        DeclineBid: SELLERS,
        **dict.fromkeys(
            (LapseBid, CallMarketOff, MoveMarket, MoveStall, MoveBids), (System("clock"),)
        ),
    },
    topics={
        SetUpStall: (topic(MarketAnnounced, "occurrence_id"),),
        CloseStall: (topic(StallSetUp, "stall_id"),),
        PutUpListing: (topic(StallSetUp, "stall_id"),),
        WithdrawListing: (topic(ListingPutUp, "listing_id"),),
        ReleaseHolder: (topic(BidMade, member_id="buyer_id"),),
        MakeBid: (topic((ListingPutUp, BidMade), "listing_id"),),
        CounterBid: BARGAINS,
        AcceptBid: (
            topic((BidMade, BidCountered), "listing_id", "buyer_id", "price"),
            topic((BidMade, BidCountered), "listing_id", "buyer_id", "price"),
            *BARGAINS,
        ),
        WithdrawBid: BARGAINS,
        DeclineBid: BARGAINS,
        LapseBid: BARGAINS,
        CallMarketOff: (topic(MarketAnnounced, "occurrence_id"),),
        MoveMarket: (topic(MarketAnnounced, "occurrence_id"),),
        MoveStall: (topic(StallSetUp, "stall_id"),),
        MoveBids: (topic((BidMade, BidCountered), "listing_id"),),
        CancelOccurrence: (topic(StallSetUp, "occurrence_id"),),
        MoveOccurrence: (topic(StallSetUp, "occurrence_id"),),
        RevokeConsent: (topic(BidMade, member_id="buyer_id"),),
    },
    tight=(MINORS_TRADE.at(SMALL), MINORS_DAY.at(SMALL)),
    biting={
        "market.minors-trade-limit": (5, SMALL),
        "market.minors-day-limit": (10, SMALL),
    },
    plots=(
        _sold,
        _withdrawn,
        _no_deal,
        _own_stall,
        _too_much,
        _over,
        _consent_lost,
        _nobody_there,
        _called_off,
        _moved,
    ),
    prologue=_prologue,
    overrides=_overrides,
)
