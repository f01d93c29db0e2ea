"""A recording process is killed at random moments, again and again, on one and the same file."""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from community_domain_storage import SQLiteLog, now, open_community, open_log

from community_domain import MemberId, Period
from community_domain.activities import ActivityId, OccurrenceId, OfferActivity, ScheduleOccurrence
from community_domain.community import FoundCommunity

RECORDING = Path(__file__).with_name("recording.py")
KILLS, THOROUGH_KILLS = 50, 500
LONGEST = 0.15
"""Seconds that a recorder lives at most; the first moments are spent opening the log."""
EVENTS = {"r": 1, "e": 5, "s": 1}
"""Events of one decision, by the letter that its command id begins with."""


@pytest.fixture
def recording(url: str) -> Iterator["subprocess.Popen[str]"]:
    """The program that forks recorders, on a community with an occurrence to sign up for."""
    found(url)
    with subprocess.Popen(
        [sys.executable, "-W", "ignore", str(RECORDING), url],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield process
        assert process.stdin
        process.stdin.close()


def found(url: str) -> None:
    """A community, and an occurrence with room for everybody."""
    founder, activity = MemberId("founder"), ActivityId("activity")
    start = now() + timedelta(days=30)
    with open_community(url, community="henggao") as community:
        acting = community.acting(founder)
        begin = FoundCommunity("Henggao", "Asia/Shanghai", founder, "Founder", date(1980, 1, 1))
        acting.execute(begin, command_id="f-1")
        acting.execute(OfferActivity(activity, "Games"), command_id="f-2")
        period = Period(start, start + timedelta(hours=3))
        when = ScheduleOccurrence(OccurrenceId("occurrence"), activity, period)
        acting.execute(when, command_id="f-3")


def test_a_killed_recorder_loses_nothing_it_reported(
    recording: "subprocess.Popen[str]",
    url: str,
    thorough: bool,  # noqa: FBT001 - a fixture
) -> None:
    """Every acknowledged event is there, no half decision is, and the log opens: each time."""
    chance = random.Random()  # noqa: S311 - moments, no secrets
    reported: set[str] = set()
    for number in range(THOROUGH_KILLS if thorough else KILLS):
        reported |= killed(recording, number, chance.uniform(0, LONGEST))
        stored = decisions(url)
        assert reported <= stored.keys()
        halves = {one: count for one, count in stored.items() if count != EVENTS[one[0]]}
        assert halves == {}
    assert reported, "no recorder ever lived to report something"


def killed(recording: "subprocess.Popen[str]", number: int, lives: float) -> set[str]:
    """Let a recorder live for some seconds and kill it; gives what it reported until then."""
    assert recording.stdin
    assert recording.stdout
    recording.stdin.write(f"{number}\n")
    recording.stdin.flush()
    recorder = int(recording.stdout.readline())
    time.sleep(lives)
    os.kill(recorder, signal.SIGKILL)
    reported: set[str] = set()
    while (word := recording.stdout.readline().strip()) != "ended":
        assert word, "the program that forks recorders is gone"
        reported.add(word)
    return reported


def decisions(url: str) -> Counter[str]:
    """Stored events by command id, of what recorders issued, each of them readable."""
    log = open_log(url, community="henggao")
    assert isinstance(log, SQLiteLog)
    with log:
        assert sum(1 for _ in log.read()) == log.head().position
        ids = Counter(row.command_id for row in log.rows())
    return Counter({one: count for one, count in ids.items() if one[0] in EVENTS})
