"""A standing duty is planned once and is one shift a day from then on."""

from datetime import UTC, date, datetime, timedelta

import pytest
from community_domain_testkit import BEGINNING, founded, given
from hypothesis import given as forall
from hypothesis import strategies as st

from community_domain import (
    Event,
    InvalidValue,
    NotPermitted,
    Period,
    Problem,
    local_date,
    replaced,
)
from community_domain.activities import ActivityId, ActivityUnknown
from community_domain.community import PlaceId, PlaceUnknown, Scope, ScopeKind, SubjectId
from community_domain.members import COORDINATOR, RoleGranted
from community_domain.shifts import (
    DUTY_DAYS,
    CancelShift,
    DutyId,
    PositionUnknown,
    RestTooShort,
    ScheduleShift,
    ScheduleStandingDuty,
    ShiftCancelled,
    ShiftExists,
    ShiftId,
    ShiftOver,
    ShiftReleased,
    ShiftScheduled,
    TakeShift,
    TooManyHours,
    by_the_clocks,
)
from tests.shifts.duties import HALL, STEWARD, hours, planned, position, taken
from tests.stories import ADULT, GAMES, GUARDIAN, neighbourhood

HERE = (*neighbourhood(), position())
FLOOD = DutyId("flood")
DAYS = (25, 26, 27)
"""Of June."""
NIGHTS = ScheduleStandingDuty(
    FLOOD, STEWARD, date(2024, 6, 25), date(2024, 6, 27), "20:00", "06:00", 1, 3
)


def shift(day: int) -> ShiftId:
    """The id of the shift of a day in June."""
    return ShiftId(f"flood-202406{day}")


def night(day: int) -> tuple[Event, ...]:
    """From eight in the evening to six in the morning, by the clocks of Shanghai."""
    return planned(shift(day), hours(20, 30, day))


WATCH = tuple(event for day in DAYS for event in night(day))


def test_a_standing_duty_is_one_shift_a_day() -> None:
    """A night over midnight belongs to the day on which it begins; saying it again adds nothing."""
    given(*HERE).when(NIGHTS).then(*WATCH)
    given(*HERE, *WATCH).when(NIGHTS).then_nothing()
    noon = replaced(NIGHTS, begins="09:00", ends="12:00", last=NIGHTS.first)
    given(*HERE).when(noon).then(*planned(shift(25), hours(9, 12, 25)))


def test_a_standing_duty_goes_on_with_a_later_last_day() -> None:
    """Days that are there stay; other particulars under the same id are refused."""
    longer = replaced(NIGHTS, last=date(2024, 6, 28))
    given(*HERE, *WATCH).when(longer).then(*night(28))
    for other in (replaced(NIGHTS, begins="19:00"), replaced(NIGHTS, most=4)):
        given(*HERE, *WATCH).when(other).then_refused(ShiftExists(shift(25)))
    in_the_way = planned(shift(27), hours(9, 12, 27))
    given(*HERE, *in_the_way).when(NIGHTS).then_refused(ShiftExists(shift(27)))


def test_r23_cancelling_a_day_leaves_the_others() -> None:
    """It stays cancelled when the duty is planned again; another shift can stand in its place."""
    held = (
        taken(ADULT, shift(26), hours(20, 30, 26)),
        taken(GUARDIAN, shift(25), hours(20, 30, 25)),
    )
    cancel = CancelShift(shift(26), "The water is down")
    cancelled = ShiftCancelled(shift(26), BEGINNING, "The water is down")
    freed = ShiftReleased(shift(26), ADULT, None, "cancelled")
    given(*HERE, *WATCH, *held).when(cancel).then(cancelled, freed).followed_by()
    called_off = given(*HERE, *WATCH, cancelled)
    called_off.when(NIGHTS).then_nothing()
    take = TakeShift(shift(27), ADULT)
    called_off.when(take, by=ADULT).then(taken(ADULT, shift(27), hours(20, 30, 27)))
    shorter = ScheduleShift(ShiftId("short"), STEWARD, hours(20, 24, 26), 1, 3)
    called_off.when(shorter).then(*planned(ShiftId("short"), hours(20, 24, 26)))


def test_r20_each_day_counts_by_itself_for_hours_and_rest() -> None:
    """Ten hours a night are within the limit, with the day to rest; a morning between is not."""
    first = taken(ADULT, shift(25), hours(20, 30, 25))
    held = (*HERE, *WATCH, first)
    take = TakeShift(shift(26), ADULT)
    given(*held).when(take, by=ADULT).then(taken(ADULT, shift(26), hours(20, 30, 26)))
    morning = taken(ADULT, ShiftId("morning"), hours(8, 9, 26))
    given(*held, morning).when(take, by=ADULT).then_refused(TooManyHours)
    early = planned(ShiftId("early"), hours(14, 15, 26))
    take_early = TakeShift(ShiftId("early"), ADULT)
    given(*HERE, *early, taken(ADULT, shift(25), hours(20, 29, 25))).when(
        take_early, by=ADULT
    ).then_refused(RestTooShort(ADULT, 11))


def test_r15_a_standing_duty_keeps_wall_clock_time_over_clock_changes() -> None:
    """From ten to six a night of change is an hour longer in autumn, and shorter in spring."""
    berlin = (*founded(zone="Europe/Berlin"), position())

    def lengths(first: date) -> list[tuple[str, str, float]]:
        last = first + timedelta(days=2)
        duty = ScheduleStandingDuty(FLOOD, STEWARD, first, last, "22:00", "06:00", 1, 3)
        found = given(*berlin).when(duty).events
        shifts = [event for event in found if isinstance(event, ShiftScheduled)]
        hour = timedelta(hours=1)
        return [
            (one.local.start[5:], one.local.end[5:], (one.period.end - one.period.start) / hour)
            for one in shifts
        ]

    assert lengths(date(2024, 10, 25)) == [
        ("10-25T22:00", "10-26T06:00", 8),
        ("10-26T22:00", "10-27T06:00", 9),
        ("10-27T22:00", "10-28T06:00", 8),
    ]
    assert [length for *_, length in lengths(date(2025, 3, 28))] == [8, 7, 8]


def test_r15_hours_that_are_skipped_or_shown_twice_are_resolved() -> None:
    """As much later as the clocks skip; the first of two; and never nothing or less."""
    spring, autumn, key = date(2025, 3, 30), date(2024, 10, 27), "Europe/Berlin"

    def utc(month: int, day: int, hour: int, minute: int) -> datetime:
        return datetime(2025 if month == 3 else 2024, month, day, hour, minute, tzinfo=UTC)

    late = by_the_clocks(spring, "02:30", "04:00", key)
    assert late == Period(utc(3, 30, 1, 30), utc(3, 30, 2, 0))
    nothing = by_the_clocks(spring, "02:45", "03:15", key)
    assert nothing == Period(utc(3, 30, 1, 45), utc(3, 30, 2, 15))
    twice = by_the_clocks(autumn, "02:30", "03:30", key)
    assert twice == Period(utc(10, 27, 0, 30), utc(10, 27, 2, 30))


clock = st.times().map(lambda at: at.strftime("%H:%M"))


@forall(
    st.dates(date(2000, 1, 1), date(2040, 1, 1)),
    clock,
    clock,
    st.sampled_from(["Asia/Shanghai", "Europe/Berlin", "Australia/Lord_Howe", "America/Sao_Paulo"]),
)
def test_r15_the_hours_of_a_day_begin_on_it_and_last_a_day_at_most(
    day: date, begins: str, ends: str, zone: str
) -> None:
    """Whatever the clocks do: at least a minute, and an hour more than a day at the very most."""
    period = by_the_clocks(day, begins, ends, zone)
    assert local_date(period.start, zone) == day
    length = period.end - period.start
    assert timedelta(minutes=1) <= length <= timedelta(hours=25)


def test_r15_days_that_are_past_are_not_planned() -> None:
    """Of a duty that is planned late only the rest is; nothing of one that is over."""
    midway = hours(20, 30, 26).start + timedelta(hours=1)
    given(*HERE).when(NIGHTS, at=midway).then(*night(26), *night(27))
    over = hours(20, 30, 27).end
    given(*HERE).when(NIGHTS, at=over).then_refused(ShiftOver(shift(27), over))
    given(*HERE, *WATCH).when(NIGHTS, at=over).then_nothing()


def test_a_standing_duty_is_somewhere_and_of_something_that_exists() -> None:
    """As each of its shifts would be."""
    nowhere, nothing = PlaceId("nowhere"), ActivityId("nothing")
    given(*neighbourhood()).when(NIGHTS).then_refused(PositionUnknown(STEWARD))
    lost = replaced(NIGHTS, place_id=nowhere)
    given(*HERE).when(lost).then_refused(PlaceUnknown(nowhere))
    idle = replaced(NIGHTS, activity_id=nothing)
    given(*HERE).when(idle).then_refused(ActivityUnknown(nothing))


def test_r43_who_plans_a_standing_duty() -> None:
    """A coordinator of the community, or of the activity it serves."""
    office = RoleGranted(ADULT, COORDINATOR, Scope(ScopeKind.ACTIVITY, SubjectId(GAMES)))
    games = replaced(NIGHTS, activity_id=GAMES)
    serves = tuple(
        event
        for day in DAYS
        for event in planned(shift(day), hours(20, 30, day), activity_id=GAMES)
    )
    given(*HERE, office).when(games, by=ADULT).then(*serves)
    for command in (NIGHTS, games):
        given(*HERE).when(command, by=ADULT).then_refused(NotPermitted)


@pytest.mark.parametrize(
    "wrong",
    [
        {"last": date(2024, 6, 24)},
        {"last": NIGHTS.first + timedelta(days=DUTY_DAYS)},
        {"begins": "24:00"},
        {"ends": "6:00"},
        {"duty_id": DutyId("f" * 81)},
        {"most": 0},
        {"least": 4},
    ],
)
def test_a_standing_duty_that_makes_no_sense_is_refused(wrong: dict[str, object]) -> None:
    """Days in order and not too many, times of the clock, room for the day in the ids."""
    with pytest.raises(InvalidValue):
        replaced(NIGHTS, **wrong)


def test_a_standing_duty_as_long_as_can_be_is_planned_in_one_decision() -> None:
    """With all it may name: it reads no more than a decision can. A day's own limits hold too."""
    longest = NIGHTS.first + timedelta(days=DUTY_DAYS - 1)
    whole = replaced(NIGHTS, last=longest, activity_id=GAMES, place_id=HALL)
    there = (*HERE, *planned(place_id=HALL))
    assert len(given(*there).when(whole).events) == DUTY_DAYS
    given(*HERE).when(replaced(NIGHTS, break_minutes=600)).then_invalid(
        "break_minutes", Problem.TOO_LARGE
    )
