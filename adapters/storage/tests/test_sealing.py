"""Personal values are sealed in events and in commands, each for its own place and person."""

import base64
import traceback
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any, cast

import msgspec
import pytest
from community_domain_storage import (
    Codec,
    DamagedFile,
    KeyLost,
    NotStorable,
    new_id,
)
from community_domain_storage.sealing.masters import MasterKeys
from community_domain_storage.sealing.postgres import PostgresKeyStore, lay_key_schema
from community_domain_storage.sealing.ring import KeyRing
from community_domain_storage.sealing.sqlite import SQLiteKeyStore
from community_domain_storage.sealing.store import KeyStore
from community_domain_testkit import History, histories
from community_domain_testkit.vocabulary import Vocabulary
from hypothesis import given, settings
from hypothesis import strategies as st

from community_domain import (
    STANDARD,
    Command,
    CommandId,
    Context,
    Domain,
    Envelope,
    Event,
    MemberId,
    Slice,
    System,
    Unreadable,
    event,
    personal,
    value,
)
from community_domain.members import (
    EmergencyContactNamed,
    MemberErased,
    MemberKind,
    MemberRegistered,
)
from community_domain.recognition import ThanksGiven, ThanksId

WORDS = Vocabulary()
AT = datetime(2024, 6, 26, 1, tzinfo=UTC)
TWO, THREE = MemberId("two"), MemberId("three")
REGISTERED = MemberRegistered(TWO, MemberKind.PERSON, "Person 2", date(1990, 5, 4), None)


def of(*kinds: type[Event]) -> Domain:
    """A domain of some events only, and of the one that erases."""
    return Domain((Slice("own", kinds, (), (), (), (), (), (), ()),))


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def store(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[KeyStore]:
    """A key store of each kind."""
    if request.param == "sqlite":
        made: KeyStore = SQLiteKeyStore(tmp_path_factory.mktemp("keys") / "keys.db", 5)
    else:
        url = request.getfixturevalue("keys_database")
        lay_key_schema(url)
        made = PostgresKeyStore(url, 5)
    yield made
    made.close()


@pytest.fixture(scope="module")
def ring(store: KeyStore) -> KeyRing:
    """A key ring on a store."""
    return KeyRing(store, MasterKeys({"first": b"1" * 32}), new_id(), "log.db")


@pytest.fixture(scope="module")
def codec(ring: KeyRing) -> Codec:
    """The standard vocabulary, sealed."""
    return Codec(STANDARD, ring)


PERSONAL_EVENTS = [kind for kind in STANDARD.events if kind.spec.personal]
PERSONAL_COMMANDS = [kind for kind in STANDARD.commands if kind.spec.personal]


@pytest.mark.parametrize("kind", PERSONAL_EVENTS)
@settings(max_examples=10)
@given(data=st.data())
def test_sealed_events_come_back(codec: Codec, kind: type[Event], data: st.DataObject) -> None:
    """Dates, texts, and what was left open are what they were; the bytes say none of it."""
    happened = data.draw(WORDS.built(kind))
    stored = codec.encode(happened)
    assert codec.decode(kind.spec.name, kind.spec.version, stored) == happened
    shown = msgspec.json.decode(stored)
    for name, subject in kind.spec.personal.items():
        assert shown[name].keys() == {"sealed", "of"}
        assert shown[name]["of"] == (shown[subject] or "")


@pytest.mark.parametrize("kind", PERSONAL_COMMANDS)
@settings(max_examples=10)
@given(data=st.data())
def test_sealed_commands_come_back(codec: Codec, kind: type[Command], data: st.DataObject) -> None:
    """The envelope keeps what was wished as carefully as what happened."""
    command = data.draw(WORDS.built(kind))
    envelope = Envelope(command, CommandId("c"), Context(AT, System("clock")), 1, "2026f")
    stored = codec.encode_envelope(envelope, 1)
    assert codec.decode_envelope(stored) == envelope
    shown = msgspec.json.decode(stored)["command"]["data"]
    assert all(shown[name].keys() == {"sealed", "of"} for name in kind.spec.personal)


def test_what_holds_nothing_personal_is_written_as_ever(codec: Codec) -> None:
    """The same bytes, read and written by the same functions at the same speed."""
    plain = Codec(STANDARD)
    for kind in set(STANDARD.events) - {*PERSONAL_EVENTS, MemberErased}:
        name, version = kind.spec.name, kind.spec.version
        native = type(plain.decoder(name, version))
        assert type(codec.decoder(name, version)) is native is type(msgspec.json.Decoder().decode)


def test_the_length_of_a_text_is_not_told(codec: Codec) -> None:
    """Short names are as long as long ones, and as a birthday that nobody gave."""
    lengths = {
        len(msgspec.json.decode(codec.encode(one))[field]["sealed"])
        for name in ("Al", "A name of some length")
        for one in [MemberRegistered(TWO, MemberKind.PERSON, name, None, None)]
        for field in ("name", "born", "contact")
    }
    assert len(lengths) == 1


def test_the_same_value_is_never_sealed_alike(codec: Codec) -> None:
    """Nobody learns that two people share a name, or that one person said a thing twice."""
    stored = {codec.encode(REGISTERED) for _ in range(100)}
    assert len(stored) == 100


def altered(stored: bytes, change: Callable[[dict[str, Any]], object]) -> bytes:
    """Stored bytes that somebody tampered with."""
    fields = msgspec.json.decode(stored)
    change(fields)
    return msgspec.json.encode(fields)


def flipped(text: str) -> str:
    """One bit of a sealed value turned."""
    data = bytearray(base64.b64decode(text))
    data[-1] ^= 1
    return base64.b64encode(data).decode()


OTHER = MemberRegistered(THREE, MemberKind.PERSON, "Person 3", date(1991, 1, 1), "555")
TAMPERED: dict[str, Callable[[dict[str, Any], dict[str, Any]], object]] = {
    "another field": lambda one, _: one.update(contact=one["name"]),
    "another person": lambda one, other: one.update(name=other["name"]),
    "another person who is named": lambda one, other: one.update(
        name={**other["name"], "of": "two"}
    ),
    "a changed bit": lambda one, _: one["name"].update(sealed=flipped(one["name"]["sealed"])),
    "cut short": lambda one, _: one["name"].update(sealed=one["name"]["sealed"][:8]),
    "plain": lambda one, _: one.update(name="Somebody else"),
}


@pytest.mark.parametrize("how", TAMPERED)
def test_a_sealed_value_stays_where_it_was_sealed(codec: Codec, how: str) -> None:
    """Moved to another field or person, changed, or written in plain, it is damage."""
    other = msgspec.json.decode(codec.encode(OTHER))
    stored = altered(codec.encode(REGISTERED), lambda one: TAMPERED[how](one, other))
    with pytest.raises(DamagedFile, match=r"log\.db, position 7"):
        codec.decode("member.registered", 1, stored, "log.db, position 7")


def test_a_sealed_value_stays_in_its_event(codec: Codec) -> None:
    """The same field and person in another event is another place."""
    contact = EmergencyContactNamed(TWO, "Cleo", "aunt", "555-0100")
    named = msgspec.json.decode(codec.encode(contact))["name"]
    stored = altered(codec.encode(REGISTERED), lambda one: one.update(name=named))
    with pytest.raises(DamagedFile):
        codec.decode("member.registered", 1, stored)


def test_values_of_two_people_are_sealed_for_each(codec: Codec, ring: KeyRing) -> None:
    """Words about somebody go with whom they are about, not with who said them."""
    thanks = ThanksGiven(ThanksId("thanks-1"), TWO, THREE, "Well done", public=False)
    assert msgspec.json.decode(codec.encode(thanks))["text"]["of"] == THREE


def test_a_key_that_is_gone_is_missed_by_name(ring: KeyRing, codec: Codec) -> None:
    """A key store that was lost is not taken for an erasure."""
    stored = altered(
        codec.encode(REGISTERED),
        lambda one: one.update(
            member_id="nobody",
            **{n: {**one[n], "of": "nobody"} for n in ("name", "born", "contact")},
        ),
    )
    with pytest.raises(KeyLost, match="nobody"):
        codec.decode("member.registered", 1, stored)


@value
class Home:
    """A value with a personal one inside."""

    floor: int
    street: str = personal(subject="floor")


@value
class Address:
    """A value that is personal as a whole."""

    street: str
    since: date
    floors: tuple[int, ...]


@event("own.moved-in")
class MovedIn(Event):
    """An event with a personal value made of several, of somebody or of nobody."""

    member_id: MemberId | None
    address: Address | None = personal(subject="member_id")
    words: tuple[str, ...] = personal(subject="member_id")


@pytest.mark.parametrize("member", [TWO, None])
@pytest.mark.parametrize("address", [Address("Long Road", date(2020, 1, 1), (1, 2)), None])
def test_values_inside_of_values_are_sealed(
    ring: KeyRing, member: MemberId | None, address: Address | None
) -> None:
    """Whatever a personal field holds is sealed as a whole, also what is said of nobody."""
    codec, happened = Codec(of(MovedIn), ring), MovedIn(member, address, ("a word", "another"))
    stored = codec.encode(happened)
    assert codec.decode("own.moved-in", 1, stored) == happened
    assert b"another" not in stored
    assert b"Road" not in stored


@event("own.settled")
class Settled(Event):
    """An event whose personal value hides in one that is not."""

    member_id: MemberId
    homes: tuple[Home, ...]


@event("own.met")
class Met(Event):
    """An event whose personal value is of several people at once."""

    member_ids: tuple[MemberId, ...]
    words: str = personal(subject="member_ids")


@pytest.mark.parametrize(("kind", "problem"), [(Settled, "Home holds street"), (Met, "no one")])
def test_what_cannot_be_sealed_is_refused_at_once(
    ring: KeyRing, kind: type[Event], problem: str
) -> None:
    """Better at the start of the program than in plain on a disk."""
    with pytest.raises(NotStorable, match=problem):
        Codec(of(kind), ring)
    assert Codec(of(kind)).sealing is None


@event("own.named")
class NamedOnce(Event):
    """An event as it was."""

    who: MemberId
    name: str = personal(subject="who")


def split(old: dict[str, Any]) -> dict[str, Any]:
    """The name in two, where it is known."""
    name = old["name"]
    first, last = name.split(" ") if isinstance(name, str) else (name, name)
    return {"member_id": old["who"], "first": first, "last": last}


@event("own.named", version=2, upcasters={1: split})
class Named(Event):
    """The same event with more fields, and another name for the person."""

    member_id: MemberId
    first: str = personal(subject="member_id")
    last: str = personal(subject="member_id")


def test_upcasters_find_old_values_opened(ring: KeyRing) -> None:
    """An old shape is opened before it is lifted, also where its fields had other names."""
    stored = Codec(of(NamedOnce), ring).encode(NamedOnce(TWO, "Person 2"))
    assert Codec(of(Named), ring).decode("own.named", 1, stored) == Named(TWO, "Person", "2")
    moved = altered(stored, lambda one: one.update(who="three"))
    with pytest.raises(DamagedFile):
        Codec(of(Named), ring).decode("own.named", 1, moved)


@event("own.named", version=2, upcasters={1: lambda old: {**old, "first": old["name"]}})
class NamedByNumber(Event):
    """An event whose upcaster was written wrongly."""

    who: MemberId
    first: int = personal(subject="who")


def test_an_error_does_not_repeat_what_was_sealed(ring: KeyRing) -> None:
    """Nor do the errors that led to it, wherever they are printed."""
    stored = Codec(of(NamedOnce), ring).encode(NamedOnce(TWO, "Person 2"))
    with pytest.raises(DamagedFile) as damaged:
        Codec(of(NamedByNumber), ring).decode("own.named", 1, stored)
    told = "".join(traceback.format_exception(damaged.value))
    assert "another shape" in told
    assert "Person 2" not in told


def test_what_could_not_be_read_is_not_made_up(codec: Codec) -> None:
    """Erased stays erased in a copy, and what was read without its key is not copied at all."""
    gone, unknown = (
        MemberRegistered(THREE, MemberKind.PERSON, cast(str, why), None, None) for why in Unreadable
    )
    assert codec.decode("member.registered", 1, codec.encode(gone)) == gone
    with pytest.raises(NotStorable, match="name was read without its key"):
        codec.encode(unknown)


def test_the_values_of_an_erased_member_stay_away(store: KeyStore) -> None:
    """They read as erased, old ones and new ones, in every version; nothing is made anew."""
    named = (new_id(), TWO)
    ring = KeyRing(store, MasterKeys({"first": b"1" * 32}), named[0], "log.db")
    codec, older = Codec(STANDARD, ring), Codec(of(NamedOnce), ring)
    stored, old = codec.encode(REGISTERED), older.encode(NamedOnce(TWO, "Person 2"))
    ring.keep_new_keys(ring.writing())
    store.destroy(named)
    fresh = KeyRing(store, MasterKeys({"first": b"1" * 32}), named[0], "log.db")
    again = Codec(STANDARD, fresh).encode(REGISTERED)
    for data in (stored, again):
        found: Any = Codec(STANDARD, fresh).decode("member.registered", 1, data)
        assert (found.member_id, found.kind) == (TWO, MemberKind.PERSON)
        assert (found.name, found.born, found.contact) == (Unreadable.ERASED,) * 3
    lifted: Any = Codec(of(Named), fresh).decode("own.named", 1, old)
    assert (lifted.first, lifted.last) == (Unreadable.ERASED, Unreadable.ERASED)
    assert Codec(STANDARD, fresh).encode(found) == again
    assert msgspec.json.decode(again)["name"] == {"sealed": None, "of": "two"}


@settings(max_examples=10)
@given(history=histories(size=40))
def test_what_really_happens_comes_back(ring: KeyRing, history: History) -> None:
    """Whatever really happens comes back out of the bytes, event by event, as it was decided."""
    codec = Codec(STANDARD, ring)
    for row in history.log.read():
        spec, envelope = row.event.spec, row.envelope
        stored = codec.decode(spec.name, spec.version, codec.encode(row.event))
        assert stored == row.event
        assert codec.decode_envelope(codec.encode_envelope(envelope, spec.version)) == envelope
