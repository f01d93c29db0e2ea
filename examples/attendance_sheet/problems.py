"""Why a row did not go in, and what was read otherwise than it is written.

Neither ever repeats a cell that may hold a personal value: a shifted row has names anywhere.
"""

from enum import StrEnum

import attrs

__all__ = ["Kind", "Note", "Notes", "Problem", "Reason"]


class Kind(StrEnum):
    """What sort of problem it is; each is counted."""

    DUPLICATE = "duplicates"
    CONTRADICTION = "contradictions"
    OVERLAPPING = "overlapping"
    MALFORMED = "malformed"
    UNKNOWN = "unknown"
    REFUSED = "refused"


class Reason(StrEnum):
    """Why a row stays out: a code that programs may rely on."""

    REPEATED = "repeated"
    PRESENT_AND_ABSENT = "present-and-absent"
    TWO_TIMES = "two-times"
    TWO_NAMES = "two-names"
    AGAINST_ROLL_CALL = "against-roll-call"
    LOG_SAYS_OTHERWISE = "log-says-otherwise"
    ROLL_CALL_IN_SESSION = "roll-call-in-session"
    SEAT_ELSEWHERE = "seat-elsewhere"
    CELLS = "number-of-cells"
    BLANK = "blank"
    TEXT = "not-a-text"
    DATE = "not-a-date"
    OUT_OF_RANGE = "out-of-range"
    FUTURE = "in-the-future"
    TIMES = "not-times"
    BACKWARDS = "ends-before-start"
    SKIPPED = "skipped-by-the-clocks"
    PRESENT = "neither-y-nor-n"
    SESSION = "unknown-session"
    BY_A_RULE = "by-a-rule"


_SAID: dict[Reason, tuple[Kind, str]] = {
    Reason.REPEATED: (Kind.DUPLICATE, "says the same as another row, which counts"),
    Reason.PRESENT_AND_ABSENT: (
        Kind.CONTRADICTION,
        "present and absent at the same session; neither is recorded",
    ),
    Reason.TWO_TIMES: (
        Kind.CONTRADICTION,
        "the same session at two different times; none of its rows is recorded",
    ),
    Reason.TWO_NAMES: (
        Kind.CONTRADICTION,
        "the gathering has a session of another name at the same time; neither is recorded",
    ),
    Reason.AGAINST_ROLL_CALL: (
        Kind.CONTRADICTION,
        "absent from a session, but present at a roll call inside it; neither is recorded",
    ),
    Reason.LOG_SAYS_OTHERWISE: (Kind.CONTRADICTION, "the log already says otherwise, and stands"),
    Reason.ROLL_CALL_IN_SESSION: (
        Kind.OVERLAPPING,
        "a roll call inside a session of the same gathering is no session of its own",
    ),
    Reason.SEAT_ELSEWHERE: (
        Kind.OVERLAPPING,
        "the person has a seat at another session at that time",
    ),
    Reason.CELLS: (Kind.MALFORMED, "the row has more or fewer cells than the heading"),
    Reason.BLANK: (Kind.MALFORMED, "the {what} is blank"),
    Reason.TEXT: (Kind.MALFORMED, "the {what} {why}"),
    Reason.DATE: (Kind.MALFORMED, "the date is not a day written YYYY-MM-DD"),
    Reason.OUT_OF_RANGE: (Kind.MALFORMED, "the date lies outside the years that can be recorded"),
    Reason.FUTURE: (Kind.MALFORMED, "the session is not over yet"),
    Reason.TIMES: (Kind.MALFORMED, "the times are not a start and an end, nor a roll call"),
    Reason.BACKWARDS: (Kind.MALFORMED, "the session ends before it starts"),
    Reason.SKIPPED: (Kind.MALFORMED, "the clocks skipped that time on that day"),
    Reason.PRESENT: (Kind.UNKNOWN, "present is neither Y nor N"),
    Reason.SESSION: (Kind.UNKNOWN, "the session is none that this kind of sheet knows"),
    Reason.BY_A_RULE: (Kind.REFUSED, "{why}"),
}


@attrs.frozen
class Problem:
    """A row that did not go in."""

    line: int
    """Where the row begins, counted from 1, the heading included."""
    reason: Reason
    kind: Kind
    message: str
    lines: tuple[int, ...] = ()
    """Other rows that it concerns."""

    @classmethod
    def of(
        cls, line: int, reason: Reason, *others: int, what: str = "", why: str = ""
    ) -> "Problem":
        """A problem with its kind and its sentence.

        Args:
            line: Of the row.
            reason: Its code.
            others: Lines of other rows that it concerns.
            what: The part of the row it is about, where the sentence names one.
            why: What the domain says about it, where the sentence tells that.
        """
        kind, sentence = _SAID[reason]
        return cls(line, reason, kind, sentence.format(what=what, why=why), others)


@attrs.frozen
class Note:
    """Something read otherwise than it is written, or filled in, by a rule."""

    rule: str
    message: str
    rows: int
    line: int
    """Of the first such row."""


class Notes:
    """Collects notes: one a rule, however many rows it concerns."""

    def __init__(self) -> None:
        self._notes: dict[str, Note] = {}

    def add(self, rule: str, message: str, line: int) -> None:
        """One more row that a rule concerns; the first one's message stands for all."""
        known = self._notes.get(rule)
        self._notes[rule] = (
            attrs.evolve(known, rows=known.rows + 1) if known else Note(rule, message, 1, line)
        )

    def all(self) -> tuple[Note, ...]:
        """The notes, in the order in which they were first met."""
        return tuple(self._notes.values())
