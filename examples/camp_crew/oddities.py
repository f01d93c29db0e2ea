"""What is odd about the entries of a plan, and what is done about it.

No sentence repeats a text of the plan: somebody may have written a name into it.
"""

from enum import StrEnum

import attrs

__all__ = ["Oddity", "Reason"]


class Reason(StrEnum):
    """What is odd: a code that programs may rely on."""

    NOT_AN_OBJECT = "not-an-object"
    MISSING = "missing-field"
    FIELD_TWICE = "field-twice"
    NOT_A_TEXT = "not-a-text"
    NOT_A_COUNT = "not-a-count"
    NOT_A_TIME = "not-a-time"
    SKIPPED = "skipped-by-the-clocks"
    OUT_OF_RANGE = "out-of-range"
    EMPTY = "ends-at-its-start"
    BACKWARDS = "ends-before-its-start"
    NOBODY = "takes-nobody"
    LEAST_ABOVE_MOST = "least-above-most"
    REPEATED = "repeated"
    AT_ODDS = "at-odds"
    BY_A_RULE = "by-a-rule"
    OVERFULL = "overfull"
    UNKNOWN_FIELD = "unknown-field"
    SPELLING = "spelling"
    NO_VENUE = "no-venue"
    TWICE = "shown-twice-by-the-clocks"

    @property
    def stays_out(self) -> bool:
        """Whether such an entry is left out, rather than read by a rule."""
        return self not in _READ_BY_A_RULE


_READ_BY_A_RULE = (
    Reason.OVERFULL,
    Reason.UNKNOWN_FIELD,
    Reason.SPELLING,
    Reason.NO_VENUE,
    Reason.TWICE,
)

_SAID = {
    Reason.NOT_AN_OBJECT: "is no object with fields",
    Reason.MISSING: "lacks {what}",
    Reason.FIELD_TWICE: "says {what} twice",
    Reason.NOT_A_TEXT: "{what} {why}",
    Reason.NOT_A_COUNT: "{what} is no whole number of persons",
    Reason.NOT_A_TIME: "{what} is no time written YYYY-MM-DD hh:mm:ss",
    Reason.SKIPPED: "{what} is a time that the clocks skip",
    Reason.OUT_OF_RANGE: "{what} lies outside the years that can be recorded",
    Reason.EMPTY: "ends at the moment it starts",
    Reason.BACKWARDS: "ends before it starts",
    Reason.NOBODY: "takes nobody at all",
    Reason.LEAST_ABOVE_MOST: "needs more persons than it takes",
    Reason.REPEATED: "says the same as an earlier entry, which counts",
    Reason.AT_ODDS: "gives other numbers than another entry for the same shift; neither counts",
    Reason.BY_A_RULE: "{why}",
    Reason.OVERFULL: "more signed up than it takes; as many are drawn as it takes",
    Reason.UNKNOWN_FIELD: "has fields that mean nothing here; they are passed over",
    Reason.SPELLING: "superfluous blanks and composed letters are read as usual",
    Reason.NO_VENUE: "the venue N/A is no place; the shift has none",
    Reason.TWICE: "a time that the clocks show twice is read as the first time they do",
}


@attrs.frozen
class Oddity:
    """One thing that is odd about one entry."""

    entry: int
    """Counted from 1 in the order of the plan."""
    line: int
    """On which the entry begins, counted from 1."""
    reason: Reason
    message: str
    others: tuple[int, ...] = ()
    """Entries that it concerns too."""

    @classmethod
    def of(
        cls, entry: int, line: int, reason: Reason, *others: int, what: str = "", why: str = ""
    ) -> "Oddity":
        """An oddity with its sentence.

        Args:
            entry: Its number.
            line: Where it begins.
            reason: What is odd.
            others: Numbers of other entries that it concerns.
            what: The field, where the sentence names one.
            why: What the library says about it, where the sentence tells that.
        """
        return cls(entry, line, reason, _SAID[reason].format(what=what, why=why), others)
