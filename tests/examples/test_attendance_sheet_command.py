"""`python -m examples.attendance_sheet` as people and programs call it."""

import json
import subprocess
import sys
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from examples.attendance_sheet.__main__ import main

HEADING = (
    "_id,Term,First Name,Last Name,Committee,MTG #,Session Date,Session Type,"
    "Session Start-End Time,Present"
)
SMALL = """gathering,date,session,person,present
Chess,2023-03-01,Morning,Person 1,Y
Chess,2023-03-01,Morning,Person 2,N
Chess,2023-03-01,Morning,Person 2,N
Chess,2023-03-01,Midnight,Person 3,N
"""


@pytest.fixture
def small(tmp_path: Path) -> str:
    """A sheet of four rows, two of which go in."""
    path = tmp_path / "small.csv"
    path.write_text(SMALL)
    return str(path)


def generated(path: Path) -> Counter[str]:
    """Write a sheet of the council's shape and size; returns what was put into it.

    Forty committees, thirty persons; nobody is expected at two places at once.
    """
    rows: list[tuple[str, ...]] = []
    put = Counter[str]()
    for day in range(200):
        on = (date(2022, 11, 1) + timedelta(days=day)).isoformat()
        committee = f"Committee {day % 40}"
        for label, times in (
            ("Morning", "09:31AM - 11:50AM"),
            ("Afternoon", "14:03PM - 15:25PM"),
            ("Afternoon", "15:25PM(Roll Call)"),
        ):
            put["sessions"] += 1
            for person in range(10):
                here = "N" if (day + person) % 9 == 0 else "Y"
                put["absent" if here == "N" else "present"] += 1
                rows.append((f"{person}", committee, f"{day}", on, label, times, here))
    put["duplicates"] = 25
    rows += [rows[-1 - 7 * n] for n in range(25)]
    for n in range(30):
        *row, here = rows[11 * n]
        rows.append((*row, "Y" if here == "N" else "N"))
        put["absent" if here == "N" else "present"] -= 1
    put["contradictions"] = 60
    for person in range(10):
        first = "2022-11-01"
        absent = person % 9 == 0
        again = ("Afternoon", "15:00PM(Roll Call)", "N" if absent else "Y")
        rows.append((f"{person}", "Committee 0", "0", first, *again))
    put["overlapping"] = 10
    put["rows"] = len(rows)
    lines = [f"{n},2022-2026,Person,{','.join(row)}" for n, row in enumerate(rows, 1)]
    path.write_text("\r\n".join([HEADING, *lines, ""]), "utf-8")
    return put


def run(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "examples.attendance_sheet", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def told(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """The one JSON object on standard output."""
    result: dict[str, Any] = json.loads(capsys.readouterr().out)
    return result


def test_sheet_of_the_councils_size(root: Path, tmp_path: Path) -> None:
    """Thousands of rows go into a durable log with the counts put into them; again adds nothing."""
    put = generated(tmp_path / "sheet.csv")
    command = (str(tmp_path / "sheet.csv"), "--json", "--log", f"sqlite:///{tmp_path / 'log.db'}")
    first, second = run(*command, folder=root), run(*command, folder=root)
    assert (first.returncode, second.returncode) == (0, 0)
    once, twice = json.loads(first.stdout), json.loads(second.stdout)
    assert {name: once[name] for name in put} == dict(put)
    assert (once["gatherings"], once["persons"]) == (40, 10)
    assert (once["malformed"], once["unknown"], once["refused"]) == (0, 0, 0)
    assert once["added"] == once["log"]["events"] > 0
    assert twice == {**once, "added": 0}


def test_one_object_for_programs(small: str, capsys: pytest.CaptureFixture[str]) -> None:
    """`--json` prints one object and nothing else; a row's problem is no failure."""
    assert main([small, "--json"]) == 0
    result = told(capsys)
    assert result["rows"] == 4
    assert (result["present"], result["absent"], result["sessions"]) == (1, 1, 1)
    assert result["log"]["events"] == result["added"]
    assert result["problems"] == [
        {
            "line": 4,
            "kind": "duplicates",
            "reason": "repeated",
            "message": "says the same as another row, which counts",
            "lines": [3],
        },
        {
            "line": 5,
            "kind": "unknown",
            "reason": "unknown-session",
            "message": "the session is none that this kind of sheet knows",
            "lines": [],
        },
    ]


def test_tables_for_people(small: str, capsys: pytest.CaptureFixture[str]) -> None:
    """People see what there is, what was read by a rule, and each row that did not go in."""
    assert main([small]) == 0
    out = capsys.readouterr().out
    titles = ["What there is", "Rows", "Read by a rule", "Rows that did not go in (2 of 2 shown)"]
    assert [line.strip() for line in out.splitlines() if line.strip() in titles] == titles


@pytest.mark.parametrize(("asked", "shown"), [("1", 1), ("2", 2), ("9", 2), ("all", 2)])
def test_problems_shown_are_chosen(
    asked: str, shown: int, small: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A long list does not flood the screen unless it is asked for; its length is always told."""
    assert main([small, "--problems", asked]) == 0
    assert f"({shown} of 2 shown)" in capsys.readouterr().out


def test_no_problems_shown(small: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever wants the counts alone gets them, and no empty table."""
    assert main([small, "--problems", "0"]) == 0
    out = capsys.readouterr().out
    assert "duplicates" in out
    assert "see line" not in out


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
        (["small.csv", "--zone", "Toronto"], "zone ('Toronto') is not known here."),
        (["small.csv", "--log", "sqlite:///other.csv"], "other.csv"),
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
    (folder / "other.csv").write_text("a,b,c\n" * 1000)
    before = {path: path.read_bytes() for path in folder.iterdir()}
    monkeypatch.chdir(folder)
    assert main(arguments) == 1
    output = capsys.readouterr()
    # A note about the machine's SQLite may stand above it.
    [said] = [line for line in output.err.splitlines() if not line.startswith("Note. ")]
    assert said.startswith("Stopped. ")
    assert sentence in said
    assert output.out == ""
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_nothing_is_left_behind_unless_asked(
    small: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Sheets tell of real people: without `--log` no copy of them stays on the disk."""
    monkeypatch.chdir(Path(small).parent)
    assert main([small, "--json"]) == 0
    assert told(capsys)["added"] > 0
    assert [path.name for path in Path(small).parent.iterdir()] == ["small.csv"]


def test_zone_is_the_communitys(small: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The zone that is asked for is the one that counts."""
    Path(small).write_text(
        "gathering,date,session,person,present,start,end\n"
        "Chess,2023-03-12,A,Person 1,Y,02:30,03:30\n"
    )
    assert main([small, "--json"]) == 0
    assert told(capsys)["malformed"] == 1
    elsewhere = [small, "--json", "--zone", "Asia/Shanghai"]
    elsewhere += ["--log", f"sqlite:///{Path(small).parent / 'log.db'}"]
    for _ in range(2):
        assert main(elsewhere) == 0
        assert told(capsys)["present"] == 1
    elsewhere[elsewhere.index("Asia/Shanghai")] = "America/Toronto"
    assert main(elsewhere) == 1
    assert "begun with the zone Asia/Shanghai" in " ".join(capsys.readouterr().err.split())
