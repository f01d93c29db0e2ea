"""What a row says: which request, and what the source claims of it."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import attrs

from community_domain import InvalidValue
from community_domain.safety import Claims, ReferenceId

from .forms import Written, written_rows
from .problems import Problem, Reason

__all__ = ["Entry", "entries"]

EARLIEST, LATEST = date(1900, 1, 2), date(2199, 12, 31)
"""The domain records nothing that happened before, or happens after."""
_ID = re.compile(r"[A-Za-z0-9_-]{1,80}")
_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}\.\d{1,6}")
_FORMAT = "%Y-%m-%d %H:%M:%S.%f"


@attrs.frozen
class Entry:
    """A row that can be read."""

    line: int
    reference_id: ReferenceId
    claims: Claims


class _Unfit(Exception):
    """A row is no entry, for this problem."""

    def __init__(self, reason: Reason, what: str, why: str = "") -> None:
        super().__init__(reason, what)
        self.reason, self.what, self.why = reason, what, why


def entries(path: Path, zone: ZoneInfo, now: datetime) -> Iterator[Entry | Problem]:
    """The rows of a file, one after the other.

    Args:
        path: A comma-separated file in UTF-8.
        zone: Whose clocks the instants are from.
        now: What is said to have happened later is still to come.

    Raises:
        Unreadable: It is no such file.
    """
    for row in written_rows(path):
        if isinstance(row, Problem):
            yield row
            continue
        try:
            yield _entry(row, zone, now)
        except _Unfit as unfit:
            yield Problem.of(row.line, unfit.reason, what=unfit.what, why=unfit.why)


def _entry(row: Written, zone: ZoneInfo, now: datetime) -> Entry:
    cells = row.cells

    def happened(column: str) -> datetime | None:
        return _instant(column, cells[column], zone, now)

    if not _ID.fullmatch(cells["requestid"] or ""):
        raise _Unfit(Reason.ID, "requestid")
    reported_at = happened("datetimeinit")
    if reported_at is None:
        raise _Unfit(Reason.BLANK, "datetimeinit")
    try:
        claims = Claims(
            reported_at,
            cells["problemcode"] or "",
            cells["description"] or "",
            cells["status"] or "",
            _where(row),
            cells["callertype"],
            cells["submitto"],
            happened("dateinvtdone"),
            happened("datetimeclosed"),
            happened("datecancelled"),
            _target(cells["prjcompletedate"]),
        )
    except InvalidValue as error:
        english, _ = error.problem.value
        raise _Unfit(Reason.TEXT, error.field, english) from None
    return Entry(row.line, ReferenceId(cells["requestid"] or ""), claims)


def _where(row: Written) -> str | None:
    """The place in words, as far as the row tells it."""
    named = (("ward", "ward"), ("neighborhood", "neighborhood"), ("probaddtype", "address type"))
    told = [f"{word} {row.cells[column]}" for column, word in named if row.cells[column]]
    return ", ".join(told) or None


def _wall(column: str, text: str) -> datetime:
    """What the clocks showed."""
    try:
        wall = datetime.strptime(text, _FORMAT) if _INSTANT.fullmatch(text) else None  # noqa: DTZ007
    except ValueError:
        wall = None
    if wall is None:
        raise _Unfit(Reason.INSTANT, column)
    if not EARLIEST <= wall.date() <= LATEST:
        raise _Unfit(Reason.OUT_OF_RANGE, column)
    return wall


def _instant(column: str, text: str | None, zone: ZoneInfo, now: datetime) -> datetime | None:
    if text is None:
        return None
    wall = _wall(column, text)
    found = wall.replace(tzinfo=zone).astimezone(UTC)
    if found.astimezone(zone).replace(tzinfo=None) != wall:
        raise _Unfit(Reason.SKIPPED, column)
    if found > now:
        raise _Unfit(Reason.FUTURE, column)
    return found


def _target(text: str | None) -> date | None:
    if text is None:
        return None
    wall = _wall("prjcompletedate", text)
    if wall != datetime.combine(wall, datetime.min.time()):
        raise _Unfit(Reason.TARGET, "prjcompletedate")
    return wall.date()
