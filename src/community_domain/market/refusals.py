"""Why something about a market may not happen."""

from datetime import datetime

from ..activities.values import OccurrenceId
from ..kernel import Kind, MemberId, Refusal, refusal
from .values import ListingId, StallId

__all__ = [
    "BidStands",
    "BidUnknown",
    "HoldsAnotherStall",
    "ListingExists",
    "ListingGone",
    "ListingSold",
    "ListingUnknown",
    "MarketExists",
    "MarketNotOn",
    "MarketOver",
    "MarketUnknown",
    "MinorsDayLimit",
    "MinorsTradeLimit",
    "NoAdultAtStall",
    "NotTheirTurn",
    "PriceChanged",
    "SellerIsBuyer",
    "StallExists",
    "StallGone",
    "StallUnknown",
]


@refusal(
    "market-unknown",
    kind=Kind.MISSING,
    en="{occurrence_id} is no market; announce it as one first.",
    zh="{occurrence_id} 不是集市；请先宣布为集市。",
)
class MarketUnknown(Refusal):
    """Not every occurrence is a market."""

    occurrence_id: OccurrenceId


@refusal(
    "market-exists",
    kind=Kind.CONFLICT,
    en="{occurrence_id} is a market with prices in {currency} already.",
    zh="{occurrence_id} 已是以 {currency} 计价的集市。",
)
class MarketExists(Refusal):
    """A market keeps its currency."""

    occurrence_id: OccurrenceId
    currency: str


@refusal(
    "market-not-on",
    kind=Kind.RULE,
    rule="R36",
    en="{stall_id} trades while the market is on: from {start} to {end}.",
    zh="{stall_id} 只在集市期间交易：{start} 至 {end}。",
)
class MarketNotOn(Refusal):
    """Trading is for the time of the market."""

    stall_id: StallId
    start: datetime
    end: datetime


@refusal(
    "market-over",
    kind=Kind.RULE,
    rule="R36",
    en="The market {occurrence_id} ended at {ended}.",
    zh="集市 {occurrence_id} 已于 {ended} 结束。",
)
class MarketOver(Refusal):
    """What is past is not sold at."""

    occurrence_id: OccurrenceId
    ended: datetime


@refusal(
    "stall-unknown",
    kind=Kind.MISSING,
    en="There is no stall {stall_id}; set it up first.",
    zh="没有编号为 {stall_id} 的摊位；请先设摊。",
)
class StallUnknown(Refusal):
    """No market has such a stall."""

    stall_id: StallId


@refusal(
    "stall-exists",
    kind=Kind.CONFLICT,
    en="{stall_id} already names another stall; choose a new id.",
    zh="{stall_id} 已是另一摊位的编号；请换新编号。",
)
class StallExists(Refusal):
    """The id names a stall with other particulars."""

    stall_id: StallId


@refusal(
    "stall-gone",
    kind=Kind.RULE,
    rule="R36",
    en="The stall {stall_id} is closed; set up a new one.",
    zh="摊位 {stall_id} 已收摊；请另设新摊。",
)
class StallGone(Refusal):
    """A stall that was closed stays so."""

    stall_id: StallId


@refusal(
    "holds-another-stall",
    kind=Kind.RULE,
    rule="R36",
    en="{member_id} holds {stall_id} at this market; close it first.",
    zh="{member_id} 在本次集市已有摊位 {stall_id}；请先收摊。",
)
class HoldsAnotherStall(Refusal):
    """Nobody stands behind two tables."""

    member_id: MemberId
    stall_id: StallId


@refusal(
    "no-adult-at-stall",
    kind=Kind.RULE,
    rule="R36",
    en="{member_id} is under age; a guardian of theirs must hold {stall_id} with them.",
    zh="{member_id} 未成年；须有其监护人一同守摊（{stall_id}）。",
)
class NoAdultAtStall(Refusal):
    """An adult answers for what a child sells."""

    stall_id: StallId
    member_id: MemberId


@refusal(
    "listing-unknown",
    kind=Kind.MISSING,
    en="There is no listing {listing_id}; put it up first.",
    zh="没有编号为 {listing_id} 的闲置物品；请先上架。",
)
class ListingUnknown(Refusal):
    """No stall has such a listing."""

    listing_id: ListingId


@refusal(
    "listing-exists",
    kind=Kind.CONFLICT,
    en="{listing_id} already names another listing; choose a new id.",
    zh="{listing_id} 已是另一件闲置物品的编号；请换新编号。",
)
class ListingExists(Refusal):
    """The id names a listing with other particulars."""

    listing_id: ListingId


@refusal(
    "listing-sold",
    kind=Kind.RULE,
    rule="R36",
    en="{listing_id} is sold already.",
    zh="{listing_id} 已售出。",
)
class ListingSold(Refusal):
    """A listing sells once."""

    listing_id: ListingId


@refusal(
    "listing-gone",
    kind=Kind.RULE,
    rule="R36",
    en="{listing_id} was withdrawn; it is not for sale.",
    zh="{listing_id} 已下架，不再出售。",
)
class ListingGone(Refusal):
    """What was withdrawn is not for sale."""

    listing_id: ListingId


@refusal(
    "seller-is-buyer",
    kind=Kind.RULE,
    rule="R36",
    en="{buyer_id} cannot buy from {stall_id}: they, or who answers for them, hold it.",
    zh="{buyer_id} 不能向 {stall_id} 购买：摊主即其本人或其监护人。",
)
class SellerIsBuyer(Refusal):
    """A trade has two sides."""

    stall_id: StallId
    buyer_id: MemberId


@refusal(
    "bid-stands",
    kind=Kind.RULE,
    rule="R36",
    en="{buyer_id} has an open bid on {listing_id}; withdraw it, or answer the counter-bid.",
    zh="{buyer_id} 对 {listing_id} 已有未了结的出价；请撤回或回应还价。",
)
class BidStands(Refusal):
    """One open bid per person and listing."""

    listing_id: ListingId
    buyer_id: MemberId


@refusal(
    "bid-unknown",
    kind=Kind.MISSING,
    en="{buyer_id} has no open bid on {listing_id}.",
    zh="{buyer_id} 对 {listing_id} 没有未了结的出价。",
)
class BidUnknown(Refusal):
    """There is nothing to answer."""

    listing_id: ListingId
    buyer_id: MemberId


@refusal(
    "not-their-turn",
    kind=Kind.RULE,
    rule="R36",
    en="It is the other side's turn to answer the bid of {buyer_id} on {listing_id}.",
    zh="{buyer_id} 对 {listing_id} 的出价，应由对方回应。",
)
class NotTheirTurn(Refusal):
    """Prices are said in turns, and nobody accepts their own."""

    listing_id: ListingId
    buyer_id: MemberId


@refusal(
    "price-changed",
    kind=Kind.CONFLICT,
    rule="R36",
    en="The price that stands for {listing_id} is {price}, not the one accepted.",
    zh="{listing_id} 现行价格为 {price}，与所接受的不同。",
)
class PriceChanged(Refusal):
    """Who accepts knows the price."""

    listing_id: ListingId
    price: int


@refusal(
    "minors-trade-limit",
    kind=Kind.RULE,
    rule="R36",
    en="{member_id} is under age; a trade of theirs is at most {limit}.",
    zh="{member_id} 未成年；单笔成交最多 {limit}。",
)
class MinorsTradeLimit(Refusal):
    """Children trade small things."""

    member_id: MemberId
    limit: int


@refusal(
    "minors-day-limit",
    kind=Kind.RULE,
    rule="R36",
    en="{member_id} is under age and has traded {traded} at this market; {limit} is the most.",
    zh="{member_id} 未成年，本次集市已成交 {traded}；最多 {limit}。",
)
class MinorsDayLimit(Refusal):
    """Many small things make a large one."""

    member_id: MemberId
    traded: int
    limit: int
