"""A server, or the way to it, that fails in the middle of things: done to a real one.

Each time there is one clear error that names the server and never a password, within a bound; what
was acknowledged is there once, and no half decision is.
"""

import re
import threading
import time
import traceback
from collections import Counter
from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from datetime import date
from functools import partial
from typing import TypeVar
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from community_domain_storage import (
    AccessRefused,
    BadUrl,
    LogBusy,
    NotWritable,
    OpenCommunity,
    OutcomeUnknown,
    ServerUnreachable,
    StorageError,
    open_community,
    open_log,
)
from community_domain_storage.postgres import PostgresLog, lay_schema

from community_domain import CommandId, Conflict, Envelope, Event, MemberId, StoredLog
from community_domain.community import FoundCommunity
from community_domain.members import ConsentKind, EnrolMinor
from tests.faults import POSTGRESQL, Promise, Proof, fault
from tests.servers import Postgres

T = TypeVar("T")
Enveloping = Callable[..., Envelope]
Present = Callable[[int], Event]

FOUNDER = MemberId("founder")
BORN = date(1980, 1, 1)
BOTH = (ConsentKind.DATA, ConsentKind.TAKING_PART)
CHILDREN = 40
"""Enrolled by each of two recorders while the server is mistreated."""
CUT = 0.3
"""Seconds between two cuts of all connections."""
BOUND = 30.0
"""Seconds that one command may take at the very most, whatever happens to the server."""
PATIENCE = 60
SAME_ID = "Send the same command under the same id again: it has its effect once"
AGAIN = "see that it runs and try again"


@pytest.fixture
def name(new_name: Callable[[], str]) -> str:
    """The name of a community that is not there yet."""
    return new_name()


class Recorder(threading.Thread):
    """Enrols one child after the other, each time until it is told that it is done."""

    def __init__(self, url: str, community: str, number: int) -> None:
        super().__init__()
        self.url, self.community, self.number = url, community, number
        self.faults: dict[type[Exception], Exception] = {}
        self.longest = 0.0
        self.done = 0
        self.problem: BaseException | None = None

    def run(self) -> None:
        """Never give up; note what was in the way."""
        try:
            with self._insist(self._opened) as community:
                acting = community.acting(FOUNDER)
                for turn in range(CHILDREN):
                    self.done = turn
                    child = MemberId(f"child-{self.number}-{turn}")
                    command = EnrolMinor(child, FOUNDER, "Child", date(2014, 3, 3), BOTH)
                    self._insist(partial(acting.execute, command, command_id=child))
        except BaseException as error:  # noqa: BLE001 - shown by the test
            self.problem = error

    def reached(self, many: int) -> bool:
        """Whether it has enrolled so many, or never will."""
        return self.done >= many or not self.is_alive()

    def _opened(self) -> OpenCommunity:
        return open_community(self.url, community=self.community)

    def _insist(self, send: Callable[[], T]) -> T:
        while True:
            began = time.monotonic()
            try:
                return send()
            except (StorageError, Conflict) as error:
                self.faults[type(error)] = error
                time.sleep(0.02)
            finally:
                self.longest = max(self.longest, time.monotonic() - began)


@contextmanager
def load(url: str, community: str, proof: Proof) -> Generator[list[Recorder]]:
    """Two processes' worth of recorders at work; afterwards all is as it should be."""
    with open_community(url, community=community) as founded:
        found = FoundCommunity("Henggao", "Asia/Shanghai", FOUNDER, "Founder", BORN)
        founded.acting(FOUNDER).execute(found, command_id="found")
    recorders = [Recorder(url, community, number) for number in range(2)]
    for recorder in recorders:
        recorder.start()
    yield recorders
    for recorder in recorders:
        recorder.join(PATIENCE)
        assert not recorder.is_alive()
        assert recorder.problem is None
        proof.took(recorder.longest)
        for error in recorder.faults.values():
            proof.met(error)
    with proof.holds(Promise.NOTHING_LOST, Promise.NOTHING_HALF, Promise.ONCE, Promise.GOES_ON):
        whole(url, community)


def until(reached: Callable[[], bool]) -> None:
    """Wait for it, within a bound."""
    at_last = time.monotonic() + PATIENCE
    while not reached():
        assert time.monotonic() < at_last
        time.sleep(0.005)


def whole(url: str, community: str) -> None:
    """Every child was enrolled once, by a whole decision, and no position is missing."""
    with closing(open_log(url, community=community)) as log:
        rows = list(log.read())
        assert [row.position for row in rows] == list(range(1, len(rows) + 1))
        assert isinstance(log, PostgresLog)
        stored: StoredLog = log
        decisions = Counter(CommandId(row.command_id) for row in stored.rows())
    del decisions[CommandId("found")]
    assert len(decisions) == 2 * CHILDREN
    assert set(decisions.values()) == {5}


@fault(
    "the server crashes and comes back, again and again, while commands are sent",
    on=POSTGRESQL,
    holds=(
        Promise.NOTHING_LOST,
        Promise.NOTHING_HALF,
        Promise.ONCE,
        Promise.GOES_ON,
        Promise.HEARD,
    ),
    told={ServerUnreachable: AGAIN},
    perhaps={OutcomeUnknown: SAME_ID, Conflict: "read again and try once more"},
    within=BOUND,
)
def test_a_crash_of_the_server_loses_nothing_it_acknowledged(
    server: Postgres, name: str, proof: Proof
) -> None:
    """Who sends again under the same id goes on where the server left off, once it is back."""
    heard: list[int] = []
    many = 3 + 5 * 2 * CHILDREN

    def listen() -> None:
        with closing(open_log(server.url, community=name)) as log, log.subscribe() as subscription:
            while len(heard) < many:
                try:
                    heard.append(next(subscription).position)
                except StorageError:
                    time.sleep(0.02)

    listener = threading.Thread(target=listen, daemon=True)
    with load(server.url, name, proof) as recorders:
        listener.start()
        until(lambda: all(one.reached(3) for one in recorders))
        server.stop()
        try:
            until(lambda: any(ServerUnreachable in one.faults for one in recorders))
        finally:
            server.start()
        until(lambda: all(one.reached(CHILDREN // 2) for one in recorders))
        server.restart()
    listener.join(PATIENCE)
    with proof.holds(Promise.HEARD):
        assert heard == list(range(1, many + 1))


@fault(
    "all connections are cut, again and again, while commands are sent",
    on=POSTGRESQL,
    holds=(Promise.NOTHING_LOST, Promise.NOTHING_HALF, Promise.ONCE, Promise.GOES_ON),
    perhaps={
        OutcomeUnknown: SAME_ID,
        ServerUnreachable: AGAIN,
        Conflict: "read again and try once more",
    },
    within=BOUND,
)
def test_cut_connections_lose_nothing(server: Postgres, name: str, proof: Proof) -> None:
    """An administrator, or a machine between, that ends connections again and again."""
    with (
        load(server.url, name, proof) as recorders,
        psycopg.connect(server.url, autocommit=True) as admin,
    ):
        while any(one.is_alive() for one in recorders):
            admin.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE application_name = 'community-domain'"
            )
            time.sleep(CUT)


def cut(url: str, *, waiting: bool = False) -> None:
    """End the connections of the library: all, or those that wait for a lock."""
    with psycopg.connect(url, autocommit=True) as admin:
        admin.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            " WHERE application_name = 'community-domain'"
            " AND (NOT %s OR wait_event_type = 'Lock')",
            (waiting,),
        )


@fault("connections are cut while nobody uses them", on=POSTGRESQL, holds=(Promise.UNNOTICED,))
def test_connections_that_were_cut_while_idle_are_not_noticed(
    server: Postgres, name: str, envelope: Enveloping, presence: Present, proof: Proof
) -> None:
    """A firewall that forgets, or a server that was restarted at night, costs nobody an error."""
    with closing(open_log(server.url, community=name)) as log:
        log.append([presence(1)], envelope(1))
        with proof.holds(Promise.UNNOTICED):
            cut(server.url)
            assert log.head().position == 1
            cut(server.url)
            assert log.append([presence(2)], envelope(2))[0].position == 2


@fault(
    "the connection is cut while the server records",
    on=POSTGRESQL,
    holds=(Promise.GOES_ON,),
    told={OutcomeUnknown: SAME_ID},
)
def test_a_connection_that_is_cut_while_recording_leaves_the_outcome_unknown(
    server: Postgres, name: str, envelope: Enveloping, presence: Present, proof: Proof
) -> None:
    """The error says so, and that the same command under the same id is safe to send."""
    with closing(open_log(server.url, community=name)) as log, ThreadPoolExecutor(1) as pool:
        assert isinstance(log, PostgresLog)
        log.append([presence(1)], envelope(1))
        with psycopg.connect(server.url) as holding:
            holding.execute("SELECT community_domain.hold(%s)", (log.database.community,))
            recording = pool.submit(log.append, [presence(2)], envelope(2))
            time.sleep(CUT)
            cut(server.url, waiting=True)
            with proof.told(match=name):
                recording.result(PATIENCE)
        with proof.holds(Promise.GOES_ON):
            assert log.append([presence(2)], envelope(2))[0].position == 2


@fault(
    "the server is gone",
    on=POSTGRESQL,
    holds=(Promise.GOES_ON,),
    told={ServerUnreachable: AGAIN},
)
def test_a_server_that_is_gone_is_named_within_a_bound(
    server: Postgres, name: str, envelope: Enveloping, presence: Present, proof: Proof
) -> None:
    """Whoever reads, writes or opens is told, and goes on once it is back."""
    with closing(open_log(server.url, community=name, patience=0.5)) as log:
        log.append([presence(1)], envelope(1))
        server.stop()
        try:
            for use in (
                log.head,
                lambda: log.append([presence(2)], envelope(2)),
                lambda: open_log(server.url, community=name),
            ):
                with proof.told(match="cannot be reached"):
                    use()
        finally:
            server.start()

        def goes_on() -> bool:
            with suppress(ServerUnreachable):
                assert log.append([presence(2)], envelope(2))[0].position == 2
                return True
            return False

        with proof.holds(Promise.GOES_ON):
            until(goes_on)


@fault(
    "another session holds the head row",
    on=POSTGRESQL,
    holds=(Promise.READS_ON, Promise.GOES_ON),
    told={LogBusy: "try again or end what holds it"},
)
def test_a_held_head_ends_in_an_error(
    postgres_url: str, name: str, envelope: Enveloping, presence: Present, proof: Proof
) -> None:
    """Another writer is waited for as long as was agreed; reading goes on meanwhile."""
    with closing(open_log(postgres_url, community=name, patience=0.2)) as log:
        assert isinstance(log, PostgresLog)
        log.append([presence(1)], envelope(1))
        with psycopg.connect(postgres_url) as holding:
            holding.execute("SELECT community_domain.hold(%s)", (log.database.community,))
            with proof.told(match=rf"{name}.*0\.2 seconds"):
                log.append([presence(2)], envelope(2))
            with proof.holds(Promise.READS_ON):
                assert [row.position for row in log.read()] == [1]
        with proof.holds(Promise.GOES_ON):
            assert log.append([presence(2)], envelope(2))[0].position == 2


@fault(
    "the server only reads, as a standby does",
    on=POSTGRESQL,
    told={NotWritable: "name the primary server, or end what keeps it read-only"},
)
def test_a_server_that_only_reads_is_told(postgres_url: str, name: str, proof: Proof) -> None:
    """A standby shows what is there, and takes nothing in."""
    parts = urlsplit(postgres_url)
    read_only = "options=-c%20default_transaction_read_only%3Don"
    query = f"{parts.query}&{read_only}" if parts.query else read_only
    with proof.told(match="read-only"):
        open_log(urlunsplit(parts._replace(query=query)), community=name)


@pytest.fixture(scope="session")
def guarded(server: Postgres) -> str:
    """The address as a role that needs its password."""
    with psycopg.connect(server.url, autocommit=True) as admin:
        admin.execute("CREATE ROLE guarded LOGIN PASSWORD 'right-secret'")
    lay_schema(server.url, role="guarded")
    server.demand_password("guarded")
    parts = urlsplit(server.url)
    machine = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"guarded:right-secret@{machine}"))


def secret_in(error: BaseException) -> bool:
    """Whether the password is anywhere in what is told."""
    told = "".join(traceback.format_exception(error, limit=0)) + repr(error)
    return "secret" in told


REFUSED: dict[str, tuple[Callable[[str], str], str]] = {
    "wrong password": (
        lambda url: url.replace("right-secret", "wrong-secret"),
        "password authentication failed",
    ),
    "no password": (lambda url: url.replace(":right-secret", ""), "password"),
    "unknown database": (
        lambda url: url.replace("/postgres?", "/nowhere?"),
        'database "nowhere" does not exist',
    ),
    "no rights": (
        lambda url: url.replace("guarded:right-secret", "stranger"),
        "permission denied",
    ),
    "unknown role": (
        lambda url: url.replace("guarded:right-secret", "nobody:right-secret"),
        'role "nobody" does not exist',
    ),
}


@fault(
    "the server does not let us in: password, role, database or rights",
    on=POSTGRESQL,
    holds=(Promise.SECRECY,),
    told={AccessRefused: "Look at user, password, database and rights in the address"},
)
@pytest.mark.parametrize("wrong", REFUSED)
def test_who_is_not_let_in_is_told_why_and_no_secret(
    server: Postgres, guarded: str, name: str, wrong: str, proof: Proof
) -> None:
    """The server and the reason are named; a password is in no message and no trace."""
    change, reason = REFUSED[wrong]
    with psycopg.connect(server.url, autocommit=True) as admin:
        admin.execute("DROP ROLE IF EXISTS stranger")
        admin.execute("CREATE ROLE stranger LOGIN")
    open_log(guarded, community=name).close()  # So that it is due to what is wrong.
    with proof.told(match=reason) as refused:
        open_log(change(guarded), community=name, patience=1)
    with proof.holds(Promise.SECRECY):
        assert not secret_in(refused.value)


NOBODY_THERE: dict[str, tuple[Callable[[str], str], str]] = {
    "no socket": (lambda url: re.sub(r"host=.*", "host=/nowhere", url), "No such file"),
    "no port": (lambda _: "postgresql://me:right-secret@127.0.0.1:1/henggao", "refused"),
}


@fault(
    "there is no server at the address",
    on=POSTGRESQL,
    holds=(Promise.SECRECY,),
    told={ServerUnreachable: AGAIN},
)
@pytest.mark.parametrize("wrong", NOBODY_THERE)
def test_where_nobody_is_that_is_told_and_no_secret(
    guarded: str, name: str, wrong: str, proof: Proof
) -> None:
    """A server that is elsewhere is no server that is down for good: the reason is named."""
    change, reason = NOBODY_THERE[wrong]
    with proof.told(match=reason) as refused:
        open_log(change(guarded), community=name, patience=1)
    with proof.holds(Promise.SECRECY):
        assert not secret_in(refused.value)


@fault(
    "the address makes no sense",
    on=POSTGRESQL,
    holds=(Promise.SECRECY,),
    told={BadUrl: "Write sqlite:///folder/file.db, postgresql://user@host/database"},
)
@pytest.mark.parametrize(
    "address",
    ["postgresql://me:right-secret@host:port/henggao", "postgresql://host/henggao?colour=secret"],
)
def test_an_address_that_makes_no_sense_is_not_repeated(
    name: str, address: str, proof: Proof
) -> None:
    """What the client says of it may repeat it, with the password."""
    with proof.told(match="no address") as refused:
        open_log(address, community=name)
    with proof.holds(Promise.SECRECY):
        assert not secret_in(refused.value)
