"""What is asked of a store: rows by their types and tags."""

from collections.abc import Iterable, Sequence

import attrs

from community_domain import Boundary

from .kinds import Kinds

__all__ = ["EVERYTHING", "Criteria", "Group", "Selection", "criteria", "select"]

Criteria = Iterable[tuple[Sequence[str], Sequence[str]]]
"""Types and tags: any of the types (none given: any at all), all of the tags."""


@attrs.frozen
class Group:
    """Rows that carry all the tags and are of one of the kinds (None: of any)."""

    tags: tuple[str, ...]
    kinds: tuple[int, ...] | None


Selection = tuple[Group, ...] | None
"""Rows that belong to any of the groups; None means all rows."""
EVERYTHING: Selection = None


def criteria(boundary: Boundary | None) -> Criteria | None:
    """A boundary as a store is asked for it."""
    return None if boundary is None else [(one.types, one.tags) for one in boundary]


def select(criteria: Criteria | None, kinds: Kinds) -> Selection:
    """What the criteria select in a store with this vocabulary, in as few groups as possible."""
    if criteria is None:
        return EVERYTHING
    groups: dict[tuple[str, ...], set[int] | None] = {}
    for types, tags in criteria:
        key = tuple(sorted(set(tags)))
        found = groups.setdefault(key, set())
        if not types:
            groups[key] = None
        elif found is not None:
            found.update(kinds.of(types))
    return tuple(
        Group(tags, None if wanted is None else tuple(sorted(wanted)))
        for tags, wanted in groups.items()
        if wanted is None or wanted
    )
