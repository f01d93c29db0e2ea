"""What a type looks like in storage, as JSON Schema: its shape and nothing that may change freely.

Names of classes, docstrings, the order of fields and the checks of values are left out: rows are
read past all of them.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from enum import EnumType
from types import UnionType
from typing import Any, NewType, Union, get_args, get_origin

import attrs
import msgspec

from community_domain import Command, Event
from community_domain.kernel.fields import fields_of

from ..errors import NotStorable

__all__ = ["EVERYWHERE", "PERSONAL", "TAG", "Shape", "shape_of"]

Shape = Mapping[str, Any]

TAG, PERSONAL, EVERYWHERE = "x-tag", "x-personal", "x-everywhere"
"""What JSON Schema has no word for: the tag that a field gives its event, the field that says whose
personal value this is, and that an event concerns the community as a whole."""


def shape_of(kind: type[Event] | type[Command]) -> Shape:
    """The stored shape of an event or command.

    Raises:
        NotStorable: A type in it has no shape.
    """
    shape = _of_fields(kind, ())
    spec = kind.spec
    for name, about in spec.personal.items():
        shape["properties"][name] |= {PERSONAL: about}
    if issubclass(kind, Event):
        for name, tag, _ in kind.spec.tagging:
            shape["properties"][name] |= {TAG: tag}
        if kind.spec.everywhere:
            shape[EVERYWHERE] = True
    return shape


def _of(hint: Any, within: tuple[Any, ...]) -> dict[str, Any]:
    """The shape of any type; those that it is within are known, so that none holds itself."""
    if isinstance(hint, NewType):
        return _of(hint.__supertype__, within)
    if attrs.has(hint):
        return _of_fields(hint, within)
    if made := _CONTAINERS.get(get_origin(hint)):
        return made([_of(part, within) for part in get_args(hint) if part is not ...])
    return _of_plain(hint)


_CONTAINERS: Mapping[Any, Callable[[list[dict[str, Any]]], dict[str, Any]]] = {
    Union: lambda parts: {"anyOf": parts},
    UnionType: lambda parts: {"anyOf": parts},
    dict: lambda parts: {"type": "object", "additionalProperties": parts[-1]},
    list: lambda parts: {"type": "array", "items": parts[0]},
    tuple: lambda parts: {"type": "array", "items": parts[0]},
}


def _of_fields(kind: Any, within: tuple[Any, ...]) -> dict[str, Any]:
    if kind in within:
        raise NotStorable(kind.__name__, "it holds itself, so no baseline can describe it")
    fields = fields_of(kind)
    return {
        "type": "object",
        "properties": {f.name: _of(f.type, (*within, kind)) | _default(f) for f in fields},
        "required": sorted(f.name for f in fields if f.default is attrs.NOTHING),
    }


def _default(field: "attrs.Attribute[Any]") -> dict[str, Any]:
    """What stands for a value that is not there; what is made anew each time has no words here."""
    made: Any = field.default
    if made is attrs.NOTHING or isinstance(made, attrs.Factory):  # type: ignore[arg-type]
        return {}
    return {"default": msgspec.json.decode(msgspec.json.encode(made))}


def _of_plain(hint: Any) -> dict[str, Any]:
    """The shape of a type that holds none of ours."""
    if hint is datetime:
        return {"type": "string", "format": "date-time"}
    if isinstance(hint, EnumType):
        return {"enum": sorted(one.value for one in hint)}  # type: ignore[var-annotated]
    try:
        return msgspec.json.schema(hint)
    except (TypeError, NotImplementedError) as error:
        raise NotStorable(repr(hint), "no schema describes it") from error
