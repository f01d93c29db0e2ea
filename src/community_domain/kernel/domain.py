"""A domain: an explicit, immutable set of slices. There is no global registry."""

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property, partial
from typing import Any, TypeVar

import attrs

from .commands import Command
from .concerns import Concern, concern, selectable
from .deadlines import AllDeadlines
from .decisions import Decision, Policy, Process, Right
from .events import Event, is_event
from .fields import fields_of
from .identifiers import tag_shape
from .ports import Criterion
from .refusals import InvalidValue, Problem
from .settings import Setting, SettingValue
from .slices import Slice
from .soundness import demand_sound
from .states import State
from .values import one_of

__all__ = ["Domain", "Handlers", "must_be_domain"]

T = TypeVar("T")
Handlers = Mapping[type[Event], Callable[[Any, Any], None]]


@attrs.frozen(repr=False)
class Domain:
    """Slices that belong together, and what follows from them.

    Raises:
        TypeError: Two slices claim the same name or tag, a command has no decision or two, or a
            state handles an event that its boundary could never select, or holds personal values
            without saying who may read them.
    """

    slices: tuple[Slice, ...]
    backfill: Right | None = None
    """Who may decide at an instant behind the community's last one (with a reason)."""
    privacy: Right | None = None
    """Who may read the personal values of a member (`member_id`), where they may read the state."""

    def __attrs_post_init__(self) -> None:
        demand_sound(self)

    def __add__(self, part: Slice) -> "Domain":
        """This domain and one more slice, whose new tags carry its namespace."""
        grown = attrs.evolve(self, slices=(*self.slices, part))
        for tag in sorted(set(grown.tags) - set(self.tags)):
            if tag != part.namespace and not tag.startswith(f"{part.namespace}-"):
                raise TypeError(
                    f"tag {tag} must be {part.namespace} or start with {part.namespace}-"
                )
        return grown

    def __repr__(self) -> str:
        return f"Domain({', '.join(part.namespace for part in self.slices)})"

    @cached_property
    def events(self) -> tuple[type[Event], ...]:
        """All event types."""
        return tuple(kind for part in self.slices for kind in part.events)

    @cached_property
    def commands(self) -> tuple[type[Command], ...]:
        """All command types."""
        return tuple(kind for part in self.slices for kind in part.commands)

    @cached_property
    def states(self) -> tuple[type[State], ...]:
        """All states that decisions read."""
        return tuple(kind for part in self.slices for kind in part.states)

    @cached_property
    def settings(self) -> tuple[Setting, ...]:
        """All declared settings."""
        return tuple(setting for part in self.slices for setting in part.settings)

    @cached_property
    def roles(self) -> tuple[str, ...]:
        """All permission roles."""
        return tuple(role for part in self.slices for role in part.roles)

    @cached_property
    def tags(self) -> Mapping[str, Any]:
        """Each tag with the identifier types that use it; more than one is an error."""
        tags: dict[str, Any] = {}
        for kind in self.events:
            for field in fields_of(kind):
                if shape := tag_shape(field.type):
                    tags.setdefault(shape[0], set()).add(_identifier_in(field.type))
        return tags

    @cached_property
    def decisions(self) -> Mapping[type[Command], Decision[Any]]:
        """The decision for each command."""
        return {found.command: found for part in self.slices for found in part.decisions}

    def decision(self, command: type[Command]) -> Decision[Any]:
        """The decision for a command.

        Raises:
            TypeError: The domain has no such command.
        """
        if command not in self.decisions:
            raise TypeError(f"{command.__name__} is no command of {self!r}")
        return self.decisions[command]

    def demand_known(self, events: Iterable[Event]) -> None:
        """Let nothing be recorded that no state of this domain could ever read.

        Raises:
            TypeError: An event's type is in no slice.
        """
        for kind in map(type, events):
            if kind not in self.concerns:
                raise TypeError(
                    f"{kind.__name__} is no event of {self!r}; hand its module to Slice.of"
                )

    @cached_property
    def policies(self) -> Mapping[type[Command], tuple[Policy[Any], ...]]:
        """The tightening policies for each command, in the order of the slices."""
        return _grouped((found.command, found) for part in self.slices for found in part.policies)

    @cached_property
    def processes(self) -> Mapping[type[Event], tuple[Process[Any], ...]]:
        """The processes that follow each event."""
        found = [one for part in self.slices for one in part.processes]
        return _grouped((kind, one) for one in found for kind in self._expanded(one.events))

    def deadlines(self) -> AllDeadlines:
        """What all slices ask of time, with nothing seen yet: one fold over the whole log."""
        folds = [kind() for part in self.slices for kind in part.deadlines]
        return AllDeadlines(
            folds,
            _grouped(
                (kind, partial(handler, fold))
                for fold in folds
                for types, handler in fold.spec
                for kind in self._expanded(types)
            ),
        )

    @cached_property
    def readers(self) -> Mapping[type[State], Right]:
        """Who may look at the states that hold personal values."""
        return {state: right for part in self.slices for state, right in part.readers.items()}

    @cached_property
    def event_types(self) -> Mapping[str, type[Event]]:
        """Event types by storage name."""
        return {kind.spec.name: kind for kind in self.events}

    @cached_property
    def concerns(self) -> Mapping[type[Event], tuple[Concern, ...]]:
        """The states that handle each event, and which of their kind it concerns."""
        found = [(kind, on, how) for kind in self.states for on, how in self.handlers(kind).items()]
        groups = _grouped((on, concern(kind, on, how)) for kind, on, how in found)
        return {event: groups.get(event, ()) for event in self.events}

    @cached_property
    def _handlers(self) -> dict[type[State], Handlers]:
        return {}

    @cached_property
    def _types(self) -> dict[type[State], tuple[str, ...]]:
        return {}

    def handlers(self, state: type[State]) -> Handlers:
        """The handler of each event type that a state takes, open families resolved."""
        if state not in self._handlers:
            self._handlers[state] = {
                kind: handler
                for types, handler in state.spec.handlers
                for kind in self._expanded(types)
            }
        return self._handlers[state]

    def criterion(self, state: State) -> Criterion:
        """What a state selects from the log."""
        kind = type(state)
        if kind not in self._types:
            self._types[kind] = tuple(sorted(event.spec.name for event in self.handlers(kind)))
        return Criterion(self._types[kind], state.tags())

    def adopted(self, chosen: Iterable[SettingValue] = ()) -> tuple[SettingValue, ...]:
        """Every declared setting with its value: the chosen one, else the default.

        Raises:
            InvalidValue: A setting is unknown, named twice, or out of its bounds.
        """
        declared = {setting.name: setting for setting in self.settings}
        values: dict[str, int] = {}
        for one in chosen:
            if one.name not in declared:
                raise InvalidValue("settings", one.name[:60], Problem.UNKNOWN, one_of(declared))
            if one.name in values:
                raise InvalidValue("settings", one.name, Problem.REPEATED)
            values[one.name] = declared[one.name].at(one.value).value
        return tuple(s.at(values.get(s.name, s.default)) for s in self.settings)

    def forgotten(self) -> tuple[tuple[type[State], type[Event]], ...]:
        """Pairs where an event that carries the state's identity is neither handled nor ignored."""
        return tuple(
            (state, kind)
            for part in self.slices
            for state in part.states
            for kind in (part.events if state.elsewhere else self.events)
            if selectable(state, kind)
            and kind not in self.handlers(state)
            and kind not in self._ignored(state)
        )

    def _ignored(self, state: type[State]) -> set[type[Event]]:
        lists = [state.ignores, *(part.ignores.get(state, {}) for part in self.slices)]
        return {
            kind
            for reasons in lists
            for types in reasons.values()
            for kind in self._expanded(types)
        }

    def _expanded(self, types: Iterable[type[Event]]) -> list[type[Event]]:
        """Open families replaced by the events of this domain that belong to them."""
        return [
            kind
            for wanted in types
            for kind in ([wanted] if is_event(wanted) else self.events)
            if issubclass(kind, wanted)
        ]


def must_be_domain(given: object) -> None:
    """Let nobody take a slice for the domain that it is a part of.

    Raises:
        TypeError: It is no domain.
    """
    if not isinstance(given, Domain):
        name = type(given).__name__
        raise TypeError(f"a {name} is no Domain; a slice is added to one, as in STANDARD + SLICE")


def _identifier_in(hint: Any) -> str:
    name = getattr(hint, "__name__", None)
    inner = [arg for arg in getattr(hint, "__args__", ()) if tag_shape(arg)]
    return _identifier_in(inner[0]) if inner else f"{hint.__module__}.{name}"


def _grouped(pairs: Iterable[tuple[Any, T]]) -> dict[Any, tuple[T, ...]]:
    groups: dict[Any, tuple[T, ...]] = {}
    for key, one in pairs:
        groups[key] = (*groups.get(key, ()), one)
    return groups
