"""Tell the story from its log alone: `python -m examples.henggao.replay --log URL`.

A program of its own: it knows no facts file and no seed, only the ids by which the log names
things.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from community_domain_projections import Entry, Histories, every
from community_domain_storage import open_community
from rich.console import Console

from community_domain import Community, Decided, MemberId, zone
from community_domain.community import Settings
from community_domain.members import Profile

from ..terminal import Stopped, arguments, ran, screen, write_json
from .measures import measured
from .reading import Reading, busiest
from .report import Told, figures_table, hours_table, ledger_table, measures_table
from .sentences import LANGUAGES, Language, sentences, told_in

__all__ = ["AS_OF", "COMMUNITY", "LOG", "add_options", "main", "must_be_a_file"]

COMMUNITY = "henggao"
LOG = "sqlite:///henggao.db"
"""A file in the current folder: easy to find, to look into, and to delete."""
FILE = "sqlite:///"
AS_OF = date(2024, 1, 31)
HISTORIES, LINES = 3, 12
"""Members whose histories are told, and how many sentences of each: the last ones."""
HEADLINE = (
    "{0.residents:,} residents, {0.little_teachers} little teachers, {0.events:,} events.",
    "居民{0.residents:,}人，小先生{0.little_teachers}名，日志事件{0.events:,}个。",
)
LEDGER_TITLE = ("The hours ledger of {name}", "{name}的时长台账")
EARLIER = ("… and {n:,} before that", "……此前另有{n:,}条")


def main(given: Sequence[str] | None = None) -> int:
    """Run the replay; the exit code."""
    description = "Tell the story of a neighbourhood from its log alone."
    parser = arguments("examples.henggao.replay", description, log=LOG)
    add_options(parser)
    return ran(partial(_tell, parser.parse_args(given)))


def add_options(parser: argparse.ArgumentParser) -> None:
    """What the replay can be asked for."""
    parser.add_argument(
        "--lang", choices=LANGUAGES, default="en", help="of what people read (default: en)"
    )
    parser.add_argument(
        "--as-of",
        metavar="DATE",
        type=date.fromisoformat,
        default=AS_OF,
        help="the earlier day that is compared with now (default: %(default)s)",
    )


def must_be_a_file(url: str) -> Path:
    """The file of a log; the replay is another process, which sees files only.

    Raises:
        Stopped: It is no file.
    """
    if not url.startswith(FILE):
        raise Stopped(f"{url} cannot be replayed by another process; use {FILE}NAME.db.")
    return Path(unquote(url.removeprefix(FILE)))


def _tell(options: argparse.Namespace) -> None:
    path = must_be_a_file(options.log)
    if not path.exists():
        raise Stopped(f"There is no {path}; record it with `python -m examples.henggao`.")
    with open_community(options.log, community=COMMUNITY) as community:
        settings = community.state(Settings())
        if settings.founding is None:
            raise Stopped(f"{path} is empty; record it with `python -m examples.henggao`.")
        midnight = datetime.combine(options.as_of, time(), zone(settings.zone)) + timedelta(days=1)
        then = Reading.of(community.log, Decided(midnight - timedelta.resolution))
        now = Reading.of(community.log)
        if options.json:
            earlier = {"date": str(options.as_of), **_figures(then)}
            write_json({**_figures(now), "as_of": earlier})
        else:
            _show(community, then, now, options)


def _figures(reading: Reading) -> dict[str, Any]:
    """The figures that were reported, and the measures."""
    return {**reading.figures().as_dict(), "measures": measured(reading).as_dict()}


def _show(community: Community, then: Reading, now: Reading, options: argparse.Namespace) -> None:
    console, language = screen(), options.lang
    settings = community.state(Settings())
    founder = settings.founding.founder_id if settings.founding else MemberId("")
    told = Told(now, language, partial(_name, community, founder))
    _headline(console, settings.name or "", now, language)
    console.print(figures_table(then.figures(), now.figures(), options.as_of, language))
    console.print()
    console.print(measures_table(measured(then), measured(now), options.as_of, language))
    console.print()
    console.print(hours_table(now, told, language))
    most = max(every(now.ledgers.persons), key=lambda one: one.minutes, default=None)
    if most is not None:
        title = told_in(language, LEDGER_TITLE).format(name=told.name(most.of))
        console.print(f"\n[bold]{title}[/]")
        console.print(ledger_table(now, most.of, language))
    histories = Histories().fold(community.log)
    for member_id, entries in busiest(histories, HISTORIES, besides=founder):
        console.print(f"\n[bold]{told.name(member_id)}[/]")
        for line in _history(entries, language, settings.zone, told):
            console.print(line, markup=False)


def _headline(console: Console, name: str, now: Reading, language: Language) -> None:
    figures = now.figures()
    sentence = told_in(language, HEADLINE).format(figures)
    console.print(f"[bold]{name}[/]\n{sentence}\n")


def _history(entries: Sequence[Entry], language: Language, zone: str, told: Told) -> Iterator[str]:
    lines = list(sentences(entries, language, zone, told.title, told.name))
    if len(lines) > LINES:
        yield told_in(language, EARLIER).format(n=len(lines) - LINES)
    yield from lines[-LINES:]


def _name(community: Community, founder: MemberId, member_id: MemberId) -> str:
    """A name, as the founder may read it."""
    return community.acting(founder).state(Profile(member_id)).name or member_id


if __name__ == "__main__":
    sys.exit(main())
