"""Import a sheet of who was there: `python -m examples.attendance_sheet FILE`."""

import argparse
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from community_domain_storage import open_community

from ..terminal import arguments, number_or_all, progress, ran, screen, write_json, zone_asked_for
from .record import record
from .report import as_dict, tables
from .sheet import read_sheet

__all__ = ["main"]

LOG = "memory://"
"""Nothing is left behind unless a log is named: sheets tell of real people."""
COMMUNITY = "attendance-sheets"
SHOWN = 20
"""Problems shown, unless more are asked for."""


def main(arguments_given: Sequence[str] | None = None) -> int:
    """Run the example; 0 when the file could be read, whatever problems its rows had."""
    options = _parser().parse_args(arguments_given)
    return ran(partial(_import, options))


def _import(options: argparse.Namespace) -> None:
    zone = zone_asked_for(options.zone)
    sheet = read_sheet(Path(options.file), zone, datetime.now(UTC))
    with (
        open_community(options.log, community=COMMUNITY) as community,
        progress("Recording", len(sheet.entries), quiet=options.json) as advance,
    ):
        recorded = record(sheet, community, options.zone, advance)
    if options.json:
        write_json(as_dict(sheet, recorded))
        return
    for table in tables(sheet, recorded, options.problems):
        screen().print(table)


def _parser() -> argparse.ArgumentParser:
    parser = arguments(
        "examples.attendance_sheet",
        "Import a sheet of gathering, date, session, person and present.",
        log=LOG,
    )
    parser.add_argument("file", metavar="FILE", help="a comma-separated sheet in UTF-8")
    parser.add_argument(
        "--zone",
        default="America/Toronto",
        help="whose clocks the times are from, an IANA name (default: %(default)s)",
    )
    parser.add_argument(
        "--problems",
        metavar="N",
        type=number_or_all,
        default=SHOWN,
        help="show so many rows that did not go in, or `all` (default: %(default)s)",
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
