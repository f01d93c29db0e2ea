"""Working hours, rest and cover, against a look at every minute."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from community_domain import MemberId, Period, zone
from community_domain.shifts import (
    OnDuty,
    ShiftId,
    blocks,
    most_in_24_hours,
    rest_is_kept,
    time_by_local_day,
    uncovered_from,
    within_permitted_hours,
)

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(hours=24)
ZONES = ("Asia/Shanghai", "Europe/London", "America/St_Johns", "UTC")
LONDON = "Europe/London"
AUTUMN = datetime(2024, 10, 26, 12, tzinfo=UTC)
"""Noon, UTC, before the clocks of London go back."""


def minutes(period: Period) -> list[datetime]:
    """Every minute of a period by its beginning."""
    count = (period.end - period.start) // MINUTE
    return [period.start + number * MINUTE for number in range(count)]


def in_london(start: str, end: str) -> Period:
    """A period between two wall times."""
    first, last = (
        datetime.fromisoformat(time).replace(tzinfo=zone(LONDON)).astimezone(UTC)
        for time in (start, end)
    )
    return Period(first, last)


def made(start: int, length: int) -> Period:
    """A period in steps of a quarter of an hour."""
    begins = AUTUMN + start * 15 * MINUTE
    return Period(begins, begins + length * 15 * MINUTE)


PERIODS = st.builds(made, st.integers(-96, 96), st.integers(1, 120))
SHORT = st.builds(made, st.integers(-96, 96), st.integers(1, 32))


@pytest.mark.parametrize(
    ("start", "end", "permitted"),
    [
        ("2024-06-26T08:00", "2024-06-26T20:00", True),
        ("2024-06-26T07:59", "2024-06-26T20:00", False),
        ("2024-06-26T08:00", "2024-06-26T20:01", False),
        ("2024-06-26T17:00", "2024-06-27T01:00", False),
        ("2024-06-26T22:00", "2024-06-27T10:00", False),
        ("2024-06-26T09:00", "2024-06-27T10:00", False),
        ("2024-06-26T20:00", "2024-06-27T08:00", False),
        ("2024-10-26T19:00", "2024-10-27T19:00", False),
        ("2024-10-27T08:00", "2024-10-27T20:00", True),
    ],
)
def test_r7_permitted_hours_hold_all_day_long(start: str, end: str, *, permitted: bool) -> None:
    """Past midnight nothing passes, whatever the hours at both ends; nor does a whole night."""
    assert within_permitted_hours(in_london(start, end), LONDON, 480, 1_200) is permitted


def test_r7_all_day_and_all_night_can_be_permitted() -> None:
    """From 0 to 1,440 every shift passes, over midnight and over a change of the clocks too."""
    night = in_london("2024-10-26T22:00", "2024-10-27T10:00")
    assert within_permitted_hours(night, LONDON, 0, 1_440)


@pytest.mark.parametrize("key", ZONES)
@given(period=PERIODS, earliest=st.integers(0, 95), length=st.integers(1, 96))
@example(made(0, 120), 4, 8)
def test_r7_permitted_hours_are_those_of_every_minute(
    key: str, period: Period, earliest: int, length: int
) -> None:
    """A period is within the hours exactly when each of its minutes is, by the local clocks."""
    first, last = earliest * 15, min(earliest + length, 96) * 15
    shown = [at.astimezone(zone(key)) for at in minutes(period)]
    every = all(first <= local.hour * 60 + local.minute < last for local in shown)
    assert within_permitted_hours(period, key, first, last) is every


@pytest.mark.parametrize("key", ZONES)
@given(st.lists(PERIODS, max_size=3))
def test_r7_minutes_are_split_at_local_midnight(key: str, periods: list[Period]) -> None:
    """Each minute counts on the day that the calendar shows at it."""
    counted: dict[date, timedelta] = {}
    for period in periods:
        for at in minutes(period):
            day = at.astimezone(zone(key)).date()
            counted[day] = counted.get(day, timedelta(0)) + MINUTE
    assert time_by_local_day(periods, key) == counted


def test_r7_the_day_on_which_the_clocks_go_back_has_25_hours() -> None:
    """A watch from midnight to midnight in London takes them all."""
    whole = in_london("2024-10-27T00:00", "2024-10-28T00:00")
    assert time_by_local_day([whole], LONDON) == {date(2024, 10, 27): 25 * HOUR}


def on_duty(number: int, period: Period, *, minor: bool) -> OnDuty:
    """Somebody on duty."""
    return OnDuty(ShiftId("shift"), MemberId(f"member-{number}"), period, minor)


@given(st.lists(st.tuples(PERIODS, st.booleans()), max_size=8), PERIODS, st.integers(1, 3))
def test_r7_minors_are_covered_at_every_minute(
    people: list[tuple[Period, bool]], within: Period, per_adult: int
) -> None:
    """The first minute with more minors than the adults there answer for, or none."""
    lacking = None
    for at in minutes(within):
        there = [minor for period, minor in people if period.start <= at < period.end]
        if sum(there) > (len(there) - sum(there)) * per_adult:
            lacking = at
            break
    duties = [on_duty(n, period, minor=minor) for n, (period, minor) in enumerate(people)]
    assert uncovered_from(duties, within, per_adult) == lacking


@given(SHORT, st.lists(SHORT, max_size=4))
def test_r20_the_fullest_24_hours_are_found(period: Period, drawn: list[Period]) -> None:
    """No 24 hours that hold some of the period hold more, in steps of 15 minutes.

    Nobody is on two shifts at once, so the periods of one member share no time.
    """
    others = [one for one in blocks(drawn) if not one.overlaps(period)]
    starts = [period.start - DAY + n * 15 * MINUTE for n in range(1, 300)]
    windows = [(at, at + DAY) for at in starts if at < period.end]
    fullest = max(
        sum(
            (
                max(min(one.end, end) - max(one.start, start), timedelta(0))
                for one in (period, *others)
            ),
            timedelta(0),
        )
        for start, end in windows
    )
    assert most_in_24_hours(period, others) == fullest


@given(st.lists(SHORT, max_size=5))
def test_r20_blocks_hold_every_minute_once(periods: list[Period]) -> None:
    """Blocks are in order, with a pause between them, and hold what the periods hold."""
    joined = blocks(periods)
    assert {at for one in joined for at in minutes(one)} == {
        at for one in periods for at in minutes(one)
    }
    assert all(before.end < after.start for before, after in pairwise(joined))


@pytest.mark.parametrize(
    ("before", "after", "kept"),
    [
        (("2024-06-26T14:00", "2024-06-26T22:00"), ("2024-06-27T09:00", "2024-06-27T12:00"), True),
        (("2024-06-26T14:00", "2024-06-26T22:00"), ("2024-06-27T08:59", "2024-06-27T12:00"), False),
        (("2024-06-26T08:00", "2024-06-26T10:00"), ("2024-06-26T12:00", "2024-06-26T14:00"), True),
        (("2024-06-26T22:00", "2024-06-27T02:00"), ("2024-06-27T10:00", "2024-06-27T12:00"), False),
        (("2024-06-26T22:00", "2024-06-27T02:00"), ("2024-06-27T02:00", "2024-06-27T04:00"), True),
        (("2024-10-26T20:00", "2024-10-26T23:00"), ("2024-10-27T09:00", "2024-10-27T12:00"), True),
        (("2024-10-26T20:00", "2024-10-26T23:00"), ("2024-10-27T08:59", "2024-10-27T12:00"), False),
        (("2024-03-30T20:00", "2024-03-30T22:00"), ("2024-03-31T09:59", "2024-03-31T12:00"), False),
    ],
)
def test_r20_rest_lies_between_days(
    before: tuple[str, str], after: tuple[str, str], *, kept: bool
) -> None:
    """Eleven hours pass between two days, clock changes counted; within a day none need to."""
    first, second = in_london(*before), in_london(*after)
    assert rest_is_kept(first, [second], LONDON, 11 * HOUR) is kept
    assert rest_is_kept(second, [first], LONDON, 11 * HOUR) is kept


def test_r20_a_rest_that_others_lack_is_not_this_ones_fault() -> None:
    """Two nights that were let pass before do not stand in the way of a third that is far off."""
    close = [
        in_london("2024-06-25T20:00", "2024-06-25T23:30"),
        in_london("2024-06-26T06:00", "2024-06-26T07:00"),
    ]
    later = in_london("2024-06-26T12:00", "2024-06-26T13:00")
    assert rest_is_kept(later, close, LONDON, 11 * HOUR)
