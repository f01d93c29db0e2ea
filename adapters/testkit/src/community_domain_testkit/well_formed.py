"""Whether what a decision says is well formed: values of their types, fields that exist.

Types are checked before a program runs, and not while it does; a decision that hands an id where a
name belongs, or a sentence with nothing in it, would say so to the first user who is refused.
"""

import re
from collections.abc import Iterator
from typing import Any, get_type_hints

import attrs
from typeguard import TypeCheckError, check_type

from community_domain import (
    Command,
    Context,
    Domain,
    Event,
    InvalidValue,
    Issue,
    NotPermitted,
    Refusal,
)

from .words import in_words

__all__ = ["flaws_of"]

CIRCUMSTANCES = {field.name for field in attrs.fields(Context)} | {"command_id"}


def flaws_of(said: Event | Refusal, issue: Issue, domain: Domain) -> Iterator[str]:
    """What is wrong with an event or a refusal that a command led to, a sentence each."""
    yield from _of_wrong_type(said)
    match said:
        case InvalidValue():
            yield from _of_invalid_value(said, issue.command, domain)
        case NotPermitted():
            yield from _of_not_permitted(said, issue)
        case _:
            return


def _of_invalid_value(said: InvalidValue, command: Command, domain: Domain) -> Iterator[str]:
    names = {*_names(command), *CIRCUMSTANCES, *(setting.name for setting in domain.settings)}
    stem = re.split(r"[.\[]", said.field)[0]
    if not {said.field, stem} & names:
        yield f"{in_words(command)} has no field {said.field!r}"
    if said.value == "None" and getattr(command, stem, None) is not None:
        yield f"{said.field} of {in_words(command)} is not None"
    if (said.hint.en == "") != (said.hint.zh == ""):
        yield f"the way out is told in one language only: {said.hint}"


def _of_not_permitted(said: NotPermitted, issue: Issue) -> Iterator[str]:
    action, *field = said.action.split(".")
    if action != type(issue.command).__name__ or not {*_names(issue.command)}.issuperset(field):
        yield f"{in_words(issue.command)} is not {said.action!r}"
    if said.actor != str(issue.context.actor):
        yield f"{said.actor!r} did not issue it"


def _names(thing: object) -> tuple[str, ...]:
    """The fields of a value, those by keyword only too."""
    fields: tuple[attrs.Attribute[Any], ...] = getattr(type(thing), "__attrs_attrs__", ())
    return tuple(field.name for field in fields)


def _of_wrong_type(thing: object) -> Iterator[str]:
    for name, hint in get_type_hints(type(thing)).items():
        if name not in _names(thing):
            continue
        value: Any = getattr(thing, name)
        try:
            check_type(value, hint)
        except TypeCheckError as error:
            yield f"{name} of {type(thing).__name__}: {error}"
        if attrs.has(value.__class__):
            yield from _of_wrong_type(value)
