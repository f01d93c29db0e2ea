"""The two places where attrs is asked about classes that type checkers know by our decorators."""

from typing import Any, TypeVar, cast

import attrs

__all__ = ["fields_of", "replaced"]

T = TypeVar("T")


def fields_of(kind: type) -> "tuple[attrs.Attribute[Any], ...]":
    """The attrs fields of a value, event, command, state or refusal, in order."""
    fields: tuple[attrs.Attribute[Any], ...] = attrs.fields(cast(Any, kind))
    return fields


def replaced(thing: T, **changes: Any) -> T:
    """A copy of a frozen thing with some fields changed, checked again."""
    return cast(T, attrs.evolve(cast(Any, thing), **changes))
