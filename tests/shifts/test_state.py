"""The states of shifts, where folding is more than remembering."""

from datetime import timedelta
from typing import TypeVar

from community_domain_testkit import given

from community_domain import STANDARD, Community, Event, Period, State
from community_domain.shifts import (
    Duties,
    DutyEnded,
    Roster,
    ShiftHandedOver,
    ShiftId,
    ShiftReleased,
    StandInAsked,
    StandInDeclined,
    Watch,
)
from tests.shifts.duties import DESK, GATE, HALL, hours, planned, taken
from tests.stories import ADULT, CHILD, GUARDIAN, OTHER, PERIOD, at_start, neighbourhood

S = TypeVar("S", bound=State)
HERE = neighbourhood()
DAY = timedelta(days=1)


def looked_at(state: S, *happened: Event) -> S:
    """A state after these things happened to the gate."""
    community = Community(given(*HERE, *planned(), *happened).log(), STANDARD)
    return community.state(state)


def test_a_place_at_risk_is_safe_when_it_is_filled() -> None:
    """By anybody; who comes back fills their own; a handover fills none."""
    ill = [ShiftReleased(GATE, who, None, "illness") for who in (ADULT, GUARDIAN)]
    both = (taken(ADULT), taken(GUARDIAN), taken(CHILD, minor=True), *ill)
    assert list(looked_at(Roster(GATE), *both).at_risk) == [ADULT, GUARDIAN]
    assert list(looked_at(Roster(GATE), *both, taken(OTHER, minor=True)).at_risk) == [GUARDIAN]
    assert list(looked_at(Roster(GATE), *both, taken(GUARDIAN)).at_risk) == [ADULT]
    handed = ShiftHandedOver(GATE, CHILD, OTHER, None)
    assert list(looked_at(Roster(GATE), *both, handed, taken(OTHER, minor=True)).at_risk) == [
        ADULT,
        GUARDIAN,
    ]


def test_who_was_asked_to_stand_in_is_asked_until_it_is_settled() -> None:
    """Declined, or the holder is no longer one."""
    asked = (taken(ADULT), StandInAsked(GATE, ADULT, GUARDIAN), StandInAsked(GATE, ADULT, OTHER))
    assert list(looked_at(Roster(GATE), *asked).asked[ADULT]) == [GUARDIAN, OTHER]
    declined = StandInDeclined(GATE, ADULT, GUARDIAN)
    assert list(looked_at(Roster(GATE), *asked, declined).asked[ADULT]) == [OTHER]
    freed = ShiftReleased(GATE, ADULT, None, "illness")
    assert ADULT not in looked_at(Roster(GATE), *asked, freed).asked


def test_a_watch_knows_who_is_there_when() -> None:
    """Whoever shares the time, as long as they last: gone early, they are there no longer."""
    watch = (
        taken(ADULT, place_id=HALL),
        taken(GUARDIAN, DESK, hours(12, 14), place_id=HALL),
        taken(CHILD, place_id=HALL, minor=True),
        DutyEnded(GATE, ADULT, HALL, at_start(60), forgotten=False),
        DutyEnded(GATE, CHILD, HALL, at_start(-5), forgotten=False),
    )
    there = looked_at(Watch(HALL), *watch)
    [adult] = there.on_duty(PERIOD.start, PERIOD.end)
    assert (adult.member_id, adult.period) == (ADULT, Period(PERIOD.start, at_start(60)))
    assert [one.member_id for one in there.on_duty(PERIOD.end, PERIOD.end + DAY)] == [GUARDIAN]
    handed = ShiftHandedOver(GATE, ADULT, GUARDIAN, HALL)
    assert looked_at(Watch(HALL), *watch, handed).on_duty(PERIOD.start, PERIOD.end) == []


def test_duties_around_a_period_bring_what_they_follow_without_a_pause() -> None:
    """A chain that begins long before the margin is found whole; what stands alone is not."""
    chain = [hours(4, 8), hours(8, 12), hours(12, 16)]
    alone = [hours(1, 3.75), hours(20, 22)]
    shifts = [
        taken(ADULT, ShiftId(f"shift-{number}"), period)
        for number, period in enumerate((*chain, *alone))
    ]
    wanted = Period(hours(16, 17).start, hours(16, 17).end)
    found = looked_at(Duties(ADULT), *shifts).around(wanted, timedelta(hours=1))
    assert [one.period for one in found] == chain


def test_who_hands_over_has_the_duty_no_longer_and_who_takes_it_has() -> None:
    """The fields decide which of the two members is meant."""
    handed = (taken(ADULT), ShiftHandedOver(GATE, ADULT, GUARDIAN, None), taken(GUARDIAN))
    assert list(looked_at(Duties(ADULT), *handed).taken) == []
    assert list(looked_at(Duties(GUARDIAN), *handed).taken) == [GATE]
