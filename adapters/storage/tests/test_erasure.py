"""An erasure is recorded first, then the key is destroyed: nothing brings the person back."""

import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from copy import copy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from community_domain_storage import (
    KeyLost,
    KeyNotDestroyed,
    Keys,
    LogBusy,
    NotEmpty,
    SQLiteLog,
    copy_sealed,
    open_community,
    open_log,
)
from community_domain_storage.sealing.sqlite import SQLiteKeyStore

from community_domain import (
    STANDARD,
    Community,
    Event,
    EventLog,
    Finding,
    MemberId,
    Recorded,
    Unreadable,
    decided_again,
)
from community_domain.community import FoundCommunity
from community_domain.members import (
    EmergencyContact,
    EraseMember,
    MemberErased,
    MemberRegistered,
    NameEmergencyContact,
    PersonErased,
    Profile,
    RegisterMember,
    Standing,
)
from community_domain.recognition import GiveThanks, Thanks, ThanksId

PROGRAM = Path(__file__).with_name("erasing.py")
FOUNDER, TWO, THREE = MemberId("founder"), MemberId("two"), MemberId("three")
ERASED = Unreadable.ERASED
Opened = Callable[..., SQLiteLog]


@pytest.fixture
def lived(url: str, keys: Keys) -> str:
    """The address of a sealed log in which a few people know each other."""
    with open_community(url, community="henggao", keys=keys) as community:
        tell(community)
    return url


def tell(community: Community) -> None:
    """A story about Person 2, who will be erased, and Person 3, who will not."""
    founder, two = community.acting(FOUNDER), community.acting(TWO)
    born = date(1980, 1, 1)
    founder.execute(FoundCommunity("Henggao", "Asia/Shanghai", FOUNDER, "Founder", born))
    founder.execute(RegisterMember(TWO, "Person 2", date(1990, 5, 4), "555-0100"))
    founder.execute(RegisterMember(THREE, "Person 3", born))
    two.execute(NameEmergencyContact(TWO, "Cleo", "sister", "555-0101"))
    two.execute(GiveThanks(ThanksId("thanks-1"), TWO, THREE, "To person 3"))
    community.acting(THREE).execute(GiveThanks(ThanksId("thanks-2"), THREE, TWO, "To person 2"))


def names(log: EventLog) -> dict[str, Any]:
    """The names in a log."""
    events = [row.event for row in log.read()]
    return {e.member_id: e.name for e in events if isinstance(e, MemberRegistered)}


def kept(keys: Keys) -> set[str]:
    """Members whose keys are in the store, as anybody can see who opens the file."""
    with closing(sqlite3.connect(keys.url.removeprefix("sqlite:///"))) as store:
        return {one for (one,) in store.execute("SELECT member FROM key WHERE data IS NOT NULL")}


def copy_of(file: str) -> Iterator[None]:
    """Puts a file back as it was."""
    path = Path(file.removeprefix("sqlite:///"))
    before = path.with_suffix(".backup")
    shutil.copy(path, before)
    yield
    shutil.copy(before, path)
    for beside in ("-wal", "-shm", "-journal"):
        path.with_name(path.name + beside).unlink(missing_ok=True)


def test_r42_erasing_destroys_the_key(lived: str, keys: Keys) -> None:
    """All that was said of the person is unreadable in events and commands, the rest is there."""
    with open_community(lived, community="henggao", keys=keys) as community:
        before = [(row.event, row.envelope.command) for row in community.log.read()]
        community.acting(TWO).execute(EraseMember(TWO))
        after = [(row.event, row.envelope.command) for row in community.log.read()]
    assert TWO not in kept(keys)
    assert THREE in kept(keys)
    read = after[: len(before)]
    assert read == [(expected(event), expected(command)) for event, command in before]
    erased = [[ERASED in values(one) for one in both] for both in read]
    assert [sum(column) for column in zip(*erased, strict=True)] == [3, 3]


def values(thing: Any) -> list[Any]:
    """The personal values of an event or command."""
    return [getattr(thing, name) for name in thing.spec.personal]


def expected(thing: Any) -> Any:
    """An event or command as it must read once Person 2 is erased."""
    read = copy(thing)
    for name, about in thing.spec.personal.items():
        if getattr(thing, about) == TWO:
            object.__setattr__(read, name, ERASED)  # Past its checks, as what is read from a log.
    return read


def test_r42_states_fold_what_is_left(lived: str, keys: Keys) -> None:
    """Whoever opens the log next reads nobody, refuses what must be, and can decide all else."""
    with open_community(lived, community="henggao", keys=keys) as community:
        community.acting(FOUNDER).execute(EraseMember(TWO))
    with open_community(lived, community="henggao", keys=keys) as community:
        founder = community.acting(FOUNDER)
        assert community.state(Profile(TWO)) == erased_profile()
        assert community.state(EmergencyContact(TWO)).named is None
        assert founder.state(Thanks(ThanksId("thanks-2"))).given.text is None  # type: ignore[union-attr]
        assert founder.state(Thanks(ThanksId("thanks-1"))).given.text == "To person 3"  # type: ignore[union-attr]
        with pytest.raises(PersonErased):
            community.acting(THREE).execute(GiveThanks(ThanksId("thanks-3"), THREE, TWO, "More"))
        with pytest.raises(PersonErased):
            founder.execute(RegisterMember(TWO, "Person 2", date(1990, 5, 4)))
        found = [one.finding for one in decided_again(community.log, STANDARD)]
    assert set(found) == {Finding.SAME, Finding.ERASED}


def erased_profile() -> Profile:
    """What is left of somebody."""
    profile = Profile(TWO)
    profile.name = profile.born = profile.contact = None
    profile.erased = True
    return profile


def test_r42_a_crash_between_record_and_key_is_repaired(lived: str, keys: Keys) -> None:
    """The next opening destroys the key of whose erasure stands in the log."""
    program = [sys.executable, "-W", "ignore", str(PROGRAM), lived, keys.url, TWO]
    done = subprocess.run(program, check=False, timeout=60)
    assert done.returncode == -signal.SIGKILL
    assert TWO in kept(keys)
    with open_community(lived, community="henggao", keys=keys) as community:
        assert community.state(Standing(TWO)).erased
        assert TWO not in kept(keys)
        assert names(community.log) == {FOUNDER: "Founder", TWO: ERASED, THREE: "Person 3"}


def test_r42_other_processes_let_go_of_the_key(lived: str, keys: Keys) -> None:
    """Whoever has read a name before cannot read it again, not even from memory."""
    with subprocess.Popen(
        [sys.executable, "-W", "ignore", str(PROGRAM), lived, keys.url, "read"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as reader:
        assert reader.stdin
        assert reader.stdout

        def read() -> str:
            assert reader.stdin
            assert reader.stdout
            reader.stdin.write("\n")
            reader.stdin.flush()
            return reader.stdout.readline()

        assert read() == "['Founder', 'Person 2', 'Person 3']\n"
        with open_community(lived, community="henggao", keys=keys) as community:
            community.acting(TWO).execute(EraseMember(TWO))
        assert read() == "['Founder', <erased>, 'Person 3']\n"
        reader.stdin.close()


def test_r42_a_boundary_without_the_erasure_is_unreadable_too(
    lived: str, keys: Keys, in_file: Opened
) -> None:
    """Another open log whose reader never comes past the event has let go of the key as well."""
    other = Community(in_file(keys=keys), STANDARD)
    assert other.state(Thanks(ThanksId("thanks-2"))).given.text == "To person 2"  # type: ignore[union-attr]
    with open_community(lived, community="henggao", keys=keys) as community:
        community.acting(TWO).execute(EraseMember(TWO))
    assert other.state(Thanks(ThanksId("thanks-2"))).given.text is ERASED  # type: ignore[union-attr]


def test_r42_an_older_log_does_not_bring_the_person_back(lived: str, keys: Keys) -> None:
    """The key store knows better: no value is read, and no decision takes the person for another.

    A key is never made again, so nothing new is sealed for them either.
    """
    restored = copy_of(lived)
    next(restored)
    with open_community(lived, community="henggao", keys=keys) as community:
        community.acting(TWO).execute(EraseMember(TWO))
    next(restored, None)
    with open_community(lived, community="henggao", keys=keys) as community:
        assert not any(isinstance(row.event, MemberErased) for row in community.log.read())
        assert names(community.log)[TWO] is ERASED
        assert community.state(Standing(TWO)).erased
        assert community.state(Profile(TWO)) == erased_profile()
        with pytest.raises(PersonErased):
            community.acting(THREE).execute(GiveThanks(ThanksId("thanks-3"), THREE, TWO, "More"))
    assert TWO not in kept(keys)


def test_r42_an_older_key_store_does_not_either(lived: str, keys: Keys) -> None:
    """Unless both are restored: the next opening carries out what stands in the log, once more."""
    restored = copy_of(keys.url)
    next(restored)
    with open_community(lived, community="henggao", keys=keys) as community:
        community.acting(TWO).execute(EraseMember(TWO))
    next(restored, None)
    assert TWO in kept(keys)
    with open_community(lived, community="henggao", keys=keys) as community:
        assert TWO not in kept(keys)
        assert names(community.log)[TWO] is ERASED


def test_an_older_key_store_is_noticed(lived: str, keys: Keys) -> None:
    """Keys made since are missed by the name of the member; they were lost, not destroyed."""
    restored = copy_of(keys.url)
    next(restored)
    cleo = MemberId("cleo")
    with open_community(lived, community="henggao", keys=keys) as community:
        community.acting(FOUNDER).execute(RegisterMember(cleo, "Cleo", date(1980, 1, 1)))
    next(restored, None)
    with (
        open_community(lived, community="henggao", keys=keys) as community,
        pytest.raises(KeyLost, match="cleo"),
    ):
        names(community.log)


def test_a_key_that_cannot_be_destroyed_yet_is_said(
    lived: str, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The erasure stands, the error says so, and the next commit or opening sees to it."""

    def busy(store: SQLiteKeyStore, named: object) -> None:
        raise LogBusy(store.where, 5)

    with open_community(lived, community="henggao", keys=keys) as community:
        with monkeypatch.context() as patched:
            patched.setattr(SQLiteKeyStore, "destroy", busy)
            with pytest.raises(KeyNotDestroyed, match=r"recorded.*keys\.db"):
                community.acting(TWO).execute(EraseMember(TWO))
        assert community.state(Standing(TWO)).erased
        assert TWO in kept(keys)
        community.acting(FOUNDER).execute(RegisterMember(MemberId("d"), "D", date(1980, 1, 1)))
        assert TWO not in kept(keys)


def test_an_erasure_that_was_undone_destroys_nothing(lived: str, keys: Keys) -> None:
    """What never was committed never happened, also where it was read back meanwhile."""
    with open_community(lived, community="henggao", keys=keys) as community:
        log = community.log
        [row] = [one for one in log.read() if isinstance(one.event, MemberRegistered)][:1]
        with pytest.raises(ZeroDivisionError):
            undone(log, row)
        assert TWO in kept(keys)
        community.acting(FOUNDER).execute(RegisterMember(MemberId("d"), "D", date(1980, 1, 1)))
        assert names(log)[TWO] == "Person 2"


def undone(log: EventLog, row: Recorded[Event]) -> None:
    """Record an erasure, see it, and fail."""
    with log.writing() as writer:
        writer.append([MemberErased(TWO)], row.envelope)
        assert [one.event for one in writer.read(None)][-1] == MemberErased(TWO)
        _ = 1 // 0


def told(log: EventLog) -> list[tuple[Any, ...]]:
    """Everything about recorded events, to compare."""
    return [(one.position, one.event, one.envelope, one.recorded_at) for one in log.read()]


def test_a_plain_log_is_copied_into_a_sealed_one(path: Path, keys: Keys) -> None:
    """Position by position; who was erased stays unreadable, and a place in use is refused."""
    plain_url, url = f"sqlite:///{path.parent}/plain.db", f"sqlite:///{path}"
    with open_community(plain_url, community="henggao") as community:
        tell(community)
        before = told(community.log)
        assert copy_sealed(community.log, url, community="henggao", keys=keys) == len(before)
        sealed = open_log(url, community="henggao", keys=keys)
        assert told(sealed) == before
        assert sealed.head() == community.log.head()
        sealed.close()
        with pytest.raises(NotEmpty):
            copy_sealed(community.log, url, community="henggao", keys=keys)
        path.unlink()
        community.acting(TWO).execute(EraseMember(TWO))
        copy_sealed(community.log, url, community="henggao", keys=keys)
    sealed = open_log(url, community="henggao", keys=keys)
    assert names(sealed) == {FOUNDER: "Founder", TWO: ERASED, THREE: "Person 3"}
    sealed.close()
