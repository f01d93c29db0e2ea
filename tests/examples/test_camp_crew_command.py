"""`python -m examples.camp_crew` as people and programs call it."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from community_domain_storage import open_community

from community_domain import tags_of
from examples.camp_crew.__main__ import main
from examples.camp_crew.made_up import made_up
from examples.camp_crew.recording import COMMUNITY

from .camps import entry, plain_figures, plan_of, text
from .watching import on_terminal

Json = dict[str, Any]


@pytest.fixture
def url(tmp_path: Path) -> str:
    """A log that is not there yet."""
    return f"sqlite:///{tmp_path / 'camp.db'}"


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str]) -> Callable[..., Json]:
    """Run the example for programs; the one object that it prints."""

    def run(*given: str) -> Json:
        assert main([*given, "--json"]) == 0
        result: Json = json.loads(capsys.readouterr().out)
        return result

    return run


@pytest.fixture
def shown(capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Run the example for people; the words that it prints, without frames and line breaks."""

    def run(*given: str) -> str:
        assert main(list(given)) == 0
        return " ".join(re.sub(r"[^\S ]|[┃│━─┏┓┡┩└┘├┤┼╇┳┴]", " ", capsys.readouterr().out).split())

    return run


@pytest.fixture
def plan(tmp_path: Path) -> Callable[..., str]:
    """A file with these entries."""

    def write(*entries: object) -> str:
        path = tmp_path / "plan.json"
        path.write_text(text(*entries))
        return str(path)

    return write


def test_for_programs(told: Callable[..., Json], url: str) -> None:
    """Without a file a camp is made up; the figures are there, and a second run adds nothing."""
    once = told("--log", url)
    assert (once["entries"], once["shifts"]) == (150, 150)
    assert once["taken"] == once["wanted"] - sum(
        one["wanted"] - one["drawn"] for one in once["unfilled"]
    )
    assert once["added"] == once["events"] > 0
    assert {one["rule"] for one in once["refused"]} == {"R3", "R7", "R18", "R19", "R20"}
    assert told("--log", url) == {**once, "added": 0}


def test_a_file(told: Callable[..., Json], plan: Callable[..., str]) -> None:
    """A plan by its path gives the figures that a plain look at the JSON gives."""
    entries = plan_of(60, 3)
    found = told(plan(*entries))
    assert {name: found[name] for name in plain_figures(entries)} == plain_figures(entries)
    assert (found["minors"], found["unfilled"]) == (0, [])


def test_seed(told: Callable[..., Json]) -> None:
    """Chance comes from the seed alone: one seed, one camp; another, another."""
    first, again, other = told("--seed", "5"), told("--seed", "5"), told("--seed", "6")
    assert first == again
    assert first != other


def test_crew(told: Callable[..., Json], plan: Callable[..., str]) -> None:
    """A smaller crew leaves places open, by the rules."""
    path = plan(*(entry(role=f"Role {n}") for n in range(4)))
    assert (told(path)["volunteers"], told(path, "--crew", "3")["volunteers"]) == (8, 3)
    small = told(path, "--crew", "3")
    assert small["taken"] == 3
    assert [one["drawn"] for one in small["unfilled"]] == [1, 0, 0]
    assert small["refused"] == [{"rule": "R18", "code": "overlapping", "times": 8}]


def test_oddities(told: Callable[..., Json], plan: Callable[..., str]) -> None:
    """What is odd is told entry by entry, the rest goes in, and that is no failure."""
    path = plan(
        entry(), "odd", entry(role="Bar", signed_up=5), entry(min_needed=9), entry(), entry(end="x")
    )
    found = told(path)
    assert (found["entries"], found["shifts"], found["taken"]) == (6, 2, 5)
    assert [
        (one["entry"], one["line"], one["reason"], one["stays_out"], one["others"])
        for one in found["oddities"]
    ] == [
        (2, 3, "not-an-object", True, []),
        (3, 4, "overfull", False, []),
        (4, 5, "least-above-most", True, []),
        (5, 6, "repeated", True, [1]),
        (6, 7, "not-a-time", True, []),
    ]


def test_for_people(shown: Callable[..., str], url: str) -> None:
    """People see the figures, what was refused, what is odd, and where it was recorded."""
    words = shown("--log", url)
    for said in (
        "150 shifts,",
        "A camp made up for this example, seed 1.",
        "The camp, as the log tells it",
        "places needed (sum of minimum)",
        "Night Watch",
        "Sun 26 Oct",
        "Asked for a shift and did not get it",
        "R20",
        "Shifts that nobody more may take",
        "Read by a rule",
        "a time that the clocks show twice",
        "nobody was forced",
        "events recorded in",
        "Who is in the crew is made up",
    ):
        assert said in words
    assert "Nothing to add" not in words
    assert "Nothing to add" in shown("--log", url)


def test_for_people_with_a_file(shown: Callable[..., str], plan: Callable[..., str]) -> None:
    """What stays out is listed with entry, line and reason, as far as asked for."""
    path = plan(entry(), entry(end="2025-07-03 09:00:00"), entry(max_needed=0, min_needed=0))
    words = shown(path)
    assert "Entries that stay out (2 of 2 shown)" in words
    assert "2 3 ends before it starts" in words
    assert "All 2 places that were signed up for are drawn." in words
    assert "a temporary log, gone by now" in words
    assert "(1 of 2 shown)" in shown(path, "--shown", "1")
    assert "(2 of 2 shown)" in shown(path, "--shown", "all")
    assert "stay out" not in shown(path, "--shown", "0")


@pytest.mark.parametrize("columns", [160, 80, 60])
def test_any_terminal(columns: int, root: Path) -> None:
    """No line is wider than the terminal, nothing is cut off, and all columns show if they fit."""
    env = {**os.environ, "COLUMNS": str(columns)}
    command = [sys.executable, "-m", "examples.camp_crew"]
    done = subprocess.run(command, cwd=root, env=env, capture_output=True, text=True, check=True)
    assert max(len(line) for line in done.stdout.splitlines()) <= columns
    assert "…" not in done.stdout
    assert "Technician" in done.stdout
    assert (re.search("needed +offered +taken", done.stdout) is not None) == (columns >= 80)


def test_page_shows_what_is_printed(root: Path) -> None:
    """The output on the example's page is the one that a run prints on 80 columns."""
    page = (root / "examples" / "camp_crew" / "README.md").read_text()
    [printed] = re.findall(r"```text\n(.*?)```", page, re.DOTALL)
    env = {**os.environ, "COLUMNS": "80"}
    command = [sys.executable, "-m", "examples.camp_crew"]
    done = subprocess.run(command, cwd=root, env=env, capture_output=True, text=True, check=True)
    assert [line.rstrip() for line in done.stdout.splitlines()] == printed.splitlines()


def test_nothing_is_left_behind_unless_asked(
    told: Callable[..., Json], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without `--log` nothing stays on the disk, neither here nor among temporary files."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert told()["added"] > 0
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("given", "moves"), [([], True), (["--json"], False)])
def test_progress(given: list[str], moves: bool, root: Path, tmp_path: Path) -> None:  # noqa: FBT001
    """Who looks at a terminal sees how far it is; a program's user does not."""
    command = [sys.executable, "-m", "examples.camp_crew", *given]
    seen = on_terminal(command, cwd=root, out=tmp_path / "out")
    assert ("Drawing the crew" in seen, "Recording" in seen) == (moves, moves)


def test_ids_hold_nothing_of_the_plan(
    told: Callable[..., Json], plan: Callable[..., str], url: str
) -> None:
    """No text of a plan is in an id or a tag: those are never sealed and never erased."""
    told(plan(entry(role="Zaphod", venue="Heart of Gold")), "--log", url)
    with open_community(url, community=COMMUNITY) as community:
        rows = list(community.log.read())
    ids = [tag for row in rows for tag in tags_of(row.event)]
    ids += [str(row.envelope.command_id) for row in rows]
    assert len(ids) > len(rows)
    assert not [one for one in ids if "zaphod" in one.lower() or "gold" in one.lower()]


def no_file(_: Path) -> list[str]:
    """A path with nothing there."""
    return ["none.json"]


def a_folder(folder: Path) -> list[str]:
    """A path that is no file."""
    return [str(folder)]


def no_json(folder: Path) -> list[str]:
    """Something else."""
    (folder / "plan.csv").write_text("role,venue\n")
    return [str(folder / "plan.csv")]


def no_list(folder: Path) -> list[str]:
    """JSON of another shape."""
    (folder / "plan.json").write_text('{"shift_histogram": {"0": 280}}')
    return [str(folder / "plan.json")]


def nothing_in_it(folder: Path) -> list[str]:
    """A plan without a shift."""
    (folder / "plan.json").write_text("[]")
    return [str(folder / "plan.json")]


def only_oddities(folder: Path) -> list[str]:
    """A plan in which every entry is odd."""
    (folder / "plan.json").write_text(text(entry(start=None), 7))
    return [str(folder / "plan.json")]


def no_log(folder: Path) -> list[str]:
    """A log that is none."""
    (folder / "letter.db").write_text("Dear crew, " * 100)
    return ["--log", f"sqlite:///{folder / 'letter.db'}"]


def no_address(_: Path) -> list[str]:
    """A file's name alone."""
    return ["--log", "camp.db"]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (no_file, "none.json cannot be opened: No such file or directory."),
        (a_folder, "cannot be opened: Is a directory."),
        (no_json, "plan.csv is no JSON: Expecting value (line 1, column 1)."),
        (no_list, "plan.json is no list of shifts."),
        (nothing_in_it, "plan.json has no shift that can be recorded."),
        (only_oddities, "has no shift that can be recorded; the first entry (line 2) lacks start."),
        (no_log, "no community log"),
        (no_address, "Write sqlite:///"),
    ],
)
def test_what_cannot_be_used(
    wrong: Callable[[Path], list[str]],
    sentence: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """One sentence on standard error, an exit code that scripts notice, and no result."""
    assert main(wrong(tmp_path)) == 1
    output = capsys.readouterr()
    # A note about the machine's SQLite may stand above it.
    [said] = [line for line in output.err.splitlines() if not line.startswith("Note. ")]
    assert said.startswith("Stopped. ")
    assert sentence in said
    assert output.out == ""


@pytest.mark.parametrize("other", [["--seed", "2"], ["--crew", "60"]])
def test_another_camp(
    other: list[str], told: Callable[..., Json], url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A log holds one camp: another plan, seed or crew is refused, and changes nothing."""
    before = told("--log", url)
    assert main(["--log", url, *other]) == 1
    assert "tells of another camp; name another log" in capsys.readouterr().err
    assert told("--log", url) == {**before, "added": 0}


@pytest.mark.parametrize(
    "nonsense", [["--crew", "0"], ["--crew", "many"], ["--seed", "x"], ["--shown", "-1"]]
)
def test_nonsense_is_refused(nonsense: list[str]) -> None:
    """A number that is none is told before anything is read."""
    with pytest.raises(SystemExit) as stopped:
        main([f"{nonsense[0]}={nonsense[1]}"])
    assert stopped.value.code == 2


def test_made_up_camp_is_a_plan(told: Callable[..., Json], tmp_path: Path) -> None:
    """What is made up is written like any plan, and read like one."""
    path = tmp_path / "camp.json"
    path.write_text(made_up(1))
    found, own = told(str(path), "--crew", "200"), told()
    assert [found[name] for name in ("shifts", "needed", "offered", "wanted", "venues")] == [
        own[name] for name in ("shifts", "needed", "offered", "wanted", "venues")
    ]
    entries = json.loads(made_up(1))
    assert {name: found[name] for name in plain_figures(entries)} == plain_figures(entries)
