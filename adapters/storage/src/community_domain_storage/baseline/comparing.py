"""A domain compared with the shapes that were released before it."""

from collections.abc import Iterator, Mapping, Sequence

from community_domain import Command, Domain, Event

from .changes import Change, What, differences
from .files import Baseline, stored_name
from .shapes import TAG, Shape, shape_of

__all__ = ["changes"]

Kind = type[Event] | type[Command]


def changes(domain: Domain, baseline: Baseline) -> tuple[Change, ...]:
    """Everything that changed since the baseline was written, in the order of the names.

    Args:
        domain: The vocabulary of today, with all its slices.
        baseline: What was released; where it is empty, everything is new and nothing can break.
    """
    return (
        *_of_kinds("event", domain.events, baseline.events),
        *_of_kinds("command", domain.commands, baseline.commands),
    )


def _of_kinds(what: str, kinds: Sequence[Kind], released: Mapping[str, Shape]) -> Iterator[Change]:
    latest: dict[str, int] = {}
    for key in released:
        name, version = stored_name(key)
        latest[name] = max(version, latest.get(name, 0))
    current = {kind.spec.name: kind for kind in kinds}
    for name in sorted({*latest, *current}):
        version = latest.get(name, 0)
        if kind := current.get(name):
            yield from _of_kind(what, kind, version, released)
        else:
            yield Change(what, name, version, What.VANISHED)


def _of_kind(
    what: str, kind: Kind, version: int, released: Mapping[str, Shape]
) -> Iterator[Change]:
    """One event or command, whose last released version is given (0: none)."""
    name, current = kind.spec.name, kind.spec.version
    if current < version:
        yield Change(what, name, version, What.WENT_BACK, detail=str(current))
    elif current > version + 1 and released:
        yield Change(what, name, version, What.SKIPPED, detail=str(version + 1))
    elif current > version:
        yield Change(what, name, version, What.NEW, detail=str(current))
        if version:
            yield from _tags_added(what, kind, version, released[f"{name}/{version}"])
    else:
        for one in differences(released[f"{name}/{version}"], shape_of(kind)):
            yield Change(what, name, version, one.what, one.field, one.detail)


def _tags_added(what: str, kind: Kind, version: int, old: Shape) -> Iterator[Change]:
    """Tags of a new version that rows of the last one do not carry."""
    known, new = _tags(old), shape_of(kind)
    for field, shape in new["properties"].items():
        if TAG in shape and shape[TAG] not in known and field in new["required"]:
            yield Change(what, kind.spec.name, version, What.TAG_ADDED, field, shape[TAG])


def _tags(shape: Shape) -> set[str]:
    return {one[TAG] for one in shape["properties"].values() if TAG in one}
