"""The example as an app gets it: a distribution of its own, installed from wheels elsewhere."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.pages import blocks, environment, run_commands

EXAMPLE = Path(__file__).parents[1] / "examples" / "own_slice"


TOOLS = Path(sys.executable).parent


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder outside the checkout."""
    return tmp_path_factory.mktemp("own_slice")


@pytest.fixture(scope="module")
def shown(root: Path, uv_program: str, folder: Path) -> list[str]:
    """What the commands of the page print, run with folders outside the checkout."""
    [commands] = blocks(EXAMPLE / "README.md", "sh")
    places = {"/tmp/wheelhouse": folder / "wheelhouse", "/tmp/app": folder / "app"}  # noqa: S108
    printed = run_commands(commands, root=root, uv=uv_program, folder=root, places=places)
    return printed.splitlines()


def test_story_is_told_by_the_installed_distribution(shown: list[str]) -> None:
    """Built, installed beside the core and run as the page says, the slice works."""
    assert sum("refused" in line for line in shown) == 2
    assert shown[-2:] == ["18 events recorded"] * 2


def test_both_languages_are_spoken(shown: list[str]) -> None:
    """The refusals of slice and core come in English and Chinese, also outside the checkout."""
    assert any("member-3 该时段已有安排：first-aid。" in line for line in shown)
    assert any("member-3 须先报名培训 first-aid" in line for line in shown)


@pytest.mark.usefixtures("shown")
def test_type_checkers_accept_it_as_an_apps_code(root: Path, folder: Path) -> None:
    """A slice written outside the core is clean in strict mypy and strict pyright."""
    code = folder / "code"
    shutil.copytree(EXAMPLE / "src", code)
    settings = {"include": ["code"], "typeCheckingMode": "strict", "venvPath": ".", "venv": "app"}
    (folder / "pyrightconfig.json").write_text(json.dumps(settings), "utf-8")
    apart = ["--config-file=", "--cache-dir=.mypy_cache", "--python-executable=app/bin/python"]
    for command in (
        [f"{TOOLS}/mypy", "--strict", *apart, f"{code}/neighbourhood_training"],
        [f"{TOOLS}/pyright", "--project", f"{folder}"],
    ):
        done = subprocess.run(
            command,
            cwd=folder,
            env=environment(root),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout
