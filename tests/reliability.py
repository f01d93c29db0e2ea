"""The table of faults, written from their tests: `uv run python -m tests.reliability`.

The tests are run, and the table is what those say of their faults that passed; if one fails, the
page stays as it is.
"""

import runpy
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from .faults import row_of

__all__ = ["PAGE", "TESTS", "fault_tests", "table", "table_of"]

ROOT = Path(__file__).parents[1]
TESTS = ROOT / "adapters" / "storage" / "tests" / "faults"
PAGE = ROOT / "docs" / "explanation" / "reliability.md"
BEGIN = "<!-- Written by `uv run python -m tests.reliability`; edit the tests instead. -->"
END = "<!-- End of the table. -->"
HEAD = ("what is wrong", "store", "what holds", "what is told, with the way out", "within")

Cells = tuple[str, ...]


def fault_tests() -> Iterator[tuple[str, Any]]:
    """Every test of a fault, by name, in the order in which they stand."""
    for path in sorted(TESTS.glob("test_*.py")):
        for name, thing in runpy.run_path(str(path)).items():
            if name.startswith("test_"):
                yield name, thing


def declared() -> list[Cells]:
    """The rows of all tests."""
    rows = [row_of(test) for _, test in fault_tests()]
    return [row.cells() for row in rows if row]


def table(rows: Iterable[Cells]) -> str:
    """Rows as the page shows them."""
    lines = [HEAD, ("---",) * len(HEAD), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def table_of(page: str) -> str:
    """The table that a page shows."""
    return page.partition(BEGIN)[2].partition(END)[0].strip()


class Passed:
    """Notes the rows of the tests of a run that passed."""

    def __init__(self) -> None:
        self.rows: dict[Cells, None] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """A row is told once its test and all it proves have passed."""
        if report.when == "teardown" and report.passed:
            told: list[Any] = [row for name, row in report.user_properties if name == "fault"]
            self.rows.update(dict.fromkeys(tuple(cells) for cells in told))


def main() -> str | None:
    """Run the tests, and write what they told."""
    passed = Passed()
    if pytest.main(["-q", "-n", "0", str(TESTS)], plugins=[passed]):
        return "Not every fault ended as its test says; the page stays as it is."
    page = PAGE.read_text("utf-8")
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    PAGE.write_text(f"{before}{BEGIN}\n\n{table(passed.rows)}\n\n{END}{after}", "utf-8")
    return None


if __name__ == "__main__":
    sys.exit(main())
