"""The findings, as a table for people and as one JSON object for programs."""

from collections.abc import Sequence
from typing import Any

from rich.console import Console
from rich.table import Table

from .measuring import Budget, Fact, Finding

__all__ = ["as_json", "as_markdown", "printed", "shown"]

MEASURED = ("what", "ours", "reference", "unit", "ratio")
"""What stands in both tables of a terminal."""
WORDS = {"what", "unit"}
"""Columns that are no numbers."""
HIGH = 100
"""Numbers from here on are shown without decimals."""


def as_json(findings: Sequence[Finding], facts: dict[str, Any]) -> dict[str, Any]:
    """Budgets, what was measured beside them, and the machine."""
    return {
        "budgets": [_budget(one) for one in findings if isinstance(one, Budget)],
        "information": [_fact(one) for one in findings if isinstance(one, Fact)],
        "machine": facts,
    }


def as_markdown(findings: Sequence[Finding], facts: dict[str, Any]) -> str:
    """A page: budgets, what was measured beside them, and the machine."""
    lines = [
        "# Benchmarks, one run",
        "",
        "Written by `python -m tests.benchmarks --record`; [performance](performance.md) tells",
        "what is compared with what.",
        "",
        "![Ours and the reference of each, on a logarithmic scale](benchmarks.svg)",
        "",
        "| budget | ours | reference | unit | ratio | must be | |",
        "| --- | ---: | ---: | --- | ---: | --- | --- |",
    ]
    lines += [_line(one, *_judged(one)) for one in findings if isinstance(one, Budget)]
    lines += [
        "",
        "| for information | ours | reference | unit | ratio |",
        "| --- | ---: | ---: | --- | ---: |",
    ]
    lines += [_line(one) for one in findings if isinstance(one, Fact)]
    lines += ["", "| the machine | |", "| --- | --- |"]
    in_a_line = {
        "libraries": ", ".join(f"{name} {found}" for name, found in facts["libraries"].items()),
        "load": ", ".join(map(str, facts["load"])),
    }
    lines += [f"| {name} | {value} |" for name, value in (facts | in_a_line).items()]
    return "\n".join([*lines, ""])


def _line(one: Finding, *more: str) -> str:
    name = f"{one.name} ({one.note})" if one.note else one.name
    cells = [name, shown(one.ours), shown(one.reference), one.unit]
    return f"| {' | '.join([*cells, f'{one.ours / one.reference:.2f}', *more])} |"


def _judged(one: Budget) -> tuple[str, str]:
    sign = "≤" if one.at_most else "≥"
    return f"{sign} {one.required:g}", "reached" if one.reached else "not reached"


def printed(findings: Sequence[Finding], facts: dict[str, Any], console: Console) -> None:
    """Print a table of the budgets, one of the rest, the machine, and profiles if there are."""
    budgets = _table("Budgets", *MEASURED, "required", "reached")
    beside = _table("For information", *MEASURED)
    for one in findings:
        what = f"{one.name}\n[dim]{one.note}[/dim]" if one.note else one.name
        numbers = [what, shown(one.ours), shown(one.reference), one.unit]
        if isinstance(one, Budget):
            sign = "≤" if one.at_most else "≥"
            reached = "[green]yes[/green]" if one.reached else "[red]no[/red]"
            budgets.add_row(*numbers, f"{one.ratio:.2f}", f"{sign} {one.required:g}", reached)
        else:
            beside.add_row(*numbers, f"{one.ours / one.reference:.2f}")
    for table in (budgets, beside):
        if table.rows:
            console.print(table)
    for name, value in facts.items():
        console.print(f"{name}: {value}", highlight=False)
    profiles = {one.costs: one.name for one in findings if isinstance(one, Budget) and one.costs}
    for costs, name in profiles.items():
        console.print(f"\n[bold]{name}[/bold]: where our time goes, by the profiler")
        console.print(costs, markup=False, highlight=False, soft_wrap=True)


def _table(title: str, *headings: str) -> Table:
    table = Table(title=title, title_justify="left")
    for heading in headings:
        table.add_column(heading, justify="left" if heading in WORDS else "right")
    return table


def shown(number: float) -> str:
    """A number as short as it may be."""
    return f"{number:,.0f}" if number >= HIGH else f"{number:.2f}"


def _budget(one: Budget) -> dict[str, Any]:
    return {
        "name": one.name,
        "unit": one.unit,
        "ours": one.ours,
        "reference": one.reference,
        "ratio": one.ratio,
        "required": one.required,
        "at_most": one.at_most,
        "reached": one.reached,
        "note": one.note,
    }


def _fact(one: Fact) -> dict[str, Any]:
    return {
        "name": one.name,
        "unit": one.unit,
        "ours": one.ours,
        "reference": one.reference,
        "ratio": one.ours / one.reference,
        "note": one.note,
    }
