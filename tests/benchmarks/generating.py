"""How fast the test kit makes data, beside whole numbers."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from community_domain_testkit import commands, events, histories
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from .measuring import Budget, Finding, Timer
from .workshop import COMMANDS, EVENTS, Workshop

__all__ = ["generated"]

REQUIRED = 0.08
"""2,000 a second where Hypothesis draws 25,000 numbers: twelve choices for each."""
LIST = 100
"""So many at a time: drawing one an example would measure what Hypothesis does around it."""


def generated(shop: Workshop) -> Iterator[Finding]:
    """Events of histories, and events and commands of any type, against whole numbers.

    The reference is what Hypothesis takes for as many lists of whole numbers, one choice each,
    drawn the same way: nothing that is generated can be faster. Strategies are built before.
    """
    examples = max(1, shop.sizes.children // 10)
    works: list[tuple[str, str, SearchStrategy[Any], Callable[[Any], int]]] = [
        ("events of generated histories", EVENTS, histories(), _recorded),
        ("generated events", EVENTS, _lists(events()), len),
        ("generated commands", COMMANDS, _lists(commands()), len),
    ]
    numbers = partial(_drawn, _lists(st.integers(0, LIST)), len, examples)
    for what, unit, strategy, count in works:
        sides = {"ours": partial(_drawn, strategy, count, examples), "numbers": numbers}
        rates = shop.turns(sides).rates
        name = f"{what}, against whole numbers"
        yield Budget(name, unit, rates["ours"], rates["numbers"], REQUIRED)


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
