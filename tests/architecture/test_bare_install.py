"""The core as its users get it: a wheel, installed with its two dependencies and nothing else."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

INSPECT = """
import importlib, json, pkgutil, sys
from importlib.metadata import distributions, files

import community_domain

walked = pkgutil.walk_packages(community_domain.__path__, "community_domain.")
names = ["community_domain", *(module.name for module in walked)]
for name in names:
    importlib.import_module(name)
json.dump(
    {
        "modules": names,
        "distributions": sorted(d.name for d in distributions()),
        "files": [str(path) for path in files("community-domain")],
    },
    sys.stdout,
)
"""


@pytest.fixture(scope="module")
def installed(
    root: Path, uv_program: str, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, list[str]]:
    """What a fresh environment holds once the wheel of the core is installed in it."""
    folder = tmp_path_factory.mktemp("bare")
    environment = {k: v for k, v in os.environ.items() if k not in {"VIRTUAL_ENV", "PYTHONPATH"}}

    def run(*command: str) -> str:
        done = subprocess.run(
            command, cwd=root, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    venv = folder / "venv"
    python = venv / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    build = ["build", "--wheel", "--package", "community-domain", "--out-dir", str(folder)]
    run(uv_program, *build)
    (wheel,) = folder.glob("*.whl")
    run(uv_program, "venv", "--python", sys.executable, str(venv))
    run(uv_program, "pip", "install", "--python", str(python), str(wheel))
    found: dict[str, list[str]] = json.loads(run(str(python), "-I", "-W", "error", "-c", INSPECT))
    return found


def test_every_module_imports(root: Path, installed: dict[str, list[str]]) -> None:
    """Each source file is in the wheel and imports without a warning, though little is there."""
    source = root / "src"
    files = (p.relative_to(source).with_suffix("") for p in source.rglob("*.py"))
    names = {".".join(p.parts).removesuffix(".__init__") for p in files}
    assert set(installed["modules"]) == names


def test_little_is_installed(installed: dict[str, list[str]]) -> None:
    """Who installs the core gets attrs and the tz database beside it, and no third."""
    assert installed["distributions"] == ["attrs", "community-domain", "tzdata"]


def test_types_and_licence_travel_with_it(installed: dict[str, list[str]]) -> None:
    """Type checkers need the marker, and the licence asks to be passed on."""
    names = {Path(path).name for path in installed["files"]}
    assert {"py.typed", "LICENSE"} <= names
