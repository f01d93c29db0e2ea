"""What the checks of a suite share, and what keeps the suite whole."""

from collections.abc import Sequence
from inspect import getattr_static
from typing import Any, ClassVar

from hypothesis import HealthCheck, settings

from community_domain import STANDARD, Boundary, Criterion, Domain, Event

__all__ = ["PATIENCE", "Suite", "Whole", "about", "searched"]

LEAST = 5
"""So many examples are tried at least."""
PATIENCE = 10
"""Seconds until who tells nothing counts as silent, and who does not end as stuck."""


def _is_check(name: str) -> bool:
    return name.startswith("test_")


class Whole(type):
    """The kind of a suite of which a subclass can take nothing away.

    Nor can skipping: where the pytest plugin of the kit is at work, as it is by itself, a check
    that is left out by a mark, a fixture or itself has failed.

    Raises:
        TypeError: A check is overridden, or no check is collected, now or later.
    """

    def __init__(cls, name: str, bases: tuple[type, ...], namespace: dict[str, Any]) -> None:
        super().__init__(name, bases, namespace)
        for suite in [base for base in cls.__mro__[1:] if isinstance(base, Whole)]:
            kept = [one for one in vars(suite) if _is_check(one)]
            if taken := sorted(
                one for one in kept if getattr_static(cls, one) is not vars(suite)[one]
            ):
                raise TypeError(f"{name} overrides {', '.join(taken)}")
        if not getattr(cls, "__test__", True):
            raise TypeError(f"{name} leaves its checks out by __test__")

    def __setattr__(cls, name: str, value: Any) -> None:
        if _is_check(name) or name == "__test__":
            raise TypeError(f"{cls.__name__} overrides {name}")
        super().__setattr__(name, value)


class Suite(metaclass=Whole):
    """Checks of something that a subclass knows how to make: it gives one fixture.

    Whether a class is such a suite is asked by `isinstance(cls, Whole)`.
    """

    domain: ClassVar[Domain] = STANDARD
    """Whose events there can be."""
    share: ClassVar[float] = 1.0
    """Of the examples that Hypothesis is set to, so many are tried."""


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
