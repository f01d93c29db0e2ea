"""How two shapes of one version differ, and whether what was stored as the one reads as the other.

A shape may grow: take more values than it did, or have one more field that rows can be without.
Whatever else changes needs a version of its own.
"""

from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from typing import Any

import attrs
import msgspec

from .shapes import EVERYWHERE, PERSONAL, TAG, Shape

__all__ = ["Change", "Difference", "What", "differences"]

_LIFT, _OR_DEFAULT = "write {lift}", "give it a default, or write {lift}"
_STAYS = "leave it as it was, and record a new event under a new name"
_WRITE = "write the baseline anew"
_VALUE = "lambda old: {{**old, {field!r}: ...}}"
_WITHOUT = "lambda old: {{name: old[name] for name in old if name != {field!r}}}"
_MOVED = "lambda old: {{**old, {detail!r}: old[{field!r}]}}"


class What(Enum):
    """What changed: a sentence, the way out, and the upcaster it takes, if it takes one."""

    REMOVED = "is gone, and rows hold it", _LIFT, _WITHOUT
    RENAMED = "is now called {detail!r}, and rows hold the old name", _LIFT, _MOVED
    REQUIRED_ADDED = "is new, and rows are without it", _OR_DEFAULT, _VALUE
    REQUIRED_NOW = "has lost its default, and rows may be without it", _OR_DEFAULT, _VALUE
    NARROWED = "takes less than rows hold: {detail}", _LIFT, _VALUE
    DEFAULT_CHANGED = "has another default, which rows without it would get", _LIFT, _VALUE
    PERSONAL_CHANGED = "is personal in another way: {detail}", _LIFT, _VALUE
    TAG_CHANGED = "tags its event otherwise ({detail}), and rows keep their tags", _STAYS, ""
    TAG_ADDED = "is a new tag ({detail}), under which older rows are not found", _STAYS, ""
    EVERYWHERE_CHANGED = "is marked `everywhere` otherwise, and rows keep their tags", _STAYS, ""
    VANISHED = "is gone, and its rows could not be read", "put it back; it need not be used", ""
    WENT_BACK = "has gone back to version {detail}", "keep the later version", ""
    SKIPPED = "leaves out a version", "write version={detail}", ""
    NEW = "has a new version: {detail}", _WRITE, ""
    ADDED = "is new and has a default", _WRITE, ""
    WIDENED = "takes more than it did", _WRITE, ""
    NO_MORE_REQUIRED = "has got a default", _WRITE, ""

    @property
    def is_breaking(self) -> bool:
        """Whether something that was stored would be lost, refused or misread."""
        return self.value[1] is not _WRITE


@attrs.frozen
class Difference:
    """Something that changed within a shape."""

    what: What
    field: str = ""
    """The path to it: `period.end`, `visits[].at`; empty for the whole."""
    detail: str = ""


@attrs.frozen
class Change:
    """Something that changed about an event or command."""

    kind: str
    """`event` or `command`."""
    name: str
    """Its storage name."""
    version: int
    """The version that was released last; 0 where there is none."""
    what: What
    field: str = ""
    detail: str = ""

    @property
    def is_breaking(self) -> bool:
        """Whether it must not be released like this."""
        return self.what.is_breaking

    def __str__(self) -> str:
        sentence, way, _ = self.what.value
        subject = f" {self.field!r}" if self.field else ""
        told = f"{sentence}; {way}".format(detail=self.detail, lift=self._lift())
        return f"{self.kind} {self.name}/{self.version}:{subject} {told}."

    def _lift(self) -> str:
        """The next version, in code."""
        top = self.field.partition(".")[0].removesuffix("[]")
        step = self.what.value[2].format(field=top, detail=self.detail)
        earlier = "..., " if self.version > 1 else ""
        lifts = f"upcasters={{{earlier}{self.version}: {step}}}"
        return f'@{self.kind}("{self.name}", version={self.version + 1}, {lifts})'


def differences(old: Shape, new: Shape, field: str = "") -> Iterator[Difference]:
    """What changed from one shape to another.

    Args:
        old: As rows were written.
        new: As they would be read.
        field: The path to both.
    """
    if old == new:
        return
    for key, what in _MARKS.items():
        if old.get(key) != new.get(key):
            yield Difference(what, field, f"{old.get(key)} became {new.get(key)}")
    old, new = _bare(old), _bare(new)
    if "properties" in old and "properties" in new:
        yield from _of_objects(old, new, f"{field}." if field else "")
    elif old.get("type") == new.get("type") == "array" and old.keys() == new.keys() >= {"items"}:
        yield from differences(old["items"], new["items"], f"{field}[]")
    elif old != new:
        yield from _of_values(old, new, field)


_MARKS = {
    EVERYWHERE: What.EVERYWHERE_CHANGED,
    PERSONAL: What.PERSONAL_CHANGED,
    TAG: What.TAG_CHANGED,
}


def _bare(shape: Shape) -> Shape:
    """A shape without what is compared by itself."""
    return {key: value for key, value in shape.items() if key not in {*_MARKS, "default"}}


def _of_objects(old: Shape, new: Shape, path: str) -> Iterator[Difference]:
    """Field by field."""
    before, now = old["properties"], new["properties"]
    added = {name: now[name] for name in now if name not in before}
    for name, shape in before.items():
        if name in now:
            yield from _of_field(old, new, name, path + name)
        elif renamed := _same(shape, added):
            del added[renamed]
            yield Difference(What.RENAMED, path + name, renamed)
        else:
            yield Difference(What.REMOVED, path + name)
    for name in added:
        what = What.REQUIRED_ADDED if name in new["required"] else What.ADDED
        yield Difference(what, path + name)


def _of_field(old: Shape, new: Shape, name: str, path: str) -> Iterator[Difference]:
    """One field that was and is there."""
    was, now = old["properties"][name], new["properties"][name]
    match name in old["required"], name in new["required"]:
        case False, True:
            yield Difference(What.REQUIRED_NOW, path)
        case True, False:
            yield Difference(What.NO_MORE_REQUIRED, path)
        case False, False if was.get("default") != now.get("default"):
            yield Difference(What.DEFAULT_CHANGED, path)
        case _:
            pass
    yield from differences(was, now, path)


def _same(shape: Shape, added: Mapping[str, Shape]) -> str | None:
    """The new field that looks as an old one did."""
    return next((name for name, one in added.items() if one == shape), None)


def _of_values(old: Shape, new: Shape, field: str) -> Iterator[Difference]:
    """Values that are no two objects or arrays: every one of the old must still be taken."""
    options = list(_options(new))
    lost = [one for one in _options(old) if not any(_takes(other, one) for other in options)]
    if lost:
        detail = f"{_shown(lost)} was, {_shown(options)} is"
        yield Difference(What.NARROWED, field, detail)
    else:
        yield Difference(What.WIDENED, field)


def _options(shape: Shape) -> Iterator[Shape]:
    """What a value may be, one by one."""
    for one in shape.get("anyOf", (shape,)):
        if "enum" in one:
            yield from ({"enum": [value]} for value in one["enum"])
        else:
            yield one


def _takes(new: Shape, old: Shape) -> bool:
    """Whether every value of the old shape is one of the new."""
    if not new or _bare(new) == _bare(old):
        return True
    plain = old.get("type") or _kind_of(old.get("enum"))
    if _bare(new) in ({"type": plain}, {"type": "number"} if plain == "integer" else None):
        return True
    structured = {"properties", "items"}
    if structured & old.keys() & new.keys():
        return not any(one.what.is_breaking for one in differences(old, new))
    return False


def _kind_of(options: Any) -> str | None:
    """What JSON Schema calls the type of the one value of an enumeration."""
    return {"str": "string", "int": "integer"}.get(type(options[0]).__name__) if options else None


def _shown(shapes: Iterable[Shape]) -> str:
    """Shapes in a few words."""
    return " or ".join(_word(one) for one in shapes) or "nothing"


def _word(shape: Shape) -> str:
    plain: Any = shape.get("enum", (None,))[0]
    if "enum" in shape:
        return msgspec.json.encode(plain).decode()
    return str(shape.get("format") or shape.get("type") or "anything")
