"""What the tests of the contracts share: how a check is asked about a faulty double."""

from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from community_domain_testkit import Following, History, Suite, histories
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from community_domain import Conflict

Finds = Callable[[type[Suite], str, Callable[..., Any]], bool]
FEW = 4
"""So many histories are enough to find a fault that is there every time."""


@cache
def few_histories() -> tuple[History, ...]:
    """Drawn once for all faulty doubles, because drawing costs more than checking them."""
    drawn: list[History] = []

    @settings(max_examples=FEW, database=None, suppress_health_check=[HealthCheck.too_slow])
    @given(histories(size=20))
    def draw(history: History) -> None:
        drawn.append(history)

    draw()
    return tuple(drawn)


@pytest.fixture(scope="session")
def few() -> tuple[History, ...]:
    """Some histories."""
    return few_histories()


@pytest.fixture(scope="session")
def finds() -> Finds:
    """Whether a check of a suite finds something wrong with what is made so."""

    def found(suite: type[Suite], check: str, make: Callable[..., Any]) -> bool:
        class Few(suite):  # type: ignore[misc,valid-type]
            """The same suite; where it is tried on histories, on few."""

            if issubclass(suite, Following):

                def histories(self) -> st.SearchStrategy[History]:
                    return st.sampled_from(few_histories())

        before = settings.get_current_profile_name()
        settings.load_profile("finding")
        try:
            getattr(Few(), check)(make)
        except (AssertionError, Conflict, pytest.fail.Exception):
            return True
        finally:
            settings.load_profile(before)
        return False

    return found
