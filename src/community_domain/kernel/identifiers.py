"""Identifiers, and the tags that select events.

An identifier is an opaque string, minted at the edge or derived from a parent id and an index;
it never holds a personal value. A field of an identifier type tags its event.
"""

import re
from typing import Any, NewType, Union, get_args, get_origin

__all__ = ["ID_PATTERN", "CommandId", "MemberId", "id_tag", "identifier", "tag_shape"]

ID_PATTERN = re.compile(r"[A-Za-z0-9_-]{1,100}")
"""What an identifier looks like: no separators, so a tag can be taken apart without quoting."""

MemberId = NewType("MemberId", str)
CommandId = NewType("CommandId", str)


def identifier(kind: Any, *, tag: str) -> None:
    """Declare that fields of the type `kind` tag their event with `tag:value`.

    The mark stays on the type itself: there is no registry to keep in step.
    """
    kind.__tag__ = tag


def id_tag(hint: Any) -> str | None:
    """The tag that an identifier type declared, or None when it is no identifier."""
    return getattr(hint, "__tag__", None) if isinstance(hint, NewType) else None


def tag_shape(hint: Any) -> tuple[str, bool] | None:
    """How a field of this type tags its event: `(tag, holds many)`, or None.

    Understands `Id`, `Id | None` and `tuple[Id, ...]`.
    """
    if (tag := id_tag(hint)) is not None:
        return tag, False
    inner = [arg for arg in get_args(hint) if arg not in (type(None), Ellipsis)]
    if len(inner) == 1 and (tag := id_tag(inner[0])) is not None:
        return tag, get_origin(hint) is tuple
    if get_origin(hint) is Union and any(id_tag(arg) for arg in inner):
        raise TypeError(f"{hint} mixes identifiers; give each its own field")
    return None


identifier(MemberId, tag="member")
