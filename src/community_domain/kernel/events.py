"""Events: frozen facts in the past tense, each with a storage name, a version and its tags.

The name given to `@event` is a storage format: once released it never changes, and a changed
shape gets the next version with an upcaster from the one before.
"""

from collections.abc import Callable, Mapping
from typing import ClassVar, TypeVar, dataclass_transform

import attrs

from .fields import fields_of, personal_fields
from .identifiers import tag_shape
from .lifting import Upcaster, must_lift_all
from .values import personal

__all__ = ["EVERYWHERE", "Event", "EventSpec", "event", "is_event", "tags_of"]

E = TypeVar("E", bound="Event")

EVERYWHERE = "community"
"""The constant tag of events that concern the community as a whole."""


@attrs.frozen
class EventSpec:
    """What storage and boundaries need to know of an event type."""

    name: str
    version: int
    everywhere: bool
    upcasters: Mapping[int, Upcaster]
    tagging: tuple[tuple[str, str, bool], ...]
    """Field name, tag, whether it holds many."""
    personal: Mapping[str, str]
    """Fields with personal values, and the field that names the subject of each."""


class Event:
    """Something that happened. A subclass without `@event` is an open family of events."""

    __slots__ = ()
    spec: ClassVar[EventSpec]


@dataclass_transform(frozen_default=True, field_specifiers=(attrs.field, personal))
def event(
    name: str,
    *,
    version: int = 1,
    everywhere: bool = False,
    upcasters: Mapping[int, Upcaster] | None = None,
) -> Callable[[type[E]], type[E]]:
    """Make a class an event.

    Args:
        name: Its storage name, `namespace.past-tense`.
        version: Of its shape, counted from 1.
        everywhere: It concerns the community as a whole, so states without identity may read it.
        upcasters: For each older version a pure function from its plain shape to the next one's.
    """
    lifts = must_lift_all(name, version, upcasters)

    def decorate(cls: type[E]) -> type[E]:
        made = attrs.frozen(cls)
        shapes = [(field.name, tag_shape(field.type)) for field in fields_of(made)]
        made.spec = EventSpec(
            name,
            version,
            everywhere,
            lifts,
            tuple((name, *shape) for name, shape in shapes if shape),
            personal_fields(made),
        )
        return made

    return decorate


def is_event(kind: object) -> bool:
    """Whether it is an event type of its own, not an open family."""
    return isinstance(kind, type) and issubclass(kind, Event) and "spec" in vars(kind)


def tags_of(happened: Event) -> tuple[str, ...]:
    """The tags of an event, in field order, each once."""
    spec = happened.spec
    tags: dict[str, None] = {EVERYWHERE: None} if spec.everywhere else {}
    for field, tag, many in spec.tagging:
        found = getattr(happened, field)
        if many:
            tags.update((f"{tag}:{one}", None) for one in found)
        elif found is not None:
            tags[f"{tag}:{found}"] = None
    return tuple(tags)
