"""What is PostgreSQL's own about keys: rights, tables, joining, and writers side by side."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from functools import partial
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from community_domain_storage import (
    AccessRefused,
    Keys,
    NewerSchema,
    NotPromised,
    OlderSchema,
    OpenCommunity,
    OutcomeUnknown,
    ServerUnreachable,
    StorageError,
    StoreLog,
    new_master_key,
    open_community,
    open_log,
    rewrap,
)
from community_domain_storage.postgres import lay_schema
from community_domain_storage.postgres.database import Database
from community_domain_storage.sealing.masters import Wrapped
from community_domain_storage.sealing.postgres import PostgresKeyStore, lay_key_schema
from community_domain_storage.sealing.postgres.__main__ import main
from psycopg import sql

from community_domain import (
    Community,
    Conflict,
    Envelope,
    EventLog,
    MemberId,
    StoredEvent,
    Unreadable,
)
from community_domain.community import FoundCommunity
from community_domain.members import (
    EraseMember,
    MemberErased,
    MemberKind,
    MemberRegistered,
    Profile,
    RegisterMember,
)

Enveloping = Callable[..., Envelope]
Kept = Callable[[], set[str]]
FOUNDER, TWO, THREE = map(MemberId, ("founder", "two", "three"))
BORN = date(1980, 1, 1)
ONE = Wrapped("first", b"one" * 20)


@pytest.fixture
def kind() -> str:
    """All of this is in PostgreSQL."""
    return "postgres"


@pytest.fixture
def opened(postgres_url: str, new_name: Callable[[], str], keys: Keys) -> Callable[[], Any]:
    """Opens a community whose values are sealed."""
    return partial(open_community, postgres_url, community=new_name(), keys=keys)


@pytest.fixture
def community(opened: Callable[[], OpenCommunity]) -> Iterator[OpenCommunity]:
    """A sealed community with two members."""
    with opened() as community:
        hands = community.acting(FOUNDER)
        hands.execute(FoundCommunity("Henggao", "Asia/Shanghai", FOUNDER, "Founder", BORN))
        hands.execute(RegisterMember(TWO, "Member 2", BORN))
        yield community


@pytest.fixture
def as_application(keys: Keys, postgres_url: str) -> Iterator[Callable[[str], str]]:
    """The address of a log or key store as an application's role."""
    role = f"app_{urlsplit(keys.url).path.strip('/')}"
    name = sql.Identifier(role)

    def as_role(url: str) -> str:
        parts = urlsplit(url)
        machine = parts.netloc.rpartition("@")[2]
        return urlunsplit(parts._replace(netloc=f"{role}:app@{machine}"))

    with (
        psycopg.connect(keys.url, autocommit=True) as owner,
        psycopg.connect(postgres_url, autocommit=True) as other,
    ):
        owner.execute(sql.SQL("CREATE ROLE {} LOGIN PASSWORD 'app'").format(name))
        lay_key_schema(keys.url, role=role)
        lay_schema(postgres_url, role=role)
        yield as_role
        for one in (owner, other):
            one.execute(sql.SQL("DROP OWNED BY {}").format(name))
        owner.execute(sql.SQL("DROP ROLE {}").format(name))


@pytest.fixture
def role_url(as_application: Callable[[str], str], keys: Keys) -> str:
    """The address of the key store as that role."""
    return as_application(keys.url)


def registered(member: MemberId, name: str = "Somebody") -> MemberRegistered:
    """Somebody with a name."""
    return MemberRegistered(member, MemberKind.PERSON, name, None, None)


def names(log: EventLog) -> list[Any]:
    """The names in a log."""
    return [row.event.name for row in log.read() if isinstance(row.event, MemberRegistered)]


def test_an_application_needs_no_more_rights_than_it_gets(
    postgres_url: str,
    new_name: Callable[[], str],
    as_application: Callable[[str], str],
    role_url: str,
    kept: Kept,
) -> None:
    """Its role makes a sealed log, and makes keys, reads and destroys them."""
    url, keys = as_application(postgres_url), Keys(role_url)
    with open_community(url, community=new_name(), keys=keys) as community:
        hands = community.acting(FOUNDER)
        hands.execute(FoundCommunity("Henggao", "Asia/Shanghai", FOUNDER, "Founder", BORN))
        hands.execute(RegisterMember(TWO, "Member 2", BORN))
        hands.execute(EraseMember(TWO))
        assert names(community.log) == ["Founder", Unreadable.ERASED]
    assert kept() == {FOUNDER}


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO community_domain_keys.key VALUES ('log', 'two', 'first', '', NULL)",
        "UPDATE community_domain_keys.key SET data = '', master = ''",
        "UPDATE community_domain_keys.key SET destroyed = NULL, data = '', master = ''",
        "DELETE FROM community_domain_keys.key",
        "TRUNCATE community_domain_keys.key",
        "DROP TABLE community_domain_keys.key",
        "UPDATE community_domain_keys.log SET carried_out = 9",
        "UPDATE community_domain_keys.release SET version = 9",
        "ALTER TABLE community_domain_keys.key DISABLE TRIGGER key_stays_destroyed",
        "SELECT community_domain_keys.rewrap('{}', '{}', '{}', '{}', '{}')",
        "SELECT community_domain_keys.take_turn()",
    ],
)
def test_an_application_adds_and_destroys_and_nothing_else(role_url: str, statement: str) -> None:
    """Whoever breaks into it cannot bring back what was destroyed, or exchange what is there."""
    with psycopg.connect(role_url) as app, pytest.raises(psycopg.errors.InsufficientPrivilege):
        app.execute(statement.encode())


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE community_domain_keys.key SET destroyed = NULL, data = '', master = ''",
        "DELETE FROM community_domain_keys.key",
        "TRUNCATE community_domain_keys.key",
    ],
)
def test_the_owner_is_kept_from_bringing_back_what_was_destroyed(
    keys: Keys, statement: str
) -> None:
    """By a slip of the hand nobody comes back; who means it must first take the trigger away."""
    with closing(PostgresKeyStore(keys.url, 1)) as store:
        store.destroy(("log", "two"))
    with (
        psycopg.connect(keys.url) as owner,
        pytest.raises(psycopg.errors.RaiseException, match="neither brought back nor forgotten"),
    ):
        owner.execute(statement.encode())


def test_an_application_does_not_wrap_keys_anew(
    community: OpenCommunity, role_url: str, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is told so by the name of the server; with the owner's address it is done."""
    before = os.environ[keys.variable]
    monkeypatch.setenv(keys.variable, f"{new_master_key('second')} {before}")
    with pytest.raises(AccessRefused, match="keys_") as caught:
        rewrap(Keys(role_url))
    assert "app@" not in str(caught.value)
    assert rewrap(keys) == 2
    assert names(community.log) == ["Founder", "Member 2"]


def test_bytes_of_a_destroyed_key_leave_the_table_when_it_is_rewritten(keys: Keys) -> None:
    """Until then the server keeps them, where nobody is shown them."""
    data = bytes(range(60))

    def on_disk(owner: psycopg.Connection[Any]) -> bool:
        owner.execute("CHECKPOINT")
        asked = "SELECT pg_read_binary_file(pg_relation_filepath('community_domain_keys.key'))"
        [(file,)] = owner.execute(asked).fetchall()
        return data in file

    with (
        closing(PostgresKeyStore(keys.url, 1)) as store,
        psycopg.connect(keys.url, autocommit=True) as owner,
    ):
        store.add({("log", "two"): Wrapped("first", data), ("log", "three"): ONE})
        store.destroy(("log", "two"))
        assert on_disk(owner)
        owner.execute("VACUUM FULL community_domain_keys.key")
        assert not on_disk(owner)
        assert store.find(("log", "three")) == ONE


def test_a_lost_connection_is_replaced(keys: Keys) -> None:
    """A server that was started again, or a cable, is no reason to open the log anew."""
    with closing(PostgresKeyStore(keys.url, 1)) as store:
        store.add({("log", "two"): ONE})
        with psycopg.connect(keys.url, autocommit=True) as owner:
            owner.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        assert store.find(("log", "two")) == ONE


@pytest.mark.parametrize(
    ("url", "error"),
    [
        ("postgresql://app:hidden@/keys?host=/nowhere", ServerUnreachable),
        ("postgresql://app:hidden@[/keys", StorageError),
    ],
)
def test_a_key_store_that_cannot_be_reached_is_named(
    url: str, error: type[StorageError], postgres_url: str, keys: Keys
) -> None:
    """Before anything of the log is made, and without the password."""
    with pytest.raises(error, match=r"keys on /nowhere|no address") as caught:
        open_log(postgres_url, community="never-made", keys=Keys(url))
    assert "hidden" not in str(caught.value)
    with psycopg.connect(postgres_url) as owner:
        asked = "SELECT 1 FROM community_domain.community WHERE name = 'never-made'"
        assert owner.execute(asked).fetchall() == []


def test_the_command_lays_the_tables(
    keys: Keys, postgres_server: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Opening does not make tables, which takes the owner's rights; a command of its own does."""
    with pytest.raises(OlderSchema, match=r"no tables of community_domain_storage\.sealing"):
        PostgresKeyStore(postgres_server, 1)
    with psycopg.connect(keys.url) as owner:
        owner.execute("DROP SCHEMA community_domain_keys CASCADE")
    command = [sys.executable, "-m", "community_domain_storage.sealing.postgres", keys.url]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert said == "The tables have the format 1; before it was 0.\n"
    assert main([keys.url]) is None
    assert capsys.readouterr().out == "The tables have the format 1; before it was 1.\n"
    assert len((main([keys.url, "nobody-here"]) or "").splitlines()) == 1
    with psycopg.connect(keys.url) as owner:
        owner.execute("UPDATE community_domain_keys.release SET version = 2")
    with pytest.raises(NewerSchema):
        PostgresKeyStore(keys.url, 1)


def test_a_sealed_decision_joins_the_callers_transaction(
    community: OpenCommunity, postgres_url: str, kept: Kept
) -> None:
    """Committed it is sealed and there; undone, nothing was sealed under the key that is left."""
    with psycopg.connect(postgres_url) as connection:
        for member, keep in ((MemberId("kept"), True), (MemberId("dropped"), False)):
            joined = community.joining(connection)
            joined.acting(FOUNDER).execute(RegisterMember(member, f"Name {member}", BORN))
            assert joined.state(Profile(member)).name == f"Name {member}"
            joined.log.close()
            if keep:
                connection.commit()
            else:
                connection.rollback()
    assert names(community.log) == ["Founder", "Member 2", "Name kept"]
    assert all(b"Name" not in row.data + row.envelope for row in rows(community))
    assert {"kept", "dropped"} <= kept()
    community.acting(FOUNDER).execute(RegisterMember(MemberId("dropped"), "Back", BORN))
    assert names(community.log)[-1] == "Back"


def rows(community: OpenCommunity) -> list[StoredEvent]:
    """What is stored."""
    assert isinstance(community.log, StoreLog)
    return list(community.log.rows())


def test_nobody_is_erased_in_the_callers_transaction(
    community: OpenCommunity, postgres_url: str, kept: Kept
) -> None:
    """The key must go after the commit, of which nobody is told; refused, the caller goes on."""
    with psycopg.connect(postgres_url) as connection:
        joined: Community = community.joining(connection)
        with pytest.raises(NotPromised, match="to erase inside a transaction"):
            joined.acting(FOUNDER).execute(EraseMember(TWO))
        joined.acting(FOUNDER).execute(RegisterMember(THREE, "Member 3", BORN))
    assert names(community.log) == ["Founder", "Member 2", "Member 3"]
    assert TWO in kept()


def test_a_log_without_its_keys_joins_for_reading(
    community: OpenCommunity, postgres_url: str, opened: Any
) -> None:
    """It shows no more than it does by itself."""
    given = opened.keywords["community"]
    with (
        open_log(postgres_url, community=given, keys="withheld") as withheld,
        psycopg.connect(postgres_url) as connection,
    ):
        assert isinstance(withheld, StoreLog)
        assert names(withheld.joining(connection)) == [Unreadable.SEALED] * 2


def test_an_erasure_is_carried_out_whoever_commits_beside_it(
    community: OpenCommunity, kept: Kept, envelope: Enveloping
) -> None:
    """A thread that commits while another is about to record one does not take it for done."""
    log = community.log
    with log.writing() as writer:
        writer.append([MemberErased(TWO)], envelope(1))
        log.append([MemberErased(THREE)], envelope(2))
        assert TWO in kept()
    assert TWO not in kept()


def test_an_erasure_of_unknown_outcome_is_carried_out_by_who_sends_it_again(
    community: OpenCommunity, kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The command is known then and records nothing, and the key goes all the same."""

    def lost(database: Database) -> None:
        raise OutcomeUnknown(database.name)

    erase = partial(community.acting(FOUNDER).execute, EraseMember(TWO), command_id="erase")
    with monkeypatch.context() as patched:
        patched.setattr(Database, "recorded", lost)
        with pytest.raises(OutcomeUnknown):
            erase()
    assert TWO in kept()
    erase()
    assert TWO not in kept()


def test_two_processes_that_name_somebody_at_once_seal_under_one_key(
    opened: Callable[[], OpenCommunity], envelope: Enveloping
) -> None:
    """The slower one is in conflict and decides again; nothing is ever sealed under a lost key."""
    with opened() as first, opened() as second:

        def overlap() -> None:
            with first.log.writing() as writer:
                writer.append([registered(THREE, "slow")], envelope(1))
                second.log.append([registered(THREE, "quick")], envelope(2))

        first.log.append([registered(TWO, "first")], envelope(0))
        with pytest.raises(Conflict):
            overlap()
        first.log.append([registered(THREE, "slow")], envelope(1))
        for community in (first, second):
            assert names(community.log) == ["first", "quick", "slow"]
