"""What the benchmarks print, never how fast anything was."""

import json
import os
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from ..servers import shared_folder
from .definitions import BENCHMARKS
from .measuring import TINY, Budget, Timer, Turns
from .program import main

BUDGETS = [
    "one command, durable, against eventsourcing",
    "one command, durable, against bare sqlite3 at FULL",
    "one command, against bare sqlite3 at NORMAL",
    "16 threads, durable, against one thread at NORMAL",
    "many commands in one transaction, against bare sqlite3",
    "replay, against eventsourcing",
    "replay, against a bare scan",
    "one command, PostgreSQL, against eventsourcing's recorder",
    "four communities, PostgreSQL, against one",
    "cost of a command in a long log",
    "cost of a command in a long log, PostgreSQL",
    "cost of a sign-up in a large activity",
    "cost of a sign-up in a large activity, PostgreSQL",
    "memory of a replay",
    "events of generated histories, against whole numbers",
    "generated events, against whole numbers",
    "generated commands, against whole numbers",
]


@pytest.fixture(scope="module")
def told() -> dict[str, Any]:
    """What `--json` prints for the smallest sizes, all of it."""
    folder = shared_folder() / f"benchmarks-{os.getpid()}"
    folder.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        printed: list[str] = []
        patch.setattr("builtins.print", printed.append)
        assert main(["--json", "--folder", str(folder)], TINY) == 0
    [text] = printed
    folder.rmdir()
    told: dict[str, Any] = json.loads(text)
    return told


def test_every_budget_is_measured(told: dict[str, Any]) -> None:
    """Programs that follow a budget find it under the name it always had, in its order."""
    assert [budget["name"] for budget in told["budgets"]] == BUDGETS


def test_budgets_say_what_they_compare(told: dict[str, Any]) -> None:
    """Each gives both sides as measured, their ratio, and whether it is what is required."""
    for budget in told["budgets"]:
        assert budget["ours"] > 0, budget
        assert budget["reference"] > 0, budget
        assert budget["ratio"] == pytest.approx(budget["ours"] / budget["reference"])
        below = budget["ratio"] <= budget["required"]
        above = budget["ratio"] >= budget["required"]
        assert budget["reached"] is (below if budget["at_most"] else above), budget


def test_information_has_both_sides(told: dict[str, Any]) -> None:
    """What is measured beside the budgets has a reference too, so that it travels as a ratio."""
    assert told["information"]
    for fact in told["information"]:
        assert fact["ratio"] == pytest.approx(fact["ours"] / fact["reference"])


def test_machine_is_told(told: dict[str, Any]) -> None:
    """Without the machine, nobody could tell why their own numbers differ."""
    assert {"cpus", "python", "platform", "sqlite", "filesystem", "flush", "libraries"} <= set(
        told["machine"]
    )
    assert {"attrs", "eventsourcing", "msgspec"} <= set(told["machine"]["libraries"])


def test_only_some_are_run(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Who works on one budget waits for no other; the table shows it and its direction."""
    assert main(["--only", "large_activity", "--folder", str(tmp_path)], TINY) == 0
    shown = capsys.readouterr().out
    assert "large activity" in shown
    assert "≤ 1.5" in shown
    assert "bare sqlite3" not in shown


def test_a_run_is_recorded(tmp_path: Path) -> None:
    """What the documentation shows of a run is written by the run, not typed."""
    assert main(["--only", "large_activity", "--record", str(tmp_path)], TINY) == 0
    page = (tmp_path / "benchmarks.md").read_text()
    assert "| cost of a sign-up in a large activity (60 seats taken against 30) |" in page
    assert "large activity" in (tmp_path / "benchmarks.svg").read_text()
    assert (tmp_path / "benchmarks.png").read_bytes().startswith(b"\x89PNG")


def test_profile_shows_our_side(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Who wants to make it faster sees the functions of the library that take the time, once."""
    asked = ["--only", "replay", "--profile", "--folder", str(tmp_path)]
    assert main(asked, TINY) == 0
    shown = capsys.readouterr().out
    assert shown.count("where our time goes") == 1
    assert "community_domain" in shown


def test_benchmarks_say_why_they_are_fair() -> None:
    """A comparison is worth what its description is: each tells both sides."""
    for benchmark in BENCHMARKS:
        assert len((benchmark.__doc__ or "").split()) > 20, benchmark.__name__


def test_budgets_have_a_direction() -> None:
    """A rate must be reached, a cost must not be exceeded; the limit itself is allowed."""
    assert Budget("rate", "", 2, 1, 2).reached
    assert not Budget("rate", "", 1.9, 1, 2).reached
    assert Budget("cost", "", 2, 1, 2, at_most=True).reached
    assert not Budget("cost", "", 2.1, 1, 2, at_most=True).reached


def test_sides_take_turns() -> None:
    """A machine that slows down for a while must slow both sides; the first round warms up."""
    seen: list[str] = []

    def side(name: str, number: int, timer: Timer) -> None:
        seen.append(f"{name}{number}")
        timer.took(number, 1)

    turns = Turns.taken(3, {name: partial(side, name) for name in ("a", "b")})
    assert seen == ["a0", "b0", "a1", "b1", "a2", "b2", "a3", "b3"]
    assert turns.rates == {"a": 2, "b": 2}
