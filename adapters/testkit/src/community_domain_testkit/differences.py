"""What differs between what a story expects and what came, in words."""

from collections.abc import Iterable, Sequence
from itertools import zip_longest
from typing import Any

from community_domain import Event, Refusal

from .words import in_words

__all__ = ["between_events", "between_refusals", "indented", "must_be_refusal", "refused"]


def refused(refusal: Refusal) -> str:
    """That a command was refused: with all values, and as people are told."""
    return f"it was refused: {in_words(refusal)}\n  {refusal}"


def must_be_refusal(wanted: object) -> None:
    """Let nobody expect a sentence, which is told in two languages and may change.

    Raises:
        TypeError: It is neither a type of refusal nor a refusal.
    """
    if not isinstance(wanted, Refusal) and not _is_refusal_type(wanted):
        raise TypeError(
            f"{wanted!r} is no refusal; say its type, as in NotPermitted, or one with its values"
        )


def _is_refusal_type(wanted: object) -> bool:
    return isinstance(wanted, type) and issubclass(wanted, Refusal)


def between_refusals(wanted: type[Refusal] | Refusal, found: Refusal) -> str:
    """How a refusal differs from the one that was expected; nothing when it does not."""
    if isinstance(wanted, type):
        return "" if type(found) is wanted else refused(found)
    if type(found) is not type(wanted):
        return refused(found)
    differing = [f"  {line}" for line in _fields(wanted, found)]
    return "\n".join(["it was refused in other words:", *differing]) if differing else ""


def between_events(expected: Sequence[Event], found: Sequence[Event]) -> str:
    """What differs between two sequences of events, one line each."""
    lines: list[str] = []
    for number, (wanted, got) in enumerate(zip_longest(expected, found), 1):
        if wanted == got:
            continue
        if got is None:
            lines.append(f"  event {number} is missing: {in_words(wanted)}")
        elif wanted is None:
            lines.append(f"  event {number} was not expected: {in_words(got)}")
        elif type(wanted) is not type(got):
            lines.append(f"  event {number} is {in_words(got)}, not a {type(wanted).__name__}")
        else:
            lines += [f"  event {number}, {line}" for line in _fields(wanted, got)]
    return "\n".join(lines)


def indented(things: Iterable[object]) -> str:
    """A line for each thing."""
    return "\n".join(
        f"  {thing if isinstance(thing, str) else in_words(thing)}" for thing in things
    )


def _fields(wanted: Any, got: Any) -> list[str]:
    """The fields in which two things of one type differ, those by keyword only too."""
    names = [field.name for field in got.__attrs_attrs__]
    pairs = [(name, getattr(got, name), getattr(wanted, name)) for name in names]
    return [
        f"{type(got).__name__}: {name} is {_apart(found, other)}"
        for name, found, other in pairs
        if found != other
    ]


def _apart(found: object, other: object) -> str:
    """One thing and not another, in words; whole, where the words would be the same."""
    alike = in_words(found) == in_words(other)
    tell = repr if alike else in_words
    return f"{tell(found)}, not {tell(other)}"
