"""Points: the ledger of each member, and the treasury."""

from collections.abc import Callable
from functools import partial
from typing import Any

from community_domain_projections import Points, every
from community_domain_testkit.histories import History, histories
from hypothesis import given

from community_domain import STANDARD, Community, MemberId
from community_domain.recognition import (
    Balance,
    GivePoints,
    IssuePoints,
    ReturnPoints,
    TransferId,
    Treasury,
)

Do = Callable[..., Any]
FIRST, SECOND = MemberId("adult-1"), MemberId("adult-2")
ISSUED, GIVEN, MISTAKE, BACK = (TransferId(name) for name in ("one", "two", "three", "four"))


def test_a_ledger_tells_each_transfer(community: Community, do: Do) -> None:
    """What came, what went, to whom, and what was left after it; in pages."""
    do("founder", IssuePoints(ISSUED, FIRST, 10, "Thank you"), 1)
    do("adult-1", GivePoints(GIVEN, FIRST, SECOND, 4), 2)
    do("founder", IssuePoints(MISTAKE, FIRST, 90, "Nine"), 3)
    do("founder", ReturnPoints(BACK, MISTAKE, "Nine, not ninety"), 4)
    points = Points().fold(community.log)
    told = [
        (entry.transfer_id, entry.change, entry.balance, entry.other_id)
        for entry in every(partial(points.ledger, FIRST))
    ]
    assert told == [
        (ISSUED, 10, 10, None),
        (GIVEN, -4, 6, SECOND),
        (MISTAKE, 90, 96, None),
        (BACK, -90, 6, None),
    ]
    assert points.balances() == {FIRST: 6, SECOND: 4}
    assert points.treasury == -10
    assert len(points.ledger(FIRST, size=2).entries) == 2


def test_who_never_had_points_has_none(community: Community) -> None:
    """An empty ledger, and no balance to show."""
    points = Points().fold(community.log)
    assert points.balance(FIRST) == 0
    assert points.ledger(FIRST).entries == ()
    assert points.balances() == {}


@given(history=histories())
def test_agrees_with_the_core(history: History) -> None:
    """After any history the core's own states have the same balances, and all sum to zero."""
    points, community = Points().fold(history.log), Community(history.log, STANDARD)
    balances = points.balances()
    assert points.treasury == community.state(Treasury()).points
    assert sum(balances.values()) + points.treasury == 0
    for member_id, balance in balances.items():
        assert community.state(Balance(member_id)).points == balance
