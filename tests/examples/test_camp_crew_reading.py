"""How a plan of shifts is read: what goes in, what is told, and that nothing is guessed."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community_domain import Period
from examples.camp_crew import elements
from examples.camp_crew.elements import Unreadable, text_of
from examples.camp_crew.oddities import Reason
from examples.camp_crew.plan import FIELDS, read_plan
from examples.camp_crew.wall_clock import Read, read_time

from .camps import entry, out, read, rules, text, told

JULY = "2025-07-03 "


def at(*when: int) -> datetime:
    """An instant in UTC."""
    return datetime(*when, tzinfo=UTC)  # type: ignore[arg-type, misc]  # Year to minute.


@pytest.mark.parametrize(
    ("planted", "reason"),
    [
        ("a text", Reason.NOT_AN_OBJECT),
        (["role", "Runner"], Reason.NOT_AN_OBJECT),
        (None, Reason.NOT_AN_OBJECT),
        ({}, Reason.MISSING),
        *((entry(**{name: None}), Reason.MISSING) for name in FIELDS),
        (entry(role=" "), Reason.NOT_A_TEXT),
        (entry(role=7), Reason.NOT_A_TEXT),
        (entry(role="R" * 300), Reason.NOT_A_TEXT),
        (entry(role="Run\u0000ner"), Reason.NOT_A_TEXT),
        (entry(venue="Ten\ud800t"), Reason.NOT_A_TEXT),
        (entry(venue=["Tent"]), Reason.NOT_A_TEXT),
        (entry(min_needed=-1), Reason.NOT_A_COUNT),
        (entry(min_needed="1"), Reason.NOT_A_COUNT),
        (entry(max_needed=2.0), Reason.NOT_A_COUNT),
        (entry(max_needed=True), Reason.NOT_A_COUNT),
        (entry(signed_up=float("nan")), Reason.NOT_A_COUNT),
        (entry(signed_up=10**30), Reason.NOT_A_COUNT),
        (entry(max_needed=1_000_000), Reason.BY_A_RULE),
        (entry(min_needed=0, max_needed=0, signed_up=0), Reason.NOBODY),
        (entry(min_needed=4, max_needed=3), Reason.LEAST_ABOVE_MOST),
        (entry(end=JULY + "10:00:00"), Reason.EMPTY),
        (entry(end=JULY + "09:59:00"), Reason.BACKWARDS),
        (entry(start="2025-07-03"), Reason.NOT_A_TIME),
        (entry(start="03/07/2025 10:00"), Reason.NOT_A_TIME),
        (entry(start="2025-02-30 10:00:00"), Reason.NOT_A_TIME),
        (entry(start=JULY + "24:00:00"), Reason.NOT_A_TIME),
        (entry(start=JULY + "10:60:00"), Reason.NOT_A_TIME),
        (entry(start=JULY + "1\u0660:00:00"), Reason.NOT_A_TIME),
        (entry(start=1751536800), Reason.NOT_A_TIME),
        (entry(end=JULY + "12:00:00+25:00"), Reason.NOT_A_TIME),
        (entry(start="0001-01-01 00:00:00"), Reason.OUT_OF_RANGE),
        (entry(end="9999-12-31 23:59:59"), Reason.OUT_OF_RANGE),
        (entry(start="2025-03-30 01:30:00", end="2025-03-30 03:00:00"), Reason.SKIPPED),
        (entry(start="2025-03-29 23:00:00", end="2025-03-30 01:00:00"), Reason.SKIPPED),
    ],
)
def test_what_stays_out(planted: object, reason: Reason) -> None:
    """Each oddity is told by the number and line of its entry, and both neighbours go in."""
    plan = read(entry(role="Before"), planted, entry(role="After"))
    (odd,) = plan.oddities
    assert (odd.entry, odd.line, odd.reason) == (2, 3, reason)
    assert odd.reason.stays_out
    assert [one.role for one in plan.shifts] == ["Before", "After"]
    assert plan.entries == 3


@pytest.mark.parametrize(
    ("planted", "reason"),
    [
        (entry(signed_up=4), Reason.OVERFULL),
        (entry(shift_id=17), Reason.UNKNOWN_FIELD),
        (entry(role=" Runner  "), Reason.SPELLING),
        (entry(venue="Cafe\u0301"), Reason.SPELLING),
        (entry(venue="N/A"), Reason.NO_VENUE),
        (entry(venue="n/a"), Reason.NO_VENUE),
        (entry(start="2025-10-26 01:00:00", end="2025-10-26 03:00:00"), Reason.TWICE),
        (entry(start="2025-10-25 23:00:00", end="2025-10-26 01:59:00"), Reason.TWICE),
    ],
)
def test_what_is_read_by_a_rule(planted: dict[str, Any], reason: Reason) -> None:
    """Such an entry goes in, and is told all the same."""
    plan = read(planted)
    assert told(plan) == [(1, reason)]
    assert not reason.stays_out
    (shift,) = plan.shifts
    assert (shift.role, shift.least, shift.most) == ("Runner", 1, 3)
    assert shift.venue in {"Info Tent", "Caf\u00e9", None}
    assert (shift.venue is None) == (reason is Reason.NO_VENUE)


def test_overfull() -> None:
    """As many are drawn as the shift takes, and what the plan says is kept."""
    (shift,) = read(entry(signed_up=9)).shifts
    assert (shift.signed_up, shift.most, shift.wanted) == (9, 3, 3)


def test_several_oddities_of_one_entry() -> None:
    """An entry that goes in is told of for each of its oddities; times twice over only once."""
    both = {"start": "2025-10-26 01:00:00", "end": "2025-10-26 01:30:00"}
    plan = read(entry(role="Runner ", venue="N/A", signed_up=7, more=1, **both))
    expected = {
        Reason.UNKNOWN_FIELD,
        Reason.SPELLING,
        Reason.TWICE,
        Reason.OVERFULL,
        Reason.NO_VENUE,
    }
    assert len(plan.oddities) == len(expected)
    assert {reason for _, reason in rules(plan)} == expected


def test_field_twice() -> None:
    """Of two values for one field none is chosen."""
    said = json.dumps(entry())[:-1] + ', "max_needed": 9}'
    plan = read_plan(f"[{said}]", "plan.json")
    assert told(plan) == [(1, Reason.FIELD_TWICE)]
    assert "max_needed" in plan.oddities[0].message


def test_repeated() -> None:
    """Of entries that say the same the first counts, and the others point to it."""
    plan = read(entry(), entry(role="Herald"), entry(), entry(role="Runner "))
    assert out(plan) == [(3, Reason.REPEATED), (4, Reason.REPEATED)]
    assert {odd.others for odd in plan.oddities} == {(1,)}
    assert [one.number for one in plan.shifts] == [1, 2]
    assert rules(plan) == []


def test_at_odds() -> None:
    """Entries with different numbers for one shift all stay out, wherever they stand."""
    plan = read(entry(), entry(role="Herald"), entry(signed_up=1), entry())
    assert out(plan) == [(number, Reason.AT_ODDS) for number in (1, 3, 4)]
    assert [odd.others for odd in plan.oddities] == [(3, 4), (1, 4), (1, 3)]
    assert [one.number for one in plan.shifts] == [2]


@pytest.mark.parametrize(
    "other", [{"role": "Herald"}, {"venue": "Bar"}, {"venue": "N/A"}, {"end": JULY + "12:30:00"}]
)
def test_not_the_same_shift(other: dict[str, Any]) -> None:
    """Another role, venue or time is another shift."""
    assert len(read(entry(), entry(**other)).shifts) == 2


def test_order() -> None:
    """Shifts are in the order in which they begin, whatever the order of the plan."""
    plan = read(entry(start=JULY + "11:00:00"), entry(start=JULY + "09:00:00"), entry(venue="Bar"))
    assert [one.number for one in plan.shifts] == [2, 3, 1]


@pytest.mark.parametrize(
    ("shown", "instant", "twice"),
    [
        ("2025-07-03 10:00:00", at(2025, 7, 3, 9), False),
        ("2025-07-03T10:00", at(2025, 7, 3, 9), False),
        ("2025-12-03 10:00:00", at(2025, 12, 3, 10), False),
        ("2025-07-03 10:00:00Z", at(2025, 7, 3, 10), False),
        ("2025-07-03T10:00:00+02:00", at(2025, 7, 3, 8), False),
        ("2025-10-26 00:59:00", at(2025, 10, 25, 23, 59), False),
        ("2025-10-26 01:00:00", at(2025, 10, 26, 0), True),
        ("2025-10-26 01:59:00", at(2025, 10, 26, 0, 59), True),
        ("2025-10-26 02:00:00", at(2025, 10, 26, 2), False),
        ("2025-10-26 01:30:00+01:00", at(2025, 10, 26, 0, 30), False),
        ("2025-10-26 01:30:00+00:00", at(2025, 10, 26, 1, 30), False),
        ("2025-03-30 00:59:00", at(2025, 3, 30, 0, 59), False),
        ("2025-03-30 02:00:00", at(2025, 3, 30, 1), False),
    ],
)
def test_wall_clock(shown: str, instant: datetime, twice: bool) -> None:  # noqa: FBT001
    """Without an offset it is London's wall clock; an hour shown twice is the first of the two."""
    assert read_time(shown) == Read(instant, twice)


@given(st.datetimes(datetime(1972, 1, 1), datetime(2037, 1, 1)))  # noqa: DTZ001 - wall clocks
def test_every_time_of_the_wall_clock(wall: datetime) -> None:
    """A time is skipped, shown twice or plain, just as going through the minutes around tells."""
    minute = wall.replace(second=0, microsecond=0)
    around = [minute.replace(tzinfo=UTC) + timedelta(minutes=m) for m in range(-120, 121)]
    showing = [
        one
        for one in around
        if one.astimezone(ZoneInfo("Europe/London")).replace(tzinfo=None) == minute
    ]
    read_now = read_time(str(minute))
    if not showing:
        assert read_now is Reason.SKIPPED
    else:
        assert read_now == Read(showing[0], twice=len(showing) > 1)


def test_length_over_a_clock_change() -> None:
    """A night shift has the length that passes, not the one that the clocks show."""
    nights = {
        "2025-10-25 23:00:00": ("2025-10-26 03:00:00", timedelta(hours=5)),
        "2025-03-29 23:00:00": ("2025-03-30 03:00:00", timedelta(hours=3)),
        "2025-07-03 23:00:00": ("2025-07-04 03:00:00", timedelta(hours=4)),
    }
    for start, (end, length) in nights.items():
        (shift,) = read(entry(start=start, end=end)).shifts
        assert shift.period.end - shift.period.start == length


def test_second_of_two_times() -> None:
    """Whoever means the second time says so by the offset; nothing is told then."""
    plan = read(entry(start="2025-10-26 01:30:00+00:00", end="2025-10-26 03:00:00"))
    assert plan.oddities == ()
    assert plan.shifts[0].period == Period(at(2025, 10, 26, 1, 30), at(2025, 10, 26, 3))


def test_lines_of_entries() -> None:
    """An entry is found by the line it begins on, however the file is laid out."""
    laid_out = json.dumps([entry(), "odd", entry(role="Herald"), 7], indent=2)
    lines = laid_out.splitlines()
    plan = read_plan(laid_out, "plan.json")
    assert [lines[odd.line - 1].strip(" ,") for odd in plan.oddities] == ['"odd"', "7"]
    assert [lines[one.line - 1].strip() for one in plan.shifts] == ["{", "{"]


def test_an_empty_list() -> None:
    """It is a plan, with nothing in it."""
    assert read_plan(" [ ] ", "plan.json").entries == 0


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "plan.json is no JSON: Expecting value (line 1, column 1)."),
        ("role,venue\nRunner,Tent\n", "plan.json is no JSON: Expecting value (line 1, column 1)."),
        ("{}", "plan.json is no list of shifts."),
        ('{"shift_histogram": {"0": 280}}', "plan.json is no list of shifts."),
        ('"plan"', "plan.json is no list of shifts."),
        ("[1, 2", "plan.json is no JSON: there is no ',' (line 1, column 6)."),
        ("[1 2]", "plan.json is no JSON: there is no ',' (line 1, column 4)."),
        ("[1,\n]", "plan.json is no JSON: Expecting value (line 2, column 1)."),
        ("[1]\n[2]", "plan.json is no JSON: something follows the list (line 2, column 1)."),
        ('[\n{"role": }]', "plan.json is no JSON: Expecting value (line 2, column 10)."),
        ("[" * 100_000, "plan.json is no JSON: it is nested too deeply (line 1, column 2)."),
    ],
)
def test_no_plan(content: str, sentence: str) -> None:
    """A file of another shape is told in one sentence, with the place where it goes wrong."""
    with pytest.raises(Unreadable) as stopped:
        read_plan(content, "plan.json")
    assert str(stopped.value) == sentence


@pytest.mark.parametrize(
    ("content", "ending"),
    [
        (text(entry()).encode("utf-16"), "is no UTF-8 text (byte 0)."),
        (b"[" + b" " * elements.LARGEST, "is larger than 32 MiB; split it."),
    ],
)
def test_no_text(content: bytes, ending: str, tmp_path: Path) -> None:
    """What is no text, or too much of it, is told before anything is made of it."""
    path = tmp_path / "plan.json"
    path.write_bytes(content)
    with pytest.raises(Unreadable, match=ending.replace("(", r"\(").replace(")", r"\)")):
        text_of(path)


def test_mark_of_byte_order(tmp_path: Path) -> None:
    """What some editors put before a text is no part of it."""
    path = tmp_path / "plan.json"
    path.write_bytes(b"\xef\xbb\xbf" + text(entry()).encode())
    assert read_plan(text_of(path), "plan.json").entries == 1


def test_no_sentence_repeats_a_text() -> None:
    """Somebody may have written a name into a field: it is never shown."""
    somebody = "Zaphod"
    odd = [entry(**{name: f"{somebody}\u0000"}) for name in FIELDS]
    plan = read(*odd, somebody, {somebody: 1}, entry(**{somebody: somebody}))
    assert len(plan.oddities) == len(FIELDS) + 3
    assert all(somebody not in odd.message for odd in plan.oddities)


def test_many_entries() -> None:
    """Ten thousand entries are read one by one, each with its own line."""
    many = [entry(role=f"Role {number}") for number in range(10_000)]
    plan = read(*many, "odd")
    assert len(plan.shifts) == 10_000
    assert [(odd.entry, odd.line) for odd in plan.oddities] == [(10_001, 10_002)]
