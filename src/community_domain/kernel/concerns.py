"""Which states an event concerns: told from its fields, without asking a log."""

from collections.abc import Callable, Iterable, Iterator
from itertools import product
from operator import attrgetter
from typing import Any

import attrs

from .events import Event
from .states import Key, State

__all__ = ["Concern", "concern"]

Field = tuple[str, bool]
"""A field of the event, and whether it holds many identifiers."""


@attrs.frozen
class Concern:
    """A handler, and the keys of the states to hand an event to."""

    handler: Callable[[Any, Any], None]
    keys: Callable[[Any], Iterable[Key]]


def concern(kind: type[State], event: type[Event], handler: Callable[[Any, Any], None]) -> Concern:
    """How events of a type concern states of a kind, which their tags select.

    Fields of the event that carry the tag of an identity field name the state; where several do,
    each combination names one.
    """
    tagging = event.spec.tagging
    parts = [[(f, many) for f, tag, many in tagging if tag == own] for _, own in kind.spec.identity]
    if not parts:
        return Concern(handler, lambda _: ((kind, kind),))
    if all(len(part) == 1 and not part[0][1] for part in parts):
        identify = attrgetter(*(part[0][0] for part in parts))
        return Concern(handler, lambda happened: ((kind, identify(happened)),))

    def keys(happened: Event) -> Iterator[Key]:
        choices = [dict.fromkeys(_named(happened, part)) for part in parts]
        found = choices[0] if len(choices) == 1 else product(*choices)
        return ((kind, identity) for identity in found)

    return Concern(handler, keys)


def _named(happened: Event, fields: Iterable[Field]) -> Iterator[Any]:
    for name, many in fields:
        found = getattr(happened, name)
        yield from found if many else (found,)
