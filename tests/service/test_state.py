"""The ledger and the calendar, held against plain ways to reckon the same."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community_domain import LocalPeriod, MemberId, Period
from community_domain.service import (
    EntryId,
    EntryReversed,
    HoursCredited,
    HoursLedger,
    WorkingDays,
    WorkingDaysSet,
    whole_minutes,
)

ME = MemberId("member-1")
MIDNIGHT = datetime(2024, 6, 26, tzinfo=UTC)
SECONDS = 4 * 3600


def stretch(start: int, length: int) -> Period:
    """A period by its start and length in seconds."""
    begins = MIDNIGHT + timedelta(seconds=start)
    return Period(begins, begins + timedelta(seconds=length))


def seconds(parts: tuple[Period, ...]) -> list[int]:
    """Each second of some periods."""
    return [
        second
        for part in parts
        for second in range(
            int((part.start - MIDNIGHT).total_seconds()), int((part.end - MIDNIGHT).total_seconds())
        )
    ]


def credited(number: int, worked: Period, counted: tuple[Period, ...]) -> HoursCredited:
    """An entry of the ledger."""
    return HoursCredited(
        EntryId(f"entry-{number}"),
        ME,
        whole_minutes(counted),
        worked,
        LocalPeriod.of(worked, "Asia/Shanghai"),
        counted,
        0,
        f"task:{number}",
        "Notices",
        None,
        "founder",
        late=False,
        forgotten=False,
        confirmed=False,
        corrects=None,
    )


STEPS = st.lists(
    st.tuples(st.integers(0, SECONDS), st.integers(1, SECONDS // 2), st.none() | st.integers(0, 9)),
    max_size=12,
)
"""Somebody serves, from and for so long in seconds; or an entry, by its number, is reversed."""


@given(STEPS)
def test_the_ledger_counts_every_second_once(steps: list[tuple[int, int, int | None]]) -> None:
    """Against a plain set of seconds: what is free, what is taken, and the total by entries."""
    ledger = HoursLedger(ME)
    taken: dict[EntryId, set[int]] = {}
    total = 0
    for number, (start, length, reversing) in enumerate(steps):
        entry_id = EntryId(f"entry-{reversing}")
        if entry_id in taken:
            minutes = ledger.entries[entry_id].minutes
            ledger.entry_reversed(EntryReversed(entry_id, ME, minutes, "wrong"))
            total -= len(taken.pop(entry_id)) // 60
        else:
            worked = stretch(start, length)
            free = ledger.uncounted(worked)
            wanted = set(range(start, start + length)).difference(*taken.values())
            assert seconds(free) == sorted(wanted)
            ledger.hours_credited(credited(number, worked, free))
            taken[EntryId(f"entry-{number}")] = wanted
            total += len(wanted) // 60
        assert ledger.minutes == total
        assert list(ledger.entries) == list(taken)
    ends = [ends for ends, _, _ in ledger.counted]
    starts = [starts for _, starts, _ in ledger.counted]
    assert all(end <= start for end, start in zip(ends, starts[1:], strict=False))


@given(STEPS, st.integers(0, SECONDS), st.integers(1, SECONDS))
def test_time_besides_an_entry_is_time_after_its_reversal(
    steps: list[tuple[int, int, int | None]], start: int, length: int
) -> None:
    """A correction sees the ledger as it is without the entry that it reverses."""
    ledger = HoursLedger(ME)
    for number, (begins, lasts, _) in enumerate(steps):
        worked = stretch(begins, lasts)
        ledger.hours_credited(credited(number, worked, ledger.uncounted(worked)))
    one = EntryId("entry-0")
    besides = ledger.uncounted(stretch(start, length), besides=one)
    ledger.entry_reversed(EntryReversed(one, ME, 0, "wrong"))
    assert seconds(besides) == seconds(ledger.uncounted(stretch(start, length)))


def test_one_work_counts_once_however_often_it_is_corrected() -> None:
    """The ledger finds the entry that stands for a work now."""
    ledger = HoursLedger(ME)
    worked = stretch(0, 3600)
    ledger.hours_credited(credited(1, worked, (worked,)))
    assert ledger.by_work == {"task:1": "entry-1"}
    ledger.entry_reversed(EntryReversed(EntryId("entry-1"), ME, 60, "wrong"))
    assert ledger.by_work == {}


def days(first: date, until: date) -> list[date]:
    """Each day after the first one, up to and with the last."""
    return [first + timedelta(days=n) for n in range(1, (until - first).days + 1)]


DATES = st.dates(date(2024, 9, 1), date(2024, 10, 31))


@given(
    st.lists(DATES, unique=True, max_size=20),
    st.lists(DATES, unique=True, max_size=8),
    DATES,
    DATES,
    st.integers(0, 12),
)
def test_r31_working_days_are_counted_as_by_hand(
    off: list[date], make_up: list[date], first: date, until: date, most: int
) -> None:
    """Weekdays that are not off, and whatever is made up for, after the first day."""
    calendar = WorkingDays()
    calendar.changed(WorkingDaysSet(tuple(off), tuple(make_up)))
    worked = [
        day
        for day in days(first, until)
        if day in make_up or (day.isoweekday() <= 5 and day not in off)
    ]
    assert calendar.more_than(most, first, until) == (len(worked) > most)


NATIONAL_DAY = WorkingDaysSet(
    tuple(date(2024, 10, day) for day in range(1, 8)), (date(2024, 9, 29), date(2024, 10, 12))
)
"""The autumn of 2024 in China: a week off, with two weekend days worked instead."""


@pytest.mark.parametrize(
    ("after", "until", "number"),
    [
        (date(2024, 9, 27), date(2024, 9, 29), 1),
        (date(2024, 9, 30), date(2024, 10, 7), 0),
        (date(2024, 9, 27), date(2024, 10, 12), 7),
        (date(2024, 9, 27), date(2024, 10, 13), 7),
        (date(2024, 9, 27), date(2024, 9, 27), 0),
        (date(2024, 9, 27), date(2024, 9, 20), 0),
    ],
)
def test_r31_holidays_are_off_and_made_up_for(after: date, until: date, number: int) -> None:
    """A Sunday and a Saturday are worked, a week is not; nothing lies before the first day."""
    calendar = WorkingDays()
    calendar.changed(NATIONAL_DAY)
    assert not calendar.more_than(number, after, until)
    assert number == 0 or calendar.more_than(number - 1, after, until)
