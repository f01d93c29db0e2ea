"""Races of processes on one log, in every store that processes can share."""

import subprocess
import sys
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from community_domain_storage import OpenCommunity, now, open_community
from community_domain_testkit import FOUNDER

from community_domain import EventLog, MemberId, Period
from community_domain.activities import (
    ActivityId,
    OccurrenceId,
    OfferActivity,
    ScheduleOccurrence,
    Seats,
)
from community_domain.community import FoundCommunity
from community_domain.members import RegisterMember
from tests import racing
from tests.racing import PATIENCE, PROCESSES, ROUNDS

BORN = date(1980, 1, 1)


@pytest.fixture(params=["sqlite", "postgres", "umadb"])
def address(
    request: pytest.FixtureRequest, tmp_path: Path, new_name: Callable[[], str]
) -> tuple[str, str]:
    """The address of an empty log, and whose it is."""
    if request.param == "umadb":
        return f"umadb://{request.getfixturevalue('new_umadb')().address}", "community-1"
    if request.param == "postgres":
        return request.getfixturevalue("postgres_url"), new_name()
    return f"sqlite:///{tmp_path / 'races.db'}", "community-1"


@pytest.fixture
def community(address: tuple[str, str]) -> Iterator[OpenCommunity]:
    """A community with a member for each process, and occurrences with one seat each."""
    url, name = address
    with open_community(url, community=name) as community:
        found = FoundCommunity("Races", "Asia/Shanghai", FOUNDER, "Founder", BORN)
        acting = community.acting(FOUNDER)
        members = [MemberId(f"member-{who}") for who in range(PROCESSES)]
        activity, start = ActivityId("games"), now() + timedelta(days=30)
        hour = timedelta(hours=1)
        acting.execute(found)
        for member in members:
            community.acting(member).execute(RegisterMember(member, "Member", BORN))
        acting.execute(OfferActivity(activity, "Games"))
        for number in range(ROUNDS):
            period = Period(start + 2 * number * hour, start + (2 * number + 1) * hour)
            occurrence = OccurrenceId(f"occurrence-{number}")
            acting.execute(ScheduleOccurrence(occurrence, activity, period, capacity=1))
        yield community


class Listener(threading.Thread):
    """Hears everything that is recorded, as it comes."""

    def __init__(self, log: EventLog) -> None:
        super().__init__(daemon=True)
        self.heard: list[int] = []
        self._log = log

    def run(self) -> None:
        """Listen until the last decision was heard."""
        with self._log.subscribe() as subscription:
            for row in subscription:
                self.heard.append(row.position)
                if row.envelope.command_id == "last":
                    return


def test_processes_race_and_each_race_has_one_winner(
    address: tuple[str, str], community: OpenCommunity
) -> None:
    """One seat, one effect of an id, one side of a skew; who listens meanwhile misses nothing."""
    listener = Listener(community.log)
    listener.start()
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", racing.__name__, *address],
        cwd=Path(__file__).parents[2],
        stdout=subprocess.PIPE,
        timeout=PATIENCE * 3,
        check=True,
        text=True,
    )
    told = defaultdict[str, list[str]](list)
    for line in done.stdout.splitlines():
        what, came = line.split()
        told[what].append(came)
    for number in range(ROUNDS):
        seats = community.state(Seats(OccurrenceId(f"occurrence-{number}")))
        assert (len(seats.confirmed), len(seats.waiting)) == (1, PROCESSES - 1)
        assert sorted(told[f"same-{number}"]) == ["decided"] + ["repeated"] * (PROCESSES - 1)
        assert len(set(told[f"skew-{number}"])) == 1
    last = OfferActivity(ActivityId("last"), "Last")
    community.acting(FOUNDER).execute(last, command_id="last")
    listener.join(PATIENCE)
    assert listener.heard == [row.position for row in community.log.read()]
