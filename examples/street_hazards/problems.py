"""Why a row did not go in. A problem never repeats a cell, which may hold anything."""

from enum import StrEnum

import attrs

__all__ = ["Problem", "Reason"]


class Reason(StrEnum):
    """Why a row stays out: a code that programs may rely on."""

    CELLS = "number-of-cells"
    BLANK = "blank"
    ID = "not-an-id"
    TEXT = "not-a-text"
    INSTANT = "not-an-instant"
    TARGET = "not-a-day"
    OUT_OF_RANGE = "out-of-range"
    SKIPPED = "skipped-by-the-clocks"
    FUTURE = "in-the-future"
    BY_A_RULE = "by-a-rule"


_SAID: dict[Reason, str] = {
    Reason.CELLS: "the row has more or fewer cells than the heading",
    Reason.BLANK: "{what} is empty",
    Reason.ID: "{what} is no id: letters, digits, _ and -, at most 80",
    Reason.TEXT: "{what} {why}",
    Reason.INSTANT: "{what} is not an instant written YYYY-MM-DD HH:MM:SS.f",
    Reason.TARGET: "{what} is not the beginning of a day",
    Reason.OUT_OF_RANGE: "{what} lies outside the years that can be recorded",
    Reason.SKIPPED: "{what} names a time that the clocks skipped on that day",
    Reason.FUTURE: "{what} is still to come",
    Reason.BY_A_RULE: "{why}",
}


@attrs.frozen
class Problem:
    """A row that did not go in."""

    line: int
    """Where the row begins, counted from 1, the heading included."""
    reason: Reason
    message: str

    @classmethod
    def of(cls, line: int, reason: Reason, *, what: str = "", why: str = "") -> "Problem":
        """A problem with its sentence.

        Args:
            line: Of the row.
            reason: Its code.
            what: The column it is about, where the sentence names one.
            why: What the domain says about it, where the sentence tells that.
        """
        return cls(line, reason, _SAID[reason].format(what=what, why=why))
