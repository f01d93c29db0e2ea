"""Suites are whole: no subclass can take a check away, and no check passes by doing nothing.

That skipping one fails it stands in `test_plugin`.
"""

import json
from collections.abc import Callable
from functools import partial
from threading import Event
from types import new_class
from typing import Any

import pytest
from community_domain_testkit import (
    Delivery,
    DeliveryContract,
    EventLogContract,
    ReadModel,
    ReadModelContract,
    Suite,
    Whole,
)
from community_domain_testkit.contracts.beside import Beside, at_once
from community_domain_testkit.contracts.dying import lines_of
from community_domain_testkit.contracts.following import must_be_opened

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


@pytest.mark.parametrize("work", [partial(json.dumps, {}, indent=1), list], ids=["package", "C"])
def test_code_in_which_nobody_can_die_is_told(work: Callable[[], object]) -> None:
    """A death at each line of no line at all would pass for whatever is installed as a package."""
    with pytest.raises(AssertionError, match=r"no line .* was passed: .*pip install -e"):
        lines_of(work, 1)
    assert lines_of(lambda: work(), 1)  # noqa: PLW0108 - this line is one


def test_what_fails_beside_the_check_fails_the_check() -> None:
    """A reader in a thread of its own that raises, or never ends, is no reader who saw all."""

    def fails(who: int = 0) -> None:
        if who == 0:
            raise ConnectionError("no server")

    reader = Beside(fails)
    reader.start()
    with pytest.raises(ConnectionError, match="no server"):
        reader.must_end()
    with pytest.raises(ConnectionError, match="no server"):
        at_once(fails, 3)
    goes_on = Event()
    stuck = Beside(goes_on.wait)
    stuck.start()
    with pytest.raises(AssertionError, match=r"does not end within 0\.01 seconds"):
        stuck.must_end(0.01)
    goes_on.set()
    stuck.must_end()


class Half:
    """Has not all that is asked of it."""

    def close(self) -> None:
        """Fine so far."""


@pytest.mark.parametrize(
    ("kind", "missing"),
    [(ReadModel, "catch_up, rebuild, shown"), (Delivery, "subject, deliver, set_aside")],
)
def test_what_is_opened_has_all_that_is_asked_of_it(kind: type, missing: str) -> None:
    """It is told at once, not after a hundred histories, with the fixture to be mended."""
    with pytest.raises(
        TypeError, match=f"new_one opens a Half without {missing}, which a {kind.__name__}"
    ):
        must_be_opened("new_one", Half, kind)
    with pytest.raises(TypeError, match=r"new_one gives a Half; it must give what opens one"):
        must_be_opened("new_one", Half(), kind)
