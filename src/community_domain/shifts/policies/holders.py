"""Who runs a shift, while it can be changed, and who may be on it."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from ...community.state import Settings
from ...community.values import ScopeKind
from ...kernel import (
    Context,
    MemberId,
    Period,
    Read,
    Refusal,
    Right,
    birthday,
    is_reached,
    local_date,
)
from ...members.policies import (
    is_minor,
    obstacle_in_the_agenda,
    obstacle_to_taking_part,
    role,
    role_within,
)
from ...members.refusals import NoTimeToGoThere
from ...members.state import Agenda, Standing
from ...members.values import CLEARANCE_REQUIRED, COORDINATOR
from ..events import ShiftScheduled, ShiftTaken
from ..refusals import (
    DutyHasBegun,
    NotOnShift,
    OutsidePermittedHours,
    RestTooShort,
    ShiftCalledOff,
    ShiftFull,
    ShiftOver,
    ShiftUnknown,
    SkillMissing,
    TooLongADay,
    TooLongOnEnd,
    TooManyHours,
    TooYoungForPosition,
)
from ..state import Duties, Plan, Roster, Skills
from ..values import (
    ADULT_HOURS,
    ADULT_REST,
    MINORS_EARLIEST,
    MINORS_LATEST,
    MINUTES_A_DAY,
    OVERRIDER,
    OnDuty,
    ShiftId,
)
from .cover import are_beside, lack_of_adults, lack_of_clearance_among, on_watch
from .hours import (
    blocks,
    most_in_24_hours,
    rest_is_kept,
    time_by_local_day,
    within_permitted_hours,
)

__all__ = [
    "OVERRIDABLE",
    "its_coordinator",
    "must_have_place",
    "must_hold_and_not_have_come",
    "obstacles_to_a_shift",
    "overrider",
    "planned",
    "still_open",
]

MINUTE = timedelta(minutes=1)
TWO_DAYS = timedelta(days=2)
"""What is further away shares no local day with a period and lies in no 24 hours with it."""
OVERRIDABLE = (NoTimeToGoThere, SkillMissing, TooManyHours, RestTooShort, TooLongOnEnd)
"""What an override may pass over: never consent, nor what protects minors, nor an overlap (R22)."""


def _activity_of(subject: Any, read: Read) -> str | None:
    scheduled = read(Plan(subject.shift_id)).scheduled
    return scheduled.activity_id if scheduled else None


its_coordinator = Right(
    "a coordinator of the shift's activity",
    "该班次所属活动的负责人",
    role_within(COORDINATOR, ScopeKind.ACTIVITY, _activity_of),
    ("shift_id",),
)
"""A coordinator of the community, or of the activity that the shift serves."""

overrider = role(OVERRIDER)
"""Who may assign despite limits (R22)."""


def planned(shift_id: ShiftId, read: Read) -> ShiftScheduled:
    """The shift as it was scheduled."""
    scheduled = read(Plan(shift_id)).scheduled
    if scheduled is None:
        raise ShiftUnknown(shift_id)
    return scheduled


def still_open(roster: Roster, context: Context) -> ShiftScheduled:
    """The shift, as long as somebody can be put on it or taken off it."""
    scheduled = roster.scheduled
    if scheduled is None:
        raise ShiftUnknown(roster.shift_id)
    if roster.cancelled:
        raise ShiftCalledOff(roster.shift_id)
    if context.at >= scheduled.period.end:
        raise ShiftOver(roster.shift_id, scheduled.period.end)
    return scheduled


def must_have_place(roster: Roster, scheduled: ShiftScheduled) -> None:
    """Refuse one more than the shift takes (R19)."""
    if len(roster.holders) >= scheduled.most:
        raise ShiftFull(scheduled.shift_id, scheduled.most)


def must_hold_and_not_have_come(roster: Roster, member_id: MemberId) -> None:
    """Refuse who is not on the shift, and who is there by now (R21, R25)."""
    if member_id not in roster.holders:
        raise NotOnShift(roster.shift_id, member_id)
    if member_id in roster.arrived:
        raise DutyHasBegun(roster.shift_id, member_id, roster.arrived[member_id])


def obstacles_to_a_shift(
    scheduled: ShiftScheduled,
    member_id: MemberId,
    context: Context,
    read: Read,
    *,
    giver_id: MemberId | None = None,
) -> Iterator[Refusal]:
    """All that keeps a member from being on a shift, what nobody may override first.

    Args:
        scheduled: The shift.
        member_id: Who would be on it.
        context: The circumstances.
        read: Takes the standing, agenda, duties, skills and settings, and who is on watch.
        giver_id: The holder whose place it would be.

    Source: rules R3, R7, R18, R19, R20, R46.
    """
    period = scheduled.period
    standing, agenda, settings = read(Standing(member_id), Agenda(member_id), Settings())
    duties = read(Duties(member_id)).around(period, TWO_DAYS)
    minor = is_minor(standing, period.start, settings)
    if (obstacle := obstacle_to_taking_part(standing, period.start, settings)) is not None:
        yield obstacle
    if standing.born is not None:
        old_enough = birthday(standing.born, scheduled.youngest)
        if not is_reached(old_enough, period.start, settings.zone):
            yield TooYoungForPosition(scheduled.shift_id, member_id, scheduled.youngest)
    if minor:
        yield from _obstacles_to_minors_work(scheduled, member_id, duties, settings)
    here = OnDuty(scheduled.shift_id, member_id, period, minor)
    yield from _obstacles_side_by_side(scheduled, here, giver_id, context.at, read)
    clash = obstacle_in_the_agenda(agenda, period, scheduled.place_id, settings)
    if clash is not None:
        yield clash
    yield from _missing_skills(scheduled, read(Skills(member_id)), settings)
    if not minor:
        yield from _obstacles_to_long_hours(period, member_id, duties, settings)
    yield from _too_long_on_end(scheduled, member_id, duties)


def _obstacles_to_minors_work(
    scheduled: ShiftScheduled, member_id: MemberId, duties: list[ShiftTaken], settings: Settings
) -> Iterator[Refusal]:
    """The hours of the day, and the minutes of each day together with other shifts (R7)."""
    period, zone, limit = scheduled.period, settings.zone, settings[MINUTES_A_DAY]
    earliest, latest = settings[MINORS_EARLIEST], settings[MINORS_LATEST]
    if not within_permitted_hours(period, zone, earliest, latest):
        clocks = [f"{minute // 60:02}:{minute % 60:02}" for minute in (earliest, latest)]
        yield OutsidePermittedHours(scheduled.shift_id, member_id, *clocks)
    spent = time_by_local_day([period, *(one.period for one in duties)], zone)
    for day in time_by_local_day([period], zone):
        if spent[day] > limit * MINUTE:
            yield TooLongADay(member_id, day, limit)


def _obstacles_side_by_side(
    scheduled: ShiftScheduled,
    here: OnDuty,
    giver_id: MemberId | None,
    at: datetime,
    read: Read,
) -> Iterator[Refusal]:
    """Minors beside adults without a clearance (R46), or without adults enough (R7)."""
    settings = read(Settings())
    if not here.minor and not settings[CLEARANCE_REQUIRED]:
        return
    period, given = scheduled.period, (scheduled.shift_id, giver_id)
    on_duty = on_watch(scheduled, period, read)
    there = [one for one in on_duty if (one.shift_id, one.member_id) != given]
    rest = Period(max(period.start, at), period.end)
    minors, adults = (are_beside(there, rest, minors=minors) for minors in (True, False))
    working = adults if here.minor else [here] if minors else []
    if (uncleared := lack_of_clearance_among(working, settings, read)) is not None:
        yield uncleared
    lack = lack_of_adults(scheduled, (*there, here), rest, settings) if here.minor else None
    if lack is not None:
        yield lack


def _missing_skills(
    scheduled: ShiftScheduled, skills: Skills, settings: Settings
) -> Iterator[Refusal]:
    """Skills that do not count until the end of the shift (R19)."""
    last = local_date(scheduled.period.end - timedelta.resolution, settings.zone)
    counting = [skill for skill, until in skills.held.items() if until is None or until >= last]
    missing = tuple(skill for skill in scheduled.all_of if skill not in counting)
    one_is_there = not scheduled.any_of or any(skill in counting for skill in scheduled.any_of)
    if missing or not one_is_there:
        lacking = () if one_is_there else scheduled.any_of
        yield SkillMissing(scheduled.shift_id, skills.member_id, missing, lacking)


def _obstacles_to_long_hours(
    period: Period, member_id: MemberId, duties: list[ShiftTaken], settings: Settings
) -> Iterator[Refusal]:
    """An adult's hours in any 24, and the rest between days (R20)."""
    others = [one.period for one in duties]
    hours, rest = settings[ADULT_HOURS], settings[ADULT_REST]
    if most_in_24_hours(period, others) > timedelta(hours=hours):
        yield TooManyHours(member_id, hours)
    if not rest_is_kept(period, others, settings.zone, timedelta(hours=rest)):
        yield RestTooShort(member_id, rest)


def _too_long_on_end(
    scheduled: ShiftScheduled, member_id: MemberId, duties: list[ShiftTaken]
) -> Iterator[Refusal]:
    """The block that the shift is part of, against the strictest limit in it (R20)."""
    period = scheduled.period
    every = blocks([period, *(one.period for one in duties)])
    block = next(one for one in every if one.overlaps(period))
    part_of_it = [one.longest for one in duties if one.period.overlaps(block)]
    limits = [longest for longest in (scheduled.longest, *part_of_it) if longest is not None]
    if limits and block.end - block.start > min(limits) * MINUTE:
        yield TooLongOnEnd(member_id, min(limits))
