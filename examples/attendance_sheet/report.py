"""What an import is told as: tables for people, one object for programs; never a name."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import attrs
from rich.table import Table

from .problems import Kind, Note, Problem
from .record import Recorded
from .sheet import BORN, Sheet

__all__ = ["as_dict", "tables"]


def as_dict(sheet: Sheet, recorded: Recorded) -> dict[str, Any]:
    """Counts, problems and notes as plain values."""
    problems = _problems(sheet, recorded)
    kinds = Counter(problem.kind for problem in problems)
    return {
        "rows": sheet.rows,
        **attrs.asdict(recorded.sheet),
        **{kind.value: kinds[kind] for kind in Kind},
        "named": attrs.asdict(sheet.named),
        "log": {**attrs.asdict(recorded.log), "events": recorded.events},
        "added": recorded.added,
        "problems": [
            {
                "line": problem.line,
                "kind": problem.kind.value,
                "reason": problem.reason.value,
                "message": problem.message,
                "lines": list(problem.lines),
            }
            for problem in problems
        ],
        "notes": [attrs.asdict(note) for note in _notes(sheet, recorded)],
    }


def tables(sheet: Sheet, recorded: Recorded, shown: int | None) -> Iterator[Table]:
    """What is to be shown.

    Args:
        sheet: What the sheet says.
        recorded: What became of it.
        shown: At most so many problems, by line; None for all.
    """
    problems = _problems(sheet, recorded)
    yield _things(sheet, recorded)
    yield _rows(sheet, recorded, problems)
    if notes := _notes(sheet, recorded):
        yield _read_as(notes)
    if problems and shown != 0:
        yield _listed(problems, problems[:shown])


def _problems(sheet: Sheet, recorded: Recorded) -> list[Problem]:
    return sorted((*sheet.problems, *recorded.problems), key=lambda one: one.line)


def _notes(sheet: Sheet, recorded: Recorded) -> list[Note]:
    notes = list(sheet.notes)
    if recorded.sheet.persons:
        said = f"no sheet tells birth dates; {BORN} stands in for each"
        notes.append(Note("born", said, len(sheet.entries), sheet.entries[0].line))
    return notes


def _table(title: str, *columns: str, numbers: int) -> Table:
    """A table whose last so many columns are numbers."""
    table = Table(title=title, title_justify="left")
    for at, column in enumerate(columns):
        numeric = at >= len(columns) - numbers
        table.add_column(column, justify="right" if numeric else "left")
    return table


def _things(sheet: Sheet, recorded: Recorded) -> Table:
    table = _table("What there is", "", "in the sheet", "of it in the log", "in the log", numbers=3)
    log = attrs.asdict(recorded.log)
    named = attrs.asdict(sheet.named)
    for what, count in attrs.asdict(recorded.sheet).items():
        table.add_row(
            what, f"{named[what]:,}" if what in named else "", f"{count:,}", f"{log[what]:,}"
        )
    table.add_row("events", "", "", f"{recorded.events:,}")
    table.add_row("events added now", "", "", f"{recorded.added:,}")
    return table


def _rows(sheet: Sheet, recorded: Recorded, problems: list[Problem]) -> Table:
    table = _table("Rows", "", "reason", "rows", numbers=1)
    table.add_row("present", "", f"{recorded.sheet.present:,}")
    table.add_row("absent", "", f"{recorded.sheet.absent:,}")
    reasons = Counter((problem.kind, problem.reason) for problem in problems)
    for kind in Kind:
        told = [(reason, rows) for (of, reason), rows in reasons.items() if of is kind]
        for reason, rows in told:
            table.add_row(kind.value, reason.value, f"{rows:,}")
        if not told:
            table.add_row(kind.value, "", "0")
    table.add_section()
    table.add_row("in the sheet", "", f"{sheet.rows:,}")
    return table


def _read_as(notes: list[Note]) -> Table:
    table = _table("Read by a rule", "rule", "first line", "rows", numbers=2)
    for note in notes:
        table.add_row(note.message, f"{note.line}", f"{note.rows:,}")
    return table


def _listed(problems: list[Problem], shown: list[Problem]) -> Table:
    title = f"Rows that did not go in ({len(shown):,} of {len(problems):,} shown)"
    table = Table(title=title, title_justify="left")
    table.add_column("line", justify="right")
    for column in ("kind", "reason", "see line"):
        table.add_column(column)
    for problem in shown:
        lines = ", ".join(map(str, problem.lines))
        table.add_row(f"{problem.line}", problem.kind.value, problem.message, lines)
    return table
