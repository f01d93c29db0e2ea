"""The entries of a sheet become decisions: a day at a time, on the importer's word."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import groupby

import attrs

from community_domain import Acting, Command, Community, Issue, Refusal
from community_domain.activities import (
    OccurrenceId,
    OfferActivity,
    RecordNoShow,
    RecordPresence,
    ScheduleOccurrence,
    SignUp,
)
from community_domain.community import FoundCommunity, Scope, Settings
from community_domain.members import (
    BACKFILLER,
    COORDINATOR,
    GrantRole,
    Overlapping,
    Permissions,
    RegisterMember,
)

from ..terminal import Stopped
from .known import IMPORTER, Counts, Known, Placed
from .problems import Problem, Reason
from .sheet import BORN, Entry, Sheet

__all__ = ["Recorded", "WrongLog", "record"]

REASON = "Imported from an attendance sheet."
"""Why decisions may lie behind the community's last one; true of all of them, so all say it."""
BEFORE = timedelta(minutes=1)
"""Sign-ups of a day are decided this long before its first session."""
NAME = "Attendance sheets"
"""Of the community, which no sheet tells."""
IMPORTER_NAME = "The importer of attendance sheets"


class WrongLog(Stopped):
    """The log cannot take this sheet; the sentence says why."""


@attrs.frozen
class Recorded:
    """What became of a sheet."""

    problems: tuple[Problem, ...]
    """Of rows that could be read, yet could not go in."""
    sheet: Counts
    """Of this sheet in the log, whenever it came in."""
    log: Counts
    """All that is in the log now."""
    added: int
    """Events that this run added."""
    events: int
    """Events that are in the log now."""


def record(
    sheet: Sheet, community: Community, zone: str, advance: Callable[[int], None]
) -> Recorded:
    """Record the entries of a sheet; those that the log holds already add nothing.

    Args:
        sheet: What to record.
        community: In whose log; it is founded there if need be.
        zone: Of the community, an IANA name.
        advance: Told of each so many entries that are done.

    Raises:
        WrongLog: The log belongs to a community of another kind or zone, or somebody else records
            a sheet into it at the same time. Days before that are in; a further run goes on.
    """
    before = community.log.head().position
    _must_take_sheets(community, zone)
    acting = community.acting(IMPORTER)
    if sheet.entries:
        _found(acting, zone, sheet.entries[0].session.period.start - BEFORE)
    known = Known(acting)
    problems: dict[int, Problem] = {}
    for _, group in groupby(sheet.entries, key=lambda one: one.day):
        entries = list(group)
        _set_up(acting, known, entries)
        problems |= _record_day(acting, known, entries)
        advance(len(entries))
    inside = [entry for entry in sheet.entries if entry.line not in problems]
    counts = Counts.of(
        (known.gathering(entry.session.gathering) for entry in sheet.entries),
        (known.session(entry.session) for entry in sheet.entries),
        (known.person(entry.person) for entry in sheet.entries),
        (entry.present for entry in inside),
    )
    events = community.log.head().position
    told = tuple(problems[line] for line in sorted(problems))
    return Recorded(told, counts, known.counts, events - before, events)


def _must_take_sheets(community: Community, zone: str) -> None:
    """Refuse a log that somebody else founded, or with the clocks of another zone."""
    settings = community.state(Settings())
    if settings.name is None:
        return
    held = community.state(Permissions(IMPORTER)).held
    if not {(COORDINATOR, Scope()), (BACKFILLER, Scope())} <= held.keys():
        raise WrongLog("The log holds something else than attendance sheets; choose another.")
    if settings.zone != zone:
        raise WrongLog(f"The log was begun with the zone {settings.zone}, not {zone}.")


def _found(acting: Acting, zone: str, at: datetime) -> None:
    if acting.community.state(Settings()).name is None:
        commands: list[Command] = [
            FoundCommunity(NAME, zone, IMPORTER, IMPORTER_NAME, BORN),
            GrantRole(IMPORTER, BACKFILLER),
        ]
        acting.execute_all(commands, at=at, command_id="found", reason=REASON)


def _set_up(acting: Acting, known: Known, entries: Sequence[Entry]) -> None:
    """Gatherings, persons and sessions that a day needs, all or nothing.

    All or nothing, because two who record at the same time would give one id to two persons.
    """
    at = min(entry.session.period.start for entry in entries) - BEFORE
    issues = [
        acting.issue(command, at=at, command_id=name, reason=REASON)
        for entry in entries
        for name, command in _new(known, entry)
    ]
    try:
        acting.community.execute_all(issues)
    except Refusal as refusal:
        said = "Somebody else records into this log; try again when they are done"
        raise WrongLog(f"{said} ({refusal.code}).") from None


def _new(known: Known, entry: Entry) -> Iterator[tuple[str, Command]]:
    """Commands, with their ids, for what an entry is the first to name."""
    session = entry.session
    if session.gathering not in known.gatherings:
        activity_id = known.gathering(session.gathering)
        yield f"offer-{activity_id}", OfferActivity(activity_id, session.gathering)
    activity_id = known.gathering(session.gathering)
    if (activity_id, session.period) not in known.sessions:
        occurrence_id = known.session(session)
        schedule = ScheduleOccurrence(occurrence_id, activity_id, session.period)
        yield f"schedule-{occurrence_id}", schedule
    if entry.person not in known.persons:
        member_id = known.person(entry.person)
        yield f"register-{member_id}", RegisterMember(member_id, entry.person, BORN)


def _record_day(acting: Acting, known: Known, entries: Sequence[Entry]) -> dict[int, Problem]:
    """The seats of a day and what became of them, each row by itself; its problems by line."""
    problems: dict[int, Problem] = {}
    told = {(known.session(one.session), known.person(one.person)): one for one in entries}
    for placed, entry in told.items():
        if known.outcomes.get(placed, entry.present) != entry.present:
            problems[entry.line] = Problem.of(entry.line, Reason.LOG_SAYS_OTHERWISE)
    new = {placed: entry for placed, entry in told.items() if placed not in known.outcomes}
    issued = list(_issues(acting, new))
    answers = acting.community.execute_all([issue for _, issue in issued], each=True)
    for (placed, _), answer in zip(issued, answers, strict=True):
        line = new[placed].line
        if isinstance(answer, Refusal):
            problems.setdefault(line, _problem(line, answer, told))
    known.outcomes |= {
        placed: entry.present for placed, entry in new.items() if entry.line not in problems
    }
    return problems


def _issues(acting: Acting, new: Mapping[Placed, Entry]) -> Iterator[tuple[Placed, Issue]]:
    """All sign-ups before the first session, then each outcome at its session's end.

    Who was present somewhere gets that seat before one where they were absent.
    """
    if not new:
        return
    at = min(entry.session.period.start for entry in new.values()) - BEFORE

    def seat(item: tuple[Placed, Entry]) -> tuple[bool, datetime, datetime, str]:
        session = item[1].session
        period = session.period
        return (not item[1].present, period.start, period.end, session.gathering)

    for placed, _ in sorted(new.items(), key=seat):
        name = f"sign-up-{placed[0]}-{placed[1]}"
        yield placed, acting.issue(SignUp(*placed), at=at, command_id=name, reason=REASON)

    def outcome(item: tuple[Placed, Entry]) -> tuple[datetime, int]:
        return (item[1].session.period.end, item[1].line)

    for placed, entry in sorted(new.items(), key=outcome):
        command = RecordPresence(*placed) if entry.present else RecordNoShow(*placed)
        name = f"{'presence' if entry.present else 'no-show'}-{placed[0]}-{placed[1]}"
        ends = entry.session.period.end
        yield placed, acting.issue(command, at=ends, command_id=name, reason=REASON)


def _problem(line: int, refusal: Refusal, told: Mapping[Placed, Entry]) -> Problem:
    """A refusal, told by the line of the seat in the way where the sheet has it."""
    if not isinstance(refusal, Overlapping):
        return Problem.of(line, Reason.BY_A_RULE, why=refusal.message())
    other = told.get((OccurrenceId(refusal.commitment), refusal.member_id))
    return Problem.of(line, Reason.SEAT_ELSEWHERE, *([other.line] if other else []))
