"""Suites are whole: whoever subclasses one can neither take a check away nor leave one out."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
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
suites = pytest.mark.parametrize(("suite", "one"), CHECKS.items(), ids=str)


def pretend(_: object, fresh: Callable[[], object]) -> None:
    """Stands where a check was."""
    fresh()


CHANGES: list[Callable[[type[Suite], str], Change]] = [
    lambda suite, one: ((suite,), {one: pretend}, f"overrides {one}"),
    lambda suite, one: ((suite,), {one: None}, f"overrides {one}"),
    lambda suite, one: ((type("Before", (), {one: pretend}), suite), {}, f"overrides {one}"),
    lambda suite, _: ((suite,), {"fresh": pretend}, "overrides fresh"),
    lambda suite, _: ((suite,), {"__test__": False}, "by __test__"),
    lambda suite, _: ((suite,), {"pytestmark": pytest.mark.skip}, "by skip"),
    lambda suite, _: ((suite,), {"pytestmark": [pytest.mark.xfail]}, "by xfail"),
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
    """Nor by a decorator, nor by whoever comes after the class was made."""
    lax: Any = new_class("Lax", (suite,))
    assert isinstance(lax, Whole)
    with pytest.raises(TypeError, match="by skipif"):
        pytest.mark.skipif("True", reason="no server here")(lax)
    with pytest.raises(TypeError, match=f"overrides {one}"):
        setattr(lax, one, pretend)
    with pytest.raises(TypeError, match="overrides __test__"):
        lax.__test__ = False


@contextmanager
def not_skipped() -> Generator[None]:
    """What is done here asks to be skipped, and must fail; skipped, this test would be too."""
    failed, skipped = pytest.fail.Exception, pytest.skip.Exception
    with pytest.raises((failed, skipped), match="is not left out: no server here") as told:
        yield
    assert isinstance(told.value, failed)


@suites
def test_what_cannot_be_made_is_no_reason_to_skip(suite: type[Suite], one: str) -> None:
    """Where the server is not there, the check fails."""

    def none_here(*_: object) -> Callable[..., object]:
        pytest.skip("no server here")

    class Asked:
        """Cannot give the fixture that a suite made."""

        getfixturevalue = none_here

    with not_skipped():
        suite.fresh.__wrapped__(suite(), Asked())  # type: ignore[attr-defined]
    with not_skipped():
        getattr(suite(), one)(none_here)


def test_what_cannot_be_opened_is_no_reason_to_skip() -> None:
    """Nor when that is noticed later, in the midst of an example."""

    def opened() -> Any:
        pytest.skip("no server here")

    with not_skipped():
        ReadModelContract().test_restarts_change_nothing(lambda: opened)


@suites
def test_a_suite_without_its_fixture_says_so(suite: type[Suite], one: str) -> None:
    """Who forgets it is told which one, instead of passing with nothing checked."""
    given = getattr(suite, suite.asks).__wrapped__
    with pytest.raises(NotImplementedError, match=f"must give the fixture {suite.asks}"):
        given(suite())
