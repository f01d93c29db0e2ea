"""Keys: where they lie, what wraps them, how they change hands, and how they are gone for good."""

import os
import sqlite3
import stat
from collections.abc import Callable, Generator, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from threading import Barrier
from typing import Any, Protocol

import psycopg
import pytest
from community_domain_storage import (
    BadMasterKey,
    BadUrl,
    CannotOpen,
    Keys,
    LogBusy,
    LogClosed,
    LogNotSealed,
    LogSealed,
    MasterKeyMissing,
    MasterKeyUnknown,
    NotAKeyStore,
    NotPromised,
    OtherKeys,
    StoreLog,
    new_master_key,
    open_log,
    rewrap,
)
from community_domain_storage.sealing import rewrapping, values
from community_domain_storage.sealing.masters import MasterKeys, Wrapped
from community_domain_storage.sealing.opening import open_keys
from community_domain_storage.sealing.ring import KeyRing
from community_domain_storage.sealing.sqlite import SQLiteKeyStore
from community_domain_storage.sealing.store import Destroyed, KeyStore, Named

from community_domain import Conflict, Envelope, Event, MemberId, Unreadable
from community_domain.members import MemberKind, MemberRegistered

TWO = ("log", "two")
PATIENCE = 1.0
ONE, OTHER = Wrapped("first", b"one" * 20), Wrapped("first", b"other" * 12)


class Place(Protocol):
    """Where the log of a test is."""

    url: str
    community: str
    called: str

    def __call__(self, **options: Any) -> StoreLog: ...


@pytest.fixture
def store(keys: Keys) -> Iterator[KeyStore]:
    """A key store that knows one log."""
    made = open_keys(keys, PATIENCE).store
    made.admit("log", "henggao")
    yield made
    made.close()


@pytest.fixture
def in_file(tmp_path: Path) -> Iterator[SQLiteKeyStore]:
    """A key store in a file."""
    made = SQLiteKeyStore(tmp_path / "keys.db", 0.1)
    yield made
    made.close()


def registered(number: int) -> Event:
    """Somebody with a name."""
    return MemberRegistered(
        MemberId(f"member-{number}"), MemberKind.PERSON, f"Person {number}", None, None
    )


def names(log: StoreLog) -> list[Any]:
    """The names in a log."""
    return [row.event.name for row in log.read() if isinstance(row.event, MemberRegistered)]


def test_master_keys_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first one wraps; what another one wrapped is unwrapped all the same."""
    old, new = new_master_key("2025"), new_master_key("2026")
    monkeypatch.setenv("OURS", old)
    wrapped = MasterKeys.from_environment("OURS").wrap(b"k" * 32, b"place")
    monkeypatch.setenv("OURS", f"{new} {old}")
    masters = MasterKeys.from_environment("OURS")
    assert masters.newest == "2026"
    assert masters.unwrap(wrapped, b"place", "keys.db") == b"k" * 32
    assert old.partition(":")[2] not in repr(masters)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("c2VjcmV0", "without a name"),
        (":c2VjcmV0", "without a name"),
        ("2026:c2VjcmV0", "no 32 bytes"),
        ("2026:secret!", "no 32 bytes"),
        ("2026:", "no 32 bytes"),
        (f"2026:{'A' * 43}= 2026:{'A' * 43}=", "twice"),
    ],
)
def test_a_malformed_master_key_is_not_repeated(
    text: str, problem: str, keys: Keys, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The error names the variable and what is wrong, and nothing is made on the disk."""
    monkeypatch.setenv("COMMUNITY_MASTER_KEY", text)
    with pytest.raises(BadMasterKey, match=problem) as wrong:
        open_log(url, community="henggao", keys=keys)
    assert "COMMUNITY_MASTER_KEY" in str(wrong.value)
    assert not any(part in str(wrong.value) for part in ("c2VjcmV0", "secret", "AAAA"))


def test_a_missing_master_key_is_missed(
    keys: Keys, url: str, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the name of the variable, before anything is made."""
    monkeypatch.delenv("COMMUNITY_MASTER_KEY")
    with pytest.raises(MasterKeyMissing, match="COMMUNITY_MASTER_KEY"):
        open_log(url, community="henggao", keys=keys)
    assert list(path.parent.iterdir()) == []


def test_a_master_key_needs_a_name() -> None:
    """Or nobody could say later which one it was."""
    with pytest.raises(ValueError, match="no name"):
        new_master_key("the key")


def test_a_key_is_unwrapped_at_its_place_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """A wrapped key that was moved to another member opens nothing there."""
    monkeypatch.setenv("OURS", new_master_key("first"))
    masters = MasterKeys.from_environment("OURS")
    wrapped = masters.wrap(b"k" * 32, b"place")
    with pytest.raises(MasterKeyUnknown):
        masters.unwrap(wrapped, b"elsewhere", "keys.db")
    with pytest.raises(MasterKeyUnknown):
        masters.unwrap(Wrapped("first", b""), b"place", "keys.db")


def test_a_store_keeps_what_was_there_first(store: KeyStore) -> None:
    """Two processes that make a key at once end up with one; the slower one is told."""
    assert store.find(TWO) is None
    assert store.add({TWO: ONE}) == []
    assert store.add({TWO: OTHER, ("log", "three"): OTHER}) == [TWO]
    assert store.find(TWO) == ONE
    assert store.find(("log", "three")) == OTHER


def test_two_that_make_a_key_at_once_seal_under_one(store: KeyStore) -> None:
    """The slower one is told to decide again, and then seals what the other one can open."""
    masters = MasterKeys({"first": b"1" * 32})
    quick, slow = (KeyRing(store, masters, "log", "log.db") for _ in range(2))
    place = values.Place("event", "own.named", "name")
    begun = [(ring, ring.writing()) for ring in (quick, slow, slow)]
    for ring, _ in begun:
        ring.seal(place, "two", b"1")
    quick.keep_new_keys(begun[0][1])
    for ring, since in begun[1:]:  # Two threads of one process, both of which sealed under it.
        with pytest.raises(Conflict):
            ring.keep_new_keys(since)
    again = slow.writing()
    assert quick.open(place, "two", slow.seal(place, "two", b"2")) == b"2"
    slow.keep_new_keys(again)


def test_two_processes_that_make_a_key_at_once_have_one(store: KeyStore, keys: Keys) -> None:
    """However often and however close: of each key there is one, and all who lost are told."""
    stores = [store, *(open_keys(keys, PATIENCE).store for _ in range(3))]
    new = {("log", f"member-{n}"): Wrapped("first", b"%d" % n) for n in range(20)}
    barrier = Barrier(len(stores), timeout=PATIENCE * 30)

    def add(one: KeyStore) -> list[list[Named]]:
        told: list[list[Named]] = []
        for start in range(0, len(new), 2):  # In two orders, so that some would wait in a circle.
            part = list(new.items())[start : start + 2][:: 1 if one is store else -1]
            barrier.wait()
            told.append(one.add(dict(part)))
        return told

    with ThreadPoolExecutor(len(stores)) as pool:
        told = list(pool.map(add, stores))
    for part in zip(*told, strict=True):
        assert sum(len(lost) for lost in part) == 2 * (len(stores) - 1)
    assert {named: store.find(named) for named in new} == new
    for one in stores[1:]:
        one.close()


def test_what_is_destroyed_stays_destroyed(store: KeyStore) -> None:
    """Twice is fine, none before is fine, and none is made again."""
    store.add({TWO: ONE})
    for _ in range(2):
        store.destroy(TWO)
        store.destroy(("log", "never-there"))
    assert store.find(TWO) == Destroyed(1)
    assert store.find(("log", "never-there")) == Destroyed(2)
    assert store.add({TWO: OTHER}) == [TWO]
    assert store.rewrap([(TWO, ONE, OTHER)]) == 0
    assert store.find(TWO) == Destroyed(1)


def test_others_learn_what_was_destroyed(store: KeyStore, keys: Keys) -> None:
    """Each once, and only of the log that is asked about."""
    other = open_keys(keys, PATIENCE).store
    assert list(other.destroyed_since("log", 0)) == []
    store.destroy(TWO)
    store.destroy(("another log", "three"))
    assert other.destroyed_since("log", 0) == [("two", 1)]
    assert list(other.destroyed_since("log", 1)) == []
    other.close()


def test_asking_a_file_costs_nothing_while_nothing_changes(in_file: SQLiteKeyStore) -> None:
    """It is asked for each reading, so no table is looked into unless somebody wrote."""
    asked: list[str] = []
    other = SQLiteKeyStore(in_file.path, 1)
    other.destroyed_since("log", 0)
    other._connection.set_trace_callback(asked.append)  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]
    other.destroyed_since("log", 0)
    assert asked == ["PRAGMA data_version"]
    in_file.admit("another log", "gaojing")
    other.destroyed_since("log", 0)
    assert len(asked) == 3
    other.close()


@pytest.mark.parametrize("how", ["destroy", "rewrap"])
def test_the_bytes_of_a_key_that_went_are_nowhere(
    in_file: SQLiteKeyStore, tmp_path: Path, how: str
) -> None:
    """Neither in the file, nor in a free page of it, nor in a journal beside it."""
    data = os.urandom(60)
    in_file.add({TWO: Wrapped("first", data)})
    in_file.add({("log", f"member-{n}"): Wrapped("first", os.urandom(60)) for n in range(200)})
    assert any(data in file.read_bytes() for file in tmp_path.iterdir())
    if how == "destroy":
        in_file.destroy(TWO)
    else:
        in_file.rewrap([(TWO, Wrapped("first", data), OTHER)])
    assert not any(data in file.read_bytes() for file in tmp_path.iterdir())


def test_only_its_owner_may_read_the_file(in_file: SQLiteKeyStore) -> None:
    """Keys are wrapped, and all the same nobody else's business."""
    assert stat.S_IMODE(in_file.path.stat().st_mode) == stat.S_IRUSR | stat.S_IWUSR


def test_how_far_erasures_were_carried_out_does_not_go_back(store: KeyStore) -> None:
    """A slow process does not undo what a quick one put down; it is begun anew, or goes on."""
    assert store.carried_out("log") == 0
    store.note_carried_out("log", 7)
    store.note_carried_out("log", 5)
    assert store.carried_out("log") == 7
    store.start_over("log")
    assert store.carried_out("log") == 0


@contextmanager
def held(url: str) -> Generator[None]:
    """Somebody else changes something in the store, and does not come to an end."""
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)) as one:
            one.execute("BEGIN IMMEDIATE")
            yield
    else:
        with psycopg.connect(url) as server:
            server.execute("SELECT community_domain_keys.take_turn()")
            yield


def test_a_store_that_somebody_else_holds_is_waited_for(store: KeyStore, keys: Keys) -> None:
    """For as long as was agreed."""
    with held(keys.url), pytest.raises(LogBusy, match="keys"):
        store.destroy(TWO)


def test_a_closed_store_says_so(store: KeyStore) -> None:
    """Closing twice is fine."""
    store.close()
    store.close()
    with pytest.raises(LogClosed):
        store.find(TWO)


def test_a_strangers_file_is_no_key_store(tmp_path: Path, url: str) -> None:
    """It is named, and left as it was; a log is a stranger too."""
    text = tmp_path / "notes.txt"
    text.write_text("nothing of the kind, and longer than the header of a database " * 9)
    open_log(url, community="henggao").close()
    for file in (text, tmp_path / "log.db"):
        before = file.read_bytes()
        with pytest.raises(NotAKeyStore, match=file.name):
            SQLiteKeyStore(file, 1)
        assert file.read_bytes() == before
    with pytest.raises(CannotOpen, match="no folder"):
        SQLiteKeyStore(tmp_path / "nowhere" / "keys.db", 1)


@pytest.mark.parametrize("address", ["memory://", "umadb://name:secret@localhost:1", "keys.db"])
def test_an_address_that_keeps_no_keys_is_refused(address: str, url: str) -> None:
    """What is sealed under forgotten keys is lost."""
    with pytest.raises(BadUrl) as caught:
        open_log(url, community="henggao", keys=Keys(address))
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("url", ["memory://", "umadb://name:secret@localhost:1"])
def test_a_store_that_does_not_seal_says_so(url: str, keys: Keys) -> None:
    """Rather than letting somebody believe so; the password is nobody's business."""
    with pytest.raises(NotPromised, match="to seal personal values") as caught:
        open_log(url, community="henggao", keys=keys)
    assert "secret" not in str(caught.value)


def test_a_log_says_whether_it_is_sealed(
    own: Place, keys: Keys, path: Path, envelope: Callable[..., Envelope]
) -> None:
    """A sealed one opens with its keys only, a plain one without any."""
    sealed = own(keys=keys)
    sealed.append([registered(1)], envelope(1))
    sealed.close()
    with pytest.raises(LogSealed, match=own.called):
        own()
    with pytest.raises(OtherKeys, match=rf"others\.db.*{own.called}"):
        own(keys=Keys(f"sqlite:///{path.parent}/others.db"))
    assert names(own(keys=keys)) == ["Person 1"]


def test_a_plain_log_takes_no_keys(
    own: Place, keys: Keys, envelope: Callable[..., Envelope]
) -> None:
    """Nobody shall believe that what lies there in plain is sealed; it stays readable as it was."""
    own().append([registered(1)], envelope(1))
    with pytest.raises(LogNotSealed, match="copy_sealed"):
        own(keys=keys)
    assert names(own()) == names(own(keys="withheld")) == ["Person 1"]


def test_a_log_without_its_keys_shows_everything_else(
    own: Place, keys: Keys, envelope: Callable[..., Envelope]
) -> None:
    """Who counts need not know whom; and decides nothing on what cannot be read."""
    own(keys=keys).append([registered(1)], envelope(1))
    withheld = own(keys="withheld")
    [row] = withheld.read()
    assert isinstance(row.event, MemberRegistered)
    assert row.event.member_id == "member-1"
    assert [row.event.name, row.event.born] == [Unreadable.SEALED] * 2
    with pytest.raises(LogSealed), withheld.writing():
        pass
    assert withheld.head().position == 1


def test_a_new_master_key_takes_over(
    own: Place,
    keys: Keys,
    store_type: type[SQLiteKeyStore],
    envelope: Callable[..., Envelope],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Interrupted at any moment it is gone on with; then the old one is needed by nobody."""
    monkeypatch.setattr(rewrapping, "TOGETHER", 2)
    log = own(keys=keys)
    log.append([registered(n) for n in range(5)], envelope(1))
    old, new = os.environ["COMMUNITY_MASTER_KEY"], new_master_key("second")
    monkeypatch.setenv("COMMUNITY_MASTER_KEY", f"{new} {old}")
    swap, turns = store_type.rewrap, iter((True, False))

    def interrupted(store: SQLiteKeyStore, changes: Any) -> int:
        if next(turns):
            return swap(store, changes)
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(store_type, "rewrap", interrupted)
        with pytest.raises(KeyboardInterrupt):
            rewrap(keys)
    assert names(own(keys=keys)) == names(log)
    assert rewrap(keys) == 3
    assert rewrap(keys) == 0
    monkeypatch.setenv("COMMUNITY_MASTER_KEY", old)
    with pytest.raises(MasterKeyUnknown, match="second"):
        names(own(keys=keys))
    monkeypatch.setenv("COMMUNITY_MASTER_KEY", new)
    assert names(own(keys=keys)) == [f"Person {n}" for n in range(5)]


def test_new_keys_of_one_transaction_are_kept_together(
    own: Place,
    keys: Keys,
    store_type: type[SQLiteKeyStore],
    envelope: Callable[..., Envelope],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The disk is waited for once, however many join, also where each is read back at once."""
    log, add = own(keys=keys), store_type.add
    kept: list[int] = []

    def counted(store: SQLiteKeyStore, new: Mapping[Named, Wrapped]) -> list[Named]:
        kept.append(len(new))
        return add(store, new)

    monkeypatch.setattr(store_type, "add", counted)
    with log.writing() as writer:
        for number in range(3):
            writer.append([registered(number)], envelope(number))
            assert len(list(writer.read(None))) == number + 1
    assert kept == [3]


def test_what_keys_cannot_be_kept_for_is_not_recorded(
    own: Place,
    keys: Keys,
    store_type: type[SQLiteKeyStore],
    envelope: Callable[..., Envelope],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Nobody could ever read it; and once they can be kept again, the log goes on."""

    def busy(store: SQLiteKeyStore, new: Mapping[Named, Wrapped]) -> list[Named]:
        raise LogBusy(store.where, 5)

    log = own(keys=keys, patience=PATIENCE)
    with monkeypatch.context() as patched:
        patched.setattr(store_type, "add", busy)
        with pytest.raises(LogBusy, match="keys"):
            log.append([registered(1)], envelope(1))
    assert log.head().position == 0
    log.append([registered(1)], envelope(1))
    assert names(own(keys=keys)) == ["Person 1"]


def test_keys_that_nothing_was_sealed_under_do_no_harm(
    own: Place, keys: Keys, envelope: Callable[..., Envelope]
) -> None:
    """An attempt that is undone, and one that begins anew, leave the log as it was."""
    log = own(keys=keys)
    with suppress(KeyError), log.writing() as writer:
        writer.append([registered(1)], envelope(1))
        raise KeyError
    with log.writing() as writer:
        with suppress(KeyError), writer.savepoint():
            writer.append([registered(2)], envelope(2))
            raise KeyError
        writer.append([registered(3)], envelope(3))
        assert [row.event for row in writer.read(None)] == [registered(3)]
    log.append([registered(1)], envelope(4))
    assert names(own(keys=keys)) == ["Person 3", "Person 1"]
