"""A baseline as files: one for the events and one for the commands of each slice.

    schema/events/activity.json
    schema/commands/activity.json

Each is a JSON Schema whose `$defs` hold the shapes by `name/version`, a line for each field.
"""

import json
from collections.abc import Mapping
from itertools import groupby
from pathlib import Path
from typing import Any, Self, cast

import attrs
import msgspec

from community_domain import Command, Domain, Event

from .errors import NotABaseline
from .shapes import Shape, shape_of

__all__ = ["Baseline", "stored_name"]

DRAFT = "https://json-schema.org/draft/2020-12/schema"
DEPTH = 4
"""Down to the fields, each level is a line of its own."""

Shapes = Mapping[str, Shape]
"""Shapes by `name/version`."""


class _Document(msgspec.Struct):
    shapes: dict[str, dict[str, Any]] = msgspec.field(name="$defs")
    draft: str = msgspec.field(name="$schema")


_read = msgspec.json.Decoder(_Document).decode


@attrs.frozen
class Baseline:
    """The shapes of every version of every event and command that was released."""

    events: Shapes = attrs.Factory(dict[str, Shape])
    commands: Shapes = attrs.Factory(dict[str, Shape])

    @classmethod
    def of(cls, domain: Domain) -> Self:
        """What a domain writes today.

        Raises:
            NotStorable: A type has no shape.
        """
        return cls(_shapes(domain.events), _shapes(domain.commands))

    @classmethod
    def read(cls, folder: Path) -> Self:
        """What is written down in a folder; empty where there is nothing yet.

        Raises:
            NotABaseline: A file in it is something else.
        """
        return cls(_of_folder(folder / "events"), _of_folder(folder / "commands"))

    def grown(self, domain: Domain) -> "Baseline":
        """With what a domain writes today; the versions of old stay."""
        now = Baseline.of(domain)
        return Baseline({**self.events, **now.events}, {**self.commands, **now.commands})

    def write(self, folder: Path) -> None:
        """Write it down; a file is written only where it changes."""
        for room, shapes in (("events", self.events), ("commands", self.commands)):
            place = folder / room
            place.mkdir(parents=True, exist_ok=True)
            for namespace, names in groupby(sorted(shapes, key=stored_name), _namespace):
                own = {name: shapes[name] for name in names}
                text = _text({"$schema": DRAFT, "title": f"{namespace}: {room}", "$defs": own})
                file = place / f"{namespace}.json"
                if not file.exists() or file.read_text("utf-8") != text:
                    file.write_text(text, "utf-8")


def stored_name(key: str) -> tuple[str, int]:
    """Name and version of `name/version`."""
    name, _, version = key.rpartition("/")
    return name, int(version)


def _namespace(key: str) -> str:
    return key.partition(".")[0]


def _shapes(kinds: tuple[type[Event], ...] | tuple[type[Command], ...]) -> dict[str, Shape]:
    return {f"{kind.spec.name}/{kind.spec.version}": shape_of(kind) for kind in kinds}


def _of_folder(folder: Path) -> dict[str, Shape]:
    shapes: dict[str, Shape] = {}
    for file in sorted(folder.glob("*.json")):
        try:
            found = _read(file.read_bytes()).shapes
            names = {stored_name(key)[0] for key in found}
        except (msgspec.MsgspecError, ValueError, UnicodeDecodeError) as error:
            raise NotABaseline(str(file), str(error)) from error
        if stray := sorted(name for name in names if _namespace(name) != file.stem):
            raise NotABaseline(str(file), f"{stray[0]} does not belong into it")
        shapes |= found
    return shapes


def _text(document: Shape) -> str:
    """JSON to be read and compared by people: the same for the same shapes."""
    return f"{_lines(document, DEPTH, '')}\n"


def _lines(value: Any, depth: int, indent: str) -> str:
    if not depth or not isinstance(value, Mapping) or not value:
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    within, level = f"{indent}  ", cast(Shape, value)
    names = level if depth == DEPTH else sorted(level)
    lines = [f"{within}{json.dumps(n)}: {_lines(level[n], depth - 1, within)}" for n in names]
    return "{\n" + ",\n".join(lines) + f"\n{indent}}}"
