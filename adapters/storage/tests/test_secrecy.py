"""No personal value in any file, index, tag, error or log record: each of them is looked for."""

import base64
import json
import logging
import threading
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from itertools import count, zip_longest
from pathlib import Path
from typing import Any, NamedTuple, get_args

import psycopg
import pytest
from community_domain_storage import (
    Codec,
    DamagedFile,
    Keys,
    StoreLog,
    new_master_key,
    open_log,
    rewrap,
)
from community_domain_storage.postgres import lay_schema
from community_domain_storage.sealing.postgres import lay_key_schema

from community_domain import (
    STANDARD,
    CommandId,
    Community,
    Context,
    Envelope,
    MemberId,
    Refusal,
    replaced,
)
from community_domain.community import FoundCommunity
from community_domain.members import EraseMember, NameEmergencyContact, RegisterMember
from tests.servers import Postgres, in_database, shared_folder

GOLDEN = Path(__file__).parent / "golden"
"""An example of every event and command there is."""
PAGE = 8192
"""Bytes that a server sets aside at once."""
BEGINNING = 6
"""Bytes with which the search for a text begins."""
PLAIN = Codec(STANDARD)
AT = datetime(2024, 6, 26, 1, tzinfo=UTC)
FOUNDER, TWO, THREE = MemberId("founder"), MemberId("two"), MemberId("three")
NUMBERS = count(1000)
"""Of one length, so that none is part of another."""


class Secrets:
    """Personal values, each of them used once, so that it is known where one came from."""

    def __init__(self) -> None:
        self._numbers = NUMBERS
        self.texts: list[str] = []

    def word(self) -> str:
        """A text in two scripts."""
        number = next(self._numbers)
        self.texts += [f"Secret{number}", f"秘密{number}"]
        return f"Secret{number} 秘密{number}"

    def day(self) -> date:
        """A day that stands in nothing else."""
        day = date(1931, 1, 1) + timedelta(days=next(self._numbers))
        self.texts.append(day.isoformat())
        return day

    def fill(self, plain: Any) -> Any:
        """An event or command like a given one, with a secret in every personal field."""
        fields: dict[str, Any] = {one.name: one.type for one in plain.__attrs_attrs__}
        return replaced(plain, **{one: self._of(fields[one]) for one in plain.spec.personal})

    def _of(self, hint: Any) -> Any:
        kinds = {hint, *get_args(hint)} - {type(None)}
        return self.day() if date in kinds else self.word()


def found(secrets: Secrets, texts: Iterable[bytes]) -> set[str]:
    """Those that stand in something, in any of the ways in which a text may be written.

    How a form begins is looked for first: many begin alike, and a server keeps many bytes.
    """
    everything = b"\n".join(texts)
    beginnings = {form[:BEGINNING] for one in secrets.texts for form in forms(one)}
    there = {one for one in beginnings if one in everything}
    return {
        one
        for one in secrets.texts
        if any(form[:BEGINNING] in there and form in everything for form in forms(one))
    }


def forms(text: str) -> Iterator[bytes]:
    """A text as it may stand in a file."""
    yield text.encode()
    yield text.encode("utf-16-le")
    yield json.dumps(text)[1:-1].encode()
    yield repr(text)[1:-1].encode("ascii", "backslashreplace")
    yield text.encode().hex().encode()
    yield base64.b64encode(text.encode()).rstrip(b"=")[:-1]


class Site(NamedTuple):
    """Where logs and keys are, and all files that anything of them may be in."""

    url: str
    """The address, with `{}` for the community where each has its own."""
    keys: Keys
    folder: Path

    def log(self, community: str, keys: Keys | None = None) -> StoreLog:
        """The log of a community."""
        log = open_log(self.url.format(community), community=community, keys=keys)
        assert isinstance(log, StoreLog)
        return log

    def files(self) -> Iterator[bytes]:
        """All there is on the disk: tables, their indexes, what is written ahead, logs, and keys.

        What a server has merely set aside is left out.
        """
        for file in self.folder.rglob("*"):
            if file.is_file():
                yield file.read_bytes().replace(bytes(PAGE), b"")


@pytest.fixture(scope="module")
def server() -> Postgres:
    """A server that tells in its log whatever it is asked, for this module alone."""
    server = Postgres(shared_folder() / f"secretive-{threading.get_native_id()}")
    with psycopg.connect(server.url, autocommit=True) as admin:
        admin.execute("CREATE DATABASE keys")
        admin.execute("ALTER SYSTEM SET log_statement = 'all'")
        admin.execute("ALTER SYSTEM SET log_parameter_max_length_on_error = -1")
        admin.execute("SELECT pg_reload_conf()")
    lay_schema(server.url)
    lay_key_schema(in_database(server.url, "keys"))
    return server


@pytest.fixture(params=["sqlite", "postgres"])
def site(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    """A place of each kind, with nothing of what is looked for in it."""
    monkeypatch.setenv("COMMUNITY_MASTER_KEY", new_master_key("first"))
    if request.param == "sqlite":
        keys = Keys(f"sqlite:///{tmp_path}/keys.db")
        return Site(f"sqlite:///{tmp_path}/{{}}.db", keys, tmp_path)
    server = request.getfixturevalue("server")
    return Site(server.url, Keys(in_database(server.url, "keys")), server.folder)


def examples_of_events() -> Iterator[Any]:
    """One of each type and version."""
    for line in (GOLDEN / "events.txt").read_text("utf-8").splitlines():
        named, data = line.split(" ", 1)
        name, version = named.split("/")
        yield PLAIN.decode(name, int(version), data.encode())


def examples_of_commands() -> Iterator[Any]:
    """One of each type."""
    for line in (GOLDEN / "envelopes.txt").read_text("utf-8").splitlines():
        yield PLAIN.decode_envelope(line.split(" ", 1)[1].encode()).command


def record_everything(log: StoreLog, secrets: Secrets) -> None:
    """Every event and every command of the standard domain that holds something personal."""
    events = [secrets.fill(one) for one in examples_of_events() if one.spec.personal]
    commands = [secrets.fill(one) for one in examples_of_commands() if one.spec.personal]
    assert {type(one) for one in events} == {one for one in STANDARD.events if one.spec.personal}
    assert {type(one) for one in commands} == {
        one for one in STANDARD.commands if one.spec.personal
    }
    pairs = zip_longest(events, commands)
    for number, (happened, wish) in enumerate(pairs):
        happened, wish = happened or events[0], wish or commands[0]  # noqa: PLW2901
        context = Context(AT, FOUNDER)
        log.append([happened], Envelope(wish, CommandId(f"c-{number}"), context, 1, "2026f"))


def decide(log: StoreLog, secrets: Secrets) -> Iterator[Exception]:
    """A short life of a community, with what goes wrong in it."""
    community = Community(log, STANDARD, ids=map(str, count()).__next__)
    founder, two = community.acting(FOUNDER), community.acting(TWO)
    word, day = secrets.word, secrets.day
    founder.execute(FoundCommunity("Henggao", "Asia/Shanghai", FOUNDER, word(), day()), at=AT)
    register = RegisterMember(TWO, word(), day(), word())
    founder.execute(register, at=AT, command_id="two")
    two.execute(NameEmergencyContact(TWO, word(), word(), word()), at=AT)
    wrong: Mapping[str, Callable[[], object]] = {
        "another": lambda: founder.execute(RegisterMember(TWO, word(), day(), word()), at=AT),
        "id again": lambda: founder.execute(
            RegisterMember(THREE, word(), day()), at=AT, command_id="two"
        ),
        "not permitted": lambda: two.execute(RegisterMember(THREE, word(), day()), at=AT),
        "unprintable": lambda: RegisterMember(THREE, f"{word()}\x00", day()),
        "no day": lambda: RegisterMember(THREE, word(), word()),  # type: ignore[arg-type]
    }

    for act in wrong.values():
        try:
            act()
        except Refusal as refusal:
            yield refusal
        else:
            raise AssertionError("a wrong command was taken")
    for read in (log.read(), log.rows()):
        assert list(read)
    two.execute(EraseMember(TWO), at=AT)


def damage(log: StoreLog) -> Iterator[Exception]:
    """Reading rows that somebody tampered with."""
    for row in log.rows():
        for data in (row.data[:-9], row.data.replace(b'"sealed":"', b'"sealed":"AAAA')):
            try:
                log.codec.decode(row.type, row.version, data)
            except DamagedFile as error:
                yield error


def told(error: Exception) -> bytes:
    """All that an error says wherever it is printed."""
    printed = "".join(traceback.format_exception(error))
    return "\n".join((str(error), repr(error), printed)).encode()


def test_r42_no_personal_value_stands_anywhere(
    site: Site, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    """Neither in the files while the log is open and when it is closed, nor in what is said."""
    secrets = Secrets()
    with caplog.at_level(logging.DEBUG):
        log = site.log("everything", site.keys)
        record_everything(log, secrets)
        errors = [*damage(log)]
        lived = site.log("lived", site.keys)
        errors += decide(lived, secrets)
        tags = [tag.encode() for one in (log, lived) for row in one.rows() for tag in row.tags]
        printed = [repr(row).encode() for row in lived.read()]
        open_files = list(site.files())
        rewrap(site.keys)
        log.close()
        lived.close()
    said = capfd.readouterr()
    texts = [*open_files, *site.files(), *map(told, errors), *tags, *printed]
    texts += [caplog.text.encode(), said.out.encode(), said.err.encode()]
    assert len(errors) > len(secrets.texts) // 4
    assert found(secrets, texts) == set()


def test_whatever_stands_in_plain_is_found(site: Site) -> None:
    """Or the search above would find nothing because it cannot: the same in a log without keys."""
    secrets = Secrets()
    log = site.log("plain")
    record_everything(log, secrets)
    recorded = set(secrets.texts)
    assert found(secrets, site.files()) == recorded
    assert len(recorded) > 2 * sum(len(kind.spec.personal) for kind in STANDARD.events)
    log.close()
    assert found(secrets, site.files()) == recorded
