"""What was recorded years ago is read today, and copied by tools that know none of it."""

import sqlite3
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from community_domain_storage import (
    Codec,
    NewerEvent,
    OpenCommunity,
    SQLiteLog,
    UnknownEvent,
    open_log,
)

from community_domain import (
    Command,
    CommandId,
    Context,
    Domain,
    Envelope,
    Event,
    MemberId,
    Read,
    Slice,
    State,
    anyone,
    command,
    decides,
    event,
    folded,
    on,
    state,
)

AT = datetime(2024, 6, 26, 1, tzinfo=UTC)
MEMBER = MemberId("member-1")
LATER: Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]] = {
    2: lambda old: {**old, "hours": 1}
}
"""The step from the second version to the third, of the event and of the command."""


@event("training.booked")
class FirstBooked(Event):
    """The event as the first release wrote it."""

    member_id: MemberId
    subject: str


@event("training.booked", version=2, upcasters={1: lambda old: old})
class SecondBooked(Event):
    """As the second did: the subject had become the course."""

    member_id: MemberId
    course: str


@event(
    "training.booked",
    version=3,
    upcasters={1: lambda old: {"member_id": old["member_id"], "course": old["subject"]}, **LATER},
)
class Booked(Event):
    """As it is today."""

    member_id: MemberId
    course: str
    hours: int


@command("training.book")
class FirstBook(Command):
    """The command as the first release knew it."""

    member_id: MemberId
    subject: str


@command(
    "training.book",
    version=3,
    upcasters={1: lambda old: {"member_id": old["member_id"], "course": old["subject"]}, **LATER},
)
class Book(Command):
    """As it is today."""

    member_id: MemberId
    course: str
    hours: int


@state
class Hours(State):
    """How long somebody trains."""

    member_id: MemberId
    booked: dict[str, int] = folded(factory=dict)

    @on
    def on_booked(self, event: Booked) -> None:
        self.booked[event.course] = event.hours


@decides(by=anyone)
def book_first(command: FirstBook, context: Context, read: Read) -> Any:
    """Book, as the first release did."""
    yield FirstBooked(command.member_id, command.subject)


@decides(by=anyone, version=3)
def book(command: Book, context: Context, read: Read) -> Any:
    """Book, unless it is booked."""
    hours = read(Hours(command.member_id))
    if command.course not in hours.booked:
        yield Booked(command.member_id, command.course, command.hours)


def domain(kind: type[Event], *more: Any) -> Domain:
    """A domain of one event, and perhaps of a command with its decision, and a state."""
    commands = tuple(one for one in more if isinstance(one, type) and issubclass(one, Command))
    states = tuple(one for one in more if isinstance(one, type) and issubclass(one, State))
    decisions = tuple(one for one in more if not isinstance(one, type))
    part = Slice("training", (kind,), commands, states, decisions, (), (), (), ())
    return Domain((part,))


FIRST = domain(FirstBooked, FirstBook, book_first)
TODAY = domain(Booked, Book, book, Hours)
UNRELATED = Domain(())


def opened(path: Path, of: Domain) -> OpenCommunity:
    """The community of this test, as a release that knows this much opens it."""
    log = open_log(f"sqlite:///{path}", community="henggao", domain=of)
    numbers = iter(range(1, 1000))
    return OpenCommunity(log, of, clock=lambda: AT, ids=lambda: f"command-{next(numbers)}")


@pytest.fixture
def old(path: Path) -> Path:
    """A log that the first release wrote."""
    with opened(path, FIRST) as community:
        community.acting(MEMBER).execute(FirstBook(MEMBER, "first aid"), command_id="old")
    return path


def stored(path: Path) -> list[tuple[Any, ...]]:
    """The rows of the file, as SQLite itself shows them."""
    with sqlite3.connect(path) as connection:
        return connection.execute("SELECT * FROM history ORDER BY position").fetchall()


def test_an_old_event_is_lifted_in_its_log(old: Path) -> None:
    """A version-1 row is read as version 3, decided on as such, and stays as it was stored."""
    before = stored(old)
    with opened(old, TODAY) as community:
        assert [one.event for one in community.log.read()] == [Booked(MEMBER, "first aid", 1)]
        acting = community.acting(MEMBER)
        assert acting.execute(Book(MEMBER, "first aid", 5)).events == ()
        assert len(acting.execute(Book(MEMBER, "drawing", 2)).events) == 1
        assert community.state(Hours(MEMBER)).booked == {"first aid": 1, "drawing": 2}
    assert stored(old)[:1] == before
    assert before[0][1:4] == (
        "training.booked",
        1,
        '{"member_id":"member-1","subject":"first aid"}',
    )
    assert stored(old)[1][1:3] == ("training.booked", 3)


def test_an_old_command_is_lifted_in_its_envelope(old: Path) -> None:
    """Who wanted what stays readable, in today's words."""
    with opened(old, TODAY) as community:
        [recorded] = community.log.read()
        assert recorded.envelope.command == Book(MEMBER, "first aid", 1)
        assert recorded.envelope.command_id == "old"


def test_a_command_issued_again_after_an_upgrade_is_known(old: Path) -> None:
    """The id and today's form of the same wish give what was recorded, and record nothing."""
    with opened(old, TODAY) as community:
        again = community.acting(MEMBER).execute(Book(MEMBER, "first aid", 1), command_id="old")
        assert again.events == (Booked(MEMBER, "first aid", 1),)
        assert community.log.head().position == 1


def test_a_newer_command_is_refused_by_name(path: Path) -> None:
    """A later shape of a command is not read as an earlier one."""
    with opened(path, TODAY) as community:
        community.acting(MEMBER).execute(Book(MEMBER, "drawing", 2))
    # An event that did not change, caused by a command that did.
    with opened(path, domain(Booked, FirstBook, book_first)) as community:
        [recorded] = community.log.read()
        with pytest.raises(NewerEvent, match=r"command of .*position 1.*'training\.book'") as newer:
            _ = recorded.envelope
    assert (newer.value.version, newer.value.known) == (3, 1)


def test_an_unknown_command_is_refused_by_name(path: Path) -> None:
    """A command that the domain lacks is named, with the row it stands in."""
    with opened(path, TODAY) as community:
        community.acting(MEMBER).execute(Book(MEMBER, "drawing", 2))
    with opened(path, domain(Booked)) as community:
        [recorded] = community.log.read()
        with pytest.raises(UnknownEvent, match=r"command of .*position 1.*'training\.book'"):
            _ = recorded.envelope


@pytest.mark.parametrize("of", [UNRELATED, FIRST], ids=["unknown", "newer"])
def test_tools_that_only_copy_pass_everything_through(path: Path, of: Domain) -> None:
    """Rows of events that nobody here knows, or only in an older shape, come as they are stored."""
    with opened(path, TODAY) as community:
        community.acting(MEMBER).execute(Book(MEMBER, "drawing", 2))
        known = list(_log(community).rows())
    with opened(path, of) as community:
        assert list(_log(community).rows()) == known
        with pytest.raises((UnknownEvent, NewerEvent), match=r"training\.booked"):
            list(community.log.read())
    [row] = known
    assert (row.type, row.version) == ("training.booked", 3)
    assert row.data == b'{"course":"drawing","hours":2,"member_id":"member-1"}'


def test_damage_in_an_old_command_is_told_as_damage() -> None:
    """An upcaster that misses what it needs is no crash without a place."""
    text = Codec(FIRST).encode_envelope(
        Envelope(FirstBook(MEMBER, "x"), CommandId("c"), Context(AT, MEMBER), 1, "2026f"), 1
    )
    with pytest.raises(Exception, match="its envelope is unreadable"):
        Codec(TODAY).decode_envelope(text.replace(b'"subject"', b'"sujet"'))


def _log(community: OpenCommunity) -> SQLiteLog:
    assert isinstance(community.log, SQLiteLog)
    return community.log


@pytest.mark.parametrize("kind", [event, command], ids=["event", "command"])
@pytest.mark.parametrize(
    ("version", "upcasters", "told"),
    [
        (3, {1: dict}, r"version 3 needs an upcaster from version 2"),
        (2, None, r"version 2 needs an upcaster from version 1"),
        (2, {1: dict, 2: dict}, r"version 2 has an upcaster from version 2; write version=3"),
    ],
)
def test_an_upcaster_that_is_missing_or_too_many_is_told_at_once(
    kind: Callable[..., Any],
    version: int,
    upcasters: Mapping[int, Callable[[Any], Any]] | None,
    told: str,
) -> None:
    """A version that nothing lifts would be found out only by the first old row."""
    with pytest.raises(TypeError, match=rf"training\.booked of {told}"):
        kind("training.booked", version=version, upcasters=upcasters)
