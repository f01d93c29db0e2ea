"""Who may import whom.

Contracts about whole distributions stand in pyproject.toml and are read by import-linter. The
order of rooms crosses slices, which its layers cannot say, so it is checked here.
"""

import sys
from collections.abc import Iterable
from graphlib import TopologicalSorter
from pathlib import Path

import grimp
import pytest
from importlinter.cli import lint_imports

CORE = "community_domain"
DEPENDENCIES = {"attr", "attrs", "tzdata"}
ROOMS = {
    "values": 1,
    "events": 2,
    "commands": 2,
    "refusals": 2,
    "state": 3,
    # These turn events into commands, and know nothing of how those are decided.
    "processes": 3,
    "deadlines": 3,
    "policies": 4,
    "decisions": 5,
}
KERNEL, SLICE, HOUSE = 0, 6, 7

Import = tuple[str, str]


def floor(module: str) -> int | None:
    """How high a module of the core stands; it may import what stands as high or lower."""
    match module.split("."):
        case [_]:
            return HOUSE
        case [_, "kernel", *_]:
            return KERNEL
        case [_, _]:
            return SLICE
        case [_, _, room, *_]:
            return ROOMS.get(room)
        case _:
            return None


def upward(imports: Iterable[Import]) -> list[str]:
    """The imports that break the order, and the modules that stand in no room, as sentences."""
    found: list[str] = []
    for importer, imported in sorted(imports):
        here, there = floor(importer), floor(imported)
        if here is None or there is None:
            found.append(f"{importer if here is None else imported} stands in no room")
        elif there > here:
            found.append(f"{importer} imports {imported}, which stands above it")
    return found


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    """Every import of the core, for types too; what comes from outside by its top name."""
    return grimp.build_graph(CORE, include_external_packages=True, cache_dir=None)


@pytest.fixture(scope="module")
def inside(graph: grimp.ImportGraph) -> dict[str, set[str]]:
    """What each module of the core imports from the core."""
    modules = {module for module in graph.modules if module.split(".")[0] == CORE}
    return {m: graph.find_modules_directly_imported_by(m) & modules for m in modules}


def test_graph_is_whole(root: Path, inside: dict[str, set[str]]) -> None:
    """Every source file is in the graph, or the other tests would look at too little."""
    source = root / "src"
    files = (p.relative_to(source).with_suffix("") for p in source.rglob("*.py"))
    names = {".".join(p.parts).removesuffix(".__init__") for p in files}
    assert set(inside) == names


def test_rooms_stand_in_order(inside: dict[str, set[str]]) -> None:
    """No module imports what stands above it, in its own slice or in another."""
    assert upward((m, imported) for m in inside for imported in inside[m]) == []


def test_no_cycles() -> None:
    """No two modules need each other to run, so each can be read after what it needs."""
    graph = grimp.build_graph(CORE, exclude_type_checking_imports=True, cache_dir=None)
    TopologicalSorter(
        {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    ).prepare()


def test_core_needs_little(graph: grimp.ImportGraph) -> None:
    """Beside the standard library the core imports its two dependencies and nothing else."""
    outside = {module for module in graph.modules if module.split(".")[0] != CORE}
    assert outside - set(sys.stdlib_module_names) <= DEPENDENCIES


def test_contracts_of_distributions(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The core knows no adapter, and adapters do not know each other."""
    monkeypatch.chdir(root)
    monkeypatch.setattr(sys, "path", list(sys.path))
    status = lint_imports(no_cache=True, no_logo=True)
    assert status == 0, capsys.readouterr().out


@pytest.mark.parametrize(
    ("importer", "imported"),
    [
        ("kernel.states", "members.values"),
        ("kernel.domain", "standard"),
        ("members.values", "members.events"),
        ("members.events", "members.state"),
        ("members.events", "community.state"),
        ("members.processes", "members.decisions"),
        ("activities.deadlines", "activities.policies"),
        ("members.state", "activities.policies"),
        ("members.policies", "activities.decisions"),
        ("members.decisions", "activities"),
        ("members.decisions", "standard"),
    ],
)
def test_upward_import_is_reported(importer: str, imported: str) -> None:
    """The check fails on each kind of import it is there to forbid."""
    assert len(upward([(f"{CORE}.{importer}", f"{CORE}.{imported}")])) == 1


def test_unknown_room_is_reported() -> None:
    """A module beside the known rooms has no place in the order until somebody gives it one."""
    assert upward([(f"{CORE}.members.services", f"{CORE}.members.state")]) == [
        f"{CORE}.members.services stands in no room"
    ]


def test_importing_the_house_from_inside_is_reported() -> None:
    """A module that imports the package it is part of depends on everything in it."""
    assert len(upward([(f"{CORE}.members.decisions", CORE)])) == 1


@pytest.mark.parametrize(
    ("importer", "imported"),
    [
        ("members.events", "community.values"),
        ("members.commands", "members.events"),
        ("community.decisions", "members.policies"),
        ("activities.state", "kernel"),
        ("members", "members.decisions"),
        ("standard", "members"),
    ],
)
def test_downward_import_is_kept(importer: str, imported: str) -> None:
    """What the order allows is not reported."""
    assert upward([(f"{CORE}.{importer}", f"{CORE}.{imported}")]) == []
