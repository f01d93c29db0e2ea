"""What time asks of duties: they are closed, and every holder gets the one outcome."""

from datetime import datetime, timedelta

import pytest
from community_domain_testkit import given

from community_domain import STANDARD, Command, Event, System
from community_domain.community import SettingsChanged
from community_domain.shifts import (
    ABSENCE_GRACE,
    AbsenceRecorded,
    CloseDuty,
    DutyBegun,
    DutyEnded,
    RecordAbsence,
    ShiftCancelled,
    ShiftHandedOver,
    ShiftReleased,
)
from tests.shifts.duties import GATE, planned, taken
from tests.stories import ADULT, GUARDIAN, PERIOD, at_start, neighbourhood

OPEN = (*neighbourhood(), *planned())
CLOCK = System("clock")
SECOND = timedelta(seconds=1)
GRACE = PERIOD.end + timedelta(hours=ABSENCE_GRACE.default)
CAME = DutyBegun(GATE, ADULT, at_start(1))
CLOSE, MISS = CloseDuty(GATE, ADULT), RecordAbsence(GATE, ADULT)


def due(at: datetime, *happened: Event) -> tuple[Command, ...]:
    """What is due at an instant, after these things happened."""
    fold = STANDARD.deadlines()
    for event in (*OPEN, *happened):
        fold.see(event)
    return fold.due(at)


def test_r24_a_forgotten_duty_is_due_at_the_planned_end() -> None:
    """Not a second before; not for who went; and the clock's command is accepted then."""
    held = (taken(ADULT), CAME)
    assert due(PERIOD.end - SECOND, *held) == ()
    assert due(PERIOD.end, *held) == (CLOSE,)
    assert due(GRACE, *held, DutyEnded(GATE, ADULT, None, at_start(9), forgotten=False)) == ()
    given(*OPEN, *held).when(CLOSE, by=CLOCK, at=PERIOD.end).then(
        DutyEnded(GATE, ADULT, None, PERIOD.end, forgotten=True)
    )


def test_r24_a_duty_is_due_when_its_shift_is_called_off() -> None:
    """Who was there when it was called off has gone home; the clock's command is accepted then."""
    happened = (taken(ADULT), CAME, ShiftCancelled(GATE, at_start(60), "typhoon"))
    assert due(at_start(60), *happened) == (CLOSE,)
    given(*OPEN, *happened).when(CLOSE, by=CLOCK, at=at_start(60)).then(
        DutyEnded(GATE, ADULT, None, at_start(60), forgotten=True)
    )


def test_r25_an_absence_is_due_when_the_grace_is_over() -> None:
    """Devices have their time; then every holder without an outcome gets one."""
    assert due(GRACE - SECOND, taken(ADULT)) == ()
    assert due(GRACE, taken(ADULT)) == (MISS,)
    given(*OPEN, taken(ADULT)).when(MISS, by=CLOCK, at=GRACE).then(AbsenceRecorded(GATE, ADULT))


@pytest.mark.parametrize(
    "ended",
    [
        CAME,
        AbsenceRecorded(GATE, ADULT),
        ShiftReleased(GATE, ADULT, None, "illness"),
        ShiftHandedOver(GATE, ADULT, GUARDIAN, None),
    ],
    ids=lambda event: type(event).__name__,
)
def test_r25_who_has_an_outcome_or_no_place_is_not_missed(ended: Event) -> None:
    """Having come; an absence told already; a place given up, taken back or handed over."""
    assert MISS not in due(GRACE, taken(ADULT), ended)


def test_r25_who_came_and_takes_the_shift_again_is_not_missed() -> None:
    """Having been there is the one outcome, whatever became of the place."""
    went = DutyEnded(GATE, ADULT, None, at_start(2), forgotten=False)
    lost = ShiftReleased(GATE, ADULT, None, "consent-missing")
    assert due(GRACE, taken(ADULT), CAME, went, lost, taken(ADULT)) == ()


@pytest.mark.parametrize("hours", [0, 1, 100])
def test_the_grace_in_force_counts_whenever_it_was_set(hours: int) -> None:
    """A community may record at once, or give its devices more time."""
    changed = SettingsChanged((ABSENCE_GRACE.at(hours),))
    ends = PERIOD.end + timedelta(hours=hours)
    assert due(ends - SECOND, taken(ADULT), changed) == ()
    assert due(ends, taken(ADULT), changed) == (MISS,)


def test_the_grace_is_chosen_at_the_founding_too() -> None:
    """Settings are taken from the founding as well as from their changes."""
    fold = STANDARD.deadlines()
    for event in (*neighbourhood(ABSENCE_GRACE.at(1)), *planned(), taken(ADULT)):
        fold.see(event)
    assert fold.due(PERIOD.end + timedelta(hours=1)) == (MISS,)
