"""The facts as tables, for people; what is too wide for the terminal becomes a list."""

from collections.abc import Iterator, Mapping

from rich import box
from rich.console import Console
from rich.measure import Measurement
from rich.table import Table
from rich.text import Text

from .replay import Facts

__all__ = ["tables"]

THERE, AWAY, ONESELF, BAR = "●", "·", "–", "■"
FAINT, STRONG = "dim", "bold cyan"
OFTEN = 4
"""Whoever met at least so often stands out."""
ENDLESS = 10_000
"""Columns in which every table would fit."""


def tables(facts: Facts, console: Console) -> Iterator[tuple[str, Table]]:
    """Who was where, and who met whom, as wide as the terminal allows; each with its title."""
    where = _where(facts)
    if _fits(where, console):
        yield "Who was where", where
    else:
        yield "Gatherings each person attended", _bars(facts.per_person)
        yield "Persons at each gathering", _bars(facts.per_gathering)
    met = _met(facts)
    yield "Who met whom, and how often", met if _fits(met, console) else _met_listed(facts)


def _fits(table: Table, console: Console) -> bool:
    endless = console.options.update(max_width=ENDLESS)
    return Measurement.get(console, endless, table).maximum <= console.width


def _table(*, header: bool = True, footer: bool = False) -> Table:
    return Table(
        box=box.SIMPLE_HEAD,
        show_edge=False,
        show_header=header,
        show_footer=footer,
        pad_edge=False,
        padding=0,
    )


def _where(facts: Facts) -> Table:
    """Persons by gatherings, with the sums of both."""
    table = _table(footer=True)
    table.add_column("", "Persons", no_wrap=True, footer_style="bold")
    for title, persons in facts.per_gathering.items():
        table.add_column(title, str(persons), justify="right", no_wrap=True)
    table.add_column("all", str(len(facts.attended)), justify="right", no_wrap=True, style="bold")
    for name, times in facts.per_person.items():
        marks = [
            Text(THERE, STRONG) if (name, title) in facts.attended else Text(AWAY, FAINT)
            for title in facts.per_gathering
        ]
        table.add_row(name, *marks, str(times))
    return table


def _met(facts: Facts) -> Table:
    """Persons by persons: how often they met."""
    times = {pair: n for a, b, n in facts.met for pair in ((a, b), (b, a))}
    table = _table()
    table.add_column("", justify="right", no_wrap=True, style=FAINT)
    table.add_column("", no_wrap=True)
    for number in range(1, len(facts.persons) + 1):
        table.add_column(str(number), justify="right", min_width=2, header_style=FAINT)
    for number, name in enumerate(facts.persons, 1):
        cells = [
            Text(ONESELF, FAINT) if other == name else _times(times.get((name, other), 0))
            for other in facts.persons
        ]
        table.add_row(str(number), name, *cells)
    return table


def _times(times: int) -> Text:
    return Text(str(times), STRONG if times >= OFTEN else "") if times else Text(AWAY, FAINT)


def _bars(numbers: Mapping[str, int]) -> Table:
    table = _table(header=False)
    table.add_column()
    table.add_column(justify="right", style="bold")
    table.add_column(style=STRONG, no_wrap=True, overflow="crop")
    for name, number in numbers.items():
        table.add_row(name, str(number), BAR * number)
    return table


def _met_listed(facts: Facts) -> Table:
    """Each person once, with whom of those below they met, most often first."""
    table = _table(header=False)
    table.add_column()
    for name in facts.persons:
        met = sorted(((n, b) for a, b, n in facts.met if a == name), key=lambda one: -one[0])
        if met:
            table.add_row(
                Text.assemble((f"{name}: ", "bold"), ", ".join(f"{b} {n}" for n, b in met))
            )
    return table
