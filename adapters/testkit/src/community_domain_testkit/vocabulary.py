"""Strategies for whatever a domain can say: identifiers, values, events and commands.

They are derived from the field types and bounds, so that an app's own slices have them too.
Identifiers come from small pools, so that what is generated meets in the same places.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from enum import Enum
from functools import partial
from types import NoneType
from typing import Any, Literal, NewType, get_args, get_origin

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from community_domain import (
    STANDARD,
    Actor,
    Command,
    Domain,
    Event,
    InvalidValue,
    LocalPeriod,
    MemberId,
    Period,
    SettingValue,
    System,
    must_be_domain,
)

from .founding import FOUNDER
from .habits import HABITS, ZONES, Fields, Habits, Overrides
from .habits.telling import together
from .knobs import must_be_fields
from .plain_values import arrangements, instants, periods, shaped_texts, texts, tuples

__all__ = ["ZONES", "Overrides", "Vocabulary", "commands", "events", "identifiers", "values"]

POOL = 3
"""Identifiers of each kind: few, so that things collide."""
Bounds = Mapping[str, Any]
"""What stands with a field about its values; see `bounded`."""
NUMBERS = 1_000_000_000
"""Bound on whole numbers that have none of their own; the core has the same."""
TEXT = 60
"""Characters of a generated text at most, where longer ones would be allowed."""
ENTRIES = 3
"""Entries of a generated tuple at most."""


class Vocabulary:
    """Strategies for one domain.

    Args:
        domain: Whose words they are.
        pool: Identifiers of each kind.
        overrides: Strategies for single fields.
        habits: What is known of single slices; a slice of an app's own may bring some.

    Raises:
        TypeError: It is no domain.
        InvalidValue: A field that is overridden is not there.
    """

    def __init__(
        self,
        domain: Domain = STANDARD,
        *,
        pool: int = POOL,
        overrides: Overrides | None = None,
        habits: Iterable[Habits] = HABITS,
    ) -> None:
        must_be_domain(domain)
        must_be_fields(overrides or {})
        self.domain = domain
        self.habits = together(habits)
        self.pool = pool
        self._overrides = {**self.standing_overrides(), **(overrides or {})}
        self._built: dict[type, SearchStrategy[Any]] = {}

    def events(self, *kinds: type[Event]) -> SearchStrategy[Event]:
        """Events of these types, of all types of the domain by default; any values at all."""
        return st.sampled_from(kinds or self.domain.events).flatmap(self.built)

    def commands(self, *kinds: type[Command]) -> SearchStrategy[Command]:
        """Commands of these types, of all by default, that pass their own checks."""
        return st.sampled_from(kinds or self.domain.commands).flatmap(self.built)

    def actors(self) -> SearchStrategy[Actor]:
        """Members, the founder, and parts of the system."""
        members = self.identifiers(MemberId)
        return st.one_of(st.just(FOUNDER), members, st.just(System("clock")))

    def identifiers(self, kind: Any) -> SearchStrategy[Any]:
        """Identifiers of a kind."""
        return st.sampled_from(self.pool_of(kind))

    def pool_of(self, kind: Any) -> list[str]:
        """All identifiers of a kind; what could name anything is named from every pool."""
        if kind is MemberId:
            return [*self.names("member"), FOUNDER]
        tag = getattr(kind, "__tag__", None)
        return [name for one in ([tag] if tag else self.domain.tags) for name in self.names(one)]

    def names(self, tag: str) -> list[str]:
        """The pool of one kind of identifier."""
        return [f"{tag}-{number}" for number in range(1, self.pool + 1)]

    def built(self, kind: type) -> SearchStrategy[Any]:
        """Instances of an attrs class: a value, an event, a command or a refusal."""
        if kind not in self._built:
            self._built[kind] = self.instances(kind)
        return self._built[kind]

    def instances(self, kind: type) -> SearchStrategy[Any]:
        """How instances of a class are made; some tie their fields together."""
        if kind is Period:
            return periods()
        if kind is LocalPeriod:
            return st.builds(LocalPeriod.of, self.built(Period), st.sampled_from(ZONES))
        if kind is SettingValue:
            return self.setting_values()
        return self.put_together(kind)

    def put_together(self, kind: type) -> SearchStrategy[Any]:
        """Instances from a strategy for each field, whose fields go together."""
        if kind in self.domain.event_types.values():  # It takes what it is given: see decision 4.
            return st.builds(kind, **self.fields(kind))
        agreed = self.habits.agreeing.get(kind, _as_they_are)
        return st.builds(partial(_made, kind, agreed), **self.fields(kind)).filter(_is_made)

    def fields(self, kind: type) -> dict[str, SearchStrategy[Any]]:
        """A strategy for each field of a class that its constructor takes."""
        fields: tuple[attrs.Attribute[Any], ...] = attrs.fields(kind)
        return {field.name: self.field(kind, field) for field in fields if field.init}

    def field(self, kind: type, field: "attrs.Attribute[Any]") -> SearchStrategy[Any]:
        """Values for one field: the override there is, else what its type and bounds allow."""
        for owner in kind.__mro__:
            found = self._overrides.get((owner, field.name))
            if found is not None:
                return found
        return self.values(field.type, field.metadata)

    def values(  # noqa: PLR0911 - one line for each shape
        self, hint: Any, metadata: Bounds | None = None
    ) -> SearchStrategy[Any]:
        """Values of a type that a field may have.

        Args:
            hint: The annotation.
            metadata: The bounds, as `bounded` leaves them with the field.
        """
        bounds = metadata or {}
        low, high = bounds.get("low") or 0, bounds.get("high")
        if few := self.few(hint):
            return st.sampled_from(few)
        if get_origin(hint) is tuple:
            most = min(ENTRIES, ENTRIES if high is None else high)
            return self._tuples(get_args(hint)[0], metadata, low, most)
        if options := get_args(hint):
            return st.one_of([self.values(option, metadata) for option in options])
        if hint is int:
            return st.integers(low, NUMBERS if high is None else high)
        if "pattern" in bounds:
            return shaped_texts(bounds["pattern"])
        if hint is str:
            return self.texts(TEXT if high is None else min(high, TEXT))
        return self._plain(hint)

    def few(self, hint: Any) -> list[Any]:
        """All values of a type that has few, so that they are one choice; none for other types.

        What may be missing is missing half of the time.
        """
        if isinstance(hint, NewType):
            return self.pool_of(hint)
        if isinstance(hint, type) and issubclass(hint, Enum):
            return [*hint]
        if hint is bool:
            return [False, True]
        options = [one for one in get_args(hint) if one is not NoneType]
        if get_origin(hint) is Literal:
            return options
        if len(options) != 1 or NoneType not in get_args(hint):
            return []
        there = self.few(options[0])
        return [None] * len(there) + there

    def _tuples(self, hint: Any, bounds: Bounds | None, low: int, most: int) -> SearchStrategy[Any]:
        """Tuples of anything; what is there to choose from stands in them once."""
        if hint is SettingValue:
            some = st.lists(self.setting_values(), max_size=most, unique_by=_name)
            return some.map(tuple)
        if few := [*dict.fromkeys(self.few(hint))]:
            return arrangements(few, low, most)
        return tuples(self.values(hint, bounds), low, most)

    def _plain(self, hint: Any) -> SearchStrategy[Any]:
        """Values of a type without parameters."""
        if hint is NoneType:
            return st.none()
        if hint is datetime:
            return self.instants()
        if hint is date:
            return self.dates()
        kind: Any = hint
        return self.built(kind) if hasattr(kind, "__attrs_attrs__") else st.from_type(kind)

    def texts(self, longest: int) -> SearchStrategy[str]:
        """Printable text in any script that says something."""
        return texts(longest)

    def instants(self) -> SearchStrategy[datetime]:
        """Aware instants in UTC: to the hour, or to the microsecond."""
        return instants()

    def dates(self) -> SearchStrategy[date]:
        """Days on which somebody may be born."""
        first, last = date(1900, 1, 1).toordinal(), date(2190, 1, 1).toordinal()
        return st.sampled_from(range(first, last + 1)).map(date.fromordinal)

    def setting_values(self) -> SearchStrategy[SettingValue]:
        """Settings of the domain within their bounds."""
        settings = [
            st.integers(one.low, min(one.high, one.default * 4 + 2)).map(one.at)
            for one in self.domain.settings
        ]
        return st.one_of(settings)

    def standing_overrides(self) -> Overrides:
        """For fields whose meaning their type does not tell."""
        return self.habits.words(self.domain)


def identifiers(kind: Any, domain: Domain = STANDARD) -> SearchStrategy[Any]:
    """Identifiers of a kind, such as `identifiers(MemberId)`."""
    return Vocabulary(domain).identifiers(kind)


def values(hint: Any, domain: Domain = STANDARD) -> SearchStrategy[Any]:
    """Values of any type that stands in the domain's events and commands."""
    return Vocabulary(domain).values(hint)


def events(domain: Domain = STANDARD, kinds: Iterable[type[Event]] = ()) -> SearchStrategy[Event]:
    """Events of the domain; see `Vocabulary.events`."""
    return Vocabulary(domain).events(*kinds)


def commands(
    domain: Domain = STANDARD, kinds: Iterable[type[Command]] = ()
) -> SearchStrategy[Command]:
    """Commands of the domain; see `Vocabulary.commands`."""
    return Vocabulary(domain).commands(*kinds)


def _name(setting: SettingValue) -> str:
    return setting.name


def _as_they_are(fields: Fields) -> Fields:
    return fields


def _made(kind: type, agreed: Callable[[Fields], Fields], /, **fields: Any) -> Any:
    """An instance; None when its fields do not go together."""
    try:
        return kind(**agreed(fields))
    except InvalidValue:
        return None


def _is_made(one: Any) -> bool:
    return one is not None
