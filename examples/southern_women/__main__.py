"""Record, replay and tell the published attendances: `python -m examples.southern_women`."""

import argparse
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from urllib.parse import unquote

from community_domain_storage import OpenCommunity, open_community

from community_domain import Community, Issue, MemoryLog, Refusal

from ..terminal import Stopped, arguments, progress, ran, screen, write_json
from .recording import COMMUNITY, batches, record
from .replay import Facts, replayed
from .source import Published, published
from .tables import tables

__all__ = ["main"]

LOG = "sqlite:///southern_women.db"
"""A file in the current folder: easy to find, to look into, and to delete."""
SOURCE = "Davis, Gardner & Gardner, Deep South (1941), as networkx carries it"
STAND_INS = (
    "Dates and birth dates are not published with the data: the gatherings are put on the days "
    "from {first} to {last}, for their order only, and everybody's birth date is a stand-in."
)


def main(given: Sequence[str] | None = None) -> int:
    """Run the example; the exit code."""
    description = "Record who was at which of 14 gatherings, replay the log, and tell who met whom."
    options = arguments("examples.southern_women", description, log=LOG).parse_args(given)
    return ran(partial(_tell, options))


def _tell(options: argparse.Namespace) -> None:
    source = published()
    with open_community(options.log, community=COMMUNITY) as community:
        issues = batches(community, source)
        with progress("Recording", sum(map(len, issues)), quiet=options.json) as advance:
            added = _recorded(community, issues, advance, options.log)
    with _reopened(options.log, community) as again:
        facts = replayed(again)
    _must_agree(facts, source, options.log)
    if options.json:
        write_json(_as_dict(facts, added))
    else:
        _show(facts, added, options.log)


def _recorded(
    community: Community,
    issues: Sequence[Sequence[Issue]],
    advance: Callable[[int], None],
    url: str,
) -> int:
    """How many events were added; a log of something else takes none."""
    try:
        return record(community, issues, advance)
    except Refusal as refusal:
        raise Stopped(f"{_place(url)} tells another story; name another log. {refusal}") from None


def _reopened(url: str, community: OpenCommunity) -> OpenCommunity:
    """The community on its log as it is stored; what is in memory only is there already."""
    if isinstance(community.log, MemoryLog):
        return community
    return open_community(url, community=COMMUNITY)


def _must_agree(facts: Facts, source: Published, url: str) -> None:
    """Hold the replay against the source, and its pairs against networkx's own projection."""
    met = frozenset((frozenset((first, second)), times) for first, second, times in facts.met)
    told = (facts.persons, tuple(facts.days), facts.attended, met)
    if told != (source.persons, source.gatherings, source.attended, source.met):
        raise Stopped(f"{_place(url)} tells of more than was published; name another log.")


def _as_dict(facts: Facts, added: int) -> dict[str, object]:
    return {
        "persons": len(facts.persons),
        "gatherings": len(facts.days),
        "attendances": len(facts.attended),
        "per_person": dict(facts.per_person),
        "per_gathering": dict(facts.per_gathering),
        "met": facts.met,
        "events": facts.events,
        "added": added,
    }


def _show(facts: Facts, added: int, url: str) -> None:
    console = screen()
    console.print(
        f"[bold]{len(facts.persons)} women, {len(facts.days)} gatherings, "
        f"{len(facts.attended)} attendances[/], told by {facts.events} events in the log."
    )
    console.print(f"[dim]{SOURCE}.[/]")
    for title, table in tables(facts, console):
        console.print()
        console.print(title, style="bold")
        console.print(table)
    console.print()
    pairs = len(facts.met)
    console.print(f"[green]✓[/] All {pairs} pairs agree with networkx's own projection.")
    place = _place(url)
    console.print(
        f"[green]✓[/] {added} events recorded in {place}."
        if added
        else f"[green]✓[/] Nothing to add: {place} held all of it already."
    )
    days = list(facts.days.values())
    console.print(f"[dim]{STAND_INS.format(first=days[0], last=days[-1])}[/]")


def _place(url: str) -> str:
    """Where a log is, as people look for it."""
    path = url.removeprefix("sqlite:///")
    return str(Path(unquote(path)).resolve()) if path != url else url


if __name__ == "__main__":
    sys.exit(main())
