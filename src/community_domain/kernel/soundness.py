"""What must be true of a domain before anything is decided in it, checked as it is put together."""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from .commands import Command
from .concerns import selectable
from .decisions import Decision, Right
from .events import EVERYWHERE, is_event
from .fields import fields_of
from .slices import Slice
from .states import State

if TYPE_CHECKING:
    from .domain import Domain

__all__ = ["demand_sound"]

RESERVED = (EVERYWHERE, "command")
"""Tags with a meaning of their own: of the whole community, and of the command in a stored row."""
CLAIMS: Mapping[str, Callable[[Slice], Iterable[str]]] = {
    "namespace": lambda part: [part.namespace],
    "event": lambda part: [kind.spec.name for kind in part.events],
    "command": lambda part: [kind.spec.name for kind in part.commands],
    "decision for": lambda part: [one.command.spec.name for one in part.decisions],
    "process": lambda part: [one.name for one in part.processes],
    "policy": lambda part: [one.name for one in part.policies],
    "refusal": lambda part: [kind.code for kind in part.refusals],
    "setting": lambda part: [one.name for one in part.settings],
    "role": lambda part: part.roles,
}
"""What a slice gives names to; each is claimed once in a domain."""
IMPORTED = {"setting": "; a module without __all__ declares those it imports too"}
"""What may be behind it."""


def demand_sound(domain: "Domain") -> None:
    """Let no domain be made whose slices contradict each other.

    Raises:
        TypeError: It says what is claimed twice, or missing, or could never happen.
    """
    for what, claims in CLAIMS.items():
        _demand_unique(what, [(n, one.namespace) for one in domain.slices for n in claims(one)])
    _demand_namespaces(domain)
    _demand_none("nothing decides", set(domain.commands) - set(domain.decisions))
    named = {*domain.decisions, *domain.policies}
    _demand_none("no slice lists", named - set(domain.commands))
    asked = [part.ignores.keys() | part.readers.keys() for part in domain.slices]
    _demand_none("no slice lists", set[type]().union(*asked) - set(domain.states))
    for subject, right in (*domain.readers.items(), *_issuers(domain.decisions)):
        _demand_fields(subject, right)
    _demand_tags(domain.tags)
    for state in domain.states:
        _demand_boundary(domain, state)


def _demand_unique(what: str, claims: Iterable[tuple[str, str]]) -> None:
    """A name is claimed once; else it is told which slices do."""
    first: dict[str, str] = {}
    for name, part in claims:
        if name in first:
            who = "" if part == first[name] else f", by the slices {first[name]} and {part}"
            raise TypeError(f"{what} {name} is declared twice{who}{IMPORTED.get(what, '')}")
        first[name] = part


def _demand_namespaces(domain: "Domain") -> None:
    for part in domain.slices:
        named = [kind.spec.name for kind in part.events]
        named += [kind.spec.name for kind in part.commands]
        for name in (*named, *(setting.name for setting in part.settings)):
            if not name.startswith(f"{part.namespace}."):
                raise TypeError(f"{name} must start with {part.namespace}.")


def _demand_none(what: str, kinds: Iterable[type]) -> None:
    if names := sorted(kind.__name__ for kind in kinds):
        raise TypeError(f"{what} {', '.join(names)}")


def _issuers(decisions: Mapping[type[Command], Decision[Any]]) -> list[tuple[type, Right]]:
    return [(kind, decision.by) for kind, decision in decisions.items()]


def _demand_fields(subject: type, right: Right) -> None:
    missing = set(right.fields) - {field.name for field in fields_of(subject)}
    if missing:
        raise TypeError(f"{subject.__name__} has no {sorted(missing)}, which {right.name} needs")


def _demand_tags(tags: Mapping[str, Any]) -> None:
    for tag, kinds in tags.items():
        if len(kinds) > 1 or tag in RESERVED:
            raise TypeError(f"tag {tag} is claimed by more than one identifier")


def _demand_boundary(domain: "Domain", state: type[State]) -> None:
    for kind in domain.handlers(state):
        if not selectable(state, kind):
            raise TypeError(
                f"{state.__name__} handles {kind.__name__}, which its tags never select"
            )
    named = {kind for types, _ in state.spec.handlers for kind in types if is_event(kind)}
    if state not in domain.readers and any(kind.spec.personal for kind in named):
        raise TypeError(f"{state.__name__} holds personal values; say who may read them")
