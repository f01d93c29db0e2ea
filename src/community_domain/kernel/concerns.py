"""Which states an event concerns: told from its fields, without asking a log."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import product
from operator import attrgetter
from typing import Any, NamedTuple

from .events import Event
from .states import State

__all__ = ["Concern", "concern", "selectable"]

Field = tuple[str, bool]
"""A field of the event, and whether it holds many identifiers."""


class Concern(NamedTuple):
    """A handler, and the states of one kind to hand an event to."""

    handler: Callable[[Any, Any], None]
    kind: type[State]
    one: Callable[[Any], Any] | None
    """The identity of the one state that an event concerns, where it is always one."""
    many: Callable[[Any], Iterable[Any]]
    """The identities of all states that an event concerns."""


def concern(kind: type[State], event: type[Event], handler: Callable[[Any, Any], None]) -> Concern:
    """How events of a type concern states of a kind, which their tags select.

    Fields of the event that carry the tag of an identity field name the state; where several do,
    each combination names one.
    """
    tagging = event.spec.tagging
    parts = [[(f, many) for f, tag, many in tagging if tag == own] for _, own in kind.spec.identity]

    def identities(happened: Event) -> Iterable[Any]:
        choices = [dict.fromkeys(_named(happened, part)) for part in parts]
        return choices[0] if len(choices) == 1 else product(*choices)

    if any(len(part) > 1 or part[0][1] for part in parts):
        return Concern(handler, kind, None, identities)
    names = [part[0][0] for part in parts]
    one = attrgetter(*names) if names else partial(_itself, kind)
    return Concern(handler, kind, one, identities)


def selectable(kind: type[State], event: type[Event]) -> bool:
    """Whether events of a type could ever be among those that states of a kind select."""
    carried = {tag for _, tag, _ in event.spec.tagging}
    wanted = {tag for _, tag in kind.spec.identity}
    return wanted <= carried if wanted else event.spec.everywhere


def _itself(kind: type[State], _: Event) -> type[State]:
    """The identity of a state that has none."""
    return kind


def _named(happened: Event, fields: Iterable[Field]) -> Iterator[Any]:
    for name, many in fields:
        found = getattr(happened, name)
        yield from found if many else (found,)
