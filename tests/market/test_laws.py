"""Laws of the market: whatever is bid, countered and accepted, held against a plain table."""

from collections import Counter
from datetime import timedelta
from itertools import count
from typing import Any

import attrs
from community_domain_testkit import given as story
from hypothesis import given
from hypothesis import strategies as st

from community_domain import STANDARD, Command, Community, MemberId, Refusal, System
from community_domain.market import (
    AcceptBid,
    CounterBid,
    DeclineBid,
    Listing,
    ListingId,
    MakeBid,
    MarketDay,
    Side,
    TradeMade,
    WithdrawBid,
    WithdrawListing,
)
from tests.market.fair import BUYER, LATE, OPEN, PUPIL, SET_UP, THEIRS, listed, market
from tests.stories import ADULT, CHILD, GUARDIAN, SPORTS_DAY

THINGS = tuple(ListingId(f"thing-{number}") for number in (1, 2))
BUYERS = (BUYER, PUPIL, ADULT)
SELLERS = (CHILD, GUARDIAN)
PRICES = (100, 200, 6_000)
"""The last is more than a minor may trade."""
LIMIT = 5_000


@attrs.frozen
class Step:
    """Somebody of one side does something about a bid."""

    kind: type[Any]
    listing_id: ListingId
    buyer_id: MemberId
    price: int
    side: Side
    seller: MemberId

    @property
    def actor(self) -> MemberId:
        """Who does it."""
        return self.buyer_id if self.side is Side.BUYER else self.seller

    @property
    def command(self) -> Command:
        """The wish itself."""
        what = (self.listing_id, self.buyer_id, self.price)
        made: Command = self.kind(*what[: len(attrs.fields(self.kind))])
        return made


KINDS: tuple[type[Any], ...] = (
    *[MakeBid] * 4,
    *[CounterBid] * 3,
    *[AcceptBid] * 4,
    WithdrawBid,
    DeclineBid,
    WithdrawListing,
)
STEPS = st.lists(
    st.builds(
        Step,
        st.sampled_from(KINDS),
        st.sampled_from(THINGS),
        st.sampled_from(BUYERS),
        st.sampled_from(PRICES),
        st.sampled_from(Side),
        st.sampled_from(SELLERS),
    ),
    max_size=40,
)


class Board:
    """What somebody who watches would chalk up: open bids, and what is gone."""

    def __init__(self) -> None:
        self.open: dict[tuple[ListingId, MemberId], tuple[int, Side]] = {}
        self.gone: dict[ListingId, tuple[MemberId, int] | None] = {}
        """The buyer and price of what is sold; None for what was withdrawn."""

    def says(self, step: Step) -> bool:
        """Take a step if it may be taken; whether it changes anything."""
        key = (step.listing_id, step.buyer_id)
        bid, buying = self.open.get(key), step.side is Side.BUYER
        sold = step.listing_id in self.gone
        turn = bid is not None and bid[1] is not step.side
        small = step.price <= LIMIT
        match step.kind:
            case kind if kind is MakeBid:
                may = buying and not sold and bid is None and (small or step.buyer_id != PUPIL)
                return may and self._put(key, step.price, step.side)
            case kind if kind is CounterBid:
                may = turn and (small or step.buyer_id != PUPIL)
                return may and self._put(key, step.price, step.side)
            case kind if kind is AcceptBid:
                may = turn and bid is not None and bid[0] == step.price and small
                return may and self._close(step.listing_id, (step.buyer_id, step.price))
            case kind if kind is WithdrawListing:
                return not buying and not sold and self._close(step.listing_id, None)
            case kind:
                own = buying if kind is WithdrawBid else not buying
                return own and self.open.pop(key, None) is not None

    def _put(self, key: tuple[ListingId, MemberId], price: int, side: Side) -> bool:
        self.open[key] = (price, side)
        return True

    def _close(self, listing_id: ListingId, sold: tuple[MemberId, int] | None) -> bool:
        self.gone[listing_id] = sold
        self.open = {key: bid for key, bid in self.open.items() if key[0] != listing_id}
        return True


@given(STEPS)
def test_r36_a_listing_sells_once_under_any_history(steps: list[Step]) -> None:
    """Each step has the effect that the board says, and nothing is sold twice or left open.

    After the market everything that is still open lapses, once.
    """
    log = story(*market(), SET_UP, *(listed(one) for one in THINGS)).log()
    community, board, numbers = Community(log, STANDARD), Board(), count(1)

    def changes(step: Step) -> bool:
        name = f"command-{next(numbers)}"
        try:
            done = community.acting(step.actor).execute(step.command, at=OPEN, command_id=name)
        except Refusal:
            return False
        return bool(done.events)

    for step in steps:
        assert changes(step) == board.says(step)
        for listing_id in THINGS:
            bids = community.state(Listing(listing_id)).bids
            assert {buyer: (one.price, one.side) for buyer, one in bids.items()} == {
                buyer: bid for (thing, buyer), bid in board.open.items() if thing == listing_id
            }
    must_add_up(community, board)
    everything_lapses(community, board)


def must_add_up(community: Community, board: Board) -> None:
    """The trades in the log are those on the board, each thing once, and the days' sums agree."""
    trades = [row.event for row in community.log.read() if isinstance(row.event, TradeMade)]
    assert {one.listing_id: (one.buyer_id, one.price) for one in trades} == {
        listing_id: sold for listing_id, sold in board.gone.items() if sold
    }
    assert all(times == 1 for times in Counter(one.listing_id for one in trades).values())
    turnover = sum(one.price for one in trades)
    for holder_id in THEIRS:
        assert community.state(MarketDay(SPORTS_DAY, holder_id)).traded == turnover
    bought = sum(community.state(MarketDay(SPORTS_DAY, one)).traded for one in BUYERS)
    assert bought == turnover


def everything_lapses(community: Community, board: Board) -> None:
    """What time asks for are the bids on the board, from the end of the market on."""
    fold = community.domain.deadlines()
    for recorded in community.log.read():
        fold.see(recorded)
    assert fold.due(LATE - timedelta(microseconds=1)) == ()
    due = fold.due(LATE)
    assert len(due) == len(board.open)
    clock = community.acting(System("clock"))
    for number, command in enumerate(due):
        assert clock.execute(command, at=LATE, command_id=f"clock-{number}").events
    for recorded in community.log.read(after=fold.position):
        fold.see(recorded)
    assert fold.due(LATE) == ()
    assert not any(community.state(Listing(one)).bids for one in THINGS)
