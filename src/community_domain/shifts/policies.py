"""Who may be on a shift: working hours, rest, skills, and adults beside minors.

The functions about time know nothing of events: periods in, an answer out.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise

from ..community.state import Settings
from ..community.values import Scope, ScopeKind, SubjectId
from ..kernel import (
    Context,
    Grant,
    MemberId,
    Period,
    Read,
    Refusal,
    Right,
    System,
    birthday,
    is_reached,
    local_date,
    local_stretches,
)
from ..members.policies import (
    is_minor,
    obstacle_in_the_agenda,
    obstacle_to_taking_part,
    role,
)
from ..members.refusals import NoTimeToGoThere
from ..members.state import Agenda, Permissions, Standing
from ..members.values import COORDINATOR
from .events import ShiftScheduled, ShiftTaken
from .refusals import (
    OutsidePermittedHours,
    RestTooShort,
    SkillMissing,
    TooFewAdults,
    TooLongADay,
    TooLongOnEnd,
    TooManyHours,
    TooYoungForPosition,
)
from .state import Duties, Plan, Roster, Skills, Watch
from .values import (
    ADULT_HOURS,
    ADULT_REST,
    MINORS_EARLIEST,
    MINORS_LATEST,
    MINORS_NEED_ADULTS,
    MINORS_PER_ADULT,
    MINUTES_A_DAY,
    OVERRIDER,
    OnDuty,
)

__all__ = [
    "OVERRIDABLE",
    "blocks",
    "its_coordinator",
    "lack_of_adults",
    "most_in_24_hours",
    "obstacles_to_a_shift",
    "on_watch",
    "overrider",
    "rest_is_kept",
    "time_by_local_day",
    "uncovered_from",
    "within_permitted_hours",
]

DAY = timedelta(hours=24)
TWO_DAYS = timedelta(days=2)
"""What is further away shares no local day with a period and lies in no 24 hours with it."""
NOTHING = timedelta(0)
MINUTE = timedelta(minutes=1)
OVERRIDABLE = (NoTimeToGoThere, SkillMissing, TooManyHours, RestTooShort, TooLongOnEnd)
"""What an override may pass over: never consent, nor what protects minors, nor an overlap (R22)."""


def _ask_its_coordinator(subject: object, context: Context, read: Read) -> Grant | None:
    if isinstance(context.actor, System):
        return None
    held = read(Permissions(context.actor)).held
    if (COORDINATOR, Scope()) in held:
        return Grant()
    plan: Plan | None = read(Plan(getattr(subject, "shift_id"))) if held else None  # noqa: B009
    if plan is None or plan.scheduled is None or plan.scheduled.activity_id is None:
        return None
    scope = Scope(ScopeKind.ACTIVITY, SubjectId(plan.scheduled.activity_id))
    return Grant() if (COORDINATOR, scope) in held else None


its_coordinator = Right(
    "a coordinator of the shift's activity",
    "该班次所属活动的负责人",
    _ask_its_coordinator,
    ("shift_id",),
)
"""A coordinator of the community, or of the activity that the shift serves."""

overrider = role(OVERRIDER)
"""Who may assign despite limits (R22)."""


def within_permitted_hours(period: Period, zone: str, earliest: int, latest: int) -> bool:
    """Whether all of a period lies between two minutes of the local day, whatever day it touches.

    Source: rule R7. Each stretch of each local day is looked at, so neither 17:00 to 01:00 nor
    22:00 to 10:00 passes for an end before 20:00.
    """
    first, last = earliest * MINUTE, latest * MINUTE
    return all(
        first <= stretch.start and stretch.end <= last for stretch in local_stretches(period, zone)
    )


def time_by_local_day(periods: Iterable[Period], zone: str) -> dict[date, timedelta]:
    """How much of the periods lies on each local day, split at local midnight (R7)."""
    spent: dict[date, timedelta] = {}
    for period in periods:
        for stretch in local_stretches(period, zone):
            length = stretch.period.end - stretch.period.start
            spent[stretch.day] = spent.get(stretch.day, NOTHING) + length
    return spent


def uncovered_from(on_duty: Iterable[OnDuty], within: Period, per_adult: int) -> datetime | None:
    """The first moment of a period at which minors have too few adults beside them, or None (R7).

    Args:
        on_duty: Everybody on duty at the place, before and after the period too.
        within: Where to look.
        per_adult: So many minors at most for each adult.
    """
    there = [one for one in on_duty if one.period.overlaps(within)]
    changes = {moment for one in there for moment in (one.period.start, one.period.end)}
    inside = [moment for moment in changes if within.start < moment < within.end]
    for moment in (within.start, *sorted(inside)):
        here = [one for one in there if one.period.start <= moment < one.period.end]
        minors = sum(one.minor for one in here)
        if minors > (len(here) - minors) * per_adult:
            return moment
    return None


def most_in_24_hours(period: Period, others: Sequence[Period]) -> timedelta:
    """The most time that a period and others take up in any 24 hours that the period touches (R20).

    They share no time with one another, so the fullest 24 hours begin or end with one of them.
    """
    every = (period, *others)
    starts = [start for one in every for start in (one.start, one.end - DAY)]
    return max(
        sum((_shared(one, start) for one in every), NOTHING)
        for start in starts
        if start < period.end and period.start < start + DAY
    )


def _shared(period: Period, start: datetime) -> timedelta:
    """How much of a period lies in the 24 hours from an instant on."""
    return max(min(period.end, start + DAY) - max(period.start, start), NOTHING)


def blocks(periods: Iterable[Period]) -> list[Period]:
    """Periods in order, those that touch or overlap taken together."""
    joined: list[Period] = []
    for period in sorted(periods, key=lambda one: one.start):
        if joined and period.start <= joined[-1].end:
            last = joined.pop()
            joined.append(Period(last.start, max(last.end, period.end)))
        else:
            joined.append(period)
    return joined


def rest_is_kept(period: Period, others: Iterable[Period], zone: str, rest: timedelta) -> bool:
    """Whether the rest lies between the block of a period and those of other days (R20).

    A block belongs to the local day on which it begins; within a day no rest is asked for.
    """
    return all(
        after.start - before.end >= rest
        or local_date(before.start, zone) == local_date(after.start, zone)
        for before, after in pairwise(blocks((period, *others)))
        if before.overlaps(period) or after.overlaps(period)
    )


def on_watch(scheduled: ShiftScheduled, period: Period, read: Read) -> list[OnDuty]:
    """Whoever is on duty with those on a shift: at its place, or on it where it has none."""
    if scheduled.place_id is None:
        return list(read(Roster(scheduled.shift_id)).duties.values())
    return read(Watch(scheduled.place_id)).on_duty(period.start, period.end)


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

    Source: rules R3, R7, R18, R19, R20.
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
        given = (scheduled.shift_id, giver_id)
        there = [
            one
            for one in on_watch(scheduled, period, read)
            if (one.shift_id, one.member_id) != given
        ]
        rest = Period(max(period.start, context.at), period.end)
        if (lack := lack_of_adults(scheduled, (*there, here), rest, settings)) is not None:
            yield lack
    clash = obstacle_in_the_agenda(agenda, period, scheduled.place_id, settings)
    if clash is not None:
        yield clash
    yield from _missing_skills(scheduled, read(Skills(member_id)), settings)
    if not minor:
        yield from _obstacles_to_long_hours(period, member_id, duties, settings)
    yield from _too_long_on_end(scheduled, member_id, duties)


def lack_of_adults(
    scheduled: ShiftScheduled, on_duty: Iterable[OnDuty], within: Period, settings: Settings
) -> TooFewAdults | None:
    """That minors would have too few adults beside them, where the community asks for them."""
    per_adult = settings[MINORS_PER_ADULT]
    since = uncovered_from(on_duty, within, per_adult) if settings[MINORS_NEED_ADULTS] else None
    return None if since is None else TooFewAdults(scheduled.shift_id, since, per_adult)


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
