"""Whose stall it is, when it trades, and who may trade how much with whom."""

from collections.abc import Iterable, Iterator

from ..community.state import Settings
from ..kernel import Context, Event, Grant, MemberId, Read, Refusal, Right
from ..members.policies import is_gone, is_minor, obstacle_to_taking_part, self_or_guardian
from ..members.state import Standing
from .events import BidLapsed, StallSetUp
from .refusals import (
    ListingGone,
    ListingSold,
    ListingUnknown,
    MarketNotOn,
    MarketOver,
    MinorsDayLimit,
    MinorsTradeLimit,
    NoAdultAtStall,
    SellerIsBuyer,
    StallUnknown,
)
from .state import Listing, MarketDay, Stall
from .values import MINORS_DAY, MINORS_TRADE, ListingId, Side, StallId

__all__ = [
    "all_bids_lapse",
    "as_listed",
    "as_set_up",
    "is_of",
    "its_buyer",
    "its_holder",
    "its_seller",
    "must_be_a_rightful_buyer",
    "must_be_for_sale",
    "must_be_on",
    "must_be_rightful_holders",
    "must_not_be_over",
    "must_stay_under_the_limit",
    "obstacle_at_a_stall",
]


def _holds(stall_id: StallId, context: Context, read: Read) -> Grant | None:
    set_up = read(Stall(stall_id)).set_up
    holds = set_up is not None and context.actor in set_up.holder_ids
    return Grant() if holds and not is_gone(context.actor, read) else None


def _ask_its_holder(subject: object, context: Context, read: Read) -> Grant | None:
    return _holds(getattr(subject, "stall_id"), context, read)  # noqa: B009 - any command


def _ask_its_seller(subject: object, context: Context, read: Read) -> Grant | None:
    put_up = read(Listing(getattr(subject, "listing_id"))).put_up  # noqa: B009 - any command
    return None if put_up is None else _holds(put_up.stall_id, context, read)


its_holder = Right("a holder of the stall", "摊主", _ask_its_holder, ("stall_id",))
"""Whoever is of the party that holds the stall."""
its_seller = Right("a holder of the listing's stall", "卖方摊主", _ask_its_seller, ("listing_id",))
"""Whoever is of the party that holds the stall at which it is sold."""
its_buyer = self_or_guardian("buyer_id")
"""Who would buy, or a guardian of theirs."""


def is_of(side: Side, subject: object, context: Context, read: Read) -> bool:
    """Whether somebody speaks for one side of a bargain."""
    right = its_buyer if side is Side.BUYER else its_seller
    return right.ask(subject, context, read) is not None


def must_not_be_over(set_up: StallSetUp, context: Context) -> None:
    """Refuse from the end of the market on."""
    if context.at >= set_up.period.end:
        raise MarketOver(set_up.occurrence_id, set_up.period.end)


def must_be_on(set_up: StallSetUp, context: Context) -> None:
    """Refuse to trade before the market begins, and from its end on (R36)."""
    if not set_up.period.start <= context.at < set_up.period.end:
        raise MarketNotOn(set_up.stall_id, set_up.period.start, set_up.period.end)


def obstacle_at_a_stall(
    set_up: StallSetUp, standing: Standing, context: Context, settings: Settings
) -> Refusal | None:
    """What keeps a member from a stall on the day: consent (R3), or no guardian there (R36)."""
    moment = max(context.at, set_up.period.start)
    obstacle = obstacle_to_taking_part(standing, moment, settings)
    if obstacle is not None or not is_minor(standing, moment, settings):
        return obstacle
    accompanied = any(one in standing.guardians for one in set_up.holder_ids)
    return None if accompanied else NoAdultAtStall(set_up.stall_id, standing.member_id)


def must_be_rightful_holders(set_up: StallSetUp, context: Context, read: Read) -> None:
    """Refuse a party of whom one may not be at the stall (R3, R36)."""
    settings = read(Settings())
    for standing in read.each(Standing(one) for one in set_up.holder_ids):
        obstacle = obstacle_at_a_stall(set_up, standing, context, settings)
        if obstacle is not None:
            raise obstacle


def must_be_a_rightful_buyer(
    set_up: StallSetUp, buyer_id: MemberId, context: Context, read: Read
) -> None:
    """Refuse a buyer who may not take part (R3), or who is on the seller's side too (R36)."""
    standing, settings = read(Standing(buyer_id), Settings())
    if (obstacle := obstacle_to_taking_part(standing, context.at, settings)) is not None:
        raise obstacle
    answering = standing.guardians if is_minor(standing, context.at, settings) else ()
    if any(one in set_up.holder_ids for one in (buyer_id, *answering)):
        raise SellerIsBuyer(set_up.stall_id, buyer_id)


def must_stay_under_the_limit(
    set_up: StallSetUp, members: Iterable[MemberId], price: int, context: Context, read: Read
) -> None:
    """Refuse a price that is too high for a minor, alone or with the day's trades (R36)."""
    settings = read(Settings())
    minors = [
        standing.member_id
        for standing in read.each(Standing(one) for one in members)
        if is_minor(standing, context.at, settings)
    ]
    for day in read.each(MarketDay(set_up.occurrence_id, one) for one in minors):
        if price > settings[MINORS_TRADE]:
            raise MinorsTradeLimit(day.member_id, settings[MINORS_TRADE])
        if day.traded + price > settings[MINORS_DAY]:
            raise MinorsDayLimit(day.member_id, day.traded, settings[MINORS_DAY])


def as_set_up(stall_id: StallId, read: Read) -> tuple[Stall, StallSetUp]:
    """The stall, and as what it was set up."""
    stall = read(Stall(stall_id))
    if stall.set_up is None:
        raise StallUnknown(stall_id)
    return stall, stall.set_up


def as_listed(listing_id: ListingId, read: Read) -> tuple[Listing, StallSetUp]:
    """The listing, and the stall at which it is sold."""
    listing = read(Listing(listing_id))
    if listing.put_up is None:
        raise ListingUnknown(listing_id)
    return listing, as_set_up(listing.put_up.stall_id, read)[1]


def must_be_for_sale(listing: Listing) -> None:
    """Refuse what is sold or withdrawn (R36)."""
    if listing.trade is not None:
        raise ListingSold(listing.listing_id)
    if listing.withdrawn:
        raise ListingGone(listing.listing_id)


def all_bids_lapse(
    listing: Listing, reason: str, *, besides: MemberId | None = None
) -> Iterator[Event]:
    """End what is open on a listing that is not for sale any more."""
    for buyer_id in listing.bids:
        if buyer_id != besides:
            yield BidLapsed(listing.listing_id, buyer_id, reason)
