"""The two places where attrs is asked about classes that type checkers know by our decorators."""

from typing import Any, TypeVar, cast

import attrs

__all__ = ["fields_of", "personal_fields", "replaced"]

T = TypeVar("T")


def fields_of(kind: type) -> "tuple[attrs.Attribute[Any], ...]":
    """The attrs fields of a value, event, command, state or refusal, in order."""
    fields: tuple[attrs.Attribute[Any], ...] = attrs.fields(cast(Any, kind))
    return fields


def personal_fields(kind: type) -> dict[str, str]:
    """The fields with personal values, each with the field that names its subject.

    Raises:
        TypeError: A field names a subject that is no field.
    """
    fields = fields_of(kind)
    subjects = {f.name: f.metadata["personal"] for f in fields if "personal" in f.metadata}
    for name, subject in subjects.items():
        if subject not in {field.name for field in fields}:
            raise TypeError(
                f"{kind.__name__}.{name}: there is no field {subject} to be its subject"
            )
    return subjects


def replaced(thing: T, **changes: Any) -> T:
    """A copy of a frozen thing with some fields changed, checked again."""
    return cast(T, attrs.evolve(cast(Any, thing), **changes))
