"""What is told of a camp: one object for programs, tables for people; never a name."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import attrs
from rich import box
from rich.table import Table

from community_domain import zone

from .drawing import Draw, Rule, Unfilled
from .oddities import Oddity
from .plan import Plan
from .replay import Figures, Tally
from .wall_clock import LONDON

__all__ = ["as_dict", "tables"]

UNKNOWN = "-"
SHOWN_REASONS = 3
"""Reasons why nobody more may take a shift, in a table; the commonest first."""
COLUMNS = {
    "shifts": "shifts",
    "needed": "needed",
    "offered": "offered",
    "taken": "taken",
    "below": "below_minimum",
    "full": "full",
    "hours": "person_hours",
}
"""Headings of a tally, and what stands below them."""
NARROW = {name: COLUMNS[name] for name in ("shifts", "taken", "below", "hours")}
WIDE = 80
"""Characters of a line in which all columns fit."""


def as_dict(plan: Plan, draw: Draw, figures: Figures, added: int) -> dict[str, Any]:
    """All of it as plain values."""
    total = attrs.asdict(figures.total)
    rest = attrs.asdict(figures, filter=lambda one, _: one.name not in _TALLIES)
    return {
        "entries": plan.entries,
        **total,
        **rest,
        "wanted": draw.wanted,
        "positions": len(figures.positions),
        "by_position": {title: attrs.asdict(one) for title, one in figures.positions.items()},
        "by_day": {str(day): attrs.asdict(one) for day, one in figures.days.items()},
        "refused": _as_rows(draw.refused),
        "unfilled": [
            {
                "entry": one.entry.number,
                "line": one.entry.line,
                "wanted": one.entry.wanted,
                "drawn": one.drawn,
                "refused": _as_rows(one.refused),
            }
            for one in draw.unfilled
        ],
        "oddities": [
            {
                "entry": odd.entry,
                "line": odd.line,
                "reason": odd.reason.value,
                "stays_out": odd.reason.stays_out,
                "message": odd.message,
                "others": list(odd.others),
            }
            for odd in plan.oddities
        ],
        "added": added,
    }


_TALLIES = ("total", "positions", "days")


def tables(
    plan: Plan, draw: Draw, figures: Figures, shown: int | None, width: int
) -> Iterator[Table]:
    """What the camp came to, what the rules refused, and what is odd about the plan.

    Args:
        plan: With its oddities.
        draw: With its refusals.
        figures: Of the log.
        shown: At most so many shifts nobody may take, and entries that stay out; None for all.
        width: Characters in a line of the terminal; a narrow one gets fewer columns.
    """
    columns = COLUMNS if width >= WIDE else NARROW
    yield _totals(figures)
    yield _tallies("Positions", figures.positions.items(), figures.total, columns)
    days = [(f"{day:%a %d %b}", tally) for day, tally in figures.days.items()]
    yield _tallies("Days", days, figures.total, columns)
    if draw.refused:
        yield _refused(draw)
    if draw.unfilled and shown != 0:
        yield _unfilled(draw.unfilled, draw.unfilled[:shown])
    read = [odd for odd in plan.oddities if not odd.reason.stays_out]
    out = [odd for odd in plan.oddities if odd.reason.stays_out]
    if read:
        yield _read_by_a_rule(read)
    if out and shown != 0:
        yield _stay_out(out, out[:shown])


def _table(title: str, *columns: str, numbers: Iterable[str] = ()) -> Table:
    table = Table(
        title=title, title_justify="left", box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False
    )
    for column in columns:
        table.add_column(column, justify="right" if column in numbers else "left", overflow="fold")
    return table


def _totals(figures: Figures) -> Table:
    total = figures.total
    rows = (
        ("shifts", total.shifts),
        ("  that nobody took", total.empty),
        ("  below their minimum", total.below_minimum),
        ("  full", total.full),
        ("  crossing midnight", total.crossing_midnight),
        ("  over a change of the clocks", total.over_clock_change),
        ("  nowhere in particular", figures.without_venue),
        ("positions", len(figures.positions)),
        ("venues", figures.venues),
        ("places needed (sum of minimum)", total.needed),
        ("places offered (sum of maximum)", total.offered),
        ("places taken", total.taken),
        ("  by minors", figures.taken_by_minors),
        ("places missing to the minimum", total.missing),
        ("person-hours (places taken × length)", total.person_hours),
        ("volunteers", figures.volunteers),
        ("  minors", figures.minors),
        ("  with a shift", figures.on_duty),
        ("most shifts of one volunteer", figures.most_shifts),
        ("most hours of one volunteer", figures.most_hours),
        ("events in the log", figures.events),
    )
    table = _table("The camp, as the log tells it", "", "count", numbers=("count",))
    for what, count in rows:
        table.add_row(what, _number(count))
    return table


def _tallies(
    title: str, rows: Iterable[tuple[str, Tally]], total: Tally, columns: Mapping[str, str]
) -> Table:
    table = _table(title, "", *columns, numbers=columns)
    for what, tally in rows:
        table.add_row(what, *(_number(getattr(tally, name)) for name in columns.values()))
    table.add_section()
    table.add_row("all", *(_number(getattr(total, name)) for name in columns.values()))
    return table


def _refused(draw: Draw) -> Table:
    title = "Asked for a shift and did not get it"
    table = _table(title, "rule", "refusal", "times", numbers=("times",))
    for (rule, code), times in draw.refused.most_common():
        table.add_row(rule or UNKNOWN, code, _number(times))
    return table


def _unfilled(unfilled: Sequence[Unfilled], shown: Sequence[Unfilled]) -> Table:
    title = f"Shifts that nobody more may take ({len(shown):,} of {len(unfilled):,} shown)"
    columns = ("entry", "role", "start", "drawn", "what keeps the others from it")
    table = _table(title, *columns, numbers=("entry",))
    for one in shown:
        start = one.entry.period.start.astimezone(zone(LONDON))
        reasons = (f"{code} {times}" for (_, code), times in one.refused.most_common(SHOWN_REASONS))
        table.add_row(
            f"{one.entry.number}",
            one.entry.role,
            f"{start:%a %d %H:%M}",
            f"{one.drawn} of {one.entry.wanted}",
            "\n".join(reasons),
        )
    return table


def _read_by_a_rule(odd: Sequence[Oddity]) -> Table:
    numbers = ("entries", "first entry", "line")
    table = _table("Read by a rule", "rule", *numbers, numbers=numbers)
    times = Counter(one.reason for one in odd)
    for first in {one.reason: one for one in reversed(odd)}.values():
        count = _number(times[first.reason])
        table.add_row(first.message, count, f"{first.entry}", f"{first.line}")
    return table


def _stay_out(odd: Sequence[Oddity], shown: Sequence[Oddity]) -> Table:
    title = f"Entries that stay out ({len(shown):,} of {len(odd):,} shown)"
    table = _table(title, "entry", "line", "reason", "see entry", numbers=("entry", "line"))
    for one in shown:
        others = ", ".join(map(str, one.others))
        table.add_row(f"{one.entry}", f"{one.line}", one.message, others)
    return table


def _as_rows(refused: Counter[Rule]) -> list[dict[str, Any]]:
    return [
        {"rule": rule or None, "code": code, "times": times}
        for (rule, code), times in refused.most_common()
    ]


def _number(count: float) -> str:
    """With thousands apart; hours to a hundredth."""
    return f"{count:,}" if isinstance(count, int) else f"{count:,.2f}"
