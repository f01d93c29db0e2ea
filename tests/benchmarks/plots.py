"""The findings as a picture: ours and the reference on one line each, to the same scale."""

# pyright: reportUnknownMemberType=false
# Some of matplotlib's functions leave the types of what they pass on open.

from collections.abc import Sequence
from pathlib import Path

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import LogLocator, NullFormatter

from .measuring import Budget, Fact, Finding
from .report import shown

__all__ = ["plotted"]

OURS, REFERENCE, MISSED = "#0072b2", "#9a9a9a", "#d55e00"
"""Told apart by people who see few colours, and by their shape."""
ROW, MARGIN, WIDTH = 0.27, 0.8, 11.0
"""Inches."""
WIDE = 200
"""From the smallest to the largest: beyond that only powers of ten are written along the axis."""
ENDINGS = ("png", "svg")


def plotted(findings: Sequence[Finding], machine: str, folder: Path) -> list[Path]:
    """Draw all findings; returns the files, one of each kind.

    Args:
        findings: What was measured.
        machine: On what, in one line.
        folder: Where `benchmarks.png` and `benchmarks.svg` go.
    """
    units: dict[str, list[Finding]] = {}
    for one in sorted(findings, key=lambda one: isinstance(one, Fact)):  # Budgets first.
        units.setdefault(one.unit, []).append(one)
    rows = [len(of) for of in units.values()]
    height = sum(rows) * ROW + len(rows) * MARGIN
    # The same findings make the same file, and letters stay letters.
    with mpl.rc_context({"svg.hashsalt": "benchmarks", "svg.fonttype": "none", "font.size": 8}):
        figure = Figure(figsize=(WIDTH, height), layout="constrained")
        drawn = figure.subplots(len(rows), 1, squeeze=False, height_ratios=rows)
        for axes, (unit, of) in zip(drawn[:, 0], units.items(), strict=True):
            _draw(axes, unit, of)
        figure.suptitle(machine, x=0.01, ha="left", fontsize=8, color="#555555")
        files = [folder / f"benchmarks.{ending}" for ending in ENDINGS]
        for file in files:
            figure.savefig(file, dpi=100, metadata={"Date": None} if file.suffix == ".svg" else {})
    return files


def _draw(axes: Axes, unit: str, findings: list[Finding]) -> None:
    for row, one in enumerate(findings):
        missed = isinstance(one, Budget) and not one.reached
        colour = MISSED if missed else OURS
        axes.plot([one.ours, one.reference], [row, row], color="#cccccc", zorder=1)
        axes.scatter(one.reference, row, marker="D", color=REFERENCE, s=26, zorder=2)
        axes.scatter(one.ours, row, marker="o", color=colour, s=36, zorder=3)
        axes.annotate(
            _ratio(one),
            (1.01, row),
            xycoords=("axes fraction", "data"),
            va="center",
            color=colour if isinstance(one, Budget) else "#555555",
        )
    axes.set_xscale("log")
    numbers = [number for one in findings for number in (one.ours, one.reference)]
    wide = max(numbers) > WIDE * min(numbers)
    axes.xaxis.set_major_locator(LogLocator(subs=(1,) if wide else (1, 2, 5)))
    axes.xaxis.set_major_formatter(lambda value, _: shown(value))
    axes.xaxis.set_minor_formatter(NullFormatter())
    axes.set_yticks(range(len(findings)), [_label(one) for one in findings])
    axes.set_ylim(len(findings) - 0.5, -0.5)
    axes.set_title(f"{unit}: ours ●, reference ◆", loc="left", fontsize=9)
    axes.grid(axis="x", color="#eeeeee")
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.tick_params(axis="y", length=0)


def _label(one: Finding) -> str:
    return f"{one.name} ({one.note})" if one.note else one.name


def _ratio(one: Finding) -> str:
    ratio = f"{one.ours / one.reference:.2f} ×"
    if not isinstance(one, Budget):
        return ratio
    sign = "≤" if one.at_most else "≥"
    return f"{ratio}  must be {sign} {one.required:g}{'' if one.reached else ', is not'}"
