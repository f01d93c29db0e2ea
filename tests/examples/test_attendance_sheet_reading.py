"""How an attendance sheet is read: files, rows, times; every trap told by line and reason."""

from datetime import UTC, date, datetime
from pathlib import Path

import attrs
import pytest

from community_domain import zone
from examples.attendance_sheet.forms import Unreadable
from examples.attendance_sheet.problems import Problem, Reason
from examples.attendance_sheet.sheet import read_sheet
from examples.attendance_sheet.times import Times, instant, read_times

from .sheets import NOW, PLAIN, TORONTO, community, import_into, plain, read, told


@pytest.mark.parametrize(
    ("rows", "reasons"),
    [
        (
            [
                "Chess,2023-03-01,A,P1,Y,10:00,11:00",
                "Chess,2023-03-01,A,P2,Y,10:00,12:00",
                "Chess,2023-03-01,B,P1,Y,13:00,14:00",
            ],
            [(2, Reason.TWO_TIMES), (3, Reason.TWO_TIMES)],
        ),
        (
            ["Chess,2023-03-01,A,P1,Y,10:00,11:00", "Chess,2023-03-01,B,P2,Y,10:00,11:00"],
            [(2, Reason.TWO_NAMES), (3, Reason.TWO_NAMES)],
        ),
        (["Chess,2023-03-01,A,P1,Y,,"], [(2, Reason.SESSION)]),
        (["Chess,2023-03-01,Day,P1,Y,10:00,"], [(2, Reason.TIMES)]),
        (["Chess,2023-03-01,Day,P1,Y,,11:00"], [(2, Reason.TIMES)]),
        (["Chess,2023-03-12,A,P1,Y,02:30,04:00"], [(2, Reason.SKIPPED)]),
        (["Chess,2023-03-12,A,P1,Y,01:30,02:30"], [(2, Reason.SKIPPED)]),
        (["Chess,1924-12-31,A,P1,Y,01:30,02:30"], [(2, Reason.OUT_OF_RANGE)]),
        (["Chess,2200-01-01,A,P1,Y,01:30,02:30"], [(2, Reason.OUT_OF_RANGE)]),
        (["Chess,9999-12-31,Day,P1,Y,,"], [(2, Reason.OUT_OF_RANGE)]),
        (["Chess,2023-02-29,A,P1,Y,01:30,02:30"], [(2, Reason.DATE)]),
        (["Chess,20230301,A,P1,Y,01:30,02:30"], [(2, Reason.DATE)]),
        ([f"{'C' * 201},2023-03-01,A,P1,Y,01:30,02:30"], [(2, Reason.TEXT)]),
        ([f"Chess,2023-03-01,A,{'P' * 2001},Y,01:30,02:30"], [(2, Reason.TEXT)]),
        (["Chess,2023-03-01,A,\x01,Y,01:30,02:30"], [(2, Reason.TEXT)]),
        (["Chess,2023-03-01,A,P1,Y,01:30,02:30,"], [(2, Reason.CELLS)]),
        (["Chess,2023-03-01,A,P1, ,01:30,02:30"], [(2, Reason.BLANK)]),
        (["Chess,2023-03-01,A,P1,yes,01:30,02:30"], [(2, Reason.PRESENT)]),
        (["Chess,2024-09-30,A,P1,Y,19:00,20:01"], [(2, Reason.FUTURE)]),
        (["Chess,2024-09-30,A,P1,Y,19:00,20:00"], []),
        (["Chess,2023-03-01,day,P1,y,,", "Chess,2023-03-01,Day,P2,n,,"], []),
        (["Chess,2023-03-01,A,P1,Y,10:00,11:00", "Go,2023-03-01,A,P1,Y,11:00,12:00"], []),
    ],
)
def test_plain_rows(rows: list[str], reasons: list[tuple[int, Reason]], tmp_path: Path) -> None:
    """The plain form has its own traps: named sessions, missing times, impossible clocks."""
    sheet = read(plain(*rows, times=True), tmp_path)
    recorded = import_into(community(), sheet)
    assert told(sheet.problems) == reasons
    assert recorded.problems == ()
    assert recorded.sheet.present + recorded.sheet.absent == len(rows) - len(reasons)


@pytest.mark.parametrize(
    ("text", "label", "times"),
    [
        ("09:30AM - 11:00AM", "", (570, 660)),
        ("9:30 am-11:00 am", "", (570, 660)),
        ("09:30 - 14:00", "", (570, 840)),
        ("12:15PM - 01:15PM", "", (735, 795)),
        ("12:15AM - 01:15AM", "", (15, 75)),
        ("11:00AM - 09:30AM", "", (660, 570)),
        ("", "Morning", (360, 720)),
        ("", "AFTERNOON", (720, 1080)),
        ("", "evening", (1080, 1440)),
        ("", "Day", (0, 1440)),
    ],
)
def test_times_are_read(text: str, label: str, times: tuple[int, int]) -> None:
    """Minutes since midnight: by the 12-hour clock with AM or PM, by the label without times."""
    found = read_times(text, label)
    assert found is not None
    assert (found.start, found.end) == times
    assert [rule for rule, _ in found.readings] == ([] if text else ["label"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("14:03PM - 15:25PM", Times(843, 925)),
        ("11:30AM - 14:03PM", Times(690, 843)),
        ("00:10AM - 01:00AM", Times(10, 60)),
    ],
)
def test_24_hours_behind_am_and_pm_are_told(text: str, expected: Times) -> None:
    """A time that the 12-hour clock does not have is read on the other one, never silently."""
    found = read_times(text, "")
    assert found is not None
    assert attrs.evolve(found, readings=()) == expected
    assert [rule for rule, _ in found.readings] == ["24-hour"]


def test_24_hours_without_am_and_pm_need_no_telling() -> None:
    """A plain 24-hour time is read as it stands, with or without blanks around the dash."""
    for text in ("14:03 - 15:25", "14:03-15:25"):
        assert read_times(text, "") == Times(843, 925)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10:41AM(Roll Call)", Times(641, 642, roll_call=True)),
        ("15:19PM (roll call)", Times(919, 920, roll_call=True)),
        ("23:59(Roll Call)", Times(1439, 1440, roll_call=True)),
        ("13:15 - 13:15", Times(795, 796)),
    ],
)
def test_moments_are_read_as_their_minute(text: str, expected: Times) -> None:
    """What has no duration on the sheet gets the shortest there is, and is told."""
    found = read_times(text, "")
    assert found is not None
    assert attrs.evolve(found, readings=()) == expected
    assert "minute" in [rule for rule, _ in found.readings]


def test_long_sessions_are_told() -> None:
    """A slip of the pen such as 23:37 for 12:37 is not mended, and not passed over either."""
    told_of = read_times("09:43AM - 23:37PM", "")
    at_the_limit = read_times("09:00 - 19:00", "")
    assert told_of is not None
    assert at_the_limit is not None
    assert (told_of.start, told_of.end) == (583, 1417)
    assert "long" in [rule for rule, _ in told_of.readings]
    assert at_the_limit.readings == ()


@pytest.mark.parametrize(
    "text",
    [
        "13:00AM - 14:00PM",
        "10:00AM - 24:00PM",
        "00:30PM - 01:00PM",
        "10:60 - 11:00",
        "10:00 - 11:60",
        "10 - 11",
        "10:00",
        "10:00 - ",
        "- 11:00",
        "13:75(Roll Call)",
        "(Roll Call)",
        "10:00 - 11:00 - 12:00",
        "around ten",
    ],
)
def test_impossible_times_are_not_read(text: str) -> None:
    """What no clock shows is no time, whatever label stands beside it."""
    assert read_times(text, "Morning") is None


def test_a_repeated_hour_is_its_first() -> None:
    """When the clocks go back, a wall time counts the first time it is shown."""
    at = instant(date(2023, 11, 5), 90, zone(TORONTO))
    assert at == datetime(2023, 11, 5, 5, 30, tzinfo=UTC)


def test_lines_are_those_of_the_file(tmp_path: Path) -> None:
    """A cell may hold a line break, and lines may be empty; a row is told by where it begins."""
    text = (
        f"\ufeff{PLAIN}\r\n"
        '"Chess\nclub",2023-03-01,Day,P1,Y\r\n'
        "\r\n"
        "Chess,2023-03-01,Day,P1,?\r\n"
        "Chess\x85club,2023-03-02,Day,P1,?\r\n"
    )
    sheet = read(text, tmp_path)
    assert told(sheet.problems) == [(5, Reason.PRESENT), (6, Reason.PRESENT)]
    assert [(entry.line, entry.session.gathering) for entry in sheet.entries] == [(2, "Chess club")]
    assert sheet.rows == 3


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is empty; its first line must name the columns."),
        (b"\xff\xfegathering", "is no UTF-8 text (byte 0)."),
        (
            b"gathering,date,session,person\n",
            (
                "lacks columns: Committee, MTG #, Session Date, Session Type, First Name, "
                "Last Name, Present, Session Start-End Time for a council sheet; "
                "or present for a plain sheet."
            ),
        ),
        (b"gathering,date,session,person,present,Person\n", "names a column twice: person."),
        (
            b'gathering,date,session,person,present\n"Chess,2023-03-01,Day,P1,Y\n',
            "is no comma-separated sheet from line 2 on: unexpected end of data.",
        ),
    ],
)
def test_unreadable_files_are_told_in_a_sentence(
    content: bytes, sentence: str, tmp_path: Path
) -> None:
    """A file that is no such sheet is refused as a whole, with the way out."""
    with pytest.raises(Unreadable) as stopped:
        read(content, tmp_path)
    assert str(stopped.value) == f"{tmp_path / 'sheet.csv'} {sentence}"


def test_missing_files_are_told_in_a_sentence(tmp_path: Path) -> None:
    """A path that leads nowhere, or to a folder, says so."""
    for path, said in ((tmp_path / "none.csv", "No such file"), (tmp_path, "Is a directory")):
        with pytest.raises(Unreadable, match=said):
            read_sheet(path, zone(TORONTO), NOW)


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_its_sentence(reason: Reason) -> None:
    """A reason without a kind and a sentence would stop an import in the middle."""
    problem = Problem.of(7, reason, 8, what="person", why="is blank: say something")
    assert problem.message
    assert "{" not in problem.message
    assert (problem.line, problem.lines) == (7, (8,))
