"""What may be asked of histories: each knob in its range, or an error that says which it has."""

from collections.abc import Iterable
from typing import TypeVar

from community_domain import Command, Domain, Hint, InvalidValue, Problem, must_be_domain

__all__ = ["must_be_fields", "must_be_in_domain", "must_be_within"]

T = TypeVar("T")
RANGES = {
    "size": (0, 10_000),
    "adults": (0, 1_000),
    "minors": (0, 1_000),
    "occurrences": (1, 1_000),
    "adversarial": (0, 100),
    "steps": (1, 10_000),
    "examples": (1, 1_000_000),
}
"""The least and the most of each knob that is a number."""


def must_be_within(**knobs: int) -> None:
    """Let each knob that is a number be in its range.

    Raises:
        InvalidValue: One is not; it names the knob, and the range.
    """
    for name, value in knobs.items():
        low, high = RANGES[name]
        if type(value) is not int or not low <= value <= high:
            found = Problem.TOO_SMALL if type(value) is int and value < low else Problem.TOO_LARGE
            problem = found if type(value) is int else Problem.WRONG_TYPE
            hint = Hint(f"A whole number from {low} to {high}.", f"{low} 至 {high} 的整数。")
            raise InvalidValue(name, repr(value)[:60], problem, hint)


def must_be_in_domain(
    domain: Domain, namespaces: Iterable[str], kinds: Iterable[type[Command]]
) -> list[type[Command]]:
    """The types of commands in play, in the order of the domain.

    Raises:
        TypeError: It is no domain.
        InvalidValue: The domain has no such slice, or its slices in play no such command.
    """
    must_be_domain(domain)
    known = [part.namespace for part in domain.slices]
    wanted, asked = _several("namespaces", namespaces), _several("kinds", kinds)
    for name in wanted:
        if name not in known:
            raise _unknown("namespaces", name, known)
    parts = [part for part in domain.slices if not wanted or part.namespace in wanted]
    commands = [kind for part in parts for kind in part.commands]
    for kind in asked:
        if kind not in commands:
            named = getattr(kind, "__name__", repr(kind))
            raise _unknown("kinds", named, [one.__name__ for one in commands])
    return [kind for kind in commands if not asked or kind in asked]


def must_be_fields(named: Iterable[tuple[type, str]]) -> None:
    """Let nothing be said of a field that there is not.

    Raises:
        InvalidValue: A class has no such field.
    """
    for owner, name in named:
        known = [field.name for field in getattr(owner, "__attrs_attrs__", ())]
        if name not in known:
            raise _unknown("overrides", f"{owner.__name__}.{name}", known)


def _several(knob: str, given: Iterable[T]) -> list[T]:
    """All that is given; one alone is not several, even where it could be gone through."""
    if isinstance(given, str | type):
        hint = Hint(f"Several, as in {knob}=(…,).", f"请给出多个，如 {knob}=(…,)。")
        raise InvalidValue(knob, repr(given)[:60], Problem.WRONG_TYPE, hint)
    return [*given]


def _unknown(knob: str, value: str, known: list[str]) -> InvalidValue:
    listed = ", ".join(known)
    return InvalidValue(
        knob, value[:60], Problem.UNKNOWN, Hint(f"One of {listed}.", f"可选：{listed}。")
    )
