"""The sealed form of a type: the same fields, with a sealed value in place of each personal one.

A type with personal fields is written and read through a twin that holds `Sealed` where the type
holds a value; the twin takes the same way to bytes as every other type. What holds nothing
personal is not touched by any of this.
"""

from collections.abc import Callable
from functools import cached_property, lru_cache, partial
from typing import Any, get_args

import attrs
import msgspec

from community_domain import Event, MemberId, Unreadable
from community_domain.members import MemberErased

from ..errors import NotStorable
from .values import NOBODY, Place, Sealed, Sealing

__all__ = ["Forms", "sealed_forms"]

Forms = tuple[
    Callable[[Any], bytes],
    Callable[[bytes | msgspec.Raw], Any],
    Callable[[Any], Any],
    Callable[[bytes], dict[str, Any]],
]
"""To JSON, from JSON, from the plain values that upcasters work on, and from JSON to those."""
FormsOf = Callable[[Any], Forms]

PADDED_TO = 32
"""Bytes: a sealed text tells its length only as roughly as this. JSON may end in spaces."""
MAY_BE_SUBJECT = (MemberId, MemberId | None)

_set = object.__setattr__


def sealed_forms(sealing: Sealing, forms_of: FormsOf, kind: Any) -> Forms:
    """How an event or command becomes bytes and comes back, with its personal values sealed.

    Args:
        sealing: What seals and opens.
        forms_of: The plain way of any type to bytes and back.
        kind: The event or command.

    Raises:
        NotStorable: A personal value has no form as bytes, or nobody could say whose it is.
    """
    write, read, made, fields = forms_of(kind)
    place = partial(Place, "event" if issubclass(kind, Event) else "command", kind.spec.name)
    opened = partial(_opened, sealing, place, fields)
    _demand_nothing_hidden(kind, kind, set())
    if kind.spec.personal:
        twins = _Twins(sealing, forms_of, kind, place)
        return twins.write, twins.read, twins.made, opened
    if kind is MemberErased:
        return partial(_noting, sealing, write), read, made, opened
    return write, read, made, opened


class _Part:
    """One personal field of a type."""

    def __init__(self, sealing: Sealing, forms: Forms, place: Place, subject: str) -> None:
        self.name, self.subject = place.field, subject
        self._sealing, self._place = sealing, place
        self._write, self._read, self._made, _ = forms

    def sealed(self, value: Any, member: str | None) -> Sealed:
        """A value of the field, encrypted.

        Raises:
            NotStorable: It was read without its key, so nobody here knows it.
        """
        member = member or NOBODY
        if value is Unreadable.ERASED:
            return Sealed(None, member)
        if value is Unreadable.SEALED:
            raise NotStorable(self._place.name, f"its {self.name} was read without its key")
        data = self._write(value)
        data += b" " * (-len(data) % PADDED_TO)
        return Sealed(self._sealing.seal(self._place, member, data), member)

    def opened(self, sealed: Sealed, member: str | None) -> Any:
        """What was sealed, as the field holds it."""
        if sealed.of != (member or NOBODY):
            raise ValueError(f"{self.name} is sealed for somebody else")
        found = self._sealing.open(self._place, sealed.of, sealed.sealed)
        return found if isinstance(found, Unreadable) else self._unveiled(self._read, found)

    def made(self, plain: Any) -> Any:
        """A plain value, opened before, as the field holds it."""
        return plain if isinstance(plain, Unreadable) else self._unveiled(self._made, plain)

    def _unveiled(self, make: Callable[[Any], Any], told: Any) -> Any:
        """What is made of an opened value; the error does not repeat it."""
        try:
            return make(told)
        except Exception:  # noqa: BLE001 - whatever it is, its message may hold the value
            problem = f"what is sealed in {self.name} has another shape"
        raise ValueError(problem)


class _Twins:
    """A type with personal fields, by way of its twin."""

    def __init__(
        self, sealing: Sealing, forms_of: FormsOf, kind: Any, place: Callable[[str], Place]
    ) -> None:
        hints = {field.name: field.type for field in attrs.fields(kind)}
        subjects = kind.spec.personal
        _demand_subjects(kind, hints, subjects)
        self._kind, self._names = kind, tuple(hints)
        self._parts = [
            _Part(sealing, forms_of(hints[name]), place(name), subject)
            for name, subject in subjects.items()
        ]
        self._twin = _twin(kind, Sealed)
        self._write, self._read, _, _ = forms_of(self._twin)
        self._forms_of = forms_of

    def write(self, thing: Any) -> bytes:
        """To JSON, sealed."""
        values = {name: getattr(thing, name) for name in self._names}
        for part in self._parts:
            values[part.name] = part.sealed(values[part.name], values[part.subject])
        return self._write(self._twin(**values))

    def read(self, data: bytes | msgspec.Raw) -> Any:
        """From JSON, opened."""
        found = self._read(data)
        made = self._copied(found)
        for part in self._parts:
            opened = part.opened(getattr(found, part.name), getattr(found, part.subject))
            _set(made, part.name, opened)
        return made

    def made(self, plain: Any) -> Any:
        """From plain values, opened before."""
        made = self._copied(self._opened(plain))
        for part in self._parts:
            _set(made, part.name, part.made(getattr(made, part.name)))
        return made

    @cached_property
    def _opened(self) -> Callable[[Any], Any]:
        """From plain values to a twin that holds what was opened, or why it could not be."""
        return self._forms_of(_twin(self._kind, Any))[2]

    def _copied(self, twin: Any) -> Any:
        """The type itself, past its checks as all that is read back from a log."""
        made = self._kind.__new__(self._kind)
        for name in self._names:
            _set(made, name, getattr(twin, name))
        return made


def _noting(sealing: Sealing, write: Callable[[Any], bytes], erased: Any) -> bytes:
    sealing.noting_erasure()
    return write(erased)


def _opened(
    sealing: Sealing,
    place: Callable[[str], Place],
    fields: Callable[[bytes], dict[str, Any]],
    data: bytes,
) -> dict[str, Any]:
    """The plain values of an older shape, opened, so that upcasters find them as they were."""
    found = fields(data)
    members = [NOBODY, *found.values()]
    for name, value in found.items():
        if isinstance(value, dict) and "sealed" in value and "of" in value:
            sealed = msgspec.convert(value, Sealed)
            if sealed.of not in members:
                raise ValueError(f"{name} is sealed for somebody else")
            opened = sealing.open(place(name), sealed.of, sealed.sealed)
            found[name] = opened if isinstance(opened, Unreadable) else msgspec.json.decode(opened)
    return found


@lru_cache(maxsize=1024)
def _twin(kind: Any, personal: Any) -> Any:
    """A class with the same fields, where the personal ones hold another type."""
    hints = {
        field.name: personal if field.name in kind.spec.personal else field.type
        for field in attrs.fields(kind)
    }
    return attrs.make_class(kind.__name__, {n: attrs.field(type=t) for n, t in hints.items()})


def _demand_subjects(kind: Any, hints: dict[str, Any], subjects: dict[str, str]) -> None:
    for name, subject in subjects.items():
        if hints[subject] not in MAY_BE_SUBJECT:
            problem = f"{name} is of {subject}, which names no one member, so no key seals it"
            raise NotStorable(kind.__name__, problem)


def _demand_nothing_hidden(kind: Any, hint: Any, seen: set[Any]) -> None:
    """Refuse personal fields inside of values, whose subject nobody could tell."""
    if hint in seen:
        return
    seen.add(hint)
    for field in getattr(hint, "__attrs_attrs__", ()):
        if hint is not kind and "personal" in field.metadata:
            problem = f"{hint.__name__} holds {field.name}; make what holds it personal instead"
            raise NotStorable(kind.__name__, problem)
        if hint is not kind or "personal" not in field.metadata:
            _demand_nothing_hidden(kind, field.type, seen)
    for part in get_args(hint):
        _demand_nothing_hidden(kind, part, seen)
