"""The committed shapes of all that is stored, and the check that old logs stay readable."""

import sys
from collections.abc import Callable
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from typing import Any, NewType

import attrs
import msgspec
import pytest
from community_domain_storage import NotStorable
from community_domain_storage.baseline import (
    Baseline,
    BaselineBehind,
    NotABaseline,
    SchemaBroken,
    What,
    changes,
    check_baseline,
    write_baseline,
)
from community_domain_storage.baseline.__main__ import main
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # It ships no types.

from community_domain import (
    STANDARD,
    Command,
    Domain,
    Event,
    MemberId,
    Slice,
    anyone,
    command,
    decides,
    event,
    identifier,
    value,
)

RELEASED = Path(__file__).parents[3] / "docs" / "reference" / "schema"
GOLDEN = Path(__file__).parent / "golden"
VALIDATOR: Any = Draft202012Validator

CourseId = NewType("CourseId", str)
identifier(CourseId, tag="training-course")
HallId = NewType("HallId", str)
identifier(HallId, tag="training-hall")


class Level(Enum):
    """What a course asks for."""

    LOW = "low"
    HIGH = "high"


class OnlyLow(Enum):
    """One of the two."""

    LOW = "low"


class More(Enum):
    """One more."""

    LOW = "low"
    MIDDLE = "middle"
    HIGH = "high"


@value
class Span:
    """From when on."""

    start: date
    end: date | None


@value
class Inside:
    """A hall."""

    hall: str


@value
class Outside:
    """A field."""

    field: str


Fields = dict[str, tuple[Any, dict[str, Any]]]
"""Types of fields, and what else is said of them."""


def booked(fields: Fields, **options: Any) -> type[Event]:
    """The event of these tests with other fields."""
    return event("training.booked", **options)(type("Booked", (Event,), body(fields)))


def book(fields: Fields, **options: Any) -> Domain:
    """A domain whose only command has other fields."""
    made: Any = command("training.book", **options)(type("Book", (Command,), body(fields)))

    def decision(command: Any, context: Any, read: Any) -> Any:
        """Nothing comes of it."""

    decision.__annotations__["command"] = made
    return of(commands=(made,), decisions=[decides(by=anyone)(decision)])


def body(fields: Fields) -> dict[str, Any]:
    """What stands in a class with these fields; those with a default come last."""
    ordered = sorted(fields.items(), key=lambda one: "default" in one[1][1])
    given = {name: attrs.field(**options) for name, (_, options) in ordered if options}
    hints = {name: hint for name, (hint, _) in ordered}
    return {"__annotations__": hints, "__module__": __name__, **given}


def of(
    *kinds: type[Event], commands: tuple[type[Command], ...] = (), decisions: Any = ()
) -> Domain:
    """A domain of a few types."""
    return Domain((Slice("training", kinds, commands, (), tuple(decisions), (), (), (), ()),))


def held(hint: Any, **options: Any) -> tuple[Any, dict[str, Any]]:
    """A field of a type."""
    return hint, options


FIELDS: Fields = {
    "member_id": held(MemberId),
    "course": held(str),
    "hours": held(int),
    "level": held(Level),
    "span": held(Span),
    "since": held(date | None),
    "dates": held(tuple[date, ...]),
    "place": held(Inside | Outside),
    "note": held(str | None, default=None),
}
BEFORE = Baseline.of(of(booked(FIELDS)))


def without(name: str) -> Fields:
    """The fields but one."""
    return {key: one for key, one in FIELDS.items() if key != name}


BREAKING: dict[str, tuple[Fields, What, str, str]] = {
    "removed": (without("hours"), What.REMOVED, "hours", "if name != 'hours'}"),
    "renamed": (
        without("hours") | {"lessons": held(int)},
        What.RENAMED,
        "hours",
        "{**old, 'lessons': old['hours']}",
    ),
    "required": (
        {**without("note"), "teacher": held(bool), "note": FIELDS["note"]},
        What.REQUIRED_ADDED,
        "teacher",
        "give it a default, or write",
    ),
    "required now": (
        {**without("note"), "note": held(str | None)},
        What.REQUIRED_NOW,
        "note",
        "{**old, 'note': ...}",
    ),
    "other type": (FIELDS | {"hours": held(str)}, What.NARROWED, "hours", "integer was, string is"),
    "fewer types": (
        FIELDS | {"since": held(date)},
        What.NARROWED,
        "since",
        "null was, date is",
    ),
    "fewer words": (
        FIELDS | {"level": held(OnlyLow)},
        What.NARROWED,
        "level",
        '"high" was, "low" is',
    ),
    "a date of a text": (
        FIELDS | {"course": held(date)},
        What.NARROWED,
        "course",
        "string was, date is",
    ),
    "within an array": (
        FIELDS | {"dates": held(tuple[datetime, ...])},
        What.NARROWED,
        "dates[]",
        "date was, date-time is",
    ),
    "one of a choice": (FIELDS | {"place": held(Inside)}, What.NARROWED, "place", "object was"),
    "other default": (
        FIELDS | {"note": held(str | None, default="none")},
        What.DEFAULT_CHANGED,
        "note",
        "{**old, 'note': ...}",
    ),
    "other tag": (
        FIELDS | {"course": held(CourseId)},
        What.TAG_CHANGED,
        "course",
        "record a new event under a new name",
    ),
    "personal": (
        FIELDS | {"course": held(str, metadata={"personal": "member_id"})},
        What.PERSONAL_CHANGED,
        "course",
        "None became member_id",
    ),
}


@pytest.mark.parametrize("case", BREAKING)
def test_a_change_that_breaks_is_caught_and_told_how_to_be_made(case: str) -> None:
    """Each is found by its field, and the message names the event and what to write."""
    fields, what, field, way = BREAKING[case]
    [found] = [one for one in changes(of(booked(fields)), BEFORE) if one.is_breaking]
    assert (found.kind, found.name, found.version) == ("event", "training.booked", 1)
    assert (found.what, found.field) == (what, field)
    assert str(found).startswith(f"event training.booked/1: {field!r} ")
    assert way in str(found)
    lifts = what is not What.TAG_CHANGED
    assert ('@event("training.booked", version=2, upcasters={1: ' in str(found)) is lifts


ALLOWED: dict[str, tuple[Fields, What, str]] = {
    "optional": (FIELDS | {"more": held(int, default=0)}, What.ADDED, "more"),
    "optional tag": (FIELDS | {"hall": held(HallId | None, default=None)}, What.ADDED, "hall"),
    "wider": (FIELDS | {"hours": held(int | None)}, What.WIDENED, "hours"),
    "more words": (FIELDS | {"level": held(More)}, What.WIDENED, "level"),
    "any number": (FIELDS | {"hours": held(float)}, What.WIDENED, "hours"),
    "any text": (FIELDS | {"level": held(str)}, What.WIDENED, "level"),
    "a default": (
        {**without("hours"), "hours": held(int, default=1)},
        What.NO_MORE_REQUIRED,
        "hours",
    ),
}


@pytest.mark.parametrize("case", ALLOWED)
def test_a_change_that_may_be_asks_for_the_baseline_anew(case: str, tmp_path: Path) -> None:
    """Old rows read as before; the addition is written down, so that it is kept from now on."""
    fields, what, field = ALLOWED[case]
    write_baseline(of(booked(FIELDS)), tmp_path)
    today = of(booked(fields))
    with pytest.raises(BaselineBehind, match=r"booked/1.*write the baseline anew") as told:
        check_baseline(today, tmp_path)
    assert [(one.what, one.field) for one in told.value.changes] == [(what, field)]
    assert "python -m community_domain_storage.baseline write" in str(told.value)
    write_baseline(today, tmp_path)
    check_baseline(today, tmp_path)


def test_a_name_that_vanishes_is_caught() -> None:
    """Rows of an event that no class stands for could be read by nobody."""
    [found] = changes(of(), BEFORE)
    assert found.what is What.VANISHED
    assert str(found).startswith("event training.booked/1: is gone, and its rows could not be read")


def test_a_new_version_lifts_the_last_one(tmp_path: Path) -> None:
    """What breaks as a change is a new version; then the shapes of both are kept."""
    write_baseline(of(booked(FIELDS)), tmp_path)
    today = of(booked(without("hours"), version=2, upcasters={1: dict}))
    with pytest.raises(BaselineBehind, match=r"booked/1: has a new version: 2"):
        check_baseline(today, tmp_path)
    write_baseline(today, tmp_path)
    check_baseline(today, tmp_path)
    kept = Baseline.read(tmp_path).events
    assert kept["training.booked/1"] == BEFORE.events["training.booked/1"]
    assert "hours" not in kept["training.booked/2"]["properties"]


def test_the_last_version_counts(tmp_path: Path) -> None:
    """A change is judged by the version before it, and its way out names all the steps."""
    twice = of(booked(without("hours"), version=2, upcasters={1: dict}))
    write_baseline(of(booked(FIELDS)), tmp_path)
    write_baseline(twice, tmp_path)
    changed = booked({"member_id": held(MemberId)}, version=2, upcasters={1: dict})
    with pytest.raises(SchemaBroken, match=r"version=3, upcasters=\{\.\.\., 2: lambda"):
        check_baseline(of(changed), tmp_path)
    with pytest.raises(SchemaBroken, match=r"booked/2: has gone back to version 1; keep the later"):
        check_baseline(of(booked(FIELDS)), tmp_path)


def test_a_version_left_out_is_caught() -> None:
    """Nobody could tell what the version between looked like; nor may a new name begin late."""
    late = {"version": 3, "upcasters": {1: dict, 2: dict}}
    [found] = changes(of(booked(FIELDS, **late)), BEFORE)
    assert (found.what, found.version) == (What.SKIPPED, 1)
    assert str(found).endswith("leaves out a version; write version=2.")
    other: Any = event("training.missed", version=2, upcasters={1: dict})(
        type("Missed", (Event,), body(FIELDS))
    )
    [found] = changes(of(booked(FIELDS), other), BEFORE)
    assert (found.what, found.name, found.detail) == (What.SKIPPED, "training.missed", "1")


def test_who_takes_up_a_baseline_late_begins_where_they_are(tmp_path: Path) -> None:
    """With nothing written down, everything is new."""
    late = of(booked(FIELDS, version=3, upcasters={1: dict, 2: dict}))
    with pytest.raises(BaselineBehind):
        check_baseline(late, tmp_path)
    write_baseline(late, tmp_path)
    check_baseline(late, tmp_path)


def test_a_tag_of_a_new_version_is_caught() -> None:
    """No upcaster tags rows anew, so older events would not be found under it."""
    fields = FIELDS | {"hall": held(HallId)}
    tagged = booked(fields, version=2, upcasters={1: dict})
    found = [one for one in changes(of(tagged), BEFORE) if one.is_breaking]
    assert [(one.what, one.field) for one in found] == [(What.TAG_ADDED, "hall")]
    assert "(training-hall), under which older rows are not found" in str(found[0])


def test_the_mark_of_the_whole_community_stays() -> None:
    """It is a tag as well."""
    [found] = changes(of(booked(FIELDS, everywhere=True)), BEFORE)
    assert found.what is What.EVERYWHERE_CHANGED


def test_what_is_written_otherwise_and_stored_alike_is_no_change() -> None:
    """Classes are renamed, documented and put in another order as one likes."""

    @event("training.booked")
    class Renamed(Event):
        """Another name, another order."""

        member_id: MemberId
        span: Span
        place: Outside | Inside
        level: Level
        since: date | None
        course: str
        dates: tuple[date, ...]
        hours: int
        note: str | None = None

    assert [one for one in changes(of(Renamed), BEFORE) if one.is_breaking] == []


def test_a_value_within_an_event_is_part_of_its_shape() -> None:
    """A field that a value loses is lost by every event that holds it; the path tells where."""

    @value
    class Shorter:
        start: date

    [found] = changes(of(booked(FIELDS | {"span": held(Shorter)})), BEFORE)
    assert (found.what, found.field) == (What.REMOVED, "span.end")


def test_commands_are_held_to_the_same() -> None:
    """They stand in envelopes for as long as their events."""
    fields: Fields = {"member_id": held(MemberId), "hours": held(int)}
    before = Baseline.of(book(fields))
    [found] = changes(book({"member_id": held(MemberId)}), before)
    assert (found.kind, found.what, found.field) == ("command", What.REMOVED, "hours")
    assert '@command("training.book", version=2, upcasters={1: ' in str(found)
    [vanished] = changes(of(), before)
    assert (vanished.kind, vanished.what) == ("command", What.VANISHED)
    assert changes(book(fields | {"member_id": held(CourseId)}), before) == ()


def test_a_baseline_that_breaks_is_not_written_over(tmp_path: Path) -> None:
    """What old rows look like must not be forgotten by somebody in a hurry."""
    write_baseline(of(booked(FIELDS)), tmp_path)
    file = tmp_path / "events" / "training.json"
    before = file.read_bytes()
    with pytest.raises(SchemaBroken, match="'hours' is gone"):
        write_baseline(of(booked(without("hours"))), tmp_path)
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"$defs": {}}', '{"$schema": "x", "$defs": {"training.booked": {}}}']
)
def test_a_damaged_baseline_is_refused_by_name(text: str, tmp_path: Path) -> None:
    """Half a file would let every change through."""
    write_baseline(of(booked(FIELDS)), tmp_path)
    (tmp_path / "events" / "training.json").write_text(text, "utf-8")
    with pytest.raises(NotABaseline, match=r"training\.json holds no shapes"):
        check_baseline(of(booked(FIELDS)), tmp_path)


def test_a_shape_in_the_wrong_file_is_refused(tmp_path: Path) -> None:
    """It would be written a second time beside it."""
    write_baseline(of(booked(FIELDS)), tmp_path)
    (tmp_path / "events" / "training.json").rename(tmp_path / "events" / "other.json")
    with pytest.raises(NotABaseline, match=r"training\.booked does not belong into it"):
        Baseline.read(tmp_path)


class Endless:
    """A value that holds itself."""


def test_what_no_schema_describes_is_refused_by_name() -> None:
    """Better than a baseline that leaves something out."""
    with pytest.raises(NotStorable, match="Endless"):
        Baseline.of(of(booked({"thing": held(Endless)})))
    holds: Any = attrs.frozen(type("Holds", (), {"__annotations__": {}, "inner": attrs.field()}))
    attrs.fields(holds)  # Known before it holds itself.
    hint: Any = tuple[holds, ...]
    fields = [one.evolve(type=hint) for one in attrs.fields(holds)]
    holds.__attrs_attrs__ = type(attrs.fields(holds))(fields)
    with pytest.raises(NotStorable, match="it holds itself"):
        Baseline.of(of(booked({"thing": held(holds)})))


def run(*given: str) -> str | None:
    """The program, called in this process."""
    return main(list(given))


def test_the_program_writes_and_checks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As `python -m community_domain_storage.baseline` for an app's own domain."""
    module = type(sys)("own_app")
    module.DOMAIN, module.NONE = of(booked(FIELDS)), 1  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "own_app", module)
    assert "is behind" in str(run("check", "own_app:DOMAIN", str(tmp_path)))
    assert run("write", "own_app:DOMAIN", str(tmp_path)) is None
    assert run("check", "own_app:DOMAIN", str(tmp_path)) is None
    module.DOMAIN = of(booked(without("hours")))  # type: ignore[attr-defined]
    assert "'hours' is gone" in str(run("check", "own_app:DOMAIN", str(tmp_path)))


@pytest.mark.parametrize("name", ["nothing_there:DOMAIN", "sys:nothing", "sys:path", ":"])
def test_the_program_names_a_domain_that_is_none(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A slip of the keyboard is told in a sentence."""
    with pytest.raises(SystemExit):
        run("check", name, str(tmp_path))
    assert repr(name) in capsys.readouterr().err


def test_what_this_library_stores_keeps_to_its_baseline() -> None:
    """No change may make a log unreadable, and what may change is written down.

    Run `python -m community_domain_storage.baseline write community_domain:STANDARD
    docs/reference/schema` where it says that the baseline is behind.
    """
    check_baseline(STANDARD, RELEASED)


@pytest.mark.parametrize(
    "file", sorted(RELEASED.rglob("*.json")), ids=lambda file: f"{file.parent.name} {file.stem}"
)
def test_the_baseline_is_json_schema(file: Path) -> None:
    """Tools of any language may check what they read from a log, or from a copy of it."""
    document = msgspec.json.decode(file.read_bytes())
    VALIDATOR.check_schema(document)
    for shape in document["$defs"].values():
        VALIDATOR.check_schema(shape)


def test_every_golden_event_fits_its_shape() -> None:
    """The shapes say of the stored bytes what is so; each version has both."""
    golden = lines("events.txt", lambda found: found)
    assert_fitting(golden, Baseline.read(RELEASED).events)


def test_every_golden_command_fits_its_shape() -> None:
    """The same for the commands in envelopes."""
    golden = lines("envelopes.txt", lambda found: found["command"]["data"])
    assert_fitting(golden, Baseline.read(RELEASED).commands)


def lines(name: str, part: Callable[[Any], Any]) -> dict[str, Any]:
    """A part of each golden line, by name and version."""
    split = [one.split(" ", 1) for one in (GOLDEN / name).read_text("utf-8").splitlines()]
    return {key: part(msgspec.json.decode(text)) for key, text in split}


def assert_fitting(stored: dict[str, Any], shapes: Any) -> None:
    """Every one fits, and would not with a field less or a field of another type."""
    assert stored.keys() == shapes.keys()
    for key, one in stored.items():
        checker = VALIDATOR(shapes[key])
        checker.validate(one)
        for name in shapes[key]["required"]:
            assert not checker.is_valid({k: v for k, v in one.items() if k != name}), (key, name)
            assert not checker.is_valid({**one, name: [[0.5]]}), (key, name)
