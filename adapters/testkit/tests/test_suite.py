"""Suites are whole: whoever subclasses one can take no check away; see `test_plugin` for skips."""

from collections.abc import Callable
from types import new_class
from typing import Any

import pytest
from community_domain_testkit import (
    DeliveryContract,
    EventLogContract,
    ReadModelContract,
    Suite,
    Whole,
)

Change = tuple[tuple[type, ...], dict[str, object], str]
"""Bases and body of a subclass, and what is told of it."""
CHECKS = {
    EventLogContract: "test_of_many_writers_one_wins",
    ReadModelContract: "test_restarts_change_nothing",
    DeliveryContract: "test_restarts_lose_nothing",
}
FIXTURES = {
    EventLogContract: "new_log",
    ReadModelContract: "new_model",
    DeliveryContract: "new_delivery",
}
suites = pytest.mark.parametrize(("suite", "one"), CHECKS.items(), ids=str)


def pretend(_: object) -> None:
    """Stands where a check was."""


CHANGES: list[Callable[[type[Suite], str], Change]] = [
    lambda suite, one: ((suite,), {one: pretend}, f"overrides {one}"),
    lambda suite, one: ((suite,), {one: None}, f"overrides {one}"),
    lambda suite, one: ((type("Before", (), {one: pretend}), suite), {}, f"overrides {one}"),
    lambda suite, _: ((suite,), {"__test__": False}, "by __test__"),
]


@suites
@pytest.mark.parametrize("change", CHANGES, ids=range(len(CHANGES)))
def test_a_check_cannot_be_taken_away(
    suite: type[Suite], one: str, change: Callable[[type[Suite], str], Change]
) -> None:
    """Who overrides a check, or leaves it out, would pass by not being checked."""
    bases, given, told = change(suite, one)
    with pytest.raises(TypeError, match=f"Lax .*{told}"):
        new_class("Lax", bases, exec_body=lambda body: body.update(given))


@suites
def test_a_check_cannot_be_taken_away_later(suite: type[Suite], one: str) -> None:
    """Nor by whoever comes after the class was made."""
    lax: Any = new_class("Lax", (suite,))
    assert isinstance(lax, Whole)
    with pytest.raises(TypeError, match=f"overrides {one}"):
        setattr(lax, one, pretend)
    with pytest.raises(TypeError, match="overrides __test__"):
        lax.__test__ = False


@pytest.mark.parametrize(("suite", "fixture"), FIXTURES.items(), ids=str)
def test_a_suite_without_its_fixture_says_so(suite: type[Suite], fixture: str) -> None:
    """Who forgets it is told which one, instead of passing with nothing checked."""
    given = getattr(suite, fixture).__wrapped__
    with pytest.raises(NotImplementedError, match=f"must give the fixture {fixture}"):
        given(suite())
