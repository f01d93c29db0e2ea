"""`python -m examples.street_hazards` as people and programs call it."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from examples.street_hazards.__main__ import main

from .reports import reports, row, written
from .watching import on_terminal

CLOSED = {"status": "CLOSED", "datetimeclosed": "2018-01-03 10:00:00.5"}


@pytest.fixture
def small(tmp_path: Path) -> str:
    """A file of four rows about two requests, one of which is malformed."""
    rows = (row(1), row(1), row(1, **CLOSED), row(2, status="NA"))
    return str(written(tmp_path, reports(*rows)))


def told(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """The one JSON object on standard output."""
    result: dict[str, Any] = json.loads(capsys.readouterr().out)
    return result


def test_a_file_of_some_size(root: Path, tmp_path: Path) -> None:
    """Thousands of rows go into a durable log in a process of its own; again adds nothing."""
    rows = [row(number % 2_400, **(CLOSED if number % 3 else {})) for number in range(2_500)]
    path = written(tmp_path, reports(*rows))
    command = [sys.executable, "-m", "examples.street_hazards", str(path), "--json"]
    command += ["--log", f"sqlite:///{tmp_path / 'log.db'}"]
    results: list[dict[str, Any]] = []
    for _ in range(2):
        ended = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
        results.append(json.loads(ended.stdout))
    once, twice = results
    assert (once["reports"], once["distinct"], once["repeats"]) == (2_500, 2_400, 100)
    assert once["closed"] + once["open"] == 2_400
    assert once["added"] == once["events"] == 3 + 2_400 + once["contradictory_repeats"]
    assert twice == {**once, "added": 0}


def test_one_object_for_programs(small: str, capsys: pytest.CaptureFixture[str]) -> None:
    """`--json` prints one object and nothing else; a row's problem is no failure."""
    assert main([small, "--json"]) == 0
    assert told(capsys) == {
        "reports": 4,
        "repeats": 2,
        "malformed": 1,
        "refused": 0,
        "distinct": 1,
        "contradictory_repeats": 1,
        "closed": 1,
        "cancelled": 0,
        "open": 0,
        "closed_after_target": 0,
        "closed_on_target_day": 0,
        "investigated_before_reported": 0,
        "investigated_after_closed": 0,
        "closed_before_reported": 0,
        "verified": 0,
        "events": 5,
        "added": 5,
        "zone": "America/Chicago",
        "problems": [{"line": 5, "reason": "blank", "message": "status is empty"}],
    }


def test_tables_for_people(small: str, capsys: pytest.CaptureFixture[str]) -> None:
    """People see what the file holds, what the log says, and each row that did not go in."""
    assert main([small]) == 0
    out = " ".join(capsys.readouterr().out.split())
    titles = ("In the file", "In the log, imported as reported", "(1 of 1 shown)")
    assert [out.index(title) for title in titles] == sorted(out.index(title) for title in titles)
    assert "status is empty" in out
    assert main([small, "--problems", "0"]) == 0
    assert "status is empty" not in capsys.readouterr().out


def test_a_file_without_problems(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No empty table is shown."""
    assert main([str(written(tmp_path, reports(row(1)))), "--problems", "all"]) == 0
    assert "did not go in" not in capsys.readouterr().out


def test_progress_on_a_terminal(root: Path, tmp_path: Path, small: str) -> None:
    """Who waits sees how far it is; what is printed is not mixed with it."""
    out = tmp_path / "out.txt"
    command = [sys.executable, "-m", "examples.street_hazards", small]
    assert "4/4" in on_terminal(command, cwd=root, out=out)
    assert "4/4" not in out.read_text("utf-8")


@pytest.mark.parametrize("asked", ["-1", "some", ""])
def test_nonsense_about_problems_is_refused(asked: str, small: str) -> None:
    """A number that is none is told before anything is read."""
    with pytest.raises(SystemExit) as stopped:
        main([small, f"--problems={asked}"])
    assert stopped.value.code == 2


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["none.csv"], "none.csv cannot be opened: No such file or directory."),
        (["other.csv"], "other.csv lacks columns:"),
        (["reports.csv", "--zone", "Chicago"], "zone ('Chicago') is not known here."),
    ],
)
def test_what_cannot_be_read_stops(
    arguments: list[str],
    sentence: str,
    small: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """One clear sentence, an exit code that scripts notice, and nothing changed."""
    folder = Path(small).parent
    (folder / "other.csv").write_text("a,b,c\n" * 10)
    before = {path: path.read_bytes() for path in folder.iterdir()}
    monkeypatch.chdir(folder)
    assert main(arguments) == 1
    output = capsys.readouterr()
    assert sentence in output.err
    assert output.out == ""
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_the_zone_is_the_logs(small: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Another zone on the same log would tell other instants for the same rows."""
    log = ["--json", "--log", f"sqlite:///{Path(small).parent / 'log.db'}"]
    assert main([small, *log]) == 0
    assert told(capsys)["zone"] == "America/Chicago"
    assert main([small, *log, "--zone", "Asia/Shanghai"]) == 1
    assert "begun with the zone America/Chicago" in " ".join(capsys.readouterr().err.split())
