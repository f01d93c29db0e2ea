"""A slice: what one part of the domain says, collected from the modules that say it."""

from collections.abc import Iterable, Iterator, Mapping
from types import ModuleType
from typing import Any, TypeVar, cast, get_origin

import attrs

from .commands import Command
from .deadlines import Deadlines
from .decisions import Decision, Policy, Process, Right
from .events import Event, is_event
from .refusals import Refusal
from .settings import Setting
from .states import State

__all__ = ["Slice"]

T = TypeVar("T")
Ignores = Mapping[type[State], Mapping[str, tuple[type[Event], ...]]]


@attrs.frozen
class Slice:
    """What one part of the domain says; built from its modules with `Slice.of`."""

    namespace: str
    events: tuple[type[Event], ...]
    commands: tuple[type[Command], ...]
    states: tuple[type[State], ...]
    decisions: tuple[Decision[Any], ...]
    processes: tuple[Process[Any], ...]
    policies: tuple[Policy[Any], ...]
    refusals: tuple[type[Refusal], ...]
    settings: tuple[Setting, ...]
    roles: tuple[str, ...] = ()
    """Permission roles that may be granted."""
    ignores: Ignores = attrs.Factory(dict[type[State], Mapping[str, tuple[type[Event], ...]]])
    """States of other slices that need not handle events of this one, with the reason."""
    readers: Mapping[type[State], Right] = attrs.Factory(dict[type[State], Right])
    """Who may look at the states that hold personal values."""
    deadlines: tuple[type[Deadlines], ...] = ()
    """What it asks of time."""

    @classmethod
    def of(
        cls,
        namespace: str,
        *modules: ModuleType,
        roles: tuple[str, ...] = (),
        ignores: Ignores | None = None,
        readers: Mapping[type[State], Right] | None = None,
    ) -> "Slice":
        """Collect what the modules define (not what they import) into a slice.

        Args:
            namespace: Storage names of the slice start with it and a dot.
            modules: The rooms of the slice.
            roles: Permission roles it brings.
            ignores: States of other slices that need not handle its events, with the reason.
            readers: The right it takes to look at each state that holds personal values.
        """
        own = list({id(one): one for module in modules for one in _defined_in(module)}.values())
        return cls(
            namespace,
            tuple(kind for kind in own if is_event(kind)),
            tuple(kind for kind in own if _is_kind(kind, Command)),
            tuple(kind for kind in own if _is_kind(kind, State)),
            tuple(_instances(own, Decision[Any])),
            tuple(_instances(own, Process[Any])),
            tuple(_instances(own, Policy[Any])),
            tuple(kind for kind in own if _is_kind(kind, Refusal, mark="code")),
            tuple(_instances(own, Setting)),
            roles,
            ignores or {},
            readers or {},
            tuple(kind for kind in own if _is_kind(kind, Deadlines)),
        )


def _defined_in(module: ModuleType) -> list[Any]:
    """What a slice can be made of; a setting belongs to the module whose `__all__` names it."""
    shown = set(getattr(module, "__all__", vars(module)))
    return [
        one
        for name, one in vars(module).items()
        if (name in shown if isinstance(one, Setting) else _home(one) == module.__name__)
    ]


def _home(one: Any) -> str | None:
    """The module that defined something a slice is made of."""
    if isinstance(one, (Decision, Process, Policy)):
        return cast("Decision[Any]", one).function.__module__
    return one.__module__ if isinstance(one, type) else None


def _instances(found: Iterable[Any], kind: type[T]) -> Iterator[T]:
    return (one for one in found if isinstance(one, get_origin(kind) or kind))


def _is_kind(one: Any, kind: type, mark: str = "spec") -> bool:
    return isinstance(one, type) and issubclass(one, kind) and mark in vars(one)
