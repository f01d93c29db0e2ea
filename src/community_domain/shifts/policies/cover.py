"""Adults beside minors: who is on duty with whom, and from when on they are too few."""

from collections.abc import Iterable
from datetime import datetime

from ...community.state import Settings
from ...kernel import MemberId, Period, Read
from ...members.policies import counts_on_all, days_of, lack_of_clearance
from ...members.refusals import ClearanceMissing
from ...members.state import Clearances
from ...members.values import CLEARANCE_REQUIRED
from ..events import ShiftScheduled
from ..refusals import TooFewAdults
from ..state import Roster, Watch
from ..values import MINORS_NEED_ADULTS, MINORS_PER_ADULT, OnDuty, ShiftId

__all__ = [
    "are_beside",
    "is_cleared_for",
    "is_uncovered",
    "lack_of_adults",
    "lack_of_clearance_among",
    "on_watch",
    "uncovered_from",
]


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


def lack_of_adults(
    scheduled: ShiftScheduled, on_duty: Iterable[OnDuty], within: Period, settings: Settings
) -> TooFewAdults | None:
    """That minors would have too few adults beside them, where the community asks for them.

    An adult without a clearance does not count, where the community asks for clearances (R46).
    """
    per_adult, asked = settings[MINORS_PER_ADULT], settings[CLEARANCE_REQUIRED]
    counting = [one for one in on_duty if one.minor or one.cleared or not asked]
    since = uncovered_from(counting, within, per_adult) if settings[MINORS_NEED_ADULTS] else None
    return None if since is None else TooFewAdults(scheduled.shift_id, since, per_adult)


def on_watch(scheduled: ShiftScheduled, period: Period, read: Read) -> list[OnDuty]:
    """Whoever is on duty with those on a shift: at its place, or on it where it has none."""
    if scheduled.place_id is None:
        return list(read(Roster(scheduled.shift_id)).duties.values())
    return read(Watch(scheduled.place_id)).on_duty(period.start, period.end)


def is_uncovered(shift_id: ShiftId, scheduled: ShiftScheduled, read: Read) -> bool:
    """Whether it was said already that a shift on the same watch lacks adults."""
    if scheduled.place_id is None:
        return read(Roster(shift_id)).uncovered is not None
    return shift_id in read(Watch(scheduled.place_id)).uncovered


def are_beside(on_duty: Iterable[OnDuty], within: Period, *, minors: bool) -> list[OnDuty]:
    """The minors, or the adults, who are on duty at some moment of a period."""
    return [one for one in on_duty if one.minor is minors and one.period.overlaps(within)]


def is_cleared_for(period: Period, member_id: MemberId, settings: Settings, read: Read) -> bool:
    """Whether an adult holds a clearance on each local day of a shift (R46)."""
    return counts_on_all(days_of(period, settings.zone), read(Clearances(member_id)).days)


def lack_of_clearance_among(
    adults: Iterable[OnDuty], settings: Settings, read: Read
) -> ClearanceMissing | None:
    """That one of the adults beside minors holds no clearance on a day of their shift (R46)."""
    for one in adults:
        if not one.cleared:
            days = days_of(one.period, settings.zone)
            if (lack := lack_of_clearance(one.member_id, days, settings, read)) is not None:
                return lack
    return None
