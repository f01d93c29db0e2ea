"""Draw and record the crew of a camp: `python -m examples.camp_crew [FILE]`."""

import argparse
import sys
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

import attrs
from community_domain_storage import open_community

from community_domain import MemoryLog, Refusal, local_date

from ..terminal import Stopped, arguments, number_or_all, progress, ran, screen, write_json
from .crew import Crew, drawn, enough_for
from .drawing import Draw, draw, steps
from .elements import text_of
from .made_up import CREW, made_up
from .plan import Plan, read_plan
from .recording import COMMUNITY, Story, record
from .replay import Figures, replayed
from .report import as_dict, tables
from .wall_clock import LONDON

__all__ = ["main"]

TEMPORARY = "temporary"
"""Stands for a log in a folder that is gone when the example ends."""
SEED = 1
SHOWN = 20
"""Shifts that nobody may take, and entries that stay out, shown unless more are asked for."""
MADE_UP = "Who is in the crew is made up from the seed: a plan has counts, and no persons."
LARGEST_CREW = 100_000


def main(given: Sequence[str] | None = None) -> int:
    """Run the example; 0 when the plan could be read, whatever is odd about its entries."""
    return ran(partial(_run, _parser().parse_args(given)))


def _run(options: argparse.Namespace) -> None:
    plan, crew = _plan_and_crew(options)
    if not plan.shifts:
        raise Stopped(f"{_name(options)} has no shift that can be recorded{_first(plan)}.")
    first = local_date(plan.shifts[0].period.start, LONDON)
    story = Story.of(plan, crew, drawn(crew, options.seed, first))
    with progress("Drawing the crew", steps(story), quiet=options.json) as advance:
        draws = draw(story, options.seed, advance)
    with _addressed(options.log) as url:
        figures, added = _recorded(draws, url, options)
    if options.json:
        write_json(as_dict(plan, draws, figures, added))
    else:
        _show(plan, draws, figures, added, options)


def _plan_and_crew(options: argparse.Namespace) -> tuple[Plan, Crew]:
    """What is to be recorded, and how many there are to take it."""
    if options.file is None:
        plan, crew = read_plan(made_up(options.seed), _name(options)), CREW
    else:
        plan = read_plan(text_of(Path(options.file)), _name(options))
        crew = Crew(adults=enough_for(plan.shifts))
    return plan, crew if options.crew is None else attrs.evolve(crew, adults=options.crew)


def _recorded(draws: Draw, url: str, options: argparse.Namespace) -> tuple[Figures, int]:
    """What the log tells when all is in it, read anew; and how many events were added."""
    with open_community(url, community=COMMUNITY) as community:
        with progress("Recording", len(draws.issues), quiet=options.json) as advance:
            try:
                added = record(community, draws.issues, advance)
            except Refusal as refusal:
                said = f"{options.log} tells of another camp; name another log"
                raise Stopped(f"{said}. {refusal}") from None
        if isinstance(community.log, MemoryLog):
            return replayed(community.log), added
    with open_community(url, community=COMMUNITY) as again:
        return replayed(again.log), added


@contextmanager
def _addressed(url: str) -> Generator[str]:
    """The address of the log; a temporary one is gone afterwards."""
    if url != TEMPORARY:
        yield url
        return
    with TemporaryDirectory(prefix="camp-crew-") as folder:
        yield f"sqlite:///{quote(str(Path(folder) / 'camp.db'))}"


def _show(
    plan: Plan, draws: Draw, figures: Figures, added: int, options: argparse.Namespace
) -> None:
    console = screen()
    total = figures.total
    console.print(
        f"[bold]{total.shifts:,} shifts, {figures.on_duty:,} of {figures.volunteers:,} volunteers "
        f"on duty, {total.taken:,} of {total.offered:,} places taken[/], "
        f"told by {figures.events:,} events in the log."
    )
    console.print(f"[dim]{_name(options)}, seed {options.seed}.[/]")
    for table in tables(plan, draws, figures, options.shown, console.width):
        console.print()
        console.print(table)
    console.print()
    for sentence in _closing(draws, added, options):
        console.print(f"[green]✓[/] {sentence}")
    console.print(f"[dim]{MADE_UP}[/]")


def _closing(draws: Draw, added: int, options: argparse.Namespace) -> Iterator[str]:
    lacking = sum(one.entry.wanted - one.drawn for one in draws.unfilled)
    if lacking:
        yield f"{draws.wanted - lacking:,} of {draws.wanted:,} places drawn; nobody was forced."
    else:
        yield f"All {draws.wanted:,} places that were signed up for are drawn."
    where = "a temporary log, gone by now" if options.log == TEMPORARY else options.log
    yield (
        f"{added:,} events recorded in {where}."
        if added
        else f"Nothing to add: {where} held all of it already."
    )


def _name(options: argparse.Namespace) -> str:
    return options.file or "A camp made up for this example"


def _first(plan: Plan) -> str:
    """Why the first entry is none, where there is one."""
    if not plan.oddities:
        return ""
    odd = plan.oddities[0]
    return f"; the first entry (line {odd.line}) {odd.message}"


def _parser() -> argparse.ArgumentParser:
    parser = arguments(
        "examples.camp_crew",
        "Draw a crew for the shifts of a camp, record who takes which, and tell what the log says.",
        log=TEMPORARY,
    )
    parser.add_argument(
        "file",
        metavar="FILE",
        nargs="?",
        help="a plan in JSON (default: a camp of five days, made up from the seed)",
    )
    parser.add_argument(
        "--seed", metavar="N", type=int, default=SEED, help="of chance (default: %(default)s)"
    )
    parser.add_argument(
        "--crew",
        metavar="N",
        type=_number_of_adults,
        help="how many adults there are (default: as many as the plan takes)",
    )
    parser.add_argument(
        "--shown",
        metavar="N",
        type=number_or_all,
        default=SHOWN,
        help="show so many of what did not go in, or `all` (default: %(default)s)",
    )
    return parser


def _number_of_adults(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) <= LARGEST_CREW:
        raise argparse.ArgumentTypeError(f"a number from 1 to {LARGEST_CREW:,}")
    return int(text)


if __name__ == "__main__":
    sys.exit(main())
