"""The kit finds each mistake, tells it in the shortest way, and raises no alarm without any."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import monotonic

import pytest
from community_domain_testkit import Found, Step
from community_domain_testkit.steps import commands_in, without

from examples.app_tested.__main__ import main
from examples.app_tested.bugs import Bug
from examples.app_tested.machine import WITH, AppMachine, Differs

SEEDS = 20
NEARLY_ALL = 18
"""Of the seeds."""
SECONDS = 60.0
"""For each of them."""
CALM = 10.0
"""So long the app without a mistake is watched, from each seed."""


def fails(found: Found, story: tuple[Step, ...]) -> bool:
    """Whether the app with the mistake still differs from the log."""
    try:
        found.machine.retell(story)
    except Differs:
        return True
    return False


@pytest.fixture(scope="module")
def page(root: Path) -> str:
    """The words of the example's page, a space between them."""
    return " ".join((root / "examples" / "app_tested" / "README.md").read_text("utf-8").split())


@pytest.mark.parametrize("bug", Bug)
def test_mistake_is_found(
    bug: Bug, *, thorough: bool, record_property: Callable[[str, object], None]
) -> None:
    """Within a minute, from nearly every seed, by a story of which no command can be left out."""
    seeds = range(SEEDS if thorough else 1)
    found: list[Found] = []
    for seed in seeds:
        started = monotonic()
        if one := WITH[bug].find(seed=seed, seconds=SECONDS):
            found.append(one)
            record_property(f"seconds from seed {seed}", monotonic() - started)
    assert len(found) * SEEDS >= len(seeds) * NEARLY_ALL
    for one in found:
        assert isinstance(one.failure, Differs)
        assert fails(one, one.story)
        for number in range(commands_in(one.story)):
            assert not fails(one, without(one.story, number, number + 1)), str(one)
        AppMachine.retell(one.story)


def test_no_alarm_without_a_mistake(*, thorough: bool) -> None:
    """The app itself shows and answers what the model's log says, whatever is requested."""
    for seed in range(SEEDS if thorough else 1):
        assert AppMachine.find(seed=seed, seconds=CALM if thorough else 1) is None


def test_hunt_is_told(root: Path, page: str, tmp_path: Path) -> None:
    """The story is told in words, on a narrow terminal too, and as a script that fails alike.

    Where the page shows another story, run `python -m examples.app_tested` and put there what it
    prints. Only a process of its own tells the same: Hypothesis also tries numbers and texts that
    stand in the modules that are loaded.
    """
    hunt = ["--bug", "midnight", "--calm", "0", "--script"]
    command = [sys.executable, "-m", "examples.app_tested", *hunt]
    env = {**os.environ, "COLUMNS": "60"}
    done = subprocess.run(command, cwd=root, env=env, capture_output=True, text=True, check=True)
    story, script = done.stdout.split("# Differs", 1)
    assert max(len(line) for line in story.splitlines()) <= 60
    for said in (Bug.MIDNIGHT.name, "founder schedules", "the log says", "Found and cut"):
        assert said in " ".join(story.split())
    script, _, _ = script.partition(".retell(STORY)\n")
    assert " ".join(story.partition("✓")[0].split()) in page
    (tmp_path / "story.py").write_text(f"# Differs{script}.retell(STORY)\n")
    env = {**os.environ, "PYTHONPATH": str(root)}
    again = [sys.executable, str(tmp_path / "story.py")]
    failed = subprocess.run(
        again, cwd=tmp_path, env=env, capture_output=True, text=True, check=False
    )
    assert failed.returncode == 1
    assert "Differs" in failed.stderr.splitlines()[-1]


def test_what_is_not_found_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """Without time nothing is found; that is said in a sentence, and scripts notice."""
    assert main(["--bug", "midnight", "--seconds", "0"]) == 1
    assert capsys.readouterr().err.endswith(
        "Stopped. Not found: MIDNIGHT. Give it more --seconds, or another --seed.\n"
    )


def test_page_names_every_mistake(page: str) -> None:
    """The example's page tells of each mistake in the words that a run prints."""
    for bug in Bug:
        assert bug.name in page
        assert f"{bug.value}." in page
