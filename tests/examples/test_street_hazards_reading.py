"""How a file of street hazards is read: every trap told by line and reason."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from community_domain.safety import Claims
from examples.street_hazards.forms import COLUMNS, Unreadable, counted
from examples.street_hazards.problems import Reason
from examples.street_hazards.sheet import Entry

from .reports import read, reports, row, told, written

SUMMER = datetime(2018, 7, 2, 13, tzinfo=UTC)


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"requestid": "NA"}, Reason.BLANK),
        ({"requestid": ""}, Reason.BLANK),
        ({"requestid": "10/49"}, Reason.ID),
        ({"requestid": "1" * 81}, Reason.ID),
        ({"datetimeinit": "NA"}, Reason.BLANK),
        ({"problemcode": " "}, Reason.BLANK),
        ({"description": "NA"}, Reason.BLANK),
        ({"status": "NA"}, Reason.BLANK),
        ({"status": "\x01"}, Reason.TEXT),
        ({"description": "x" * 1_001}, Reason.TEXT),
        ({"callertype": "x" * 201}, Reason.TEXT),
        ({"datetimeinit": "2018-01-02"}, Reason.INSTANT),
        ({"datetimeinit": "2018-01-02 08:00:00"}, Reason.INSTANT),
        ({"datetimeinit": "01/02/2018 08:00:00.0"}, Reason.INSTANT),
        ({"dateinvtdone": "2018-02-30 08:00:00.0"}, Reason.INSTANT),
        ({"dateinvtdone": "2018-01-02 24:00:00.0"}, Reason.INSTANT),
        ({"datetimeclosed": "1899-12-31 08:00:00.0"}, Reason.OUT_OF_RANGE),
        ({"datetimeclosed": "2200-01-01 08:00:00.0"}, Reason.OUT_OF_RANGE),
        ({"prjcompletedate": "2200-01-01 00:00:00.0"}, Reason.OUT_OF_RANGE),
        ({"datetimeclosed": "2018-03-11 02:30:00.0"}, Reason.SKIPPED),
        ({"datetimeinit": "2024-09-30 19:00:00.1"}, Reason.FUTURE),
        ({"datecancelled": "2024-09-30 19:00:00.1"}, Reason.FUTURE),
        ({"prjcompletedate": "2018-01-05 08:00:00.0"}, Reason.TARGET),
        ({"prjcompletedate": "soon"}, Reason.INSTANT),
        ({"ward": "16,"}, Reason.CELLS),
    ],
)
def test_malformed_rows(cells: dict[str, str], reason: Reason, tmp_path: Path) -> None:
    """Each by its line and reason; the row after it goes in all the same."""
    number = cells.pop("requestid", "1")
    assert told(read(tmp_path, row(number, **cells), row(2))) == [(2, reason)]


@pytest.mark.parametrize(
    "cells",
    [
        {"datetimeinit": "2024-09-30 19:00:00.0"},
        {"prjcompletedate": "2199-12-31 00:00:00.0"},
        {"requestid": "1" * 80},
        {"callertype": "NA", "ward": "", "neighborhood": "NA", "probaddtype": "NA"},
        {"description": '"No, water\nat all"'},
    ],
)
def test_rows_that_go_in(cells: dict[str, str], tmp_path: Path) -> None:
    """At the very edge, or with nothing in what is not needed."""
    number = cells.pop("requestid", "1")
    assert told(read(tmp_path, row(number, **cells))) == []


def test_a_row_says_what_its_source_claims(tmp_path: Path) -> None:
    """Word for word; instants by the clocks of the place, in summer as in winter."""
    cells = {
        "datetimeinit": "2018-01-02 08:00:00.25",
        "dateinvtdone": "2018-07-02 08:00:00.0",
        "datetimeclosed": "2018-11-04 01:30:00.0",
    }
    [found] = read(tmp_path, row(7, **cells))
    assert isinstance(found, Entry)
    assert (found.line, found.reference_id) == (2, "7")
    assert found.claims == Claims(
        reported_at=datetime(2018, 1, 2, 14, 0, 0, 250_000, UTC),
        kind="LIGHT-OUT",
        what="Single light out",
        status="Disptch",
        where="ward 16, neighborhood 8, address type A",
        came_by="WEB",
        body="TRAFFIC, 511",
        investigated_at=SUMMER,
        # The clocks showed half past one twice that night; the first time counts.
        closed_at=datetime(2018, 11, 4, 6, 30, tzinfo=UTC),
        target=date(2018, 1, 5),
    )
    [elsewhere] = read(tmp_path, row(7, **cells), key="Asia/Shanghai")
    assert isinstance(elsewhere, Entry)
    assert elsewhere.claims.investigated_at == datetime(2018, 7, 2, 0, tzinfo=UTC)


def test_columns_stand_in_any_order(tmp_path: Path) -> None:
    """In any case too, beside others, after a byte order mark."""
    heading, line = reports(row(7)).splitlines()
    text = f"{heading.upper()},extra\n{line},more\n\n"
    assert counted(written(tmp_path, b"\xef\xbb\xbf" + text.encode())) == 1


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (b"", "is empty"),
        (b"\xff\xfe", "is no UTF-8 text"),
        ("requestid,status\n1,2\n", "lacks columns: datetimeinit, probaddtype"),
        (",".join([*COLUMNS, "status"]), "names a column twice: status"),
        (reports('"7'), "is no comma-separated file from line 2 on"),
    ],
)
def test_what_cannot_be_read(text: str | bytes, sentence: str, tmp_path: Path) -> None:
    """One sentence says why, before anything is recorded."""
    with pytest.raises(Unreadable, match=sentence):
        counted(written(tmp_path, text))


def test_no_file(tmp_path: Path) -> None:
    """As the system says it."""
    with pytest.raises(Unreadable, match="cannot be opened: No such file"):
        counted(tmp_path / "none.csv")
