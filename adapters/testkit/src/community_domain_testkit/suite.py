"""What the checks of a suite share, and what keeps the suite whole."""

import queue
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from inspect import getattr_static
from typing import Any, ClassVar

import pytest

from community_domain import STANDARD, Boundary, Criterion, Domain, Event, EventLog, Recorded

__all__ = ["PATIENCE", "NewLog", "Suite", "Whole", "about", "hear", "next_heard"]

NewLog = Callable[[], EventLog]

PATIENCE = 10
"""Seconds until a subscription that tells nothing counts as silent; a good one needs none."""
LEAVING_OUT = {"skip", "skipif", "xfail"}
"""Marks that let a check pass without being made."""


def _is_check(name: str) -> bool:
    return name.startswith("test_") or name == "fresh"


def _must_be_made(name: str, marks: Any) -> None:
    given: list[Any] = [*marks] if isinstance(marks, (list, tuple)) else [marks]
    if found := sorted({getattr(one, "name", "") for one in given} & LEAVING_OUT):
        raise TypeError(f"{name} leaves its checks out by {', '.join(found)}")


class Whole(type):
    """The kind of a suite of which nothing can be taken away: not by a subclass, nor by a mark.

    Raises:
        TypeError: A check is overridden, or marked to be left out, now or later.
    """

    def __init__(cls, name: str, bases: tuple[type, ...], namespace: dict[str, Any]) -> None:
        super().__init__(name, bases, namespace)
        for suite in [base for base in cls.__mro__[1:] if isinstance(base, Whole)]:
            kept = [one for one in vars(suite) if _is_check(one)]
            if taken := sorted(
                one for one in kept if getattr_static(cls, one) is not vars(suite)[one]
            ):
                raise TypeError(f"{name} overrides {', '.join(taken)}")
        for base in cls.__mro__:
            _must_be_made(name, vars(base).get("pytestmark", ()))
        if not getattr(cls, "__test__", True):
            raise TypeError(f"{name} leaves its checks out by __test__")

    def __setattr__(cls, name: str, value: Any) -> None:
        if _is_check(name) or name == "__test__":
            raise TypeError(f"{cls.__name__} overrides {name}")
        if name == "pytestmark":
            _must_be_made(cls.__name__, value)
        super().__setattr__(name, value)


class Suite(metaclass=Whole):
    """Checks of a log; a subclass gives the fixture `new_log`, and nothing else."""

    domain: ClassVar[Domain] = STANDARD
    """Whose events the log can hold."""

    @pytest.fixture
    def new_log(self) -> NewLog:
        """How an empty log is made; a subclass says it."""
        raise NotImplementedError(f"{type(self).__name__} must give the fixture new_log")

    @pytest.fixture
    def fresh(self, request: pytest.FixtureRequest) -> NewLog:
        """The same for the checks: where it would skip them, they fail."""
        with _nothing_left_out():
            new_log: NewLog = request.getfixturevalue("new_log")

        def make() -> EventLog:
            with _nothing_left_out():
                return new_log()

        return make


def about(*kinds: type[Event], tags: Sequence[str] = ()) -> Boundary:
    """A boundary of one criterion."""
    return (Criterion(tuple(sorted(kind.spec.name for kind in kinds)), tuple(tags)),)


def hear(subscription: Iterator[Recorded[Event]], heard: "queue.Queue[Any]") -> None:
    """Pass on what a subscription tells; None when it has ended."""
    for row in subscription:
        heard.put(row)
    heard.put(None)


def next_heard(heard: "queue.Queue[Recorded[Event] | None]") -> int | None:
    """The next position that was heard; None when the subscription has ended."""
    try:
        row = heard.get(timeout=PATIENCE)
    except queue.Empty:
        raise AssertionError("the subscription tells nothing") from None
    return row.position if row else None


@contextmanager
def _nothing_left_out() -> Generator[None]:
    try:
        yield
    except (pytest.skip.Exception, pytest.xfail.Exception) as left_out:
        pytest.fail(f"a check of a log is not left out: {left_out}")
