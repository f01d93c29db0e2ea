"""Markets: stalls, listings, trades and turnover."""

from collections.abc import Callable
from typing import Any

import pytest
from community_domain_projections import MarketFigures, Markets, every
from community_domain_testkit.histories import History, histories
from hypothesis import given

from community_domain import STANDARD, Community, MemberId
from community_domain.activities import OccurrenceId
from community_domain.market import (
    AcceptBid,
    AnnounceMarket,
    CloseStall,
    Listing,
    ListingId,
    ListingPutUp,
    MakeBid,
    MarketDay,
    PutUpListing,
    SetUpStall,
    StallId,
    WithdrawListing,
)

Do = Callable[..., Any]
FAIR = OccurrenceId("games-1")
STALL, OTHER = StallId("stall-1"), StallId("stall-2")
KITE, DRUM, BOOK = ListingId("kite"), ListingId("drum"), ListingId("book")
CHILD, PARENT, BUYER = MemberId("child-1"), MemberId("adult-1"), MemberId("adult-2")
DURING = 10.05


@pytest.fixture(autouse=True)
def sold(do: Do) -> None:
    """Two stalls at the first date of the games: one sells a kite, the other is closed."""
    do("founder", AnnounceMarket(FAIR, "CNY"), 1)
    do("adult-1", SetUpStall(STALL, FAIR, (CHILD, PARENT), "Kites!"), 2)
    do("adult-2", SetUpStall(OTHER, FAIR, (BUYER,)), 2)
    for listing_id in (KITE, DRUM):
        do("child-1", PutUpListing(listing_id, STALL, "One", 900), 3)
    do("adult-2", PutUpListing(BOOK, OTHER, "A book", 100), 3)
    do("child-1", WithdrawListing(DRUM), 4)
    do("adult-2", MakeBid(KITE, BUYER, 800), DURING)
    do("child-1", AcceptBid(KITE, BUYER, 800), DURING)
    do("adult-2", CloseStall(OTHER), DURING)


def test_figures_of_a_market_day(community: Community) -> None:
    """Stalls, listings, trades and turnover; a market adds up its stalls."""
    markets = Markets().fold(community.log)
    first = MarketFigures(STALL, stalls=1, listings=2, withdrawn=1, trades=1, turnover=800)
    second = MarketFigures(OTHER, stalls=1, closed=1, listings=1, withdrawn=1)
    assert markets.stalls(FAIR) == (first, second)
    assert markets.stall(STALL) == first
    day = MarketFigures(FAIR, 2, 1, 3, 2, 1, 800)
    assert markets.market(FAIR) == day
    assert list(every(markets.markets, size=1)) == [day]
    assert markets.announced[FAIR].currency == "CNY"
    assert [one.title for one in markets.trades] == ["One"]


def test_what_is_no_market_has_no_figures(community: Community) -> None:
    """An occurrence that was not announced, and a stall that was never set up."""
    markets = Markets().fold(community.log)
    elsewhere = OccurrenceId("games-2")
    assert markets.market(elsewhere) == MarketFigures(elsewhere)
    assert markets.stall(StallId("nowhere")) == MarketFigures("nowhere")


def test_figures_of_then(community: Community) -> None:
    """Before the trade there was no turnover; folding on brings it."""
    [before] = [
        row.position for row in community.log.read() if row.event.spec.name == "market.trade-made"
    ]
    markets = Markets().fold(community.log, as_of=before - 1)
    assert markets.market(FAIR).turnover == 0
    assert markets.fold(community.log).market(FAIR).turnover == 800


@given(history=histories())
def test_agrees_with_the_core(history: History) -> None:
    """After any history the core's own states know the same trades, and the same sums."""
    markets, community = Markets().fold(history.log), Community(history.log, STANDARD)
    listed = [row.event for row in history.log.read() if isinstance(row.event, ListingPutUp)]
    states = [community.state(Listing(one.listing_id)) for one in listed]
    assert [one.trade for one in states if one.trade] == sorted(
        markets.trades, key=lambda trade: [one.listing_id for one in listed].index(trade.listing_id)
    )
    figures = list(every(markets.markets))
    assert sum(one.turnover for one in figures) == sum(trade.price for trade in markets.trades)
    assert sum(one.withdrawn for one in figures) == sum(one.withdrawn for one in states)
    for trade in markets.trades:
        day = community.state(MarketDay(trade.occurrence_id, trade.buyer_id))
        assert trade.price <= day.traded
