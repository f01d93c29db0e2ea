"""Events and envelopes go to bytes and come back as they were."""

from datetime import UTC, datetime

import msgspec
import pytest
from community_domain_storage import (
    Codec,
    DamagedFile,
    NewerEvent,
    NotStorable,
    UnknownEvent,
)
from community_domain_testkit.vocabulary import Vocabulary
from hypothesis import given
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
    event,
    value,
)
from community_domain.activities import OccurrenceId, SeatConfirmed, SignUp

CODEC = Codec(STANDARD)
WORDS = Vocabulary()
AT = datetime(2024, 6, 26, 1, tzinfo=UTC)


def of(*kinds: type[Event]) -> Domain:
    """A domain of some events only."""
    part = Slice("own", kinds, (), (), (), (), (), (), ())
    return Domain((part,))


@pytest.mark.parametrize("kind", STANDARD.events)
@given(data=st.data())
def test_every_event_comes_back(kind: type[Event], data: st.DataObject) -> None:
    """A fact is read as it was written, whatever values it holds."""
    happened = data.draw(WORDS.built(kind))
    stored = CODEC.encode(happened)
    assert CODEC.decode(kind.spec.name, kind.spec.version, stored) == happened


@pytest.mark.parametrize("kind", STANDARD.commands)
@given(data=st.data())
def test_every_command_comes_back(kind: type[Command], data: st.DataObject) -> None:
    """The envelope keeps the command as it was issued, so that it can be decided again."""
    command = data.draw(WORDS.built(kind))
    envelope = Envelope(command, CommandId("c"), Context(AT, System("clock")), 1, "2026f")
    assert CODEC.decode_envelope(CODEC.encode_envelope(envelope, 1)) == envelope


@given(
    st.builds(
        Context,
        WORDS.instants(),
        WORDS.actors(),
        st.none() | WORDS.identifiers(MemberId),
        st.none() | WORDS.texts(60),
        st.none() | st.just(CommandId("root")),
        st.none() | st.just(CommandId("root--1")),
    ),
    st.integers(1, 9),
    st.integers(1, 9),
)
def test_every_envelope_comes_back(context: Context, decision: int, version: int) -> None:
    """Who acted, when, why and what caused it are kept, present or absent (R40)."""
    command = SignUp(OccurrenceId("o"), MemberId("m"))
    envelope = Envelope(command, CommandId("c"), context, decision, "2026f")
    assert CODEC.decode_envelope(CODEC.encode_envelope(envelope, version)) == envelope


@given(WORDS.events())
def test_an_event_is_one_line_of_json(happened: Event) -> None:
    """Any JSON tool can read what is stored, and a line break never stands inside it."""
    stored = CODEC.encode(happened)
    assert b"\n" not in stored
    assert isinstance(msgspec.json.decode(stored), dict)


def test_old_events_are_read_past_todays_checks() -> None:
    """A rule tightened later never breaks an old event: this period ends before it starts."""
    stored = (
        b'{"member_id":"m","occurrence_id":"o",'
        b'"period":{"start":"2024-06-26T04:00:00Z","end":"2024-06-26T01:00:00Z"}}'
    )
    happened = CODEC.decode("activity.seat-confirmed", 1, stored)
    assert isinstance(happened, SeatConfirmed)
    assert happened.period.end < happened.period.start


@event(
    "own.moved",
    version=3,
    upcasters={
        1: lambda old: {"member_id": old["who"], "place": old["place"]},
        2: lambda old: {**old, "at": "1970-01-01T00:00:00Z"},
    },
)
class Moved(Event):
    """An event whose shape changed twice."""

    member_id: MemberId
    place: str
    at: datetime


def test_older_versions_are_lifted_step_by_step() -> None:
    """Each older shape becomes today's through every upcaster after it, and no other."""
    codec, then = Codec(of(Moved)), datetime(1970, 1, 1, tzinfo=UTC)
    now = Moved(MemberId("m"), "hall", AT)
    assert codec.decode("own.moved", 1, b'{"who":"m","place":"hall"}') == Moved(
        MemberId("m"), "hall", then
    )
    assert codec.decode("own.moved", 2, b'{"member_id":"m","place":"hall"}') == Moved(
        MemberId("m"), "hall", then
    )
    assert codec.decode("own.moved", 3, codec.encode(now)) == now


def test_a_newer_version_is_refused_by_name() -> None:
    """Reading a later shape as today's would tell a falsehood."""
    with pytest.raises(NewerEvent) as refused:
        Codec(of(Moved)).decode("own.moved", 4, b"{}", "log.db, position 7")
    assert refused.value.where == "log.db, position 7"
    assert "'own.moved' of version 4" in str(refused.value)


def test_an_unknown_event_is_refused_by_name() -> None:
    """What a domain does not know it must not pass over in silence."""
    with pytest.raises(UnknownEvent) as refused:
        CODEC.decode("own.moved", 1, b"{}", "log.db, position 7")
    assert refused.value.where == "log.db, position 7"
    assert "'own.moved'" in str(refused.value)


@pytest.mark.parametrize("stored", [b"", b"{", b"[]", b'{"member_id":1}', b"\xff"])
def test_damaged_bytes_say_where(stored: bytes) -> None:
    """What nobody wrote is no event; the error names the place and repeats no value."""
    with pytest.raises(DamagedFile) as damaged:
        CODEC.decode("member.registered", 1, stored, "log.db, position 7")
    assert damaged.value.where == "log.db, position 7"


def test_damaged_upcasts_say_where() -> None:
    """An old shape that lacks what its upcaster needs is damage too."""
    with pytest.raises(DamagedFile):
        Codec(of(Moved)).decode("own.moved", 1, b"{}", "log.db, position 7")


@pytest.mark.parametrize("stored", [b"", b"{}", b'{"version":1,"command":{"name":"x"}}'])
def test_a_damaged_envelope_says_where(stored: bytes) -> None:
    """The envelope is read late, and then is judged like the event."""
    with pytest.raises(DamagedFile):
        CODEC.decode_envelope(stored, "log.db, position 7")


def test_an_unknown_command_is_refused_by_name() -> None:
    """An envelope may hold a command of a domain that is not here."""
    envelope = Envelope(
        SignUp(OccurrenceId("o"), MemberId("m")), CommandId("c"), Context(AT, MemberId("m")), 1, "t"
    )
    with pytest.raises(UnknownEvent, match=r"activity\.sign-up"):
        Codec(of(Moved)).decode_envelope(CODEC.encode_envelope(envelope, 1))


@value
class Hall:
    """A place of one kind."""

    hall: str


@value
class Field:
    """A place of another kind."""

    field: str
    period: int = 0


@event("own.met")
class Met(Event):
    """An event with a choice between two values, which msgspec cannot make by itself."""

    member_id: MemberId
    place: Hall | Field
    at: datetime


@pytest.mark.parametrize("place", [Hall("north"), Field("east", 3)])
def test_what_msgspec_cannot_read_goes_through_cattrs(place: Hall | Field) -> None:
    """An app's own shapes are stored too, and read back as they were."""
    codec, happened = Codec(of(Met)), Met(MemberId("m"), place, AT)
    assert codec.decode("own.met", 1, codec.encode(happened)) == happened
    assert msgspec.json.decode(codec.encode(happened))["at"] == "2024-06-26T01:00:00Z"


@pytest.mark.parametrize("stored", [b"[]", b"{}", b'{"member_id":"m","place":7,"at":"x"}'])
def test_what_goes_through_cattrs_is_judged_alike(stored: bytes) -> None:
    """Damage of an app's own shapes names the place, as that of every other."""
    with pytest.raises(DamagedFile, match="position 7"):
        Codec(of(Met)).decode("own.met", 1, stored, "log.db, position 7")


class Opaque:
    """Something without fields that anybody could know."""


@event("own.hidden")
class Hidden(Event):
    """An event nobody could read again."""

    thing: Opaque


def test_what_has_no_form_is_refused_at_once() -> None:
    """Better at the start of the program than at the first event of that kind."""
    with pytest.raises(NotStorable, match="Hidden"):
        Codec(of(Hidden))
