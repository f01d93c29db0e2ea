"""What time asks of attendance: check-ins are closed, and every seat gets its one outcome."""

from datetime import datetime, timedelta

import pytest
from community_domain_testkit import BEGINNING, given

from community_domain import STANDARD, Command, Event, System
from community_domain.activities import (
    NO_SHOW_GRACE,
    CheckedIn,
    CheckedOut,
    CloseCheckIn,
    NoShowRecorded,
    PresenceRecorded,
    RecordNoShow,
    RecordUncollected,
    SeatLeft,
    SeatReleased,
)
from community_domain.community import SettingsChanged
from tests.stories import (
    ADULT,
    CHILD,
    OTHER,
    PERIOD,
    SPORTS_DAY,
    at_start,
    neighbourhood,
    scheduled,
    seat,
)

OPEN = (*neighbourhood(), *scheduled())
CLOCK = System("clock")
SECOND = timedelta(seconds=1)
GRACE = PERIOD.end + timedelta(hours=NO_SHOW_GRACE.default)
CAME = CheckedIn(SPORTS_DAY, CHILD, at_start(1))
LOOK = RecordUncollected(SPORTS_DAY, CHILD)
CLOSE, MISS = CloseCheckIn(SPORTS_DAY, CHILD), RecordNoShow(SPORTS_DAY, CHILD)


def due(at: datetime, *happened: Event) -> tuple[Command, ...]:
    """What is due at an instant, after these things happened."""
    fold = STANDARD.deadlines()
    for event in (*OPEN, *happened):
        fold.see(event)
    return fold.due(at)


def test_r24_a_forgotten_check_out_is_due_at_the_planned_end() -> None:
    """Not a second before; not for who went; and the clock's command is accepted then."""
    held = (seat(CHILD), CAME)
    assert due(PERIOD.end - SECOND, *held) == ()
    assert due(PERIOD.end, *held) == (CLOSE,)
    went = CheckedOut(SPORTS_DAY, CHILD, at_start(9), forgotten=False)
    assert CLOSE not in due(GRACE, *held, went)
    given(*OPEN, *held).when(CLOSE, by=CLOCK, at=PERIOD.end).then(
        CheckedOut(SPORTS_DAY, CHILD, PERIOD.end, forgotten=True)
    )


def test_r25_a_no_show_is_due_when_the_grace_is_over() -> None:
    """Devices and sheets have their time; then every seat without an outcome gets one."""
    assert due(GRACE - SECOND, seat(CHILD)) == ()
    assert due(GRACE, seat(CHILD), seat(OTHER)) == (MISS, RecordNoShow(SPORTS_DAY, OTHER))
    given(*OPEN, seat(CHILD)).when(MISS, by=CLOCK, at=GRACE).then(NoShowRecorded(SPORTS_DAY, CHILD))


@pytest.mark.parametrize(
    "ended",
    [
        CAME,
        PresenceRecorded(SPORTS_DAY, CHILD),
        NoShowRecorded(SPORTS_DAY, CHILD),
        SeatLeft(SPORTS_DAY, CHILD, late=True),
        SeatReleased(SPORTS_DAY, CHILD, "consent-missing"),
    ],
    ids=lambda event: type(event).__name__,
)
def test_r25_who_has_an_outcome_or_no_seat_is_not_missed(ended: Event) -> None:
    """Having come, by whatever word; a no-show told already; a seat left or taken back."""
    assert MISS not in due(GRACE, seat(CHILD), ended)


def test_r25_an_outcome_outlives_the_seat_it_was_told_of() -> None:
    """Who came early, went, lost the seat and took it again has been there: no second outcome."""
    went = CheckedOut(SPORTS_DAY, CHILD, at_start(-5), forgotten=False)
    lost = SeatReleased(SPORTS_DAY, CHILD, "consent-missing")
    came = CheckedIn(SPORTS_DAY, CHILD, at_start(-10))
    assert due(GRACE, seat(CHILD), came, went, lost, seat(CHILD)) == (LOOK,)
    again = SeatLeft(SPORTS_DAY, ADULT, late=False)
    assert due(GRACE, seat(ADULT), again, seat(ADULT)) == (RecordNoShow(SPORTS_DAY, ADULT),)


def test_r25_a_late_check_in_after_a_no_show_is_closed_too() -> None:
    """The device tells after the end; there is nobody left to check out."""
    happened = (seat(CHILD), NoShowRecorded(SPORTS_DAY, CHILD), CAME)
    assert due(PERIOD.end, *happened) == (CLOSE,)


@pytest.mark.parametrize("hours", [0, 1, 100])
def test_the_grace_in_force_counts_whenever_it_was_set(hours: int) -> None:
    """A community may record at once, or give its sheets more time; also seats taken before."""
    changed = SettingsChanged((NO_SHOW_GRACE.at(hours),))
    ends = PERIOD.end + timedelta(hours=hours)
    assert due(ends - SECOND, seat(CHILD), changed) == ()
    assert due(ends, seat(CHILD), changed) == (MISS,)


def test_the_grace_is_chosen_at_the_founding_too() -> None:
    """Settings are taken from the founding as well as from their changes."""
    fold = STANDARD.deadlines()
    for event in (*neighbourhood(NO_SHOW_GRACE.at(1)), *scheduled(), seat(CHILD)):
        fold.see(event)
    assert fold.due(PERIOD.end + timedelta(hours=1)) == (MISS,)


def test_nothing_is_due_while_nothing_is_over() -> None:
    """A community with seats taken asks nothing of time before the end."""
    assert due(BEGINNING, seat(CHILD), seat(OTHER)) == ()
