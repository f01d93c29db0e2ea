"""Logs and communities by address."""

import sqlite3
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from community_domain_storage import BadUrl, SQLiteLog, new_id, now, open_community, open_log

from community_domain import STANDARD, MemberId, MemoryLog
from community_domain.community import FoundCommunity

FOUNDER = MemberId("founder")
FOUND = FoundCommunity("Henggao", "Asia/Shanghai", FOUNDER, "Founder", date(1980, 1, 1))

WRONG = {
    "": "none given",
    "henggao.db": "none given",
    "mysql://localhost/henggao": "mysql",
    "sqlite://henggao.db": "two slashes",
    "sqlite:///": "names no file",
    "sqlite:///folder/": "names no file",
    "sqlite:///%00.db": "names no file",
    "sqlite:///henggao.db?mode=ro": "means nothing",
    "sqlite:///henggao.db#part": "means nothing",
    "memory://henggao": "nothing to name",
    "sqlite://[henggao": "no address",
}


@pytest.mark.parametrize("url", WRONG)
def test_a_malformed_address_says_what_is_wrong(url: str) -> None:
    """The way to write it is in the message."""
    with pytest.raises(BadUrl, match=WRONG[url]) as wrong:
        open_log(url, community="henggao")
    assert "sqlite:///folder/file.db" in str(wrong.value)


def test_a_password_in_an_address_is_not_repeated() -> None:
    """Errors end up in logs."""
    with pytest.raises(BadUrl) as wrong:
        open_log("postgres://me:secret@host/db", community="henggao")
    assert "secret" not in str(wrong.value)


def test_an_address_is_relative_or_absolute(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three slashes mean from here, four from the root; odd characters are quoted."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "two words").mkdir()
    open_log("sqlite:///near.db", community="henggao").close()
    open_log(f"sqlite:///{tmp_path}/far.db", community="henggao").close()
    open_log("sqlite:///two%20words/50%25%3F.db", community="henggao").close()
    assert (tmp_path / "near.db").exists()
    assert (tmp_path / "far.db").exists()
    assert (tmp_path / "two words" / "50%?.db").exists()


def test_nothing_but_the_file_is_left_behind(tmp_path: Path, url: str) -> None:
    """A closed log is one file, easy to copy."""
    open_log(url, community="henggao").close()
    assert [one.name for one in tmp_path.iterdir()] == ["log.db"]


def test_memory_gives_the_log_in_memory() -> None:
    """For tests and for trying things out, with the same two lines."""
    assert isinstance(open_log("memory://", community="henggao"), MemoryLog)
    with open_community("memory://", community="henggao") as community:
        assert community.acting(FOUNDER).execute(FOUND).events


def test_a_community_opens_ready_for_commands(url: str) -> None:
    """Clock and ids come with it, and what was decided is there the next time."""
    before = now()
    with open_community(url, community="henggao", domain=STANDARD) as community:
        outcome = community.acting(FOUNDER).execute(FOUND)
    assert before <= outcome.recorded[0].envelope.context.at <= now()
    assert before <= outcome.recorded[0].recorded_at <= now()
    with open_community(url, community="henggao") as community:
        assert tuple(one.event for one in community.log.read()) == outcome.events


def test_leaving_a_community_closes_its_log(url: str) -> None:
    """The context ends with the file let go of."""
    with open_community(url, community="henggao") as community:
        assert isinstance(community.log, SQLiteLog)
    assert community.log.file.closed


def test_ids_differ_and_come_in_order() -> None:
    """Many ids of one millisecond differ, and a later one lies behind an earlier one."""
    ids = [new_id() for _ in range(10_000)]
    assert len(set(ids)) == len(ids)
    moments = [one[:12] for one in ids]
    assert moments == sorted(moments)


@pytest.mark.parametrize(("durability", "level"), [("full", 2), ("process", 1)])
def test_durability_decides_what_a_commit_waits_for(url: str, durability: str, level: int) -> None:
    """`full` waits for the disk at every commit, `process` does not."""
    log = open_log(url, community="henggao", durability=durability)  # type: ignore[arg-type]
    assert isinstance(log, SQLiteLog)
    with log:
        assert log.file.writer.execute("PRAGMA synchronous").fetchone() == (level,)
        assert log.file.writer.execute("PRAGMA journal_mode").fetchone() == (b"wal",)


def test_two_processes_that_make_a_log_at_once_make_one(url: str, path: Path) -> None:
    """Whoever is second finds the first one's file, complete; no draft is left."""
    program = (
        "import sys; from community_domain_storage import open_log\n"
        "sys.stdin.readline(); open_log(sys.argv[1], community='henggao').close()"
    )
    makers = [
        subprocess.Popen(
            [sys.executable, "-W", "ignore", "-c", program, url], stdin=subprocess.PIPE
        )
        for _ in range(4)
    ]
    for maker in makers:
        maker.communicate(b"\n")
    assert [maker.returncode for maker in makers] == [0, 0, 0, 0]
    assert [one.name for one in path.parent.iterdir()] == ["log.db"]


def test_an_old_sqlite_is_said_once(url: str) -> None:
    """Who runs a SQLite with a known bug is told, once, and what to do."""
    program = (
        "import sys; from community_domain_storage import open_log\n"
        "for _ in range(2): open_log(sys.argv[1], community='henggao').close()"
    )
    done = subprocess.run(
        [sys.executable, "-W", "always", "-c", program, url],
        check=True,
        capture_output=True,
        text=True,
    )
    old = sqlite3.sqlite_version_info < (3, 51, 3)
    assert done.stderr.count("OldSQLite") == int(old)
    assert ("Use a Python with a newer SQLite" in done.stderr) == old
