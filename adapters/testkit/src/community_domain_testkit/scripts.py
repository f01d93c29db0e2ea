"""Stories as Python scripts that can be run: commands as they would be typed, and their imports."""

import sys
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum
from typing import Any

import attrs

from community_domain import Community, Domain, Issue, MemoryLog

from .steps import Step, Way, issued, together

__all__ = ["Source", "history_script", "in_short", "machine_script"]

WIDTH = 100
INDENT = "    "
DAY = ("year", "month", "day")
OF_DAY = ("hour", "minute", "second", "microsecond")
STANDARD_LIBRARY = "datetime"
"""The one module of it whose types stand in commands."""
LOCAL = "<locals>"
"""Stands in the name of what is defined in a function."""
LATER_BY = ("days", "seconds", "microseconds")


def machine_script(story: Sequence[Step], machine: type, failure: BaseException) -> str:
    """A script in which a machine tells a story again.

    Args:
        story: The steps.
        machine: Whose `retell` does them.
        failure: What is raised when they are done.
    """
    source = Source()
    told = source.of(tuple(story))
    return _script(failure, source, f"STORY = {told}", f"{source.named(machine)}.retell(STORY)")


def history_script(issues: Sequence[Issue], domain: Domain, failure: BaseException | None) -> str:
    """A script in which a community is told the commands of a history again.

    Args:
        issues: The commands, refused ones too.
        domain: What the community speaks; it is imported from where it has a name.
        failure: What a test raised that was given the history.
    """
    source = Source()
    told = source.of(tuple(issues))
    community, log = source.named(Community), source.named(MemoryLog)
    return _script(
        failure,
        source,
        f"STORY = {told}",
        f"community = {community}({log}(), {source.constant(domain, 'DOMAIN')})\n"
        "results = community.execute_all(STORY, each=True)",
    )


def in_short(failure: BaseException) -> str:
    """What was raised, as Python tells it at the end of a traceback."""
    return f"{type(failure).__name__}: {failure}"


class Source:
    """Python source of values, and what must be imported for it."""

    def __init__(self) -> None:
        self._imported: set[tuple[str, str]] = set()
        self._out_of_reach: dict[str, str] = {}

    def imports(self) -> str:
        """The lines that import what was named so far, as linters want them.

        What cannot be imported is told, with the function that it stands in.
        """
        modules = sorted({module for module, _ in self._imported})
        ours = [module for module in modules if module != STANDARD_LIBRARY]
        parts = ([one for one in modules if one not in ours], ours)
        told = [
            f"# {name} stands in the function {where}: put it outside, and import it here."
            for name, where in self._out_of_reach.items()
        ]
        return "\n\n".join(["\n".join(map(self._import, part)) for part in parts if part] + told)

    def _import(self, module: str) -> str:
        names = sorted((n for m, n in self._imported if m == module), key=_like_linters)
        return f"from {module} import {', '.join(names)}"

    def named(self, thing: Any) -> str:
        """The name of a class or function, imported from where it is public.

        One that stands in a function has to be put where it can be imported from.
        """
        outer, _, inner = thing.__qualname__.partition(".")
        if LOCAL in inner:
            self._out_of_reach[thing.__name__] = f"{thing.__module__}.{outer}"
            return f"{thing.__name__}"
        self._imported.add((_public(thing.__module__, outer), outer))
        return f"{thing.__qualname__}"

    def constant(self, value: object, otherwise: str) -> str:
        """The name under which a module shows a value, an outer one first; else another name."""
        places = [
            (
                _is_of_tests(path),
                name not in getattr(module, "__all__", ()),
                path.count("."),
                path,
                name,
            )
            for path, module in [*sys.modules.items()]
            for name, found in _shown_by(module)
            if found is value and not name.startswith("_")
        ]
        for *_, module, name in sorted(places)[:1]:
            self._imported.add((_public(module, name), name))
            return name
        return otherwise

    def of(self, value: Any, depth: int = 0) -> str:
        """A value as it would be typed.

        Args:
            value: Anything a command or its context can hold.
            depth: How far the line it stands on is indented.
        """
        for kind, written in self._kinds:
            if isinstance(value, kind):
                return written(value, depth)
        return self._instance(value, depth) if hasattr(value, "__attrs_attrs__") else repr(value)

    @property
    def _kinds(self) -> "tuple[tuple[type, Callable[[Any, int], str]], ...]":
        """How values of some types are written; a more special one comes first."""
        return (
            (Step, self._step),
            (Issue, self._issue),
            (Enum, lambda value, _: f"{self.named(type(value))}.{value.name}"),
            (datetime, self._moment),
            (date, lambda value, depth: self._call(date, _numbers(value, DAY, 3), depth)),
            (time, lambda value, depth: self._call(time, _numbers(value, OF_DAY, 2), depth)),
            (timedelta, self._length),
            (tuple, self._tuple),
            (type, lambda value, _: self.named(value)),
            (str, lambda value, _: _quoted(value)),
        )

    def _step(self, value: Step, depth: int) -> str:
        if value.way is Way.ALONE:
            return f",\n{INDENT * depth}".join(self._issue(one, depth) for one in value.issues)
        issues = [self._issue(one, depth + 1) for one in value.issues]
        way = [] if value.way is Way.EACH else [f"way={self.of(value.way)}"]
        return self._call(together, [*issues, *way], depth)

    def _issue(self, value: Issue, depth: int) -> str:
        context, inner = value.context, depth + 1
        told = {
            "by": context.actor,
            "at": context.at,
            "on_behalf_of": context.on_behalf_of,
            "reason": context.reason,
        }
        circumstances = [f"{name}={self.of(v, inner)}" for name, v in told.items() if v is not None]
        wish = self.of(value.command, inner)
        return self._call(issued, [_quoted(value.command_id), wish, *circumstances], depth)

    def _moment(self, value: datetime, depth: int) -> str:
        arguments = _numbers(value, DAY + OF_DAY, 5)
        if value.tzinfo is UTC:
            self._imported.add(("datetime", "UTC"))
            arguments.append("tzinfo=UTC")
        return self._call(datetime, arguments, depth)

    def _length(self, value: timedelta, depth: int) -> str:
        parts = [(name, getattr(value, name)) for name in LATER_BY]
        return self._call(timedelta, [f"{name}={part}" for name, part in parts if part], depth)

    def _tuple(self, value: tuple[Any, ...], depth: int) -> str:
        entries = [self.of(one, depth + 1) for one in value]
        return _wrapped("(", entries, ",)" if len(entries) == 1 else ")", depth)

    def _instance(self, value: Any, depth: int) -> str:
        """A call with the arguments that differ from the defaults."""
        fields: tuple[attrs.Attribute[Any], ...] = value.__attrs_attrs__
        told = [(field.alias, getattr(value, field.name), field) for field in fields if field.init]
        arguments = [
            f"{name}={self.of(given, depth + 1)}"
            for name, given, field in told
            if given != field.default
        ]
        return self._call(type(value), arguments, depth)

    def _call(self, called: Any, arguments: Sequence[str], depth: int) -> str:
        return _wrapped(f"{self.named(called)}(", arguments, ")", depth)


def _script(failure: BaseException | None, source: Source, *parts: str) -> str:
    said = [f"# {in_short(failure).splitlines()[0]}"] if failure else []
    return "\n\n".join([*said, source.imports(), *parts]) + "\n"


def _like_linters(name: str) -> tuple[bool, bool, str]:
    """Constants first, then classes, then functions."""
    return not name.isupper(), name[0].islower(), name


def _wrapped(opening: str, parts: Sequence[str], closing: str, depth: int) -> str:
    """On one line when it fits, else one part a line."""
    line = f"{opening}{', '.join(parts)}{closing}"
    # Behind it on its line a name, and a comma or bracket may stand.
    if len(line) + depth * len(INDENT) <= WIDTH - 20 and "\n" not in line:
        return line
    inner = "\n" + INDENT * (depth + 1)
    return f"{opening}{''.join(f'{inner}{part},' for part in parts)}\n{INDENT * depth})"


def _quoted(text: str) -> str:
    shown = repr(text)
    return shown if '"' in shown or "\\" in shown else f'"{shown[1:-1]}"'


def _numbers(value: Any, names: Sequence[str], least: int) -> list[str]:
    """The parts of a date or time by name, without zeros at the end beyond the first few."""
    parts = [getattr(value, name) for name in names]
    while len(parts) > least and not parts[-1]:
        parts.pop()
    return [str(part) for part in parts]


def _shown_by(module: object) -> list[tuple[str, object]]:
    """What stands in a module; nothing where another program put something else in its place."""
    found: dict[str, object] = getattr(module, "__dict__", {})
    return [*found.items()]


def _is_of_tests(module: str) -> bool:
    """Whether a module is likely to have only imported what it shows."""
    last = module.rpartition(".")[2]
    return last in ("__main__", "conftest") or last.startswith("test_")


def _public(module: str, name: str) -> str:
    """The outermost package that shows a name which a module defines."""
    defined = getattr(sys.modules[module], name)
    parts = module.split(".")
    packages = (".".join(parts[:length]) for length in range(1, len(parts) + 1))
    return next(
        package for package in packages if getattr(sys.modules.get(package), name, None) is defined
    )
