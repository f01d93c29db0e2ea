"""Periods cut where the days and the clocks of a zone change."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from community_domain import LocalStretch, Period, local_stretches, zone

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
ZONES = (
    "Asia/Shanghai",
    "Europe/London",
    "America/St_Johns",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Africa/Cairo",
)
"""Without changes; with them; at a minute past midnight; by half an hour; a day left out; and at
midnight."""
LONDON = "Europe/London"
AUTUMN = datetime(2024, 10, 26, 23, tzinfo=UTC)
"""Midnight in London before the clocks go back, which makes a day of 25 hours."""


def shown(minutes: int) -> timedelta:
    """So many minutes after midnight on the clock."""
    return minutes * MINUTE


def test_a_day_of_25_hours_is_cut_where_the_clocks_go_back() -> None:
    """From midnight to 02:00, and again from 01:00 to midnight."""
    change, end = AUTUMN + 2 * HOUR, AUTUMN + 25 * HOUR
    day = date(2024, 10, 27)
    assert list(local_stretches(Period(AUTUMN, end), LONDON)) == [
        LocalStretch(day, shown(0), shown(120), Period(AUTUMN, change)),
        LocalStretch(day, shown(60), shown(24 * 60), Period(change, end)),
    ]


def test_a_day_of_23_hours_is_cut_where_the_clocks_go_forward() -> None:
    """From midnight to 01:00, and from 02:00 to midnight."""
    start = datetime(2024, 3, 31, tzinfo=UTC)
    change, end = start + HOUR, start + 23 * HOUR
    day = date(2024, 3, 31)
    assert list(local_stretches(Period(start, end), LONDON)) == [
        LocalStretch(day, shown(0), shown(60), Period(start, change)),
        LocalStretch(day, shown(120), shown(24 * 60), Period(change, end)),
    ]


def test_a_period_that_ends_at_midnight_does_not_touch_the_next_day() -> None:
    """Half-open: the last day is the one before."""
    [only] = local_stretches(Period(AUTUMN - HOUR, AUTUMN), LONDON)
    assert (only.day, only.start, only.end) == (date(2024, 10, 26), shown(23 * 60), shown(24 * 60))


@pytest.mark.parametrize("key", ZONES)
@given(
    start=st.datetimes(datetime(1985, 1, 1), datetime(2030, 1, 1)),  # noqa: DTZ001 - made aware
    minutes=st.integers(1, 3 * 24 * 60),
)
@example(start=datetime(2024, 10, 26, 20), minutes=720)  # noqa: DTZ001 - made aware
@example(start=datetime(2005, 10, 29, 20), minutes=1_440)  # noqa: DTZ001 - made aware
@example(start=datetime(2011, 12, 29, 20), minutes=1_440)  # noqa: DTZ001 - made aware
@example(start=datetime(2024, 4, 25, 20), minutes=1_440)  # noqa: DTZ001 - made aware
@example(start=datetime(2024, 4, 6, 10), minutes=720)  # noqa: DTZ001 - made aware
def test_every_minute_is_shown_as_the_clocks_show_it(
    key: str, start: datetime, minutes: int
) -> None:
    """The stretches follow on one another, and each minute has the date and time of the zone."""
    begins = start.replace(second=0, microsecond=0, tzinfo=UTC)
    period = Period(begins, begins + minutes * MINUTE)
    stretches = list(local_stretches(period, key))
    assert stretches[0].period.start == period.start
    assert stretches[-1].period.end == period.end
    assert all(one.period.end == other.period.start for one, other in pairwise(stretches))
    for stretch in stretches:
        assert stretch.end - stretch.start == stretch.period.end - stretch.period.start
        at = stretch.period.start
        while at < stretch.period.end:
            local = at.astimezone(zone(key)).replace(tzinfo=None)
            passed = stretch.start + (at - stretch.period.start)
            assert local == datetime.combine(stretch.day, datetime.min.time()) + passed
            at += 7 * MINUTE
