"""The reference page of the test kit, written from its code like the others; see `reference.py`."""

import inspect
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from pkgutil import walk_packages
from types import ModuleType
from typing import Any

import community_domain_testkit as kit

__all__ = ["kit_entries"]

HIDDEN = {"self", "cls"}
SPECIAL: Mapping[Any, str] = {
    inspect.Parameter.VAR_POSITIONAL: "*",
    inspect.Parameter.VAR_KEYWORD: "**",
}


def kit_entries() -> Iterator[str]:
    """Each public name of the kit below the module it stands in, with its public methods."""
    told: set[str] = set()
    for module in _modules():
        names = [one for one in kit.__all__ if one not in told and _shows(module, one)]
        if names:
            told.update(names)
            yield from ("", f"## {module.__name__}", "", _sentence(module))
        for name in names:
            yield from _entry(name, getattr(kit, name))
    assert told == set(kit.__all__), f"nothing shows {set(kit.__all__) - told}"


def _modules() -> Iterator[ModuleType]:
    """All modules of the kit, but for packages, which only show what is in them."""
    found = [import_module(one.name) for one in walk_packages(kit.__path__, f"{kit.__name__}.")]
    registering = import_module("community_domain_hooks.registering")
    yield from sorted(
        [*found, registering], key=lambda one: (hasattr(one, "__path__"), one.__name__)
    )


def _shows(module: ModuleType, name: str) -> bool:
    """Whether it is this very thing that stands there; another module may have one of that name."""
    return name in getattr(module, "__all__", ()) and getattr(module, name) is getattr(kit, name)


def _entry(name: str, thing: Any) -> Iterator[str]:
    """What a name is for; a constant is told by its value, or by its kind where that is long."""
    yield from ("", f"### {name}", "")
    if inspect.isclass(thing):
        methods = [f"- {_call(one, found)}: {_sentence(found)}" for one, found in _methods(thing)]
        yield from (_sentence(thing), *(["", *methods] if methods else []))
    elif inspect.isroutine(thing):
        yield f"{_call(name, thing)}: {_sentence(thing)}"
    else:
        yield f"A constant: {_kind(thing)}."


def _methods(kind: type) -> Iterator[tuple[str, Callable[..., Any]]]:
    """What the class itself, or another one of the kit, says that its instances can do."""
    for name, found in inspect.getmembers(kind, inspect.isroutine):
        ours = f"{getattr(found, '__module__', '')}".startswith(kit.__name__)
        if ours and not name.startswith(("_", "test_", "pytest")) and inspect.getdoc(found):
            yield name, found


def _call(name: str, called: Any) -> str:
    parameters = inspect.signature(called).parameters.values()
    names = [f"{SPECIAL.get(one.kind, '')}{one.name}" for one in parameters]
    return f"`{name}({', '.join(one for one in names if one not in HIDDEN)})`"


def _kind(thing: Any) -> str:
    shown = repr(thing)
    return f"`{shown}`" if len(shown) < 80 else f"`{type(thing).__name__}`"


def _sentence(thing: Any) -> str:
    """The first paragraph of a docstring, on one line."""
    said = inspect.getdoc(thing) or ""
    return " ".join(said.split("\n\n")[0].split())
