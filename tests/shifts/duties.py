"""The duties that the tests of shifts tell their stories with."""

from datetime import timedelta

from community_domain import Event, LocalPeriod, MemberId, Period
from community_domain.activities import ActivityId
from community_domain.community import PlaceAdded, PlaceId
from community_domain.shifts import (
    PositionDefined,
    PositionId,
    ShiftId,
    ShiftScheduled,
    ShiftTaken,
)
from tests.stories import PERIOD, at_start

__all__ = ["DESK", "GATE", "HALL", "STEWARD", "hours", "planned", "position", "taken"]

STEWARD = PositionId("steward")
DESK, GATE = ShiftId("desk"), ShiftId("gate")
HALL = PlaceId("hall")


def hours(start: float, end: float, day: int = 26) -> Period:
    """From an hour to another of a day in June, by the clocks of Shanghai."""
    midnight = at_start(-9 * 60) + timedelta(days=day - 26)
    return Period(midnight + timedelta(hours=start), midnight + timedelta(hours=end))


def position(
    longest: int | None = None,
    *,
    youngest: int = 0,
    all_of: tuple[str, ...] = (),
    any_of: tuple[str, ...] = (),
) -> Event:
    """The position of a steward, and what it takes."""
    return PositionDefined(STEWARD, "Steward", youngest, longest, all_of, any_of)


def planned(  # noqa: PLR0913 - as many as a test may care about
    shift_id: ShiftId = GATE,
    period: Period = PERIOD,
    *,
    least: int = 1,
    most: int = 3,
    place_id: PlaceId | None = None,
    activity_id: ActivityId | None = None,
    youngest: int = 0,
    longest: int | None = None,
    all_of: tuple[str, ...] = (),
    any_of: tuple[str, ...] = (),
    zone: str = "Asia/Shanghai",
) -> tuple[Event, ...]:
    """A shift of stewards, and where it has a place that place."""
    event = ShiftScheduled(
        shift_id,
        STEWARD,
        activity_id,
        place_id,
        "Steward",
        period,
        LocalPeriod.of(period, zone),
        least,
        most,
        0,
        youngest,
        longest,
        all_of,
        any_of,
    )
    return (event,) if place_id is None else (PlaceAdded(place_id, "Hall"), event)


def taken(  # noqa: PLR0913 - as many as a test may care about
    member_id: MemberId,
    shift_id: ShiftId = GATE,
    period: Period = PERIOD,
    *,
    place_id: PlaceId | None = None,
    longest: int | None = None,
    minor: bool = False,
) -> Event:
    """A member on a shift."""
    return ShiftTaken(shift_id, member_id, place_id, period, longest, minor)
