"""Import street hazards as reported: `python -m examples.street_hazards FILE`."""

import argparse
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from community_domain_storage import open_community

from ..terminal import arguments, number_or_all, progress, ran, screen, write_json, zone_asked_for
from .forms import counted
from .record import record
from .replay import figures_of
from .report import as_dict, tables
from .sheet import entries

__all__ = ["main"]

LOG = "memory://"
"""Nothing is left behind unless a log is named."""
COMMUNITY = "street-hazards"
SHOWN = 20
"""Problems shown, unless more are asked for."""


def main(arguments_given: Sequence[str] | None = None) -> int:
    """Run the example; 0 when the file could be read, whatever problems its rows had."""
    options = _parser().parse_args(arguments_given)
    return ran(partial(_import, options))


def _import(options: argparse.Namespace) -> None:
    zone = zone_asked_for(options.zone)
    path, now = Path(options.file), datetime.now(UTC)
    with (
        open_community(options.log, community=COMMUNITY) as community,
        progress("Recording", counted(path), quiet=options.json) as advance,
    ):
        recorded = record(entries(path, zone, now), community, options.zone, now, advance)
        figures = figures_of(community.log, options.zone)
    if options.json:
        write_json(as_dict(recorded, figures, options.zone))
        return
    for table in tables(recorded, figures, options.zone, options.problems):
        screen().print(table)


def _parser() -> argparse.ArgumentParser:
    parser = arguments(
        "examples.street_hazards",
        "Import a city's reports of what is dangerous or broken, as reported.",
        log=LOG,
    )
    parser.add_argument("file", metavar="FILE", help="a comma-separated file in UTF-8")
    parser.add_argument(
        "--zone",
        default="America/Chicago",
        help="whose clocks the instants are from, an IANA name (default: %(default)s)",
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
