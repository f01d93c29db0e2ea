"""What the repository holds, and that its distributions move together."""

import ast
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
ADAPTERS = sorted(path.parent for path in ROOT.glob("adapters/*/pyproject.toml"))
DISTRIBUTIONS = [ROOT, *ADAPTERS]
LONG = 300
"""Lines past which a module says at its top why it is not two."""
SHELVES = sorted(path for path in (ROOT / "docs").iterdir() if path.is_dir())

# In two parts each, so that this file does not name them.
REGISTRIES = ["pypi" + ".org", "python" + "hosted.org", "npm" + "js.org"]


def project(folder: Path) -> dict[str, Any]:
    """The settings of a distribution."""
    return tomllib.loads((folder / "pyproject.toml").read_text("utf-8"))


def tracked() -> list[Path]:
    """Every file under version control."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"],  # noqa: S607  # git is wherever the machine keeps it
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [ROOT / name for name in listed.stdout.split("\0") if name]


def test_lock_file_stays_out() -> None:
    """The lock names the registry it was resolved from, which differs from place to place."""
    names = {path.name for path in tracked()}
    assert "pyproject.toml" in names
    assert "uv.lock" not in names


def test_no_registry_is_named() -> None:
    """Packages come from wherever the reader's installer looks, not from where ours did."""
    naming = [
        (path.relative_to(ROOT).as_posix(), host)
        for path in tracked()
        if path.is_file()
        for host in REGISTRIES
        if host.encode() in path.read_bytes()
    ]
    assert naming == []


def test_versions_move_together() -> None:
    """One version for all, and an adapter takes exactly the core it was tested with."""
    version = project(ROOT)["project"]["version"]
    for folder in ADAPTERS:
        adapter = project(folder)
        assert adapter["project"]["version"] == version, folder.name
        assert f"community-domain=={version}" in adapter["project"]["dependencies"]
        for needed in adapter["project"]["dependencies"]:
            if needed.startswith("community-domain"):
                assert needed.endswith(f"=={version}"), needed


@pytest.mark.parametrize("folder", DISTRIBUTIONS, ids=lambda folder: folder.name)
def test_distribution_is_complete(folder: Path) -> None:
    """Each can be published alone: its licence, its page, its types, the same terms."""
    name = project(folder)["project"]["name"].replace("-", "_")
    assert (folder / "LICENSE").read_bytes() == (ROOT / "LICENSE").read_bytes()
    assert (folder / "README.md").read_text("utf-8").startswith("# ")
    assert (folder / "src" / name / "py.typed").exists()
    assert project(folder)["project"]["requires-python"] == ">=3.11"


@pytest.mark.parametrize("folder", ADAPTERS, ids=lambda folder: folder.name)
def test_adapter_is_known_to_every_check(folder: Path) -> None:
    """An adapter that a list forgot would be neither installed nor checked."""
    settings = project(ROOT)
    name = f"community-domain-{folder.name}"
    module = name.replace("-", "_")
    contracts = settings["tool"]["importlinter"]
    core, others, _ = contracts["contracts"]
    assert project(folder)["project"]["name"] == name
    assert name in settings["dependency-groups"]["dev"]
    assert name in settings["tool"]["uv"]["sources"]
    assert any(p.endswith(f"/{folder.name}/src") for p in settings["tool"]["mypy"]["mypy_path"])
    assert module in contracts["root_packages"]
    assert module in core["forbidden_modules"]
    assert module in others["modules"]


@pytest.mark.parametrize("folder", SHELVES, ids=lambda folder: folder.name)
def test_every_page_is_found_from_its_index(folder: Path) -> None:
    """A page that no index names would be found by nobody."""
    index = (folder / "README.md").read_text("utf-8")
    pages = {path.name for path in folder.glob("*.md")} - {"README.md"}
    assert {page for page in pages if f"({page})" not in index} == set()


def test_a_long_module_says_why_it_is_long() -> None:
    """Whoever opens it need not ask whether it should be taken apart."""
    modules = [
        path
        for path in tracked()
        if path.suffix == ".py"
        and "tests" not in path.parts
        and len(path.read_text("utf-8").splitlines()) > LONG
    ]
    silent = [
        path.relative_to(ROOT).as_posix()
        for path in modules
        if "\nLong because " not in (ast.get_docstring(ast.parse(path.read_text("utf-8"))) or "")
    ]
    assert silent == []
