"""`python -m examples.southern_women` as people and programs call it, held against networkx."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, cast

import networkx as nx  # type: ignore[import-untyped]  # It ships without types.
import pytest
from community_domain_storage import open_community

from community_domain import STANDARD, Community, MemberId, MemoryLog, Period, tags_of
from community_domain.activities import (
    ActivityId,
    OccurrenceId,
    OfferActivity,
    ScheduleOccurrence,
)
from community_domain.community import FoundCommunity
from examples.southern_women import recording
from examples.southern_women.__main__ import main
from examples.southern_women.source import published

from .watching import on_terminal

Run = Callable[..., subprocess.CompletedProcess[str]]
EVENTS = 3 + 18 + 14 * 2 + 89 * 2
"""Founding, registering, offering and dating each gathering, a seat and a presence for each."""


@pytest.fixture
def run(root: Path, tmp_path: Path) -> Run:
    """Start the example in an empty folder, on a terminal of so many columns."""

    def started(*given: str, columns: int = 80) -> subprocess.CompletedProcess[str]:
        path = os.pathsep.join([str(root), *filter(None, [os.environ.get("PYTHONPATH")])])
        env = {**os.environ, "PYTHONPATH": path, "COLUMNS": str(columns)}
        command = [sys.executable, "-m", "examples.southern_women", *given]
        return subprocess.run(
            command, cwd=tmp_path, env=env, capture_output=True, text=True, check=False
        )

    return started


@pytest.fixture(scope="module")
def graph() -> Any:
    """The published graph."""
    return cast(Any, nx).davis_southern_women_graph()


@pytest.fixture
def url(tmp_path: Path) -> str:
    """A log that is not there yet."""
    return f"sqlite:///{tmp_path / 'log.db'}"


def test_for_programs(run: Run, graph: Any) -> None:
    """The JSON holds the published facts: degrees, and networkx's own projection of the pairs."""
    done = run("--json")
    told = json.loads(done.stdout)
    women, gatherings = graph.graph["top"], graph.graph["bottom"]
    assert (told["persons"], told["gatherings"], told["attendances"]) == (18, 14, 89)
    assert told["per_person"] == {name: graph.degree(name) for name in women}
    assert list(told["per_person"]) == women
    assert told["per_gathering"] == {title: graph.degree(title) for title in gatherings}
    assert list(told["per_gathering"]) == gatherings
    projection = cast(Any, nx).bipartite.weighted_projected_graph(graph, women)
    expected = {frozenset((a, b)): times for a, b, times in projection.edges(data="weight")}
    assert {frozenset(pair): times for *pair, times in told["met"]} == expected
    assert len(told["met"]) == len(expected)
    assert (told["events"], told["added"]) == (EVENTS, EVENTS)


def test_a_second_run_adds_nothing(run: Run, tmp_path: Path) -> None:
    """The same wishes under the same ids have one effect, and both forms of output say so."""
    first = json.loads(run("--json").stdout)
    second = json.loads(run("--json").stdout)
    assert second == {**first, "added": 0}
    shown = run().stdout
    assert "Nothing to add" in shown
    assert str(tmp_path / "southern_women.db") in shown.replace("\n", "")


def test_for_people(run: Run) -> None:
    """A wide terminal shows both tables, that the pairs agree, and what is a stand-in."""
    done = run("--log", "memory://")
    assert done.returncode == 0
    shown = done.stdout
    assert "18 women, 14 gatherings, 89 attendances" in shown
    assert re.search(r"^Evelyn Jefferson( +●){6} +· +● +●( +·){5} +8$", shown, re.MULTILINE)
    assert re.search(r"^ 1 Evelyn Jefferson +– +6 +7 +6 ", shown, re.MULTILINE)
    sums = (3, 3, 6, 4, 8, 8, 10, 14, 12, 5, 4, 6, 3, 3, 89)
    assert re.search(" +".join(["^Persons", *map(str, sums)]), shown, re.MULTILINE)
    assert "All 139 pairs agree with networkx's own projection." in shown
    assert f"{EVENTS} events recorded" in shown
    assert "stand-in" in shown


@pytest.mark.parametrize("columns", [200, 80, 60, 40, 24])
def test_any_terminal(run: Run, columns: int) -> None:
    """No line is wider than the terminal, nothing is cut off, and every person is there."""
    shown = run("--log", "memory://", columns=columns).stdout
    assert max(len(line) for line in shown.splitlines()) <= columns
    assert "…" not in shown
    words = " ".join(shown.split())
    assert all(name.split()[1] in words for name in published().persons)
    assert "139 pairs agree" in words


def test_narrow_terminal(run: Run) -> None:
    """Where the tables do not fit, lists say the same: each pair once, most often first."""
    words = " ".join(run("--log", "memory://", columns=60).stdout.split())
    assert "Evelyn Jefferson 8 ■■■■■■■■ Laura Mandeville 7 ■■■■■■■ " in words
    assert "E8 14 ■■■■■■■■■■■■■■ E9 12 ■■■■■■■■■■■■ " in words
    assert "Evelyn Jefferson: Theresa Anderson 7, Laura Mandeville 6, Brenda Rogers 6, " in words
    assert words.endswith("stand-in.")
    assert "Olivia Carleton: Flora Price 2 ✓" in words


def test_terminal_without_signs(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the encoding lacks a sign, another stands for it instead of a traceback."""
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    shown = run("--log", "memory://").stdout
    assert shown.isascii()
    assert re.search(r"^Evelyn Jefferson.*x.*\. *\|? *8$", shown, re.MULTILINE)
    assert "?" not in shown


def test_quiet_where_nobody_looks(run: Run) -> None:
    """Nothing moves on standard error when it is no terminal; results are all that is printed."""
    for given in (["--json"], []):
        errors = run("--log", "memory://", *given).stderr
        assert "Recording" not in errors


@pytest.mark.parametrize(("given", "moves"), [([], True), (["--json"], False)])
def test_progress(given: list[str], moves: bool, root: Path, tmp_path: Path) -> None:  # noqa: FBT001
    """Who looks at a terminal sees how far the recording is; a program's user does not."""
    command = [sys.executable, "-m", "examples.southern_women", "--log", "memory://", *given]
    shown = on_terminal(command, cwd=root, out=tmp_path / "out")
    assert ("Recording" in shown, "225/225" in shown) == (moves, moves)


def test_folding_knows_no_source(root: Path) -> None:
    """The replay cannot peek: its module imports neither networkx nor the module that does."""
    text = (root / "examples" / "southern_women" / "replay.py").read_text()
    imported = re.findall(r"^(?:from|import) (\S+)", text, re.MULTILINE)
    assert set(imported) & {"networkx", ".source"} == set()


def test_ids_hold_no_names(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    """No part of a name is in an id or a tag: those are never sealed and never erased."""
    assert main(["--log", url, "--json"]) == 0
    capsys.readouterr()
    names = {part.lower() for name in published().persons for part in name.split()}
    with open_community(url, community=recording.COMMUNITY) as community:
        rows = list(community.log.read())
    ids = [tag for row in rows for tag in tags_of(row.event)]
    ids += [str(row.envelope.command_id) for row in rows]
    assert len(ids) > EVENTS
    assert not [one for one in ids for name in names if name in one.lower()]


def test_dates_rise() -> None:
    """Everything is decided in date order, so nobody needs the right to go back (R44)."""
    community = Community(MemoryLog(), STANDARD)
    instants = [
        issue.context.at for batch in recording.batches(community, published()) for issue in batch
    ]
    assert instants == sorted(instants)


def test_goes_on_where_it_ended(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What an interrupted run recorded stays, and the next run adds the rest."""
    with open_community(url, community=recording.COMMUNITY) as community:
        for batch in recording.batches(community, published())[:5]:
            community.execute_all(batch)
        before = community.log.head().position
    assert main(["--log", url, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["events"], told["added"]) == (EVENTS, EVENTS - before)


def test_more_than_was_published(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A log that others added to no longer tells the published facts, and this is said."""
    assert main(["--log", url]) == 0
    with open_community(url, community=recording.COMMUNITY) as community:
        hands = community.acting(recording.RECORDER)
        day = datetime(1941, 2, 1, tzinfo=UTC)
        hands.execute(OfferActivity(ActivityId("more"), "E15"), at=day)
        period = Period(day, day + timedelta(hours=1))
        schedule = ScheduleOccurrence(OccurrenceId("more-1"), ActivityId("more"), period)
        hands.execute(schedule, at=day)
    capsys.readouterr()
    assert main(["--log", url]) == 1
    out, errors = capsys.readouterr()
    assert out == ""
    assert "tells of more than was published" in errors


def no_log(folder: Path) -> str:
    """A file of something else."""
    path = folder / "letter.db"
    path.write_text("Dear neighbours, " * 100)
    return f"sqlite:///{path}"


def other_community(folder: Path) -> str:
    """The log of a community of another name."""
    url = f"sqlite:///{folder / 'other.db'}"
    open_community(url, community="henggao").close()
    return url


def other_story(folder: Path) -> str:
    """A log of the same name in which somebody else founded the community."""
    url = f"sqlite:///{folder / 'story.db'}"
    founder = MemberId("founder")
    with open_community(url, community=recording.COMMUNITY) as community:
        found = FoundCommunity("Community 1", "UTC", founder, "Founder", date(1980, 1, 1))
        community.acting(founder).execute(found)
    return url


def no_folder(folder: Path) -> str:
    """A file in a folder that is not there."""
    return f"sqlite:///{folder}/none/log.db"


def no_address(_: Path) -> str:
    """A file's name alone."""
    return "southern_women.db"


@pytest.mark.parametrize(
    ("log", "sentence"),
    [
        (no_log, "no community log"),
        (other_community, "is the log of community 'henggao'"),
        (other_story, "tells another story; name another log."),
        (no_folder, "there is no folder"),
        (no_address, "Write sqlite:///"),
    ],
)
def test_what_cannot_be_used(
    log: Callable[[Path], str], sentence: str, run: Run, tmp_path: Path
) -> None:
    """A log that cannot be used ends the run with a sentence and an exit code, not a traceback."""
    done = run("--log", log(tmp_path))
    assert done.returncode == 1
    assert done.stdout == ""
    (stopped,) = [line for line in done.stderr.splitlines() if not line.startswith("Note. ")]
    assert stopped.startswith("Stopped. ")
    assert sentence in stopped
