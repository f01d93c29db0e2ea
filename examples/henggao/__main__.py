"""Record the story of a neighbourhood and have it replayed: `python -m examples.henggao`."""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from community_domain_storage import open_community
from rich import box
from rich.table import Table

from community_domain import Refusal

from ..terminal import Stopped, arguments, progress, ran, screen, write_json
from .drawing import drawn
from .facts import Facts, read_facts
from .reading import lookup
from .recording import nights, record
from .replay import COMMUNITY, LOG, add_options, must_be_a_file
from .sentences import told_in
from .steps import Scene

__all__ = ["main"]

SEED = 1
ROOT = Path(__file__).parents[2]
REPLAY = "examples.henggao.replay"
MADE_UP = (
    "Nobody in the story is a real person; dates, and whatever was not reported, are its own.",
    "故事中没有真实人物；日期和报道之外的内容均为虚构。",
)


def main(given: Sequence[str] | None = None) -> int:
    """Run the example; the exit code."""
    parser = arguments(
        "examples.henggao",
        "Record the story of a neighbourhood and its little teachers, and replay it.",
        log=LOG,
    )
    add_options(parser)
    parser.add_argument(
        "--seed", metavar="N", type=int, default=SEED, help="of chance (default: %(default)s)"
    )
    return ran(partial(_run, parser.parse_args(given)))


def _run(options: argparse.Namespace) -> None:
    path, facts = must_be_a_file(options.log), read_facts()
    added = _recorded(Scene(facts, drawn(facts, options.seed), options.seed), options)
    figures = json.loads(_replayed(options, "--json", quiet=True))
    if options.json:
        write_json({**figures, "added": added})
        return
    _replayed(options)
    _show(facts, figures, added, path, options)


def _recorded(scene: Scene, options: argparse.Namespace) -> int:
    """How many events were added."""
    told = nights(scene)
    total = sum(len(issues) for _, issues in told)
    with (
        open_community(options.log, community=COMMUNITY) as community,
        progress("Recording", total, quiet=options.json) as advance,
    ):
        try:
            return record(community, told, advance)
        except Refusal as refusal:
            said = f"{options.log} tells another story; name another log"
            raise Stopped(f"{said}. {refusal}") from None


def _replayed(options: argparse.Namespace, *more: str, quiet: bool = False) -> str:
    """Run the replay in a process of its own, which is given the log and nothing else.

    Returns:
        What it printed, when that is not shown.
    """
    sys.stdout.flush()
    command = [sys.executable, "-m", REPLAY, "--log", options.log, *more]
    command += ["--lang", options.lang, "--as-of", str(options.as_of)]
    path = os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
    env = {**os.environ, "PYTHONPATH": path, "PYTHONWARNINGS": "ignore"}
    output = subprocess.PIPE if quiet else None
    done = subprocess.run(command, env=env, stdout=output, text=True, check=False)  # noqa: S603 - our own program
    if done.returncode:
        raise Stopped(f"The replay of {options.log} ended with {done.returncode}.")
    return done.stdout or ""


def _show(
    facts: Facts, figures: dict[str, Any], added: int, path: Path, options: argparse.Namespace
) -> None:
    """The replay beside the report."""
    console, language = screen(), options.lang
    headings = (("", ""), ("reported", "报道"), ("replayed", "回放"), ("", ""))
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for at, heading in enumerate(headings):
        table.add_column(told_in(language, heading), justify="right" if at in (1, 2) else "left")
    fits = True
    for one in facts.reported:
        number = lookup(figures, one.figure)
        fit = one.least <= number <= one.most
        fits = fits and fit
        what, said = told_in(language, one.what), told_in(language, one.said)
        table.add_row(what, said, f"{number:,}", "[green]✓[/]" if fit else "[red]✗[/]")
    console.print()
    console.print(table)
    console.print()
    if not fits:
        raise Stopped(f"{path} tells of something else than was reported.")
    held = ("Nothing to add: {path} held all of it already.", "无新增：{path} 已包含全部内容。")
    new = ("{added:,} events recorded in {path}.", "{added:,}个事件已记录到 {path}。")
    sentence = told_in(language, new if added else held)
    console.print(f"[green]✓[/] {sentence.format(added=added, path=path.resolve())}")
    console.print(f"[dim]{told_in(language, MADE_UP)}[/]")


if __name__ == "__main__":
    sys.exit(main())
