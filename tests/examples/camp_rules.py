"""The rules of a camp, held against a history naively: minute by minute, from the events alone.

Nothing of the library's own reckoning is used here, so that both would have to be wrong at once.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import attrs

from community_domain import Event
from community_domain.members import (
    ConsentGranted,
    ConsentKind,
    GuardianLinked,
    LittleTeacherEnrolled,
    MemberRegistered,
)
from community_domain.shifts import PositionDefined, ShiftScheduled, ShiftTaken, SkillRecorded

__all__ = ["broken"]

LONDON = ZoneInfo("Europe/London")
MINUTE, DAY = timedelta(minutes=1), 24 * 60
EARLIEST, LATEST = 8 * 60, 20 * 60
"""Minors work between these minutes of the local day."""
MINORS_A_DAY, MINORS_PER_ADULT = 240, 10
HOURS_IN_24, REST = 10 * 60, 11 * 60


@attrs.define
class _Told:
    """What the events say, by kind."""

    born: dict[str, date] = attrs.Factory(dict[str, date])
    minors: set[str] = attrs.Factory(set[str])
    guardians: dict[str, set[str]] = attrs.Factory(lambda: defaultdict[str, set[str]](set))
    consents: set[tuple[str, str, ConsentKind]] = attrs.Factory(set[tuple[str, str, ConsentKind]])
    skills: dict[str, set[str]] = attrs.Factory(lambda: defaultdict[str, set[str]](set))
    positions: dict[str, PositionDefined] = attrs.Factory(dict[str, PositionDefined])
    shifts: dict[str, ShiftScheduled] = attrs.Factory(dict[str, ShiftScheduled])
    taken: list[tuple[str, str]] = attrs.Factory(list[tuple[str, str]])
    """Shift and member."""


def broken(events: Iterable[Event]) -> set[str]:
    """The rules that a history breaks; none, if all is well."""
    told = _read(events)
    found = set(_about_shifts(told))
    found |= set(_about_cover(told))
    for member_id in {member_id for _, member_id in told.taken}:
        shifts = [told.shifts[shift_id] for shift_id, one in told.taken if one == member_id]
        found |= set(_about_anybody(shifts, told))
        about = _about_a_minor if member_id in told.minors else _about_an_adult
        found |= set(about(member_id, shifts, told))
    return found


def _read(events: Iterable[Event]) -> _Told:
    told = _Told()
    for event in events:
        match event:
            case MemberRegistered(born=date() as born):
                told.born[event.member_id] = born
            case LittleTeacherEnrolled():
                told.minors.add(event.member_id)
            case GuardianLinked():
                told.guardians[event.member_id].add(event.guardian_id)
            case ConsentGranted():
                told.consents.add((event.member_id, event.giver_id, event.kind))
            case _:
                _read_about_shifts(event, told)
    return told


def _read_about_shifts(event: Event, told: _Told) -> None:
    match event:
        case SkillRecorded():
            told.skills[event.member_id].add(event.skill)
        case PositionDefined():
            told.positions[event.position_id] = event
        case ShiftScheduled():
            told.shifts[event.shift_id] = event
        case ShiftTaken():
            told.taken.append((event.shift_id, event.member_id))
        case _:
            pass


def _minutes(shift: ShiftScheduled) -> list[datetime]:
    """Every minute of a shift, by its beginning."""
    start, end = shift.period.start, shift.period.end
    return [start + n * MINUTE for n in range(int((end - start) / MINUTE))]


def _about_shifts(told: _Told) -> Iterator[str]:
    """No place is held twice, and none is held that is not there."""
    if len(set(told.taken)) < len(told.taken):
        yield "held twice"
    for shift_id, shift in told.shifts.items():
        holders = [member_id for taken, member_id in told.taken if taken == shift_id]
        if len(holders) > shift.most:
            yield "overfull"
        position = told.positions[shift.position_id]
        for member_id in holders:
            if not set(position.all_of) <= told.skills[member_id]:
                yield "without the skill"
            if _age(told.born[member_id], _local(shift.period.start).date()) < position.youngest:
                yield "too young for the position"


def _about_anybody(shifts: list[ShiftScheduled], told: _Told) -> Iterator[str]:
    """Nobody is at two places at once, or too long on end."""
    busy = [minute for shift in shifts for minute in _minutes(shift)]
    if len(set(busy)) < len(busy):
        yield "at two places"
    for block in _blocks(busy):
        on_end = set(block)
        inside = [shift for shift in shifts if not on_end.isdisjoint(_minutes(shift))]
        limits = [told.positions[shift.position_id].longest for shift in inside]
        if any(limit is not None and len(block) > limit for limit in limits):
            yield "too long on end"


def _about_an_adult(_: str, shifts: list[ShiftScheduled], __: _Told) -> Iterator[str]:
    """Ten hours in any twenty-four, eleven hours of rest between the days."""
    busy = {minute for shift in shifts for minute in _minutes(shift)}
    first, last = min(busy), max(busy)
    inside = 0
    for n in range(int((last - first) / MINUTE) + 1):
        inside += first + n * MINUTE in busy
        inside -= first + (n - DAY) * MINUTE in busy
        if inside > HOURS_IN_24:
            yield "too many hours"
            break
    blocks = _blocks(busy)
    for before, after in pairwise(blocks):
        rest = (after[0] - before[-1]) / MINUTE - 1
        if rest < REST and _local(before[0]).date() != _local(after[0]).date():
            yield "too little rest"


def _about_a_minor(member_id: str, shifts: list[ShiftScheduled], told: _Told) -> Iterator[str]:
    """Daytime, four hours a day, with the consents."""
    spent = defaultdict[date, int](int)
    for shift in shifts:
        for minute in map(_local, _minutes(shift)):
            spent[minute.date()] += 1
            if not EARLIEST <= minute.hour * 60 + minute.minute < LATEST:
                yield "at night"
    if any(minutes > MINORS_A_DAY for minutes in spent.values()):
        yield "too long a day"
    for shift in shifts:
        of_age = _age(told.born[member_id], _local(shift.period.start).date()) >= 14
        guardians = told.guardians[member_id]
        for kind, givers in (
            (ConsentKind.TAKING_PART, guardians),
            (ConsentKind.DATA, {member_id} if of_age else guardians),
        ):
            if not any((member_id, giver, kind) in told.consents for giver in givers):
                yield "without consent"


def _about_cover(told: _Told) -> Iterator[str]:
    """At every minute and place a minor has adults enough on duty."""
    there = defaultdict[tuple[str, datetime], list[str]](list)
    for shift_id, member_id in told.taken:
        shift = told.shifts[shift_id]
        for minute in _minutes(shift):
            there[shift.place_id or shift_id, minute].append(member_id)
    for members in there.values():
        minors = sum(member_id in told.minors for member_id in members)
        if minors > (len(members) - minors) * MINORS_PER_ADULT:
            yield "without an adult"
            break


def _blocks(minutes: Iterable[datetime]) -> list[list[datetime]]:
    """Minutes on end, taken together."""
    blocks: list[list[datetime]] = []
    for minute in sorted(set(minutes)):
        if blocks and minute - blocks[-1][-1] == MINUTE:
            blocks[-1].append(minute)
        else:
            blocks.append([minute])
    return blocks


def _local(instant: datetime) -> datetime:
    return instant.astimezone(UTC).astimezone(LONDON)


def _age(born: date, day: date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
