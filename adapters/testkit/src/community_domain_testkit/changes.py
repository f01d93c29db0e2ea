"""One-step changes of a command: a field, who issues it, or when, and nothing else.

What a change is made to comes from what happened before: identifiers that stand there, and the
instants at which anything begins or ends, a microsecond before and after.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime, timedelta
from enum import Enum
from typing import Any, Literal, NewType, get_args, get_origin

import attrs

from community_domain import Actor, Event, InvalidValue, Issue, MemberId, Period, System, tags_of

__all__ = ["ACTOR", "INSTANT", "Change", "changes"]

ACTOR, INSTANT = "who issues it", "when it is issued"
"""What is changed when it is no field."""
TICK = timedelta(microseconds=1)
"""The shortest step between two instants."""
SOME = 4
"""Of all identifiers of a kind, and of all edges, so many of the latest or nearest are tried."""
LONGEST = 10_000
"""Characters of any text at most; a field may have a bound of its own."""
NUMBERS = 1_000_000_000
"""Bound on whole numbers that have none of their own."""


@attrs.frozen
class Change:
    """What is changed about a command, and to what."""

    what: str
    """The name of a field, `ACTOR` or `INSTANT`."""
    to: Any

    def made(self, issue: Issue) -> Issue:
        """The command with this change.

        Raises:
            InvalidValue: There can be no such command.
        """
        if self.what == ACTOR:
            return attrs.evolve(issue, context=attrs.evolve(issue.context, actor=self.to))
        if self.what == INSTANT:
            return attrs.evolve(issue, context=attrs.evolve(issue.context, at=self.to))
        command: Any = issue.command
        return attrs.evolve(issue, command=attrs.evolve(command, **{self.what: self.to}))


def changes(issue: Issue, happened: Sequence[Event]) -> list[Change]:
    """All one-step changes of a command, without those that change nothing.

    Args:
        issue: What was issued.
        happened: All events before it.
    """
    around = _Around.of(happened, issue.context.at)
    command: Any = issue.command
    return [
        *_of_fields(command, around),
        *(Change(ACTOR, actor) for actor in around.actors() if actor != issue.context.actor),
        *(Change(INSTANT, at) for at in around.instants if at != issue.context.at),
    ]


def _of_fields(thing: Any, around: "_Around") -> Iterator[Change]:
    """Each field that its constructor takes, with each other value."""
    for field in thing.__attrs_attrs__:
        value = getattr(thing, field.name)
        for other in around.others(field.type, value, field.metadata) if field.init else ():
            if other != value:
                yield Change(field.name, other)


@attrs.frozen
class _Around:
    """What there is, at the place where a command is changed."""

    names: Mapping[str, tuple[str, ...]]
    """Identifiers by tag, the latest first, and one that nothing has."""
    instants: tuple[datetime, ...]
    """The nearest beginnings and ends and the moment itself, with a tick before and behind."""

    @classmethod
    def of(cls, happened: Sequence[Event], now: datetime) -> "_Around":
        found: dict[str, dict[str, None]] = {}
        for event in reversed(happened):
            for tag in tags_of(event):
                kind, _, name = tag.partition(":")
                found.setdefault(kind, {})[name] = None
        names = {kind: (*list(some)[:SOME], f"unknown-{kind}") for kind, some in found.items()}
        periods = [
            p for event in happened if isinstance(p := getattr(event, "period", None), Period)
        ]
        edges = {edge for period in periods for edge in (period.start, period.end)}
        near = [now, *sorted(edges, key=lambda edge: abs(edge - now))[:SOME]]
        return cls(names, tuple(edge + by for edge in near for by in (-TICK, TICK, 0 * TICK)))

    def actors(self) -> list[Actor]:
        """Members, somebody nobody knows, and a part of the system."""
        return [*map(MemberId, self.names.get("member", ())), System("clock")]

    def others(self, hint: Any, value: Any, bounds: Mapping[str, Any]) -> Iterable[Any]:
        """Values that a field may have instead, some of them just out of its bounds."""
        if isinstance(hint, NewType):
            return self.names.get(getattr(hint, "__tag__", ""), ())
        if get_origin(hint) is tuple:
            return self._tuples(get_args(hint)[0], value)
        if get_origin(hint) is Literal:
            return get_args(hint)
        if options := get_args(hint):
            return self._options(options, value, bounds)
        return self._plain(value, bounds)

    def _options(
        self, options: tuple[Any, ...], value: Any, bounds: Mapping[str, Any]
    ) -> Iterator[Any]:
        """Nothing where something is, and otherwise whatever one of the options may be."""
        if type(None) in options:
            yield None
        for option in options:
            yield from self.others(option, value, bounds)

    def _tuples(self, inner: Any, value: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
        """None of it, one less, one twice, and another one in the first place."""
        yield ()
        if value:
            yield value[:-1]
            yield (*value, value[-1])
            for other in self.others(inner, value[0], {}):
                yield (other, *value[1:])

    def _plain(self, value: Any, bounds: Mapping[str, Any]) -> Iterator[Any]:
        low, high = bounds.get("low") or 0, bounds.get("high")
        match value:
            case bool():
                yield not value
            case int():
                top = NUMBERS if high is None else high
                yield from (value + 1, value - 1, low, low - 1, top, top + 1)
            case Enum():
                yield from type(value)
            case str():
                yield from ("", "?", "x" * (LONGEST if high is None else high + 1))
            case datetime():
                yield from (value + TICK, value - TICK, *self.instants)
            case date():
                yield from (value + timedelta(days=1), value - timedelta(days=1))
            case _ if hasattr(value, "__attrs_attrs__"):
                yield from self._nested(value)
            case _:
                return

    def _nested(self, value: Any) -> Iterator[Any]:
        """A value with one of its fields changed, where there can be such a value."""
        for change in _of_fields(value, self):
            with suppress(InvalidValue):
                yield attrs.evolve(value, **{change.what: change.to})
