"""How the rules that the slice `market` enforces are taken out of force."""

from .breach import Breach

__all__ = ["BREACHES"]

STALLS = "market/decisions/stalls.py"
BARGAINING = "market/decisions/bargaining.py"
POLICIES = "market/policies.py"
PROCESSES = "market/processes.py"
STATE = "market/state.py"

BREACHES = [
    Breach(
        "R3",
        "no stall without consent",
        POLICIES,
        "    if obstacle is not None or not is_minor(standing, moment, settings):\n",
        "    if not is_minor(standing, moment, settings):\n",
    ),
    Breach(
        "R3",
        "a stall is held with a consent of its day",
        POLICIES,
        "moment = max(context.at, set_up.period.start)",
        "moment = context.at",
    ),
    Breach(
        "R3",
        "nothing is bought without consent",
        POLICIES,
        "        raise obstacle\n    answering",
        "        pass\n    answering",
    ),
    Breach(
        "R3",
        "nothing is sold without consent",
        BARGAINING,
        "    must_be_rightful_holders(set_up, context, read)\n",
        "",
    ),
    Breach(
        "R4",
        "a lost consent frees stalls and bids",
        PROCESSES,
        "        yield ReleaseHolder(event.member_id)\n",
        "        yield from ()\n",
    ),
    Breach(
        "R4",
        "a stall closes with its holder",
        PROCESSES,
        "    yield CloseStall(event.stall_id)\n",
        "    yield from ()\n",
    ),
    Breach(
        "R4",
        "a past market stays as it was",
        STALLS,
        "if obstacle is not None and context.at < set_up.period.end:",
        "if obstacle is not None:",
    ),
    Breach(
        "R4",
        "open bids end",
        STALLS,
        "            yield BidLapsed(listing_id, member_id, obstacle.code)\n",
        "            yield from ()\n",
    ),
    Breach(
        "R4",
        "what is sold is no open bid",
        STATE,
        "        if event.buyer_id == self.member_id:\n"
        "            self.bids.pop(event.listing_id, None)\n",
        "        pass\n",
    ),
    Breach("R36", "a listing sells once", POLICIES, "raise ListingSold(", "ListingSold("),
    Breach(
        "R36",
        "one bid is accepted once",
        BARGAINING,
        "    if trade is not None and (trade.buyer_id, trade.price) == (buyer_id, price):\n",
        "    if False:\n",
    ),
    Breach(
        "R36",
        "all other bids end with the trade",
        BARGAINING,
        "    yield from all_bids_lapse(listing, ListingSold.code, besides=buyer_id)\n",
        "",
    ),
    Breach("R36", "what is withdrawn is not sold", POLICIES, "raise ListingGone(", "ListingGone("),
    Breach("R36", "what is sold is not withdrawn", STALLS, "raise ListingSold(", "ListingSold("),
    Breach("R36", "the seller is another", POLICIES, "raise SellerIsBuyer(", "SellerIsBuyer("),
    Breach(
        "R36",
        "who answers for the buyer does not sell",
        POLICIES,
        "(buyer_id, *answering)",
        "(buyer_id,)",
    ),
    Breach("R36", "one stall a member", STALLS, "raise HoldsAnotherStall(", "HoldsAnotherStall("),
    Breach(
        "R36",
        "a parent holds the stall too",
        POLICIES,
        "None if accompanied else NoAdultAtStall(set_up.stall_id, standing.member_id)",
        "None",
    ),
    Breach(
        "R36",
        "not just any adult",
        POLICIES,
        "any(one in standing.guardians for one in set_up.holder_ids)",
        "len(set_up.holder_ids) > 1",
    ),
    Breach(
        "R36",
        "of age on the day",
        POLICIES,
        "moment = max(context.at, set_up.period.start)",
        "moment = context.at",
    ),
    Breach("R36", "a trade has a limit", POLICIES, "raise MinorsTradeLimit(", "MinorsTradeLimit("),
    Breach("R36", "a day has a limit", POLICIES, "raise MinorsDayLimit(", "MinorsDayLimit("),
    Breach(
        "R36",
        "what a child sells counts",
        BARGAINING,
        "traders = (buyer_id, *set_up.holder_ids)",
        "traders = (buyer_id,)",
    ),
    Breach(
        "R36",
        "what a child buys counts",
        BARGAINING,
        "    must_stay_under_the_limit(set_up, (command.buyer_id,), price, context, read)\n",
        "",
    ),
    Breach(
        "R36",
        "no limit for adults",
        POLICIES,
        "        if is_minor(standing, context.at, settings)\n    ]",
        "    ]",
    ),
    Breach("R36", "only while the market is on", POLICIES, "raise MarketNotOn(", "MarketNotOn("),
    Breach(
        "R36",
        "the end is no part of the market",
        POLICIES,
        "if not set_up.period.start <= context.at < set_up.period.end:",
        "if not set_up.period.start <= context.at <= set_up.period.end:",
    ),
    Breach("R36", "no stall at a past market", POLICIES, "raise MarketOver(", "MarketOver("),
    Breach("R36", "one open bid", BARGAINING, "raise BidStands(", "BidStands("),
    Breach("R36", "in turns", BARGAINING, "raise NotTheirTurn(", "NotTheirTurn("),
    Breach("R36", "the price is known", BARGAINING, "raise PriceChanged(", "PriceChanged("),
    Breach(
        "R36",
        "no bid lapses early",
        BARGAINING,
        "        raise MarketNotOn(",
        "        MarketNotOn(",
    ),
    Breach("R36", "a closed stall takes nothing", STALLS, "raise StallGone(", "StallGone("),
    Breach(
        "R36",
        "a closed stall has nothing left",
        PROCESSES,
        "        yield WithdrawListing(listing_id)\n",
        "        yield from ()\n",
    ),
    Breach(
        "R36",
        "bids on what is withdrawn end",
        STALLS,
        "    yield from all_bids_lapse(listing, ListingGone.code)\n",
        "",
    ),
    Breach(
        "R36",
        "what is sold is not left",
        STATE,
        "ListingWithdrawn | TradeMade",
        "ListingWithdrawn",
    ),
]
