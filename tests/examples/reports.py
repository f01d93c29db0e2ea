"""Made-up files of street hazards, and what an import of them leaves in the log."""

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from community_domain import STANDARD, Community, MemoryLog, zone
from examples.street_hazards.forms import COLUMNS
from examples.street_hazards.problems import Problem, Reason
from examples.street_hazards.record import Recorded, record
from examples.street_hazards.replay import Figures, figures_of
from examples.street_hazards.sheet import Entry, entries

__all__ = [
    "CHICAGO",
    "NOW",
    "community",
    "figures",
    "import_into",
    "read",
    "reports",
    "row",
    "told",
    "written",
]

CHICAGO = "America/Chicago"
NOW = datetime(2024, 10, 1, tzinfo=UTC)
PLAIN = {
    "requestid": "1",
    "datetimeinit": "2018-01-02 08:00:00.0",
    "probaddtype": "A",
    "callertype": "WEB",
    "neighborhood": "8",
    "ward": "16",
    "problemcode": "LIGHT-OUT",
    "description": "Single light out",
    "submitto": '"TRAFFIC, 511"',
    "status": "Disptch",
    "dateinvtdone": "NA",
    "datetimeclosed": "NA",
    "prjcompletedate": "2018-01-05 00:00:00.0",
    "datecancelled": "NA",
}


def row(requestid: str | int = 1, **cells: str) -> str:
    """A row that differs from a plain one in some cells."""
    return ",".join({**PLAIN, "requestid": str(requestid), **cells}.values())


def reports(*rows: str) -> str:
    """A file; the n-th row begins on line n + 1."""
    return "\r\n".join([",".join(COLUMNS), *rows]) + "\r\n"


def written(folder: Path, text: str | bytes) -> Path:
    """The file, with this text."""
    path = folder / "reports.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def read(folder: Path, *rows: str, key: str = CHICAGO) -> list[Entry | Problem]:
    """What a file with these rows says."""
    return list(entries(written(folder, reports(*rows)), zone(key), NOW))


def told(rows: Iterable[Entry | Problem]) -> list[tuple[int, Reason]]:
    """Line and reason of each row that cannot go in."""
    return [(one.line, one.reason) for one in rows if isinstance(one, Problem)]


def community() -> Community:
    """A community with an empty log."""
    return Community(MemoryLog(), STANDARD)


def import_into(here: Community, rows: Iterable[Entry | Problem]) -> Recorded:
    """The rows, recorded."""
    return record(rows, here, CHICAGO, NOW, lambda _: None)


def figures(here: Community) -> Figures:
    """What the log says."""
    return figures_of(here.log, CHICAGO)
