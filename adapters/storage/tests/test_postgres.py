"""What is PostgreSQL's own: rights, communities side by side, joining, notifications, tables."""

import random
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from importlib.resources import files
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from community_domain_storage import (
    NewerSchema,
    NotJoinable,
    OlderSchema,
    OpenCommunity,
    StoreLog,
    new_id,
    now,
    open_community,
    open_log,
)
from community_domain_storage.postgres import PostgresLog, lay_schema
from community_domain_storage.postgres.__main__ import main
from psycopg import sql

from community_domain import (
    STANDARD,
    Community,
    Condition,
    Conflict,
    Criterion,
    Envelope,
    Event,
    MemberId,
    Recorded,
    Refusal,
    StoredEvent,
    tags_of,
)
from community_domain.community import FoundCommunity
from community_domain.members import COORDINATOR, GrantRole, Profile, RegisterMember, RoleGranted

Enveloping = Callable[..., Envelope]
Present = Callable[[int], Event]
FOUNDER = MemberId("founder")
BORN = date(1980, 1, 1)
GLANCE = 0.3
"""Seconds in which nothing must come of it."""
PATIENCE = 30
"""Seconds until a test is given up; nothing here takes that long."""


def as_role(url: str, role: str, password: str = "") -> str:
    """The same database, as somebody else."""
    parts = urlsplit(url)
    machine = parts.netloc.rpartition("@")[2]
    secret = f":{password}" if password else ""
    return urlunsplit(parts._replace(netloc=f"{role}{secret}@{machine}"))


@pytest.fixture(scope="module")
def role_url(postgres_url: str) -> Iterator[str]:
    """The address as an application's role."""
    role = f"app_{urlsplit(postgres_url).path.strip('/')}"
    name = sql.Identifier(role)
    with psycopg.connect(postgres_url, autocommit=True) as owner:
        owner.execute(sql.SQL("CREATE ROLE {} LOGIN PASSWORD 'app'").format(name))
        lay_schema(postgres_url, role=role)
        yield as_role(postgres_url, role, "app")
        owner.execute(sql.SQL("DROP OWNED BY {}").format(name))
        owner.execute(sql.SQL("DROP ROLE {}").format(name))


@pytest.fixture
def name(new_name: Callable[[], str]) -> str:
    """The name of a community that is not there yet."""
    return new_name()


@pytest.fixture
def log(postgres_url: str, name: str) -> Iterator[PostgresLog]:
    """The empty log of a community."""
    with closing(opened(postgres_url, name)) as log:
        yield log


@pytest.fixture
def community(postgres_url: str, name: str) -> Iterator[OpenCommunity]:
    """A community that has been founded."""
    with open_community(postgres_url, community=name) as community:
        community.acting(FOUNDER).execute(
            FoundCommunity("Henggao", "Asia/Shanghai", FOUNDER, "Founder", BORN)
        )
        yield community


def opened(url: str, name: str, clock: Callable[[], datetime] = now) -> PostgresLog:
    """The log of a community."""
    log = open_log(url, community=name, clock=clock)
    assert isinstance(log, PostgresLog)
    return log


def register(community: OpenCommunity, member: str, **how: str) -> int:
    """Register a member; gives the position."""
    outcome = community.acting(FOUNDER).execute(
        RegisterMember(MemberId(member), "Somebody", BORN),
        **how,  # type: ignore[arg-type]
    )
    return outcome.recorded[0].position


def test_an_application_needs_no_more_rights_than_it_gets(role_url: str, name: str) -> None:
    """Its role opens, records, reads and hears as the owner does."""
    with open_community(role_url, community=name) as community:
        community.acting(FOUNDER).execute(
            FoundCommunity("Henggao", "Asia/Shanghai", FOUNDER, "Founder", BORN)
        )
        assert register(community, "member-1") == 4
        with community.log.subscribe(after=3) as subscription:
            assert next(subscription).position == 4


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE community_domain.event SET position = position + 1",
        "DELETE FROM community_domain.event",
        "TRUNCATE community_domain.event",
        "INSERT INTO community_domain.event SELECT * FROM community_domain.event",
        "DELETE FROM community_domain.tag",
        "INSERT INTO community_domain.tag SELECT * FROM community_domain.tag",
        "UPDATE community_domain.community SET position = 0",
        "INSERT INTO community_domain.kind VALUES (1, 99, 'x', 1)",
        "UPDATE community_domain.release SET version = 2",
        "DROP TABLE community_domain.event",
        "ALTER TABLE community_domain.event DISABLE TRIGGER event_stays",
        "CREATE FUNCTION community_domain.own() RETURNS integer LANGUAGE sql AS 'SELECT 1'",
        "SELECT community_domain.overtaken(1, 0, '[]')",
    ],
)
def test_an_application_can_only_add(role_url: str, statement: str) -> None:
    """Whoever breaks into the application cannot change what happened, or where it stands."""
    with psycopg.connect(role_url) as app, pytest.raises(psycopg.errors.InsufficientPrivilege):
        app.execute(statement.encode())


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE community_domain.event SET position = position + 1",
        "DELETE FROM community_domain.event",
        "TRUNCATE community_domain.event",
    ],
)
def test_the_owner_is_kept_from_changing_what_happened(
    postgres_url: str, log: PostgresLog, statement: str, envelope: Enveloping, presence: Present
) -> None:
    """By a slip of the hand nothing is lost; who means it must first take the trigger away."""
    log.append([presence(1)], envelope(1))
    with (
        psycopg.connect(postgres_url) as owner,
        pytest.raises(psycopg.errors.RaiseException, match="neither changed nor forgotten"),
    ):
        owner.execute(statement.encode())


def test_communities_do_not_see_each_other(
    postgres_url: str, new_name: Callable[[], str], envelope: Enveloping, presence: Present
) -> None:
    """One database holds many logs; each counts from one and finds only its own."""
    first, second = opened(postgres_url, new_name()), opened(postgres_url, new_name())
    boundary = (Criterion((), tags_of(presence(1))),)
    with closing(first) as one, closing(second) as other:
        one.append([presence(1), presence(2)], envelope(1))
        other.append([presence(1)], envelope(1))
        assert [row.position for row in other.read()] == [1]
        assert [row.position for row in one.read(boundary)] == [1]
        with other.writing() as writer:
            assert [row.position for row in writer.decision(envelope(1).command_id)] == [1]


def test_communities_commit_side_by_side(
    postgres_url: str, new_name: Callable[[], str], envelope: Enveloping, presence: Present
) -> None:
    """While one community's head is locked, another records."""
    first, second = opened(postgres_url, new_name()), opened(postgres_url, new_name())
    with closing(first) as one, closing(second) as other, psycopg.connect(postgres_url) as holding:
        one.append([presence(1)], envelope(1))
        holding.execute("SELECT community_domain.hold(%s)", (one.database.community,))
        assert other.append([presence(1)], envelope(1))[0].position == 1


def test_what_touches_nothing_that_was_read_goes_in_behind(
    log: PostgresLog, postgres_url: str, name: str, envelope: Enveloping, presence: Present
) -> None:
    """A decision overtaken by another that it does not depend on is recorded, at its place."""
    boundary = (Criterion((), tags_of(presence(7))[1:]),)
    log.append([presence(0)], envelope(0))
    with closing(opened(postgres_url, name)) as other:
        with log.writing() as writer:
            [made] = writer.append([presence(7)], envelope(7), Condition(boundary, 0))
            assert writer.head().position == 2
            later = other.append([presence(1), presence(2)], envelope(1))
        assert (made.position, writer.head().position) == (4, 4)
        assert made.recorded_at >= later[-1].recorded_at
    assert [row.event for row in log.read(after=1)] == [presence(1), presence(2), presence(7)]
    assert [row.recorded_at for row in log.read(after=3)] == [made.recorded_at]


def test_what_was_read_must_still_be_so(
    log: PostgresLog, postgres_url: str, name: str, envelope: Enveloping, presence: Present
) -> None:
    """A decision whose boundary changed before its end is not recorded, and nothing of it is."""
    boundary = (Criterion((), tags_of(presence(7))[1:]),)
    log.append([presence(1)], envelope(1))

    def decide_too_late(other: PostgresLog) -> None:
        with log.writing() as writer:
            writer.append([presence(8), presence(9)], envelope(8), Condition(boundary, 1))
            other.append([presence(7)], envelope(7))

    with closing(opened(postgres_url, name)) as other, pytest.raises(Conflict):
        decide_too_late(other)
    assert [row.event for row in log.read()] == [presence(1), presence(7)]


def test_one_command_id_is_recorded_once(
    log: PostgresLog, postgres_url: str, name: str, envelope: Enveloping, presence: Present
) -> None:
    """The same wish sent to two processes at once, each of which knows nothing of it yet."""
    log.append([presence(1)], envelope(1))

    def send_twice(other: PostgresLog) -> None:
        with log.writing() as writer:
            assert writer.known([envelope(2).command_id]) == set()
            writer.append([presence(2)], envelope(2))
            other.append([presence(2)], envelope(2))

    with closing(opened(postgres_url, name)) as other, pytest.raises(Conflict):
        send_twice(other)
    assert [row.position for row in log.read()] == [1, 2]


def test_time_does_not_go_back_between_two_processes(
    log: PostgresLog, postgres_url: str, name: str, envelope: Enveloping, presence: Present
) -> None:
    """A decision is made anew when a later one came in before it, so that instants rise (R44)."""
    log.append([presence(1)], envelope(1))
    boundary = (Criterion((), tags_of(presence(7))[1:]),)
    later = datetime(2025, 1, 1, tzinfo=UTC)

    def decide_earlier(other: PostgresLog) -> None:
        with log.writing() as writer:
            writer.append([presence(7)], envelope(7), Condition(boundary, 1))
            other.append([presence(2)], envelope(2, later))

    with closing(opened(postgres_url, name)) as other, pytest.raises(Conflict):
        decide_earlier(other)
    assert log.head().decided_at == later


def test_who_is_overtaken_again_and_again_locks_first(
    log: PostgresLog, postgres_url: str, name: str, envelope: Enveloping, presence: Present
) -> None:
    """Nobody starves: after two conflicts in a row the head is locked before it is read."""
    boundary = (Criterion((), tags_of(presence(1))[:1]),)
    log.append([presence(0)], envelope(0))

    def attempt(number: int, meanwhile: Callable[[], object]) -> None:
        with log.writing() as writer:
            head = writer.head().position
            meanwhile()
            writer.append([presence(1)], envelope(number), Condition(boundary, head))

    with closing(opened(postgres_url, name)) as other, ThreadPoolExecutor(1) as pool:

        def overtake(number: int) -> "Future[Sequence[Recorded[Event]]]":
            return pool.submit(other.append, [presence(1)], envelope(number))

        for number in (10, 20):
            with pytest.raises(Conflict):
                attempt(number, lambda: overtake(number + 1).result(PATIENCE))  # noqa: B023 - at once
        held_up: list[Future[Sequence[Recorded[Event]]]] = []

        def must_wait() -> None:
            held_up.append(overtake(31))
            with pytest.raises(TimeoutError):
                held_up[0].result(GLANCE)

        attempt(30, must_wait)
        assert held_up[0].result(PATIENCE)[0].position == 5
    assert [row.envelope.command_id for row in log.read(after=3)] == ["command-30", "command-31"]


def test_states_kept_between_decisions_follow_where_events_went(
    postgres_url: str, name: str
) -> None:
    """What another process recorded in front of a decision's events is known to the next one."""
    meanwhile: list[Callable[[], object]] = []

    def clock() -> datetime:
        while meanwhile:
            meanwhile.pop()()
        return now()

    helper, subject = MemberId("helper"), MemberId("subject")
    with (
        open_community(postgres_url, community=name) as other,
        closing(opened(postgres_url, name, clock=clock)) as log,
    ):
        other.acting(FOUNDER).execute(
            FoundCommunity("Henggao", "Asia/Shanghai", FOUNDER, "Founder", BORN)
        )
        register(other, helper)
        # Its clock is a little fast, so that the other decision is the earlier one.
        community = Community(log, STANDARD, clock=lambda: now() + timedelta(seconds=1), ids=new_id)
        with pytest.raises(Refusal):
            community.acting(helper).execute(RegisterMember(subject, "Somebody", BORN))
        grant = GrantRole(helper, COORDINATOR)
        meanwhile.append(lambda: other.acting(FOUNDER).execute(grant))
        interloper = RegisterMember(MemberId("interloper"), "Somebody", BORN)
        community.acting(MemberId("interloper")).execute(interloper)
        assert isinstance(next(log.read(after=4)).event, RoleGranted)
        assert community.acting(helper).execute(RegisterMember(subject, "Somebody", BORN)).events


def test_a_community_decides_on_where_its_events_went(
    community: OpenCommunity, postgres_url: str, name: str
) -> None:
    """Two processes decide about different members: positions, states and repeats are right."""
    with open_community(postgres_url, community=name) as other:
        sides, errors = (community, other), list[BaseException]()
        barrier = threading.Barrier(2)

        def work(side: int) -> None:
            barrier.wait()
            try:
                for number in range(20):
                    register(sides[side], f"m-{side}-{number}", command_id=f"c-{side}-{number}")
            except BaseException as error:  # noqa: BLE001 - raised below
                errors.append(error)

        threads = [threading.Thread(target=work, args=(side,)) for side in (0, 1)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(PATIENCE)
        assert errors == []
        rows = list(community.log.read())
        assert [row.position for row in rows] == list(range(1, 44))
        for side in (0, 1):
            for number in range(20):
                position = register(
                    sides[side], f"m-{side}-{number}", command_id=f"c-{side}-{number}"
                )
                assert rows[position - 1].envelope.command_id == f"c-{side}-{number}"
                profile = Profile(MemberId(f"m-{side}-{number}"))
                assert sides[1 - side].state(profile).name == "Somebody"


def test_who_records_beside_a_restoration_goes_in_behind(
    postgres_url: str, new_name: Callable[[], str], envelope: Enveloping, presence: Present
) -> None:
    """Rows that are restored stay at their positions, whoever is in a hurry meanwhile."""
    source, name = opened(postgres_url, new_name()), new_name()
    source.append([presence(1), presence(2)], envelope(1))
    held_up: list[Future[Sequence[Recorded[Event]]]] = []
    with (
        closing(source),
        closing(opened(postgres_url, name)) as log,
        closing(opened(postgres_url, name)) as other,
        ThreadPoolExecutor(1) as pool,
    ):

        def rows() -> Iterator[StoredEvent]:
            held_up.append(pool.submit(other.append, [presence(3)], envelope(3)))
            with pytest.raises(TimeoutError):
                held_up[0].result(GLANCE)
            yield from source.rows()

        log.take(rows())
        assert held_up[0].result(PATIENCE)[0].position == 3
        assert list(log.rows(until=2)) == list(source.rows())


def test_a_decision_joins_the_callers_transaction(
    community: OpenCommunity, postgres_url: str
) -> None:
    """A row of the app's own table and an event are there together, or neither is."""
    with psycopg.connect(postgres_url) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS booking (member text)")
        connection.commit()
        for member, keep in (("kept", True), ("dropped", False)):
            connection.execute("INSERT INTO booking VALUES (%s)", (member,))
            joined = community.joining(connection)
            joined.acting(FOUNDER).execute(RegisterMember(MemberId(member), "Somebody", BORN))
            assert joined.state(Profile(MemberId(member))).name == "Somebody"
            assert community.state(Profile(MemberId(member))).name is None
            if keep:
                connection.commit()
            else:
                connection.rollback()
        booked = connection.execute("SELECT member FROM booking").fetchall()
    assert booked == [("kept",)]
    assert community.state(Profile(MemberId("kept"))).name == "Somebody"
    assert community.state(Profile(MemberId("dropped"))).name is None
    assert register(community, "next") == 5


def test_a_refusal_leaves_the_callers_transaction_usable(
    community: OpenCommunity, postgres_url: str
) -> None:
    """Only what the log did is undone; the caller goes on."""
    with psycopg.connect(postgres_url) as connection:
        joined = community.joining(connection)
        with pytest.raises(Refusal):
            joined.acting(MemberId("nobody")).execute(
                RegisterMember(MemberId("later"), "Somebody", BORN)
            )
        assert connection.execute("SELECT 1").fetchone() == (1,)
        joined.acting(FOUNDER).execute(RegisterMember(MemberId("later"), "Somebody", BORN))
    assert community.log.head().position == 4


def test_who_waits_hears_of_a_joined_decision_when_it_is_committed(
    community: OpenCommunity, postgres_url: str
) -> None:
    """Not before: until then it may be undone."""
    with (
        community.log.subscribe(after=3) as subscription,
        ThreadPoolExecutor(1) as pool,
        psycopg.connect(postgres_url) as connection,
    ):
        waiting = pool.submit(next, subscription)
        joined = community.joining(connection)
        joined.acting(FOUNDER).execute(RegisterMember(MemberId("m"), "Somebody", BORN))
        assert not waiting.done()
        connection.commit()
        assert waiting.result(PATIENCE).position == 4


def test_a_connection_without_a_transaction_is_not_joined(
    community: OpenCommunity, postgres_url: str, postgres_server: str
) -> None:
    """What would be recorded at once, or elsewhere, is no part of anything."""
    with (
        psycopg.connect(postgres_url, autocommit=True) as connection,
        pytest.raises(NotJoinable, match="begin one"),
    ):
        community.joining(connection)
    with psycopg.connect(postgres_server) as elsewhere, pytest.raises((NotJoinable, OlderSchema)):
        community.joining(elsewhere)
    with psycopg.connect(postgres_url) as failed:
        with pytest.raises(psycopg.errors.DivisionByZero):
            failed.execute("SELECT 1 / 0")
        with pytest.raises(NotJoinable, match="roll it back"):
            community.joining(failed)


def test_many_commits_share_a_notification(
    log: PostgresLog, postgres_url: str, envelope: Enveloping, presence: Present
) -> None:
    """Telling costs no commit its time, and a burst is told a few times, not each by itself."""
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute(sql.SQL("LISTEN {}").format(sql.Identifier(log.database.channel)))
        for number in range(60):
            log.append([presence(number)], envelope(number))
        told = list(connection.notifies(timeout=1))
    assert 1 <= len(told) <= 50


def test_a_lost_notification_is_made_up_for(
    log: PostgresLog, postgres_url: str, name: str, envelope: Enveloping, presence: Present
) -> None:
    """A process that dies between commit and notification is heard of a moment later."""
    program = (
        "import os, sys; from community_domain_storage import open_log\n"
        "from community_domain_storage.postgres.hearing import Hearing\n"
        "Hearing.tell = lambda self: None\n"
        "log = open_log(sys.argv[1], community=sys.argv[2]); [one] = log.read()\n"
        "log.append([one.event], one.envelope); os._exit(0)"
    )
    log.append([presence(1)], envelope(1))
    with log.subscribe(after=1) as subscription, ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(next, subscription)
        subprocess.run([sys.executable, "-c", program, postgres_url, name], check=True)
        assert waiting.result(PATIENCE).position == 2


def test_nothing_is_searched_row_by_row(empty_url: str) -> None:
    """What is planned while there are few rows still finds them by an index when there are many."""
    lay_schema(empty_url)
    with (
        open_community(empty_url, community="henggao") as community,
        psycopg.connect(empty_url, autocommit=True) as owner,
    ):
        community.acting(FOUNDER).execute(
            FoundCommunity("Henggao", "Asia/Shanghai", FOUNDER, "Founder", BORN)
        )
        owner.execute("ANALYZE")  # As the server does by itself, now and then.
        for number in range(20):
            for _ in range(2):
                register(community, f"member-{number}", command_id=f"once-{number}")
    with psycopg.connect(empty_url) as connection:  # What they counted, they told as they left.
        found = connection.execute("SELECT relname, seq_tup_read FROM pg_stat_user_tables")
        counted: dict[str, int] = dict(found.fetchall())
    assert (counted["event"], counted["tag"], counted["community"]) == (0, 0, 0)


def test_people_can_read_the_history(
    log: PostgresLog, postgres_url: str, name: str, envelope: Enveloping, presence: Present
) -> None:
    """In psql everything is text: whose, what, and the envelope."""
    log.append([presence(1)], envelope(1))
    with psycopg.connect(postgres_url) as connection:
        [row] = connection.execute(
            "SELECT name, version, data, envelope FROM community_domain.history"
            " WHERE community = %s",
            (name,),
        ).fetchall()
    assert row[:2] == ("activity.presence-recorded", 1)
    assert row[2] == log.codec.encode(presence(1)).decode()
    assert row[3] == log.codec.encode_envelope(envelope(1), 1).decode()


@pytest.fixture
def empty_url(postgres_server: str, name: str) -> Iterator[str]:
    """A database without tables."""
    database = sql.Identifier(f"empty_{name}")
    with psycopg.connect(postgres_server, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(database))
        yield urlunsplit(urlsplit(postgres_server)._replace(path=f"/empty_{name}"))
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(database))


def test_the_command_lays_the_tables_once(
    empty_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Opening does not make tables, which takes the owner's rights; a command of its own does."""
    with pytest.raises(OlderSchema, match=r"holds no tables.*community_domain_storage\.postgres"):
        open_log(empty_url, community="henggao")
    command = [sys.executable, "-m", "community_domain_storage.postgres", empty_url]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert said == "The tables have the format 2; before it was 0.\n"
    assert main([empty_url]) is None
    assert capsys.readouterr().out == "The tables have the format 2; before it was 2.\n"
    open_log(empty_url, community="henggao").close()


def test_the_command_tells_in_a_line_what_is_wrong(postgres_url: str) -> None:
    """A role that is not there, or a server that is not, ends it with a sentence."""
    said = [main([postgres_url, "nobody-here"]), main(["postgresql:///x?host=/nowhere"])]
    assert [len((one or "").splitlines()) for one in said] == [1, 1]


def test_tables_of_a_newer_release_are_refused(empty_url: str) -> None:
    """An older release cannot know what they mean, and does not lay its own over them."""
    lay_schema(empty_url)
    with psycopg.connect(empty_url) as connection:
        connection.execute("UPDATE community_domain.release SET version = 3")
    with pytest.raises(NewerSchema, match="upgrade"):
        open_log(empty_url, community="henggao")
    with pytest.raises(NewerSchema, match="upgrade"):
        lay_schema(empty_url)


def test_tables_of_an_older_release_are_brought_up_to_date(empty_url: str) -> None:
    """The logs in them stay what they were, in plain; sealed ones can be made beside them."""
    steps = files("community_domain_storage.postgres") / "steps"
    with psycopg.connect(empty_url) as connection:
        connection.execute((steps / "1.sql").read_bytes())
        connection.execute("INSERT INTO community_domain.release VALUES (1)")
        connection.execute("SELECT community_domain.enter('henggao')")
    with pytest.raises(OlderSchema, match="has the format 1"):
        open_log(empty_url, community="henggao")
    assert lay_schema(empty_url) == 1
    with opened(empty_url, "henggao") as log:
        assert log.store.sealed_as is None


def test_two_who_lay_the_tables_at_once_lay_them_once(empty_url: str) -> None:
    """Two machines that start at the same time do not get in each other's way."""
    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(lay_schema, [empty_url] * 2)) == [0, 2]


def test_stores_say_what_they_promise(log: StoreLog) -> None:
    """PostgreSQL promises all there is."""
    log.must_be_gapless()
    assert all((log.promises.gapless, log.promises.rows, log.promises.words, log.promises.joining))


def test_a_pool_leaves_the_chance_of_others_alone(postgres_url: str, name: str) -> None:
    """Or Hypothesis would say now and then, of another test, that its strategies draw from it."""
    before = random.getstate()
    with open_log(postgres_url, community=name) as log:
        log.head()
    assert random.getstate() == before
