"""What the events of a story have to do with a decision: what it read, and what not."""

from collections.abc import Iterable

from community_domain import Boundary, Criterion, Event, tags_of

__all__ = ["selecting", "tags_in_words", "why_not"]


def selecting(event: Event, boundary: Boundary) -> list[Criterion]:
    """The criteria of a boundary that select an event."""
    name, tags = type(event).spec.name, set(tags_of(event))
    return [one for one in boundary if name in one.types and tags.issuperset(one.tags)]


def why_not(event: Event, boundary: Boundary) -> str:
    """Why no criterion of a boundary selects an event, in words."""
    if not boundary:
        return "nothing was read"
    kind, tags = type(event), tags_of(event)
    takes = [one for one in boundary if kind.spec.name in one.types]
    about = [one for one in boundary if one.tags and set(tags).issuperset(one.tags)]
    if takes:
        return f"it carries {_listed(tags)}, but was looked for with {tags_in_words(takes)}"
    if about:
        return f"no state that was read of {tags_in_words(about)} takes a {kind.__name__}"
    return f"it carries {_listed(tags)}; what was read is of {tags_in_words(boundary)}"


def tags_in_words(criteria: Iterable[Criterion]) -> str:
    """The tags of several criteria: all of one, or all of another."""
    return " or ".join(dict.fromkeys(_listed(one.tags) for one in criteria))


def _listed(tags: Iterable[str]) -> str:
    """Tags that stand together; without any, something is of the whole community."""
    return " with ".join(tags) or "the whole community"
