"""The flea market: stalls, listings, and bargaining as offers and counter-offers."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import NamedTuple

from community_domain import Command, MemberId
from community_domain.market import (
    AcceptBid,
    AnnounceMarket,
    CounterBid,
    DeclineBid,
    ListingId,
    MakeBid,
    PutUpListing,
    SetUpStall,
    Side,
    StallId,
)

from ..drawing import Family
from ..steps import Scene, Step
from .activities import FLEA_MARKET, families_at_market

__all__ = ["market"]

MINUTE = timedelta(minutes=1)
THINGS = ("Book 图书", "Toy 玩具", "Puzzle 拼图", "Roller skates 轮滑鞋", "Pencil case 文具盒")
FEN = 100
"""Of a yuan."""
MOST = 160
"""So many minutes after the start the last bargain begins."""


class Said(NamedTuple):
    """What one side says: a price, in hundredths of what is asked, or no."""

    side: Side
    wish: type[MakeBid | CounterBid | AcceptBid | DeclineBid]
    part: int = 0


TALKS: tuple[tuple[Said, ...], ...] = (
    (),
    (Said(Side.BUYER, MakeBid, 100), Said(Side.SELLER, AcceptBid, 100)),
    (Said(Side.BUYER, MakeBid, 70), Said(Side.SELLER, AcceptBid, 70)),
    (
        Said(Side.BUYER, MakeBid, 60),
        Said(Side.SELLER, CounterBid, 80),
        Said(Side.BUYER, AcceptBid, 80),
    ),
    (Said(Side.BUYER, MakeBid, 10), Said(Side.SELLER, DeclineBid)),
    (Said(Side.BUYER, MakeBid, 50),),
)
"""How a bargain goes: nobody asks, agreed at once, below, in the middle, not at all, left open."""


def market(scene: Scene) -> Iterator[Step]:
    """Announced by the committee; every family has a stall, and buys at those that come next."""
    one, families = scene.facts.flea_market, families_at_market(scene)
    announce = AnnounceMarket(FLEA_MARKET, one.currency)
    yield from scene.committee(scene.at(one.day, days=-10), announce)
    for number, family in enumerate(families, 1):
        parent_id, child_id = family.parents[0].member_id, family.children[0].member_id
        stall_id, title = StallId(f"stall-{number}"), f"Stall {number} 摊位{number}"
        stall = SetUpStall(stall_id, FLEA_MARKET, (child_id, parent_id), title)
        yield Step(scene.at(one.day, days=-3), parent_id, stall)
        for thing in range(one.listings):
            yield from _listing(scene, families, number, thing)


def _listing(scene: Scene, families: Sequence[Family], stall: int, thing: int) -> Iterator[Step]:
    """Put up the day before; a child of another family bargains for it, or nobody does."""
    one, seller_id = scene.facts.flea_market, families[stall - 1].parents[0].member_id
    listing_id = ListingId(f"listing-{stall}-{thing + 1}")
    chance = scene.chance(listing_id)
    price = chance.randint(one.dearest // 10, one.dearest) * FEN
    listing = PutUpListing(listing_id, StallId(f"stall-{stall}"), chance.choice(THINGS), price)
    yield Step(scene.at(one.day, days=-1), seller_id, listing)
    buyer_id = families[(stall + thing) % len(families)].children[0].member_id
    start = one.period(scene.facts.neighbourhood).start + MINUTE * chance.randint(1, MOST)
    for minute, said in enumerate(chance.choice(TALKS)):
        actor = buyer_id if said.side is Side.BUYER else seller_id
        wish = _wish(said, listing_id, buyer_id, price * said.part // 100)
        yield Step(start + MINUTE * minute, actor, wish)


def _wish(said: Said, listing_id: ListingId, buyer_id: MemberId, price: int) -> Command:
    if said.wish is DeclineBid:
        return DeclineBid(listing_id, buyer_id)
    return said.wish(listing_id, buyer_id, price)  # type: ignore[call-arg]
