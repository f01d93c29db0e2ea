"""`python -m examples.henggao` as people and programs call it."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from community_domain_storage import open_log
from rich.cells import cell_len

from community_domain import STANDARD
from examples.henggao.replay import main as replay

from .watching import on_terminal

Run = Callable[..., subprocess.CompletedProcess[str]]
STORY, REPLAY = "examples.henggao", "examples.henggao.replay"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the log is."""
    return tmp_path_factory.mktemp("henggao")


@pytest.fixture(scope="module")
def run(root: Path, folder: Path) -> Run:
    """Start a program of the example in a folder of its own, on a terminal of 80 columns."""

    def started(module: str, *given: str) -> subprocess.CompletedProcess[str]:
        path = os.pathsep.join([str(root), *filter(None, [os.environ.get("PYTHONPATH")])])
        env = {**os.environ, "PYTHONPATH": path, "COLUMNS": "80"}
        command = [sys.executable, "-m", module, *given]
        return subprocess.run(
            command, cwd=folder, env=env, capture_output=True, text=True, check=False
        )

    return started


@pytest.fixture(scope="module")
def first(run: Run) -> subprocess.CompletedProcess[str]:
    """The first run, for programs."""
    return run(STORY, "--json")


def test_for_programs(first: subprocess.CompletedProcess[str]) -> None:
    """One object with every figure; everything in the log was added by this run."""
    told = json.loads(first.stdout)
    assert told["added"] == told["events"] > 0
    assert told["residents"] == 9_000
    assert told["little_teachers"] == 203
    assert told["sports_day"] == {"signed_up": 94, "parents_serving": 52, "residents": 210}
    assert told["epidemic"]["parents"] == 250
    assert told["as_of"]["date"] == "2024-01-31"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("Nothing to add", "The hours ledger of Resident 1", "took a shift: ", "more than")),
        ("zh", ("无新增", "Resident 1的时长台账", "认领班次：", "90余名")),
    ],
)
def test_for_people(
    run: Run, first: subprocess.CompletedProcess[str], language: str, words: tuple[str, ...]
) -> None:
    """A second run adds nothing, tells it in the language asked for, and fits the terminal."""
    assert first.returncode == 0
    shown = run(STORY, "--lang", language).stdout
    assert all(word in shown for word in words)
    assert shown.count("✓") == 12
    assert max(cell_len(line) for line in shown.splitlines()) <= 80


def test_the_replay_needs_nothing_but_the_log(
    run: Run, first: subprocess.CompletedProcess[str]
) -> None:
    """Run alone it tells the same figures, and it never opens the facts."""
    told = json.loads(first.stdout)
    del told["added"]
    assert json.loads(run(REPLAY, "--json").stdout) == told
    check = (
        "import sys; from examples.henggao import replay; "
        "print(any('henggao.facts' in name or 'drawing' in name for name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_another_story_is_not_mixed_in(run: Run, first: subprocess.CompletedProcess[str]) -> None:
    """Another seed makes other people: the log takes none of it, and says so."""
    assert first.returncode == 0
    done = run(STORY, "--seed", "2")
    assert done.returncode == 1
    assert "tells another story; name another log" in done.stderr
    assert "Traceback" not in done.stderr


def test_progress_is_shown(root: Path, folder: Path, first: object) -> None:
    """Somebody at a terminal sees how far recording has come."""
    command = [sys.executable, "-m", STORY, "--log", f"sqlite:///{folder / 'henggao.db'}"]
    assert "Recording" in on_terminal(command, cwd=root, out=folder / "out")


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("memory://", "cannot be replayed by another process"),
        ("sqlite:///nowhere.db", "record it with"),
    ],
)
def test_no_log_to_replay(capsys: pytest.CaptureFixture[str], url: str, said: str) -> None:
    """A log that another process cannot see, and one that is not there, are refused by name."""
    assert replay(["--log", url]) == 1
    assert said in " ".join(capsys.readouterr().err.split())
    assert not Path("nowhere.db").exists()


def test_an_empty_log(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A log without a story has nothing to tell."""
    url = f"sqlite:///{tmp_path / 'empty.db'}"
    open_log(url, community="henggao", domain=STANDARD).close()
    assert replay(["--log", url]) == 1
    assert "is empty" in capsys.readouterr().err
