"""How a story is printed: short enough to be read, exact enough to be typed again."""

from datetime import date, datetime
from enum import Enum
from typing import Any

import attrs

from community_domain import Period

__all__ = ["in_words"]

ENTRIES = 4
"""Of a longer tuple only so many entries are shown, and how many there are."""


def in_words(thing: Any) -> str:
    """An event, command, refusal or value with the fields that differ from their defaults."""
    match thing:
        case datetime():
            return f"{thing:%Y-%m-%d %H:%M}" + (f":{thing:%S.%f}" if thing.second else "")
        case date() | Enum():
            return str(thing.value if isinstance(thing, Enum) else thing)
        case Period():
            return f"{in_words(thing.start)} – {in_words(thing.end)}"
        case tuple():
            entries: tuple[Any, ...] = thing
            return _entries(entries)
        case _:
            kind: Any = type(thing)
            return _attributes(thing, kind) if attrs.has(kind) else repr(thing)


def _attributes(thing: Any, kind: Any) -> str:
    fields: tuple[attrs.Attribute[Any], ...] = attrs.fields(kind)
    shown = [
        f"{field.name}={in_words(getattr(thing, field.name))}"
        for field in fields
        if getattr(thing, field.name) != field.default
    ]
    return f"{kind.__name__}({', '.join(shown)})"


def _entries(things: tuple[Any, ...]) -> str:
    shown = [in_words(thing) for thing in things[:ENTRIES]]
    if len(things) > ENTRIES:
        shown.append(f"… {len(things)} in all")
    return f"({', '.join(shown)})"
