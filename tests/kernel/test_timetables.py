"""Timetables, against a look at every period."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from community_domain import Period, Timetable

BEGIN, MINUTE = datetime(2024, 6, 1, tzinfo=UTC), timedelta(minutes=1)


def period(start: int, length: int) -> Period:
    """So many minutes long, so many minutes after the beginning."""
    return Period(BEGIN + start * MINUTE, BEGIN + (start + length) * MINUTE)


PERIODS = st.builds(period, st.integers(0, 60), st.integers(1, 60))
KEYS = st.sampled_from("abcde")


@given(st.lists(st.tuples(KEYS, PERIODS | st.none()), max_size=20), PERIODS)
def test_what_shares_time_is_found_and_nothing_else(
    changes: list[tuple[str, Period | None]], wanted: Period
) -> None:
    """Whatever was put in and dropped: the keys that overlap, by their ends."""
    table, plain = Timetable(), dict[str, Period]()
    for key, when in changes:
        if when is None:
            table.drop(key)
            plain.pop(key, None)
        else:
            table.put(key, when)
            plain[key] = when
    expected = sorted((one.end, key) for key, one in plain.items() if one.overlaps(wanted))
    assert list(table.overlapping(wanted.start, wanted.end)) == [key for _, key in expected]


def test_what_is_over_and_what_is_far_ahead_is_not_looked_at() -> None:
    """Of a thousand days, only those are asked for their periods that end around the wanted one."""
    asked: list[str] = []

    class Watched(dict[str, Period]):
        """Notes which key is looked up."""

        def __getitem__(self, key: str) -> Period:
            asked.append(key)
            return super().__getitem__(key)

    table = Timetable()
    for day in range(1_000):
        table.put(f"day-{day}", period(day * 1_440, 60))
    table.periods = Watched(table.periods)
    wanted = period(500 * 1_440, 30)
    assert list(table.overlapping(wanted.start, wanted.end)) == ["day-500"]
    assert asked == ["day-500"]
