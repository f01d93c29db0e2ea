"""What must be true of a domain before anything is decided in it, checked as it is put together."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from .commands import Command
from .concerns import selectable
from .decisions import Decision, Right
from .events import EVERYWHERE, is_event
from .fields import fields_of
from .states import State

if TYPE_CHECKING:
    from .domain import Domain

__all__ = ["demand_sound"]

RESERVED = (EVERYWHERE, "command")
"""Tags with a meaning of their own: of the whole community, and of the command in a stored row."""


def demand_sound(domain: "Domain") -> None:
    """Let no domain be made whose slices contradict each other.

    Raises:
        TypeError: It says what is claimed twice, or missing, or could never happen.
    """
    for what, names in _claimed(domain).items():
        _demand_unique(what, names)
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


def _claimed(domain: "Domain") -> Mapping[str, Sequence[str]]:
    """All names of a sort, as often as they are claimed."""
    parts = domain.slices
    return {
        "namespace": [part.namespace for part in parts],
        "event": [kind.spec.name for kind in domain.events],
        "command": [kind.spec.name for kind in domain.commands],
        "decision for": [one.command.spec.name for part in parts for one in part.decisions],
        "process": [process.name for part in parts for process in part.processes],
        "policy": [policy.name for part in parts for policy in part.policies],
        "refusal": [kind.code for part in parts for kind in part.refusals],
        "setting": [setting.name for setting in domain.settings],
        "role": domain.roles,
    }


def _demand_unique(what: str, names: Sequence[str]) -> None:
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise TypeError(f"{what} {', '.join(twice)} is declared twice")


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
