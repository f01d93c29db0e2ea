"""A sheet as a whole: which rows can go in, which repeat or contradict each other."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

import attrs

from community_domain import InvalidValue, MemberId, Period
from community_domain.activities import ActivityId, OfferActivity
from community_domain.members import RegisterMember

from .forms import Form, Written, written_rows
from .problems import Note, Notes, Problem, Reason
from .times import LABELS, Times, instant, read_times

__all__ = ["BORN", "Entry", "Named", "Session", "Sheet", "read_sheet"]

K = TypeVar("K")

BORN = date(1900, 1, 1)
"""Stands in for the birth dates that no sheet tells: nobody could mistake it for theirs."""
EARLIEST = date(1925, 1, 1)
"""From here on whoever was born on `BORN` is an adult under any setting."""
LATEST = date(2200, 1, 1)
"""The domain records nothing that happens from here on."""

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


@attrs.frozen
class Session:
    """One dated gathering."""

    gathering: str
    period: Period
    roll_call: bool = False
    """A moment inside or outside a session, at which those present were called up."""


@attrs.frozen
class Entry:
    """A row that can be read: one person at one session."""

    line: int
    session: Session
    day: date
    label: tuple[str, ...]
    """What the sheet calls the session, beside gathering and times."""
    person: str
    present: bool


@attrs.frozen
class Named:
    """How many different things the readable rows name."""

    gatherings: int
    sessions: int
    persons: int


@attrs.frozen
class Sheet:
    """What a sheet says."""

    rows: int
    named: Named
    entries: tuple[Entry, ...]
    """The rows to record: one for each person and session, by day, start and line."""
    problems: tuple[Problem, ...]
    notes: tuple[Note, ...]


def read_sheet(path: Path, zone: ZoneInfo, now: datetime) -> Sheet:
    """Read a sheet and hold its rows against each other.

    Args:
        path: A comma-separated file in UTF-8, of one of the known forms.
        zone: Whose clocks the times are from.
        now: Sessions that end later are not over yet.

    Raises:
        Unreadable: It is no such file.
    """
    form, rows = written_rows(path)
    reader = _Reader(form, zone, now)
    read = [row if isinstance(row, Problem) else reader.entry(row) for row in rows]
    entries = [one for one in read if isinstance(one, Entry)]
    problems = [one for one in read if isinstance(one, Problem)]
    named = Named(
        len({entry.session.gathering for entry in entries}),
        len({entry.session for entry in entries}),
        len({entry.person for entry in entries}),
    )
    checks: list[_Check] = [_two_names, _two_outcomes, _roll_calls]
    for check in [_two_times, *checks] if form.label_names else checks:
        found = check(entries)
        out = {problem.line for problem in found}
        problems += found
        entries = [entry for entry in entries if entry.line not in out]
    entries.sort(key=lambda one: (one.day, one.session.period.start, one.line))
    return Sheet(
        len(read),
        named,
        tuple(entries),
        tuple(sorted(problems, key=lambda one: one.line)),
        reader.notes.all(),
    )


class _Unfit(Exception):
    """A row is no entry, for this problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


class _Reader:
    """Turns rows into entries, by the rules of a form."""

    def __init__(self, form: Form, zone: ZoneInfo, now: datetime) -> None:
        self._form, self._zone, self._now = form, zone, now
        self.notes = Notes()

    def entry(self, row: Written) -> Entry | Problem:
        """The row as an entry, or why it is none."""
        parts, line = row.parts, row.line
        try:
            present = _present(parts["present"], line)
            gathering = self._text("gathering", row)
            person = self._text("person", row)
            label = " ".join(parts["session"].split())
            times = self._times(label, row)
            day = _day(parts["date"], line)
            period = self._period(day, times, line)
        except _Unfit as unfit:
            return unfit.problem
        for rule, said in times.readings:
            self.notes.add(rule, said, line)
        session = Session(gathering, period, times.roll_call)
        names = (label.casefold(), parts.get("meeting", ""))
        return Entry(line, session, day, names, person, present)

    def _text(self, part: str, row: Written) -> str:
        """A title or name, however it was typed; what that changes is told."""
        text = row.parts[part]
        cleared = _CONTROL.sub("", text)
        if cleared != text:
            self.notes.add("control", "control characters are left out", row.line)
        composed = unicodedata.normalize("NFC", cleared)
        if composed != cleared:
            said = "letters written in several characters are read as in one"
            self.notes.add("letters", said, row.line)
        folded = " ".join(composed.split())
        if folded != composed:
            self.notes.add("blanks", "several blanks are read as one", row.line)
        try:
            _PROBES[part](folded)
        except InvalidValue as error:
            english, _ = error.problem.value
            raise _unfit(row.line, Reason.TEXT, what=part, why=english) from None
        return folded

    def _times(self, label: str, row: Written) -> Times:
        """The times of a session that a sheet of this form may have."""
        if not (self._form.any_label and row.times) and label.casefold() not in LABELS:
            raise _unfit(row.line, Reason.SESSION)
        times = read_times(" ".join(row.times.split()), label)
        if times is None:
            raise _unfit(row.line, Reason.TIMES)
        return times

    def _period(self, day: date, times: Times, line: int) -> Period:
        """From when to when it was, if that can be recorded."""
        if times.end <= times.start:
            raise _unfit(line, Reason.BACKWARDS)
        start, end = (instant(day, at, self._zone) for at in (times.start, times.end))
        if start is None or end is None:
            raise _unfit(line, Reason.SKIPPED)
        if end > self._now:
            raise _unfit(line, Reason.FUTURE)
        return Period(start, end)


_PROBES: dict[str, Callable[[str], object]] = {
    "gathering": lambda title: OfferActivity(ActivityId("probe"), title),
    "person": lambda name: RegisterMember(MemberId("probe"), name, BORN),
}
"""Commands that refuse a title or a name that the domain would not take."""


def _unfit(line: int, reason: Reason, *, what: str = "", why: str = "") -> _Unfit:
    return _Unfit(Problem.of(line, reason, what=what, why=why))


def _present(text: str, line: int) -> bool:
    if text.upper() not in ("Y", "N"):
        raise _unfit(line, Reason.PRESENT)
    return text.upper() == "Y"


def _day(text: str, line: int) -> date:
    try:
        day = date.fromisoformat(text) if _ISO_DATE.fullmatch(text) else None
    except ValueError:
        day = None
    if day is None:
        raise _unfit(line, Reason.DATE)
    if day < EARLIEST or day >= LATEST:
        raise _unfit(line, Reason.OUT_OF_RANGE)
    return day


_Check = Callable[[Sequence[Entry]], list[Problem]]


def _two_times(entries: Sequence[Entry]) -> list[Problem]:
    """Sessions that the sheet names, yet at different times."""
    named = _grouped(entries, lambda one: (one.session.gathering, one.day, one.label))
    return [
        problem
        for group in named
        if len({entry.session.period for entry in group}) > 1
        for problem in _all_out(group, Reason.TWO_TIMES)
    ]


def _two_names(entries: Sequence[Entry]) -> list[Problem]:
    """One gathering, one time, and yet two sessions."""
    return [
        problem
        for group in _grouped(entries, lambda one: one.session)
        if len({entry.label for entry in group}) > 1
        for problem in _all_out(group, Reason.TWO_NAMES)
    ]


def _two_outcomes(entries: Sequence[Entry]) -> list[Problem]:
    """Rows about the same person and session: repeated, or at odds."""
    found: list[Problem] = []
    for group in _grouped(entries, lambda one: (one.session, one.person)):
        if len({entry.present for entry in group}) > 1:
            found += _all_out(group, Reason.PRESENT_AND_ABSENT)
        else:
            first, *others = group
            found += [Problem.of(other.line, Reason.REPEATED, first.line) for other in others]
    return found


def _roll_calls(entries: Sequence[Entry]) -> list[Problem]:
    """Roll calls inside a session of the same gathering, held against that session."""
    sessions: dict[tuple[str, date], dict[Session, dict[str, Entry]]] = defaultdict(dict)
    for entry in entries:
        if not entry.session.roll_call:
            day = sessions[entry.session.gathering, entry.day]
            day.setdefault(entry.session, {})[entry.person] = entry
    found: list[Problem] = []
    at_odds: dict[int, list[int]] = defaultdict(list)
    for entry in entries:
        day = sessions[entry.session.gathering, entry.day]
        around = [one for one in day if one.period.overlaps(entry.session.period)]
        if not entry.session.roll_call or not around:
            continue
        told = [day[session][entry.person] for session in around if entry.person in day[session]]
        against = [other.line for other in told if entry.present and not other.present]
        if against:
            found.append(Problem.of(entry.line, Reason.AGAINST_ROLL_CALL, *against))
            for line in against:
                at_odds[line].append(entry.line)
        else:
            lines = [other.line for other in told]
            found.append(Problem.of(entry.line, Reason.ROLL_CALL_IN_SESSION, *lines))
    return found + [
        Problem.of(line, Reason.AGAINST_ROLL_CALL, *lines) for line, lines in at_odds.items()
    ]


def _grouped(entries: Iterable[Entry], by: Callable[[Entry], K]) -> list[list[Entry]]:
    groups: dict[K, list[Entry]] = defaultdict(list)
    for entry in entries:
        groups[by(entry)].append(entry)
    return list(groups.values())


def _all_out(group: Sequence[Entry], reason: Reason) -> list[Problem]:
    """Every row of a group, each with the lines of the first few others."""
    return [
        Problem.of(one.line, reason, *[o.line for o in group[:10] if o is not one]) for one in group
    ]
