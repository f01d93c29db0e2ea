"""An erasure is recorded first, then the key is destroyed: nothing brings the person back."""

import signal
import subprocess
import sys
from collections.abc import Callable
from copy import copy
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Protocol

import pytest
from community_domain_storage import (
    KeyLost,
    KeyNotDestroyed,
    Keys,
    LogBusy,
    NotEmpty,
    OpenCommunity,
    StoreLog,
    copy_sealed,
    open_community,
)
from community_domain_storage.sealing.sqlite import SQLiteKeyStore
from community_domain_storage.sealing.store import KeyStore

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
Opened = Callable[[], OpenCommunity]
Kept = Callable[[], set[str]]
Copied = Callable[[str], Callable[[], None]]


class Place(Protocol):
    """Where the log of a test is."""

    url: str
    community: str

    def __call__(self, **options: Any) -> StoreLog: ...


@pytest.fixture
def lived(own: Place, keys: Keys) -> Opened:
    """Opens a sealed log in which a few people know each other."""
    opened = partial(open_community, own.url, community=own.community, keys=keys)
    with opened() as community:
        tell(community)
    return opened


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


def test_r42_erasing_destroys_the_key(lived: Opened, kept: Kept) -> None:
    """All that was said of the person is unreadable in events and commands, the rest is there."""
    with lived() as community:
        before = [(row.event, row.envelope.command) for row in community.log.read()]
        community.acting(TWO).execute(EraseMember(TWO))
        after = [(row.event, row.envelope.command) for row in community.log.read()]
    assert TWO not in kept()
    assert THREE in kept()
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


def test_r42_states_fold_what_is_left(lived: Opened) -> None:
    """Whoever opens the log next reads nobody, refuses what must be, and can decide all else."""
    with lived() as community:
        community.acting(FOUNDER).execute(EraseMember(TWO))
    with lived() as community:
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


def test_r42_a_crash_between_record_and_key_is_repaired(
    lived: Opened, own: Place, keys: Keys, kept: Kept
) -> None:
    """The next opening destroys the key of whose erasure stands in the log."""
    done = subprocess.run(program(own, keys, TWO), check=False, timeout=60)
    assert done.returncode == -signal.SIGKILL
    assert TWO in kept()
    with lived() as community:
        assert community.state(Standing(TWO)).erased
        assert TWO not in kept()
        assert names(community.log) == {FOUNDER: "Founder", TWO: ERASED, THREE: "Person 3"}


def program(own: Place, keys: Keys, who: str) -> list[str]:
    """Another process on the same log."""
    started = (sys.executable, "-W", "ignore", str(PROGRAM))
    return [*started, own.url, own.community, keys.url, who]


def test_r42_other_processes_let_go_of_the_key(lived: Opened, own: Place, keys: Keys) -> None:
    """Whoever has read a name before cannot read it again, not even from memory."""
    with subprocess.Popen(
        program(own, keys, "read"),
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
        with lived() as community:
            community.acting(TWO).execute(EraseMember(TWO))
        assert read() == "['Founder', <erased>, 'Person 3']\n"
        reader.stdin.close()


def test_r42_a_boundary_without_the_erasure_is_unreadable_too(
    lived: Opened, own: Place, keys: Keys
) -> None:
    """Another open log whose reader never comes past the event has let go of the key as well."""
    other = Community(own(keys=keys), STANDARD)
    assert other.state(Thanks(ThanksId("thanks-2"))).given.text == "To person 2"  # type: ignore[union-attr]
    with lived() as community:
        community.acting(TWO).execute(EraseMember(TWO))
    assert other.state(Thanks(ThanksId("thanks-2"))).given.text is ERASED  # type: ignore[union-attr]


def test_r42_an_older_log_does_not_bring_the_person_back(
    lived: Opened, own: Place, copied: Copied, kept: Kept
) -> None:
    """The key store knows better: no value is read, and no decision takes the person for another.

    A key is never made again, so nothing new is sealed for them either.
    """
    put_back = copied(own.url)
    with lived() as community:
        community.acting(TWO).execute(EraseMember(TWO))
    put_back()
    with lived() as community:
        assert not any(isinstance(row.event, MemberErased) for row in community.log.read())
        assert names(community.log)[TWO] is ERASED
        assert community.state(Standing(TWO)).erased
        assert community.state(Profile(TWO)) == erased_profile()
        with pytest.raises(PersonErased):
            community.acting(THREE).execute(GiveThanks(ThanksId("thanks-3"), THREE, TWO, "More"))
    assert TWO not in kept()


def test_r42_erasures_in_an_older_log_that_went_on_are_carried_out(
    lived: Opened, own: Place, keys: Keys, copied: Copied, kept: Kept
) -> None:
    """Also at positions up to which the key store was told once that all was done."""
    put_back = copied(own.url)
    with lived() as community:
        community.acting(TWO).execute(EraseMember(TWO))
    put_back()
    assert subprocess.run(program(own, keys, THREE), check=False).returncode == -signal.SIGKILL
    assert THREE in kept()
    with lived() as community:
        assert THREE not in kept()
        assert names(community.log) == {FOUNDER: "Founder", TWO: ERASED, THREE: ERASED}


def test_r42_an_older_key_store_does_not_either(
    lived: Opened, keys: Keys, copied: Copied, kept: Kept
) -> None:
    """Unless both are restored: the next opening carries out what stands in the log, once more."""
    put_back = copied(keys.url)
    with lived() as community:
        community.acting(TWO).execute(EraseMember(TWO))
    put_back()
    assert TWO in kept()
    with lived() as community:
        assert TWO not in kept()
        assert names(community.log)[TWO] is ERASED


def test_an_older_key_store_is_noticed(lived: Opened, keys: Keys, copied: Copied) -> None:
    """Keys made since are missed by the name of the member; they were lost, not destroyed."""
    put_back = copied(keys.url)
    cleo = MemberId("cleo")
    with lived() as community:
        community.acting(FOUNDER).execute(RegisterMember(cleo, "Cleo", date(1980, 1, 1)))
    put_back()
    with (
        lived() as community,
        pytest.raises(KeyLost, match="cleo"),
    ):
        names(community.log)


def test_a_key_that_cannot_be_destroyed_yet_is_said(
    lived: Opened,
    kept: Kept,
    store_type: type[SQLiteKeyStore],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The erasure stands, the error says so, and the next commit or opening sees to it."""

    def busy(store: KeyStore, named: object) -> None:
        raise LogBusy(store.where, 5)

    with lived() as community:
        with monkeypatch.context() as patched:
            patched.setattr(store_type, "destroy", busy)
            with pytest.raises(KeyNotDestroyed, match=r"recorded.*keys"):
                community.acting(TWO).execute(EraseMember(TWO))
        assert community.state(Standing(TWO)).erased
        assert TWO in kept()
        community.acting(FOUNDER).execute(RegisterMember(MemberId("d"), "D", date(1980, 1, 1)))
        assert TWO not in kept()


def test_an_erasure_that_was_undone_destroys_nothing(lived: Opened, kept: Kept) -> None:
    """What never was committed never happened, also where it was read back meanwhile."""
    with lived() as community:
        log = community.log
        [row] = [one for one in log.read() if isinstance(one.event, MemberRegistered)][:1]
        with pytest.raises(ZeroDivisionError):
            undone(log, row)
        assert TWO in kept()
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


def test_a_plain_log_is_copied_into_a_sealed_one(
    kind: str, place: Callable[[str], Place], keys: Keys
) -> None:
    """Position by position; who was erased stays unreadable, and a place in use is refused."""
    plain, own, later = (place(kind) for _ in range(3))

    def copy(log: EventLog, to: Place) -> int:
        return copy_sealed(log, to.url, community=to.community, keys=keys)

    with open_community(plain.url, community=plain.community) as community:
        tell(community)
        before = told(community.log)
        assert copy(community.log, own) == len(before)
        sealed = own(keys=keys)
        assert told(sealed) == before
        assert sealed.head() == community.log.head()
        with pytest.raises(NotEmpty):
            copy(community.log, own)
        community.acting(TWO).execute(EraseMember(TWO))
        copy(community.log, later)
    assert names(later(keys=keys)) == {FOUNDER: "Founder", TWO: ERASED, THREE: "Person 3"}
