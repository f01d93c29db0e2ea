"""What an import is told as: tables for people, one object for programs."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import attrs
from rich.table import Table

from .problems import Reason
from .record import Recorded
from .replay import Figures

__all__ = ["as_dict", "tables"]

LABELS = {
    "distinct": "distinct requests",
    "contradictory_repeats": "contradictory repeats",
    "closed": "closed, as its source says",
    "cancelled": "cancelled",
    "open": "open",
    "closed_after_target": "closed after the day of the target",
    "closed_on_target_day": "closed on that day",
    "investigated_before_reported": "investigated before it was reported",
    "investigated_after_closed": "investigated after it was closed",
    "closed_before_reported": "closed before it was reported",
    "verified": "verified by anybody here",
    "events": "events",
}


def as_dict(recorded: Recorded, figures: Figures, zone: str) -> dict[str, Any]:
    """Counts and problems as plain values."""
    return {
        "reports": recorded.rows,
        "repeats": recorded.repeats,
        "malformed": _malformed(recorded),
        "refused": len(recorded.problems) - _malformed(recorded),
        **attrs.asdict(figures),
        "added": recorded.added,
        "zone": zone,
        "problems": [
            {"line": one.line, "reason": one.reason.value, "message": one.message}
            for one in recorded.problems
        ],
    }


def tables(recorded: Recorded, figures: Figures, zone: str, shown: int | None) -> Iterator[Table]:
    """What is to be shown.

    Args:
        recorded: What became of the file.
        figures: What the log says.
        zone: Whose clocks and calendar count.
        shown: At most so many problems, by line; None for all.
    """
    file = _table("In the file", "", "rows")
    file.add_row("reports", f"{recorded.rows:,}")
    file.add_row("repeats", f"{recorded.repeats:,}")
    for reason, rows in Counter(one.reason for one in recorded.problems).items():
        kind = "refused" if reason is Reason.BY_A_RULE else "malformed"
        file.add_row(f"{kind}: {reason.value}", f"{rows:,}")
    if not recorded.problems:
        file.add_row("malformed", "0")
    yield file
    log = _table(f"In the log, imported as reported ({zone})", "", "count")
    for name, count in attrs.asdict(figures).items():
        log.add_row(LABELS[name], f"{count:,}")
    log.add_row("events added now", f"{recorded.added:,}")
    yield log
    if recorded.problems and shown != 0:
        yield _listed(recorded, shown)


def _malformed(recorded: Recorded) -> int:
    return sum(one.reason is not Reason.BY_A_RULE for one in recorded.problems)


def _table(title: str, what: str, count: str) -> Table:
    table = Table(title=title, title_justify="left")
    table.add_column(what)
    table.add_column(count, justify="right")
    return table


def _listed(recorded: Recorded, shown: int | None) -> Table:
    problems = recorded.problems[:shown]
    title = f"Rows that did not go in ({len(problems):,} of {len(recorded.problems):,} shown)"
    table = Table(title=title, title_justify="left")
    table.add_column("line", justify="right")
    table.add_column("reason")
    for problem in problems:
        table.add_row(f"{problem.line}", problem.message)
    return table
