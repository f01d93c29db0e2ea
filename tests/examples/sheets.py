"""Made-up attendance sheets, and what an import of them leaves in the log."""

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from community_domain import STANDARD, Community, Event, MemoryLog, Period, zone
from community_domain import Recorded as RecordedEvent
from community_domain.activities import (
    ActivityOffered,
    NoShowRecorded,
    OccurrenceScheduled,
    PresenceRecorded,
)
from community_domain.members import MemberRegistered
from examples.attendance_sheet.problems import Problem, Reason
from examples.attendance_sheet.record import Recorded, record
from examples.attendance_sheet.sheet import Sheet, read_sheet

__all__ = [
    "NOW",
    "PLAIN",
    "TORONTO",
    "attended",
    "community",
    "council",
    "history",
    "import_into",
    "plain",
    "read",
    "told",
]

TORONTO = "America/Toronto"
NOW = datetime(2024, 10, 1, tzinfo=UTC)
COUNCIL = (
    "_id,Term,First Name,Last Name,Committee,MTG #,Session Date,Session Type,"
    "Session Start-End Time,Present"
)
PLAIN = "gathering,date,session,person,present"


def council(*rows: str) -> str:
    """A sheet in the council's form: rows of person, committee, meeting, date, label, times, Y/N.

    The n-th row begins on line n + 1, and has n as its `_id`.
    """
    lines = [COUNCIL]
    for number, row in enumerate(rows, 1):
        person, rest = row.split(",", 1)
        lines.append(f"{number},2022-2026,Person,{person},{rest}")
    return "\r\n".join(lines) + "\r\n"


def plain(*rows: str, times: bool = False) -> str:
    """A sheet in the plain form; the n-th row begins on line n + 1."""
    return "\n".join([PLAIN + ",start,end" * times, *rows]) + "\n"


def read(text: str | bytes, folder: Path, *, key: str = TORONTO) -> Sheet:
    """What a sheet with this text says."""
    path = folder / "sheet.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_sheet(path, zone(key), NOW)


def told(problems: Iterable[Problem]) -> list[tuple[int, Reason]]:
    """Line and reason of each problem."""
    return [(problem.line, problem.reason) for problem in problems]


def community() -> Community:
    """A community with an empty log."""
    return Community(MemoryLog(), STANDARD)


def import_into(here: Community, sheet: Sheet) -> Recorded:
    """The sheet, recorded."""
    return record(sheet, here, TORONTO, lambda _: None)


def history(here: Community) -> list[RecordedEvent[Event]]:
    """Everything in the log."""
    return list(here.log.read())


def attended(here: Community) -> set[tuple[str, Period, str, bool]]:
    """Gathering, period, person, present: what the log says, ids aside."""
    titles: dict[str, str] = {}
    sessions: dict[str, tuple[str, Period]] = {}
    names: dict[str, str] = {}
    found: set[tuple[str, Period, str, bool]] = set()
    for recorded in history(here):
        match recorded.event:
            case ActivityOffered(activity_id, title):
                titles[activity_id] = title
            case OccurrenceScheduled(occurrence_id, activity_id, period):
                sessions[occurrence_id] = (titles[activity_id], period)
            case MemberRegistered(member_id, _, name):
                names[member_id] = name
            case PresenceRecorded(occurrence_id, member_id):
                found.add((*sessions[occurrence_id], names[member_id], True))
            case NoShowRecorded(occurrence_id, member_id):
                found.add((*sessions[occurrence_id], names[member_id], False))
            case _:
                pass
    return found
