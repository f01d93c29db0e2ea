"""How a story is printed: short enough to be read, exact enough to be typed again."""

from datetime import date, datetime
from enum import Enum
from typing import Any

import attrs

from community_domain import Period

__all__ = ["ToldShortly", "in_words"]

ENTRIES = 4
"""Of a longer tuple only so many entries are shown, and how many there are."""


class ToldShortly:
    """Printed by its own `repr`, where Hypothesis would print every field of an attrs class."""

    def _repr_pretty_(self, printer: Any, _: bool) -> None:  # noqa: FBT001 - called by printers
        printer.text(repr(self))


def in_words(thing: Any) -> str:  # noqa: PLR0911 - one line for each shape
    """An event, command, refusal or value with the fields that differ from their defaults."""
    anything: Any = thing
    match thing:
        case datetime():
            return f"{thing:%Y-%m-%d %H:%M}" + _seconds(thing)
        case date() | Enum():
            return str(thing.value if isinstance(thing, Enum) else thing)
        case Period():
            return f"{in_words(thing.start)} – {in_words(thing.end)}"
        case dict():
            return ", ".join(f"{key}={in_words(found)}" for key, found in anything.items())
        case type():
            return thing.__name__
        case tuple():
            return _entries(anything)
        case _:
            fields = getattr(anything, "__attrs_attrs__", None)
            return repr(thing) if fields is None else _attributes(anything, fields)


def _seconds(instant: datetime) -> str:
    """The seconds where there are any, and parts of them: a tick decides whose turn it is."""
    if instant.microsecond:
        return f":{instant:%S.%f}"
    return f":{instant:%S}" if instant.second else ""


def _attributes(thing: Any, fields: "tuple[attrs.Attribute[Any], ...]") -> str:
    shown = [
        f"{field.name}={in_words(getattr(thing, field.name))}"
        for field in fields
        if getattr(thing, field.name) != field.default
    ]
    return f"{type(thing).__name__}({', '.join(shown)})"


def _entries(things: tuple[Any, ...]) -> str:
    shown = [in_words(thing) for thing in things[:ENTRIES]]
    if len(things) > ENTRIES:
        shown.append(f"… {len(things)} in all")
    return f"({', '.join(shown)})"
