"""The reference pages, written from the code: `uv run python -m tests.reference`.

Nothing is said here that the code does not say itself, but for the rules' wording, which stands in
`docs/reference/rules.toml`.
"""

import ast
import inspect
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from enum import Enum
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import attrs

from community_domain import (
    STANDARD,
    Domain,
    Event,
    Problem,
    Refusal,
    State,
    kernel,
)
from community_domain.kernel.fields import fields_of
from tests.reference_of_the_kit import kit_entries

__all__ = ["FOLDER", "PAGES", "all_refusals", "field_docs", "rules"]

FOLDER = Path(__file__).parents[1] / "docs" / "reference"
HEAD = "<!-- Written by `uv run python -m tests.reference`; edit the code instead. -->"


def rules() -> dict[str, dict[str, Any]]:
    """The rules by number, in order."""
    return tomllib.loads((FOLDER / "rules.toml").read_text("utf-8"))


def all_refusals(domain: Domain) -> list[type[Refusal]]:
    """Every refusal: the kernel's own, then those of the slices."""
    own = [kind for kind in vars(kernel.refusals).values() if _is_refusal(kind)]
    return [*own, *(kind for part in domain.slices for kind in part.refusals)]


def field_docs(kind: type) -> dict[str, str]:
    """The sentences that stand below the fields of a class, by field, bases first."""
    docs: dict[str, str] = {}
    for owner in reversed(kind.__mro__):
        if owner.__module__.startswith("community_domain"):
            [body] = ast.parse(inspect.cleandoc(f"\n{inspect.getsource(owner)}")).body
            assert isinstance(body, ast.ClassDef)
            docs |= dict(_documented(body.body))
    return docs


def rules_page(domain: Domain) -> Iterator[str]:
    """Each rule, with what enforces it."""
    yield from _head("Rules", "What every history of a community obeys, and why.")
    refusals, settings = all_refusals(domain), domain.settings
    for number, rule in rules().items():
        yield from ("", f"## {number}", "", rule["text"], "", f"*Why:* {rule['why']}")
        if "so_far" in rule:
            yield from ("", f"*In force so far:* {rule['so_far']}")
        rows = {
            "refusals": [_link("refusals", k.code) for k in refusals if k.rule == number],
            "settings": [_link("settings", s.name) for s in settings if s.rule == number],
            "events": [_link("events", name) for name in rule["events"]],
        }
        yield from _listed(rows)


def events_page(domain: Domain) -> Iterator[str]:
    """Each event: how it is stored, what it holds, who finds it."""
    yield from _head("Events", "What can have happened. The names are storage formats.")
    for part in domain.slices:
        yield from ("", f"## {part.namespace}")
        for kind in part.events:
            spec = kind.spec
            tags = [f"`{tag}` from `{field}`" for field, tag, _ in spec.tagging]
            families = [base.__name__ for base in kind.__mro__[1:] if _is_family(base)]
            processes = [f"`{one.name}`" for one in domain.processes.get(kind, ())]
            yield from _entry(spec.name, kind)
            rows = {
                "type": [f"`{kind.__name__}`, version {spec.version}"],
                "tags": tags + (["`community`: everywhere"] if spec.everywhere else []),
                "personal": [f"`{f}` of `{subject}`" for f, subject in spec.personal.items()],
                "families": [f"`{name}`" for name in families],
                "followed by the processes": processes,
            }
            yield from _listed(rows)
            yield from _fields(kind)
    yield from ("", "## Values that events hold")
    for kind in _values(domain):
        yield from _entry(kind.__name__, kind)
        yield from _fields(kind)


def commands_page(domain: Domain) -> Iterator[str]:
    """Each command: what it holds, and who may issue it."""
    yield from _head(
        "Commands", "What can be wanted, by whom, and what is checked when it is said."
    )
    yield from ("", f"Permission roles: {', '.join(f'`{role}`' for role in domain.roles)}.")
    for part in domain.slices:
        yield from ("", f"## {part.namespace}")
        for kind in part.commands:
            decision = domain.decisions[kind]
            yield from _entry(kind.spec.name, kind)
            personal = kind.spec.personal.items()
            rows = {
                "type": [f"`{kind.__name__}`, version {kind.spec.version}"],
                "by": [decision.by.name],
                "decision": [f"version {decision.version}: {_first(decision.function)}"],
                "policies": [f"`{one.name}`" for one in domain.policies.get(kind, ())],
                "personal": [f"`{f}` of `{subject}`" for f, subject in personal],
            }
            yield from _listed(rows)
            yield from _fields(kind, checked=True)


def refusals_page(domain: Domain) -> Iterator[str]:
    """Each refusal, with its sentence in both languages."""
    yield from _head(
        "Refusals", "The answers of a rule that says no. A refused command records nothing."
    )
    for kind in all_refusals(domain):
        yield from _entry(kind.code, kind)
        rows = {
            "type": [f"`{kind.__name__}`"],
            "kind": [f"`{kind.kind}`"],
            "rule": [_link("rules", kind.rule)] if kind.rule else [],
            "values": [f"`{name}`" for name in _names(kind)],
            "en": [kind.messages["en"]],
            "zh": [kind.messages["zh"]],
        }
        yield from _listed(rows)
    yield from ("", "## What can be wrong with a value", "")
    yield from ("| problem | en | zh |", "| --- | --- | --- |")
    for problem in Problem:
        english, chinese = problem.value
        code = problem.name.lower().replace("_", "-")
        yield f"| `{code}` | {english} | {chinese} |"


def settings_page(domain: Domain) -> Iterator[str]:
    """Each setting: default, unit, bounds, rule."""
    yield from _head(
        "Settings",
        "Numbers that are a community's to choose. All in force are recorded when it is founded.",
    )
    for setting in domain.settings:
        rows = {
            "default": [f"{setting.default:,} {setting.unit}"],
            "bounds": [f"{setting.low:,} to {setting.high:,}"],
            "rule": [_link("rules", setting.rule)] if setting.rule else [],
        }
        yield from ("", f"### {setting.name}")
        yield from _listed(rows)


def states_page(domain: Domain) -> Iterator[str]:
    """Each state: what it is of, what it takes in, what it leaves out and why."""
    yield from _head("States", "What decisions and apps read, folded from the events.")
    for part in domain.slices:
        yield from ("", f"## {part.namespace}")
        for kind in part.states:
            identity = [f"`{field}`" for field, _ in kind.spec.identity]
            readers = domain.readers.get(kind)
            handled = [_link("events", one.spec.name) for one in domain.handlers(kind)]
            yield from _entry(kind.__name__, kind)
            rows = {
                "of": identity or ["the community"],
                "may be looked at by": [readers.name] if readers else ["whoever holds the log"],
                "takes in": handled,
            }
            yield from _listed(rows)
            yield from _left_out(domain, kind)


def kit_page(_: Domain) -> Iterator[str]:
    """Each name that the test kit shows."""
    yield from _head("Test kit", "What `community_domain_testkit` shows, by where it stands.")
    yield from kit_entries()


PAGES: Mapping[str, Callable[[Domain], Iterable[str]]] = {
    "rules.md": rules_page,
    "events.md": events_page,
    "commands.md": commands_page,
    "refusals.md": refusals_page,
    "settings.md": settings_page,
    "states.md": states_page,
    "test-kit.md": kit_page,
}


def written(name: str, domain: Domain = STANDARD) -> str:
    """A page as the code has it."""
    return "\n".join([*PAGES[name](domain), ""])


def _head(title: str, sentence: str) -> tuple[str, ...]:
    return (HEAD, "", f"# {title}", "", sentence)


def _entry(name: str, kind: type) -> tuple[str, ...]:
    return ("", f"### {name}", "", _first(kind))


def _listed(rows: Mapping[str, Sequence[str]]) -> Iterator[str]:
    yield ""
    for what, entries in rows.items():
        if entries:
            yield f"- {what}: {', '.join(entries)}"


def _first(thing: Any) -> str:
    """The first paragraph of a docstring, on one line."""
    return " ".join(inspect.getdoc(thing).split("\n\n")[0].split())  # type: ignore[union-attr]


def _link(page: str, name: str) -> str:
    """A link to the entry of a name, by the anchor that Markdown makes of it."""
    return f"[{name}]({page}.md#{name.lower().replace('.', '')})"


def _fields(kind: type, *, checked: bool = False) -> Iterator[str]:
    docs, heads = field_docs(kind), ["field", "type", *(["checked"] if checked else []), ""]
    yield ""
    yield _row(heads)
    yield _row("---" for _ in heads)
    for field in fields_of(kind):
        cells = [f"`{field.name}`", _type(field.type)]
        if checked:
            default = "" if field.default is attrs.NOTHING else "may be left out"
            cells.append("; ".join(filter(None, [_bounds(field.type, field.metadata), default])))
        yield _row([*cells, docs.get(field.name, "")])


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _values(domain: Domain) -> list[type]:
    """The values that fields of events hold, and those that these hold, in order of use."""
    found: dict[type, None] = {}
    kinds: list[type] = list(domain.events)
    for kind in kinds:
        for field in fields_of(kind):
            for hint in (field.type, *get_args(field.type)):
                if isinstance(hint, type) and attrs.has(hint) and hint not in found:
                    found[hint] = None
                    kinds.append(hint)
    return list(found)


def _names(kind: type) -> list[str]:
    return [field.name for field in fields_of(kind)]


def _type(hint: Any) -> str:
    options = get_args(hint)
    if get_origin(hint) is tuple:
        return f"{_type(options[0])}, many"
    if get_origin(hint) is Literal:
        return " or ".join(f"`{option}`" for option in options)
    if type(None) in options:
        return f"{' or '.join(_type(o) for o in options if o is not type(None))}, or nothing"
    if isinstance(hint, type) and issubclass(hint, Enum):
        return " or ".join(f"`{member.value}`" for member in hint)
    return f"`{hint.__name__}`"


def _bounds(hint: Any, metadata: Mapping[str, Any]) -> str:  # noqa: PLR0911 - one line a kind
    """What the check of a field demands beside its type."""
    low, high = metadata.get("low"), metadata.get("high")
    if get_origin(hint) is tuple:
        most = f"{high or kernel.values.ENTRY_LIMIT:,} entries"
        return f"{low} to {most}" if low else f"at most {most}"
    kinds = [kind for kind in (get_args(hint) or (hint,)) if kind is not type(None)]
    match kinds:
        case [kind] if kind is int:
            return f"{low or 0:,} to {kernel.values.NUMBER_LIMIT if high is None else high:,}"
        case [kind] if kind is str and "example" in metadata:
            return f"in the form of `{metadata['example']}`"
        case [kind] if kind is str:
            return f"1 to {kernel.values.TEXT_LIMIT if high is None else high:,} characters"
        case [kind] if kind is datetime:
            return "with a time zone"
        case [kind] if kind is date or isinstance(kind, type):
            return ""
        case _:
            return "an id"


def _left_out(domain: Domain, kind: type[State]) -> Iterator[str]:
    lists = [kind.ignores, *(part.ignores.get(kind, {}) for part in domain.slices)]
    reasons = [(reason, types) for one in lists for reason, types in one.items()]
    if reasons:
        yield "- leaves out:"
    for reason, types in reasons:
        yield f"    - {', '.join(_link('events', one.spec.name) for one in types)}: {reason}."
    if kind.elsewhere:
        yield f"- leaves out all other slices: {kind.elsewhere}."


def _documented(body: list[ast.stmt]) -> Iterator[tuple[str, str]]:
    for field, below in pairwise(body):
        match field, below:
            case (
                ast.AnnAssign(target=ast.Name(id=name)),
                ast.Expr(value=ast.Constant(value=str(text))),
            ):
                yield name, " ".join(text.split())
            case _:
                pass


def _is_family(kind: type) -> bool:
    return issubclass(kind, Event) and kind is not Event


def _is_refusal(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Refusal) and "code" in vars(kind)


def main() -> None:
    """Write every page."""
    for name in PAGES:
        (FOLDER / name).write_text(written(name), "utf-8")


if __name__ == "__main__":
    main()
