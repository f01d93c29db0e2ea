"""States: what a decision reads, folded from the events that carry the state's identity.

The handlers' annotations say which event types a state selects, its identity says which tags.
A state is folded in place by its own handlers and never changed by a decision.
"""

from collections.abc import Callable, Iterable, Mapping
from operator import attrgetter
from typing import (
    Any,
    ClassVar,
    Literal,
    Protocol,
    TypeVar,
    dataclass_transform,
    get_args,
    overload,
)

import attrs

from .events import EVERYWHERE, Event
from .fields import fields_of
from .identifiers import id_tag

__all__ = [
    "HandlerSpec",
    "Key",
    "Read",
    "State",
    "StateSpec",
    "folded",
    "folding",
    "handlers_of",
    "on",
    "state",
]

S = TypeVar("S", bound="State")
T = TypeVar("T")
A = TypeVar("A", bound="State")
B = TypeVar("B", bound="State")
C = TypeVar("C", bound="State")
D = TypeVar("D", bound="State")
Key = tuple[type["State"], Any]
"""The type of a state and its identity: the value of its one field, a tuple of several, or the
type again where there is none."""
STARTS = "starts"
"""Where a folded field keeps what it starts from."""
Handler = TypeVar("Handler", bound=Callable[..., None])
HandlerSpec = tuple[tuple[tuple[type[Event], ...], Callable[..., None]], ...]
"""Each handler with the event types it takes."""


@attrs.frozen
class StateSpec:
    """Identity fields with their tags, and each handler with the types it takes."""

    identity: tuple[tuple[str, str], ...]
    handlers: HandlerSpec
    identify: Callable[[Any], Any]
    """The identity of an instance, whatever its shape: equal for equal ones."""


class State:
    """A reading of the log for one identity, or for the community when it has none."""

    __slots__ = ()
    spec: ClassVar[StateSpec]
    ignores: ClassVar[Mapping[str, tuple[type[Event], ...]]] = {}
    """Events that carry the identity but do not matter here, by the reason why."""
    elsewhere: ClassVar[str | None] = None
    """Why events of other slices never matter here; None where each has to be settled."""

    def tags(self) -> tuple[str, ...]:
        """What selects its events, all of them together."""
        tags = tuple(f"{tag}:{getattr(self, name)}" for name, tag in self.spec.identity)
        return tags or (EVERYWHERE,)


@overload
def folded(default: T, *, init: Literal[False] = False) -> T: ...
@overload
def folded(*, factory: Callable[[], Any], init: Literal[False] = False) -> Any: ...
def folded(
    default: Any = attrs.NOTHING, *, factory: Callable[[], Any] | None = None, init: bool = False
) -> Any:
    """A field that handlers fill: it starts from `default`, or a new `factory()`, once touched."""
    return attrs.field(init=init, metadata={STARTS: factory or (lambda: default)})


def folding(cls: type[T]) -> type[T]:
    """An attrs class whose folded fields start when they are first touched.

    A state is made to say what is to be read far more often than anything is folded into it.
    """
    made = attrs.define(cls)
    starts = {f.name: f.metadata[STARTS] for f in fields_of(made) if STARTS in f.metadata}

    def start(self: Any, name: str) -> Any:
        if name not in starts:
            raise AttributeError(f"{cls.__name__} has no {name}", name=name, obj=self)
        started = starts[name]()
        setattr(self, name, started)
        return started

    setattr(made, "__getattr__", start)  # noqa: B010 - unseen, type checkers go on knowing fields
    return made


def on(handler: Handler) -> Handler:
    """Mark a method as the handler of the event type, union or open family in its annotation."""
    handler.__on__ = True  # type: ignore[attr-defined]
    return handler


@dataclass_transform(field_specifiers=(folded,))
def state(cls: type[S]) -> type[S]:
    """Make a class a state: fields without `folded` are its identity."""
    handlers = handlers_of(cls)
    made = folding(cls)
    identity = [(field.name, id_tag(field.type)) for field in fields_of(made) if field.init]
    untagged = [name for name, tag in identity if tag is None]
    if untagged:
        raise TypeError(f"{cls.__name__}: {untagged} are no identifiers; start them with folded()")
    names = [name for name, _ in identity]
    identify = attrgetter(*names) if names else type
    made.spec = StateSpec(tuple((name, tag or "") for name, tag in identity), handlers, identify)
    return made


def handlers_of(cls: type) -> HandlerSpec:
    """The handlers of a class, in the order in which they are written.

    Raises:
        TypeError: It has none.
    """
    marked = [method for method in vars(cls).values() if hasattr(method, "__on__")]
    if not marked:
        raise TypeError(f"{cls.__name__} handles nothing; mark its handlers with @on")
    return tuple((_event_types(method), method) for method in marked)


def _event_types(handler: Callable[..., None]) -> tuple[type[Event], ...]:
    if "event" not in handler.__annotations__:
        raise TypeError(f"{handler.__qualname__} must take what it handles as `event`, annotated")
    hint = handler.__annotations__["event"]
    return get_args(hint) or (hint,)


class Read(Protocol):
    """What a decision uses to read states: the folded state for each unfolded one.

    All reads of one decision see one position of the log, and all of them together are what the
    append depends on.
    """

    @property
    def position(self) -> int:
        """The position of the log that all reads of this decision see."""
        ...

    @property
    def left(self) -> int:
        """How many more states this decision may read."""
        ...

    @overload
    def __call__(self, a: A, /) -> A: ...
    @overload
    def __call__(self, a: A, b: B, /) -> tuple[A, B]: ...
    @overload
    def __call__(self, a: A, b: B, c: C, /) -> tuple[A, B, C]: ...
    @overload
    def __call__(self, a: A, b: B, c: C, d: D, /) -> tuple[A, B, C, D]: ...

    def each(self, states: Iterable[S], /) -> list[S]:
        """Many states of one kind, read together."""
        ...
