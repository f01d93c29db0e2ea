"""Bringing along: chains, and how far they go."""

from collections.abc import Callable
from typing import Any

from community_domain_projections import Bringing
from community_domain_testkit.histories import History, histories
from hypothesis import given

from community_domain import Community, MemberId
from community_domain.members import BringAlong

Do = Callable[..., Any]
FOUNDER, CHILD, ONE, TWO = (MemberId(name) for name in ("founder", "child-1", "adult-1", "adult-2"))


def test_a_chain_of_three(community: Community, do: Do) -> None:
    """A child draws in a parent, who draws in two neighbours."""
    do("adult-1", BringAlong(CHILD, ONE), 1)
    do("adult-1", BringAlong(ONE, TWO), 2)
    do("adult-1", BringAlong(ONE, FOUNDER), 3)
    bringing = Bringing().fold(community.log)
    assert bringing.chain(TWO) == (TWO, ONE, CHILD)
    assert bringing.chain(CHILD) == (CHILD,)
    assert bringing.drawn_in(CHILD) == (ONE, TWO, FOUNDER)
    assert bringing.drawn_in(TWO) == ()
    assert bringing.longest() == 3


def test_without_anybody_drawn_in(community: Community) -> None:
    """There is no chain."""
    bringing = Bringing().fold(community.log)
    assert bringing.longest() == 0
    assert bringing.chain(ONE) == (ONE,)


@given(history=histories())
def test_whatever_happened_chains_end(history: History) -> None:
    """Nobody stands twice in a chain, and whoever is below somebody has them above."""
    bringing = Bringing().fold(history.log)
    for member_id in bringing.brought_by:
        chain = bringing.chain(member_id)
        assert len(set(chain)) == len(chain) >= 2
        for above in chain[1:]:
            assert member_id in bringing.drawn_in(above)
