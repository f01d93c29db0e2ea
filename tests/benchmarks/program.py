"""`python -m tests.benchmarks`: measure, print a table, or one JSON object for programs."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console

from .definitions import BENCHMARKS
from .machine import in_one_line, machine
from .measuring import FULL, QUICK, Finding, Sizes
from .plots import plotted
from .report import as_json, as_markdown, printed
from .workshop import Workshop

__all__ = ["main"]

WIDTH = 120
"""Columns of the table where there is no terminal to ask."""
ON_DISK = "tests.benchmarks measures durability: give it a folder on a disk with --folder"


def arguments(given: Sequence[str] | None) -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print one JSON object, no table")
    parser.add_argument("--quick", action="store_true", help="a shorter long log, fewer rounds")
    parser.add_argument(
        "--record", type=Path, metavar="FOLDER", help="write benchmarks.md, .png and .svg there"
    )
    parser.add_argument("--profile", action="store_true", help="show where our time goes")
    parser.add_argument(
        "--only",
        metavar="NAME",
        choices=[one.__name__ for one in BENCHMARKS],
        action="append",
        help=f"one of {', '.join(one.__name__ for one in BENCHMARKS)}; may be repeated",
    )
    parser.add_argument("--folder", type=Path, help="where the files go, on the disk to measure")
    return parser.parse_args(given)


def main(given: Sequence[str] | None = None, sizes: Sizes | None = None) -> int:
    """Measure and print; returns 0 whatever was reached, for a benchmark is no test."""
    asked = arguments(given)
    sizes = sizes or (QUICK if asked.quick else FULL)
    findings: list[Finding] = []
    told = Console(stderr=True)
    with TemporaryDirectory(dir=asked.folder) as made:
        folder = Path(made)
        folder.chmod(0o711)  # A server may run as another user.
        facts = machine(folder)
        if facts["filesystem"] == "tmpfs":
            told.print(ON_DISK)
        shop = Workshop(folder, sizes, profiled=asked.profile)
        try:
            for benchmark in BENCHMARKS:
                if not asked.only or benchmark.__name__ in asked.only:
                    with told.status(benchmark.__name__):
                        findings += benchmark(shop)
        finally:
            shop.close()
    if asked.json:
        print(json.dumps(as_json(findings, facts), indent=2))
    else:
        printed(findings, facts, Console() if sys.stdout.isatty() else Console(width=WIDTH))
    if asked.record:
        plotted(findings, in_one_line(facts), asked.record)
        (asked.record / "benchmarks.md").write_text(as_markdown(findings, facts), "utf-8")
    return 0
