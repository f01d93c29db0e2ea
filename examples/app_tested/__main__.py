"""Hunt the mistakes: `python -m examples.app_tested`."""

import argparse
import sys
from collections.abc import Sequence
from functools import partial
from time import monotonic

from community_domain_testkit import Found
from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table

from ..terminal import Stopped, progress, ran, screen
from .bugs import Bug
from .machine import WITH, AppMachine
from .words import story_told, what_differs

__all__ = ["main"]

SECONDS = 60.0
"""How long each mistake is looked for."""
CALM = 10.0
"""How long the app without any is watched."""
NAMES = {bug.name.lower().replace("_", "-"): bug for bug in Bug}


def main(given: Sequence[str] | None = None) -> int:
    """Run the example; 0 when every mistake was found, and none where there is none."""
    return ran(partial(_run, _parser().parse_args(given)))


def _run(options: argparse.Namespace) -> None:
    bugs = [NAMES[options.bug]] if options.bug else list(Bug)
    console = screen()
    missed = [bug for bug in bugs if not _hunted(bug, options, console)]
    if missed:
        names = ", ".join(bug.name for bug in missed)
        raise Stopped(f"Not found: {names}. Give it more --seconds, or another --seed.")
    with progress("Watching the app without a mistake", 1) as advance:
        alarm = AppMachine.find(seed=options.seed, seconds=options.calm)
        advance(1)
    if alarm:
        raise Stopped(f"An alarm without a mistake. {what_differs(alarm.failure)}.")
    console.print("[green]✓[/] Without a mistake the app and the log agreed all the time.")


def _hunted(bug: Bug, options: argparse.Namespace, console: Console) -> bool:
    """Look for a mistake, and tell the shortest story that shows it."""
    started = monotonic()
    with progress(f"Looking for {bug.name}", 1) as advance:
        found = WITH[bug].find(seed=options.seed, seconds=options.seconds)
        advance(1)
    console.print(f"[bold]{bug.name}[/]  {bug.value}.")
    if found:
        _tell(found, console)
        console.print(f"[green]✓[/] Found and cut down in {monotonic() - started:.0f} s.")
        if options.script:
            print(found.script())
    console.print()
    return found is not None


def _tell(found: Found, console: Console) -> None:
    """The story, a line for each command, and what came of it."""
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for when, said in story_told(found.story):
        table.add_row(when, escape(said))
    table.add_row("but", escape(what_differs(found.failure)))
    console.print(Padding(table, (0, 0, 0, 2)))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m examples.app_tested",
        description="Switch on one mistake after the other in a small web app, and find each.",
    )
    parser.add_argument(
        "--seed", metavar="N", type=int, default=0, help="of chance (default: %(default)s)"
    )
    parser.add_argument(
        "--seconds",
        metavar="N",
        type=float,
        default=SECONDS,
        help="look so long for each mistake (default: %(default)g)",
    )
    parser.add_argument(
        "--calm",
        metavar="N",
        type=float,
        default=CALM,
        help="watch the app without a mistake so long (default: %(default)g)",
    )
    parser.add_argument("--bug", choices=NAMES, help="look for this one only")
    parser.add_argument(
        "--script", action="store_true", help="print each story as a script that can be run too"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
