"""What the checks of a suite share, and what keeps the suite whole."""

from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from functools import wraps
from inspect import getattr_static
from types import FunctionType
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, settings

from community_domain import STANDARD, Boundary, Criterion, Domain, Event

__all__ = ["PATIENCE", "Suite", "Whole", "about", "searched"]

LEAST = 5
"""So many examples are tried at least."""
PATIENCE = 10
"""Seconds until who tells nothing counts as silent, and who does not end as stuck."""
LEAVING_OUT = {"skip", "skipif", "xfail"}
"""Marks that let a check pass without being made."""


def _is_check(name: str) -> bool:
    return name.startswith("test_") or name == "fresh"


def _must_be_made(name: str, marks: Any) -> None:
    given: list[Any] = [*marks] if isinstance(marks, (list, tuple)) else [marks]
    if found := sorted({getattr(one, "name", "") for one in given} & LEAVING_OUT):
        raise TypeError(f"{name} leaves its checks out by {', '.join(found)}")


class Whole(type):
    """The kind of a suite of which nothing can be left out: by a subclass, a mark, or skipping.

    Raises:
        TypeError: A check is overridden, or marked to be left out, now or later.
    """

    def __new__(  # noqa: D102 - see above
        mcs, name: str, bases: tuple[type, ...], namespace: dict[str, Any]
    ) -> "Whole":
        checks = {
            one: _never_left_out(found)
            for one, found in namespace.items()
            if one.startswith("test_") and isinstance(found, FunctionType)
        }
        return super().__new__(mcs, name, bases, {**namespace, **checks})

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
    """Checks of something that a subclass knows how to make: it gives one fixture.

    Whether a class is such a suite is asked by `isinstance(cls, Whole)`.
    """

    domain: ClassVar[Domain] = STANDARD
    """Whose events there can be."""
    share: ClassVar[float] = 1.0
    """Of the examples that Hypothesis is set to, so many are tried."""
    asks: ClassVar[str]
    """The fixture that a subclass gives: how what is checked is made."""

    @pytest.fixture
    def fresh(self, request: pytest.FixtureRequest) -> Callable[..., Any]:
        """What a subclass gives, for the checks: where it would skip them, they fail."""
        with _nothing_left_out():
            make: Callable[..., Any] = request.getfixturevalue(self.asks)
        return make


def searched(suite: Suite, *, steps: int | None = None) -> settings:
    """How long Hypothesis searches in one check of a suite.

    Args:
        suite: Says by its share.
        steps: Of a state machine, so many at most.
    """
    return settings(
        max_examples=max(LEAST, round(settings().max_examples * suite.share)),
        stateful_step_count=steps or settings().stateful_step_count,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )


def about(*kinds: type[Event], tags: Sequence[str] = ()) -> Boundary:
    """A boundary of one criterion."""
    return (Criterion(tuple(sorted(kind.spec.name for kind in kinds)), tuple(tags)),)


@contextmanager
def _nothing_left_out() -> Generator[None]:
    """What would leave a check out makes it fail."""
    try:
        yield
    except (pytest.skip.Exception, pytest.xfail.Exception) as left_out:
        pytest.fail(f"a check is not left out: {left_out}")


def _never_left_out(check: Callable[..., Any]) -> Callable[..., Any]:
    """A check that fails where it would skip, whoever asks for that and however late."""

    @wraps(check)
    def made(*args: Any, **kwargs: Any) -> Any:
        with _nothing_left_out():
            return check(*args, **kwargs)

    return made
