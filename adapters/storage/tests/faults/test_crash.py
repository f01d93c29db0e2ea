"""A recording process is killed at random moments, again and again, on one and the same log."""

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
from typing import Protocol

import pytest
from community_domain_storage import StoreLog, now, open_community

from community_domain import MemberId, Period
from community_domain.activities import ActivityId, OccurrenceId, OfferActivity, ScheduleOccurrence
from community_domain.community import FoundCommunity
from tests.faults import POSTGRESQL, SQLITE, Promise, Proof, fault


class Place(Protocol):
    """Where the log of a test is."""

    url: str
    community: str

    def __call__(self) -> StoreLog: ...


RECORDING = Path(__file__).with_name("recording.py")
KILLS = {"sqlite": (50, 0.15), "postgresql": (10, 0.3)}
"""How often, and the seconds that a recorder lives at most; the first moments are spent opening the
log."""
THOROUGH = 10
"""So many times as often when it is to be thorough."""
EVENTS = {"r": 1, "e": 5, "s": 1}
"""Events of one decision, by the letter that its command id begins with."""


@pytest.fixture
def recording(own: Place) -> Iterator["subprocess.Popen[str]"]:
    """The program that forks recorders, on a community with an occurrence to sign up for."""
    found(own)
    with subprocess.Popen(
        [sys.executable, "-W", "ignore", str(RECORDING), own.url, own.community],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield process
        assert process.stdin
        process.stdin.close()


def found(own: Place) -> None:
    """A community, and an occurrence with room for everybody."""
    founder, activity = MemberId("founder"), ActivityId("activity")
    start = now() + timedelta(days=30)
    with open_community(own.url, community=own.community) as community:
        acting = community.acting(founder)
        begin = FoundCommunity("Henggao", "Asia/Shanghai", founder, "Founder", date(1980, 1, 1))
        acting.execute(begin, command_id="f-1")
        acting.execute(OfferActivity(activity, "Games"), command_id="f-2")
        period = Period(start, start + timedelta(hours=3))
        when = ScheduleOccurrence(OccurrenceId("occurrence"), activity, period)
        acting.execute(when, command_id="f-3")


@fault(
    "SIGKILL of a process that records, at any moment, again and again",
    on=(SQLITE, POSTGRESQL),
    holds=(Promise.NOTHING_LOST, Promise.NOTHING_HALF, Promise.GOES_ON),
)
def test_a_killed_recorder_loses_nothing_it_reported(
    recording: "subprocess.Popen[str]",
    own: Place,
    proof: Proof,
    thorough: bool,  # noqa: FBT001 - a fixture
) -> None:
    """Every acknowledged event is there, no half decision is, and the log opens: each time."""
    chance = random.Random()  # noqa: S311 - moments, no secrets
    reported: set[str] = set()
    kills, longest = KILLS[own.url.partition(":")[0]]
    for number in range(kills * THOROUGH if thorough else kills):
        reported |= killed(recording, number, chance.uniform(0, longest))
        stored = decisions(own)
        with proof.holds(Promise.NOTHING_LOST):
            assert reported <= stored.keys()
        with proof.holds(Promise.NOTHING_HALF):
            halves = {one: count for one, count in stored.items() if count != EVENTS[one[0]]}
            assert halves == {}
    with proof.holds(Promise.GOES_ON):
        assert len({one.split("-")[1] for one in reported}) > 1, "one recorder alone reported"


def killed(recording: "subprocess.Popen[str]", number: int, lives: float) -> set[str]:
    """Let a recorder live for some seconds and kill it; gives what it reported until then."""
    assert recording.stdin
    assert recording.stdout
    recording.stdin.write(f"{number}\n")
    recording.stdin.flush()
    recorder = int(recording.stdout.readline())
    reported: set[str] = set()
    if number % 2:  # Every other one is let begin, however busy the machine is.
        reported.add(recording.stdout.readline().strip())
    time.sleep(lives)
    os.kill(recorder, signal.SIGKILL)
    while (word := recording.stdout.readline().strip()) != "ended":
        assert word, "the program that forks recorders is gone"
        reported.add(word)
    return reported


def decisions(own: Place) -> Counter[str]:
    """Stored events by command id, of what recorders issued, each of them readable."""
    with own() as log:
        assert sum(1 for _ in log.read()) == log.head().position
        ids = Counter(row.command_id for row in log.rows())
    return Counter({one: count for one, count in ids.items() if one[0] in EVENTS})
