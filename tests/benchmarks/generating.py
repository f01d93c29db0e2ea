"""How fast the test kit makes data."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from community_domain_testkit import commands, events, histories
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from .measuring import Fact, Finding, Timer
from .workshop import EVENTS, Workshop

__all__ = ["generated"]

LIST = 100
"""So many at a time: drawing one an example would measure what Hypothesis does around it."""


def generated(shop: Workshop) -> Iterator[Finding]:
    """Events and commands of any type, in lists, and events of histories, against whole numbers.

    The reference is what Hypothesis takes for as many lists of whole numbers, one choice each,
    drawn the same way: nothing that is generated can be faster. Strategies are built before.
    """
    examples = max(1, shop.sizes.children // 10)
    works: dict[str, tuple[SearchStrategy[Any], Callable[[Any], int]]] = {
        "generated histories": (histories(), _recorded),
        "generated events": (_lists(events()), len),
        "generated commands": (_lists(commands()), len),
    }
    numbers = partial(_drawn, _lists(st.integers(0, LIST)), len, examples)
    for name, (strategy, count) in works.items():
        sides = {"ours": partial(_drawn, strategy, count, examples), "numbers": numbers}
        rates = shop.turns(sides).rates
        note = "against whole numbers"
        yield Fact(name, EVENTS, rates["ours"], rates["numbers"], note)


def _lists(strategy: SearchStrategy[Any]) -> SearchStrategy[list[Any]]:
    return st.lists(strategy, min_size=LIST, max_size=LIST)


def _recorded(history: Any) -> int:
    return len(history.events)


def _drawn(
    strategy: SearchStrategy[Any],
    count: Callable[[Any], int],
    examples: int,
    number: int,
    timer: Timer,
) -> None:
    """Draw so many examples, and count what is in them."""
    found: list[int] = []

    @settings(
        max_examples=examples,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(strategy)
    def draw(drawn: Any) -> None:
        found.append(count(drawn))

    with timer.timing(1):
        draw()
    timer.rate *= sum(found)
