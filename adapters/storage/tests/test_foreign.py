"""Logs over recorders that are not ours: what they keep, and what they say they cannot promise."""

import sys
from collections.abc import Callable
from contextlib import closing
from datetime import date
from typing import Any

import pytest
from community_domain_storage import (
    BadUrl,
    DamagedFile,
    DriverMissing,
    NotPromised,
    Promises,
    StoreFailed,
    StoreLog,
    log_over,
    now,
    open_community,
    open_log,
)
from community_domain_storage.edge import new_id
from eventsourcing.dcb.api import DCBAppendCondition, DCBEvent, DCBRecorder
from eventsourcing.dcb.popo import InMemoryDCBRecorder

from community_domain import (
    STANDARD,
    Community,
    Conflict,
    Criterion,
    Envelope,
    Event,
    MemberId,
    MemoryLog,
)
from community_domain.activities import PresenceRecorded
from community_domain.community import FoundCommunity
from tests.servers import Umadb

Enveloping = Callable[..., Envelope]
Present = Callable[[int], Event]
FOUNDER = MemberId("founder")
FOUND = FoundCommunity("Henggao", "Asia/Shanghai", FOUNDER, "Founder", date(1980, 1, 1))


@pytest.fixture(params=["memory", "postgres", "umadb"])
def log(request: pytest.FixtureRequest) -> StoreLog:
    """An empty log over each foreign recorder."""
    if request.param == "umadb":
        address = request.getfixturevalue("new_umadb")().address
        log = open_log(f"umadb://{address}", community="henggao")
        assert isinstance(log, StoreLog)
        return log
    if request.param == "memory":
        return log_over(InMemoryDCBRecorder(), name="henggao")
    return log_over(request.getfixturevalue("new_postgres_recorder")(), name="henggao")


def test_what_is_not_promised_is_said_and_refused(log: StoreLog) -> None:
    """Whoever needs it learns at once, and where to find it, instead of relying on luck."""
    with closing(log):
        assert log.promises == Promises(gapless=False, rows=False, words=False, joining=False)
        for ask, what in (
            (log.must_be_gapless, "gap-free positions"),
            (log.rows, "rows"),
            (lambda: log.joining(None), "to join a transaction"),
        ):
            with pytest.raises(NotPromised, match=f"henggao.*does not promise {what}"):
                ask()


def test_a_file_joins_nobodys_transaction(own: Callable[[], StoreLog]) -> None:
    """SQLite's log is a file of its own; PostgreSQL's says what is wrong with no connection."""
    log = own()
    log.must_be_gapless()
    if log.promises.joining:
        with pytest.raises(AttributeError):
            log.joining(None)
    else:
        with pytest.raises(NotPromised, match="join"):
            log.joining(None)


def test_a_community_in_memory_joins_nothing() -> None:
    """There is no database that it could share."""
    with (
        open_community("memory://", community="henggao") as community,
        pytest.raises(NotPromised, match="join"),
    ):
        community.joining(None)
    assert isinstance(community.log, MemoryLog)


def test_a_community_lives_on_any_recorder(log: StoreLog) -> None:
    """Commands are decided, repeated, and read by who opens anew."""
    with closing(log):
        community = Community(log, STANDARD, clock=now, ids=new_id)
        outcome = community.acting(FOUNDER).execute(FOUND, command_id="found")
        again = community.acting(FOUNDER).execute(FOUND, command_id="found")
        assert (again.repeated, again.events) == (True, outcome.events)
        assert [row.event for row in log.read()] == list(outcome.events)


def test_what_others_record_meanwhile_is_a_conflict(
    envelope: Enveloping, presence: Present
) -> None:
    """Two processes on one recorder: the later is told, also where they touch nothing in common."""
    recorder = InMemoryDCBRecorder()
    one, other = (log_over(recorder, name="henggao") for _ in range(2))

    def decide_too_late() -> None:
        with one.writing() as writer:
            writer.append([presence(1)], envelope(1))
            other.append([presence(2)], envelope(2))

    with pytest.raises(Conflict):
        decide_too_late()
    assert [row.event for row in one.read()] == [presence(2)]
    assert one.append([presence(1)], envelope(1))[0].position == 2


class WithGaps(InMemoryDCBRecorder):
    """Loses a position with every append, as sequences of databases may."""

    def append(self, events: Any, condition: DCBAppendCondition | None = None) -> int:
        next(self.position_sequence)
        return super().append(events, condition)


def test_positions_with_gaps_are_told_as_they_are(envelope: Enveloping, presence: Present) -> None:
    """What is not promised happens: events, heads and instants are found all the same."""
    log = log_over(WithGaps(), name="henggao")
    made = [log.append([presence(n), presence(n)], envelope(n)) for n in range(3)]
    assert [row.position for rows in made for row in rows] == [2, 3, 5, 6, 8, 9]
    found = list(log.read())
    assert [row.position for row in found] == [2, 3, 5, 6, 8, 9]
    assert log.head().position == 9
    assert [log.position_at(row.recorded_at) for row in (found[1], found[5])][-1] == 9
    with log.subscribe(after=5) as subscription:
        assert [next(subscription).position for _ in range(3)] == [6, 8, 9]


def test_a_community_decides_on_after_a_gap() -> None:
    """States kept between decisions are folded anew where positions are not what was expected."""
    log = log_over(WithGaps(), name="henggao")
    community = Community(log, STANDARD, clock=now, ids=new_id)
    community.acting(FOUNDER).execute(FOUND)
    assert community.acting(FOUNDER).execute(FOUND).events == ()


def test_a_recorder_that_holds_something_else_is_not_taken_for_a_log() -> None:
    """Its events would be read as a community's, and its tags found by accident."""
    recorder = InMemoryDCBRecorder()
    recorder.append([DCBEvent("StudentRegistered", b'{"name":"S"}', ["student-1"])])
    with pytest.raises(DamagedFile, match=r"position 1.*not written by this library"):
        log_over(recorder, name="henggao")


def test_what_a_recorder_cannot_be_asked_is_told(
    new_postgres_recorder: Callable[[], DCBRecorder], envelope: Enveloping, presence: Present
) -> None:
    """The library's PostgreSQL recorder does not select by several types without a tag."""
    with closing(log_over(new_postgres_recorder(), name="henggao")) as log:
        log.append([presence(1)], envelope(1))
        one, more = PresenceRecorded.spec.name, "activity.seat-left"
        assert len(list(log.read((Criterion((one,), ()),)))) == 1
        with pytest.raises(StoreFailed, match="henggao"):
            list(log.read((Criterion((one, more), ()),)))


def test_umadb_keeps_what_was_recorded(
    new_umadb: Callable[[], Umadb], envelope: Enveloping, presence: Present
) -> None:
    """Opened again, everything is there, with its envelope and its instant."""
    url = f"umadb://{new_umadb().address}"
    with closing(open_log(url, community="henggao")) as log:
        [made] = log.append([presence(1)], envelope(1))
    with closing(open_log(url, community="henggao")) as log:
        [found] = log.read()
        assert (found.event, found.envelope) == (made.event, made.envelope)
        assert found.recorded_at == made.recorded_at


@pytest.mark.parametrize(
    "url", ["umadb://", "umadb://me:secret@host:1", "umadb://host:1/name", "umadb://host:x"]
)
def test_a_malformed_address_says_what_is_wrong(url: str) -> None:
    """Host and port, and nothing else: a server holds one community."""
    with pytest.raises(BadUrl, match="umadb://host:port") as wrong:
        open_log(url, community="henggao")
    assert "secret" not in str(wrong.value)


@pytest.mark.parametrize(
    ("url", "driver", "extra"),
    [
        ("postgresql://host/henggao", "psycopg", "postgres"),
        ("umadb://host:1", "eventsourcing_umadb", "umadb"),
    ],
)
def test_a_missing_driver_is_named(
    monkeypatch: pytest.MonkeyPatch, url: str, driver: str, extra: str
) -> None:
    """Who has not installed the extra is told which one."""
    for name in [name for name in sys.modules if name.startswith("community_domain_storage.")]:
        if ".postgres" in name or name.endswith(".umadb"):
            monkeypatch.delitem(sys.modules, name)
    for name in [name for name in sys.modules if name.partition(".")[0] == driver]:
        monkeypatch.setitem(sys.modules, name, None)
    monkeypatch.setitem(sys.modules, driver, None)
    with pytest.raises(DriverMissing, match=rf"community-domain-storage\[{extra}\]"):
        open_log(url, community="henggao")
