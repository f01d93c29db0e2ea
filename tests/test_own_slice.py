"""The example as an app gets it: a distribution of its own, installed from wheels elsewhere."""

from pathlib import Path

import pytest

from tests.pages import blocks, run_commands

EXAMPLE = Path(__file__).parents[1] / "examples" / "own_slice"


@pytest.fixture(scope="module")
def shown(root: Path, uv_program: str, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What the commands of the page print, run with folders outside the checkout."""
    folder = tmp_path_factory.mktemp("own_slice")
    [commands] = blocks(EXAMPLE / "README.md", "sh")
    places = {"/tmp/wheelhouse": folder / "wheelhouse", "/tmp/app": folder / "app"}  # noqa: S108
    printed = run_commands(commands, root=root, uv=uv_program, folder=root, places=places)
    return printed.splitlines()


def test_story_is_told_by_the_installed_distribution(shown: list[str]) -> None:
    """Built, installed beside the core and run as the page says, the slice works."""
    assert sum("refused" in line for line in shown) == 2
    assert shown[-1] == "18 events recorded"


def test_both_languages_are_spoken(shown: list[str]) -> None:
    """The refusals of slice and core come in English and Chinese, also outside the checkout."""
    assert any("member-3 该时段已有安排：first-aid。" in line for line in shown)
    assert any("member-3 须先报名培训 first-aid" in line for line in shown)
