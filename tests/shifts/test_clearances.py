"""Adults on shifts with minors hold a clearance on the days of the shift."""

from datetime import date, timedelta
from itertools import count

import pytest
from community_domain_testkit import BEGINNING, FOUNDER, Given, given
from hypothesis import given as forall
from hypothesis import strategies as st

from community_domain import (
    STANDARD,
    Command,
    Community,
    MemberId,
    Refusal,
    System,
)
from community_domain.community import Scope, SettingsChanged
from community_domain.members import (
    CLEARANCE_REQUIRED,
    ClearanceId,
    ClearanceMissing,
    Clearances,
    ClearanceWithdrawn,
    RecordClearance,
    RoleGranted,
    WithdrawClearance,
)
from community_domain.shifts import (
    ADULT_HOURS,
    OVERRIDER,
    AcceptStandIn,
    AssignDespiteLimits,
    CallInSick,
    ClearanceCounted,
    ClearanceLost,
    DutyBegun,
    LimitsOverridden,
    ReleaseUncleared,
    ReviewClearance,
    Roster,
    ShiftCovered,
    ShiftHandedOver,
    ShiftReleased,
    ShiftUncovered,
    StandInAsked,
    TakeShift,
    TooFewAdults,
    Watch,
)
from tests.shifts.duties import DESK, GATE, HALL, hours, planned, taken
from tests.stories import ADULT, CHILD, GUARDIAN, OTHER, PERIOD, at_start, clearance, neighbourhood

OPEN = (*neighbourhood(cleared=True), *planned(place_id=HALL))
DAY = date(2024, 6, 26)
"""Of the shift."""
ONE_DAY = timedelta(days=1)
CLOCK = System("clock")
CLEARED = (taken(ADULT, place_id=HALL), ClearanceCounted(GATE, ADULT, HALL))
MINOR = taken(CHILD, place_id=HALL, minor=True)
BESIDE = (*OPEN, *CLEARED, MINOR)
UNCLEARED = ClearanceMissing(GUARDIAN, DAY)
PAPER = ClearanceId(f"paper-{ADULT}")
WITHDRAW = WithdrawClearance(PAPER, ADULT, "Mistaken for another")
WITHDRAWN = ClearanceWithdrawn(PAPER, ADULT, "Mistaken for another")
LOST = ClearanceLost(GATE, ADULT, HALL)
FREED = ShiftReleased(GATE, ADULT, HALL, "clearance-missing")
UNCOVERED = ShiftUncovered(GATE, HALL, PERIOD.start)
RECORD = RecordClearance(PAPER, ADULT, "certificate", "The police", date(2024, 1, 1), DAY)
SOONER = RecordClearance(PAPER, ADULT, "certificate", "The police", date(2024, 1, 1), DAY - ONE_DAY)


def test_r46_whoever_is_cleared_for_the_day_counts_from_the_start() -> None:
    """It is said with the shift, so that nobody has to be looked up when a minor comes."""
    then = given(*OPEN).when(TakeShift(GATE, ADULT), by=ADULT)
    then.then(*CLEARED)
    [duty] = then.state(Watch(HALL)).on_duty(PERIOD.start, PERIOD.end)
    assert duty.cleared
    assert then.state(Roster(GATE)).duties[ADULT].cleared
    given(*OPEN, *CLEARED).when(TakeShift(GATE, CHILD), by=GUARDIAN).then(MINOR)


def test_r46_without_minors_an_adult_needs_no_clearance() -> None:
    """Who works with adults alone is asked for nothing, also on a day with minors elsewhere."""
    alone = taken(GUARDIAN, place_id=HALL)
    given(*OPEN).when(TakeShift(GATE, GUARDIAN), by=GUARDIAN).then(alone)
    elsewhere = planned(DESK)
    there = taken(GUARDIAN, DESK)
    given(*BESIDE, *elsewhere).when(TakeShift(DESK, GUARDIAN), by=GUARDIAN).then(there)


def test_r46_an_adult_beside_minors_is_cleared() -> None:
    """Also beside those on another shift at the place, while they share some time."""
    take = TakeShift(GATE, GUARDIAN)
    given(*BESIDE).when(take, by=GUARDIAN).then_refused(UNCLEARED)
    before = planned(DESK, hours(8, 9.5), place_id=HALL)
    desk = TakeShift(DESK, GUARDIAN)
    given(*BESIDE, *before).when(desk, by=GUARDIAN).then_refused(UNCLEARED)
    touching = planned(DESK, hours(8, 9), place_id=HALL)
    apart = taken(GUARDIAN, DESK, hours(8, 9), place_id=HALL)
    given(*BESIDE, *touching).when(desk, by=GUARDIAN).then(apart)


def test_r46_a_minor_comes_to_no_adult_without_a_clearance() -> None:
    """Whoever was there first, and although another adult would be enough."""
    first = (taken(GUARDIAN, place_id=HALL), *CLEARED)
    given(*OPEN, *first).when(TakeShift(GATE, CHILD), by=GUARDIAN).then_refused(UNCLEARED)
    alone = (*OPEN, first[0])
    given(*alone).when(TakeShift(GATE, CHILD), by=GUARDIAN).then_refused(UNCLEARED)
    cleared = (clearance(GUARDIAN), ClearanceCounted(GATE, GUARDIAN, HALL))
    given(*alone, *cleared).when(TakeShift(GATE, CHILD), by=GUARDIAN).then(MINOR)


def test_r46_on_a_shift_without_a_place_those_on_it_are_together() -> None:
    """As for the adults that minors need (R7)."""
    nowhere = (*neighbourhood(cleared=True), *planned())
    minor = (taken(ADULT), ClearanceCounted(GATE, ADULT, None), taken(CHILD, minor=True))
    take = TakeShift(GATE, GUARDIAN)
    given(*nowhere, *minor).when(take, by=GUARDIAN).then_refused(UNCLEARED)


@pytest.mark.parametrize(
    ("since", "until", "missing"),
    [
        (DAY, DAY + ONE_DAY, None),
        (DAY, DAY, DAY + ONE_DAY),
        (DAY + ONE_DAY, DAY + ONE_DAY, DAY),
        (date(2024, 1, 1), DAY - ONE_DAY, DAY),
    ],
)
def test_r46_every_local_day_of_the_shift_counts(
    since: date, until: date, missing: date | None
) -> None:
    """Not the day on which it is taken; a night over midnight has two."""
    night = hours(19, 25)
    young = planned(DESK, hours(19, 20), place_id=HALL)
    there = (
        taken(ADULT, DESK, hours(19, 20), place_id=HALL),
        ClearanceCounted(DESK, ADULT, HALL),
        taken(CHILD, DESK, hours(19, 20), place_id=HALL, minor=True),
    )
    late = planned(GATE, night, place_id=HALL)
    neighbours = (*neighbourhood(cleared=True), *young, *late, *there)
    take = given(*neighbours, clearance(GUARDIAN, since, until)).when(
        TakeShift(GATE, GUARDIAN), by=GUARDIAN
    )
    if missing is None:
        on = taken(GUARDIAN, GATE, night, place_id=HALL)
        take.then(on, ClearanceCounted(GATE, GUARDIAN, HALL))
    else:
        take.then_refused(ClearanceMissing(GUARDIAN, missing))


def test_r46_no_override_passes_over_a_clearance() -> None:
    """It passes over working hours; the protection of minors stands."""
    may = RoleGranted(ADULT, OVERRIDER, Scope())
    despite = AssignDespiteLimits(DESK, GUARDIAN, "Nobody else")
    skilled = planned(DESK, place_id=HALL, all_of=("first aid",))
    given(*BESIDE, may, *skilled).when(despite, by=ADULT).then_refused(UNCLEARED)
    cleared = (may, clearance(GUARDIAN), *skilled)
    given(*BESIDE, *cleared).when(despite, by=ADULT).then(
        LimitsOverridden(DESK, GUARDIAN, ("skill-missing",), "Nobody else"),
        taken(GUARDIAN, DESK, place_id=HALL),
        ClearanceCounted(DESK, GUARDIAN, HALL),
    )


def test_r46_who_stands_in_is_cleared_too() -> None:
    """The holder stays the holder until somebody is; for a minor who was alone, nobody has to."""
    asked = (*BESIDE, StandInAsked(GATE, ADULT, GUARDIAN))
    accept = AcceptStandIn(GATE, ADULT, GUARDIAN)
    given(*asked).when(accept, by=GUARDIAN).then_refused(UNCLEARED)
    given(*asked, clearance(GUARDIAN)).when(accept, by=GUARDIAN).then(
        ShiftHandedOver(GATE, ADULT, GUARDIAN, HALL),
        taken(GUARDIAN, place_id=HALL),
        ClearanceCounted(GATE, GUARDIAN, HALL),
    )
    instead = (*BESIDE, StandInAsked(GATE, CHILD, GUARDIAN))
    given(*instead).when(AcceptStandIn(GATE, CHILD, GUARDIAN), by=GUARDIAN).then(
        ShiftHandedOver(GATE, CHILD, GUARDIAN, HALL), taken(GUARDIAN, place_id=HALL)
    )


def test_r46_an_adult_without_a_clearance_does_not_count() -> None:
    """Where the setting came later than the shift, cover is what those who are cleared give."""
    switched = SettingsChanged((CLEARANCE_REQUIRED.at(1),))
    before = (*neighbourhood(), *planned(place_id=HALL), taken(GUARDIAN, place_id=HALL), MINOR)
    ill = CallInSick(GATE, CHILD)
    gone = ShiftReleased(GATE, CHILD, HALL, "illness")
    second = taken(OTHER, place_id=HALL, minor=True)
    then = given(*before, second, switched).when(ill, by=GUARDIAN)
    then.then(gone).followed_by(UNCOVERED)
    given(*before, second).when(ill, by=GUARDIAN).then(gone).followed_by()
    lonely = (*OPEN, MINOR)
    take = TakeShift(GATE, OTHER)
    given(*lonely).when(take, by=GUARDIAN).then_refused(TooFewAdults)


def test_r46_losing_a_clearance_frees_the_shifts_ahead_with_minors() -> None:
    """Withdrawn, or its last day moved: the place is open, and the shift says what it lacks."""
    after = (LOST, FREED, UNCOVERED)
    assert set(given(*BESIDE).when(WITHDRAW).then(WITHDRAWN).follow_ups) == set(after)
    shorter = clearance(ADULT, until=DAY - ONE_DAY)
    then = given(*BESIDE).when(SOONER).then(shorter)
    assert set(then.follow_ups) == set(after)
    roster = then.state(Roster(GATE))
    assert (list(roster.holders), list(roster.at_risk)) == ([CHILD], [ADULT])


def test_r46_a_clearance_that_still_covers_the_day_frees_nothing() -> None:
    """Moved up to the very day, or replaced by another paper."""
    given(*BESIDE).when(RECORD).then(clearance(ADULT, until=DAY)).followed_by()
    renewed = clearance(ADULT, DAY, DAY, "renewed")
    given(*BESIDE, renewed).when(WITHDRAW).then(WITHDRAWN).followed_by()


def test_r46_shifts_without_minors_stay() -> None:
    """They were not needed for them; a minor who comes later is refused."""
    alone = (*OPEN, *CLEARED)
    given(*alone).when(WITHDRAW).then(WITHDRAWN).followed_by(LOST)
    later = (*alone, WITHDRAWN, LOST)
    refused = ClearanceMissing(ADULT, DAY)
    given(*later).when(TakeShift(GATE, CHILD), by=GUARDIAN).then_refused(refused)


def test_r46_a_clearance_recorded_later_counts_from_then_on() -> None:
    """On every shift that is not over, for which it covers all days."""
    tomorrow = planned(DESK, hours(9, 12, day=27), place_id=HALL)
    both = (taken(ADULT, place_id=HALL), taken(ADULT, DESK, hours(9, 12, day=27), place_id=HALL))
    before = (*OPEN, *tomorrow, WITHDRAWN, *both)
    anew = RecordClearance(ClearanceId("new-1"), ADULT, "certificate", "The police", DAY, DAY)
    counted = ClearanceCounted(GATE, ADULT, HALL)
    then = given(*before).when(anew)
    assert then.follow_ups == (counted,)
    uncovered = (*BESIDE, WITHDRAWN, LOST, UNCOVERED)
    then = given(*uncovered).when(anew)
    assert then.follow_ups == (counted, ShiftCovered(GATE, HALL))


def test_r46_what_is_past_or_has_begun_stays() -> None:
    """Who is on duty is on duty; that minors lack an adult then is said at once."""
    midway = at_start(30)
    then = given(*BESIDE).when(WITHDRAW, at=midway).then(WITHDRAWN)
    assert then.follow_ups == (LOST, ShiftUncovered(GATE, HALL, midway))
    given(*BESIDE).when(WITHDRAW, at=PERIOD.end).then(WITHDRAWN).followed_by()
    come = DutyBegun(GATE, ADULT, at_start(-10))
    then = given(*BESIDE, come).when(WITHDRAW, at=at_start(-5)).then(WITHDRAWN)
    assert then.follow_ups == (LOST, UNCOVERED)


def test_r46_what_follows_a_loss_has_one_effect() -> None:
    """Issued again, of minors, or where the clearance is back, it does nothing."""
    release = ReleaseUncleared(GATE, ADULT)
    given(*BESIDE).when(release, by=CLOCK).then_nothing()
    given(*BESIDE, WITHDRAWN, LOST).when(release, by=CLOCK).then(FREED)
    given(*BESIDE, WITHDRAWN, LOST, FREED).when(release, by=CLOCK).then_nothing()
    given(*BESIDE).when(ReleaseUncleared(GATE, CHILD), by=CLOCK).then_nothing()
    given(*BESIDE).when(ReleaseUncleared(DESK, ADULT), by=CLOCK).then_nothing()
    for who in (ADULT, CHILD, GUARDIAN):
        given(*BESIDE).when(ReviewClearance(who), by=CLOCK).then_nothing()


def test_r46_a_community_may_ask_for_no_clearance_on_shifts() -> None:
    """Then nobody is refused, nothing is freed, and every adult counts."""
    off = SettingsChanged((CLEARANCE_REQUIRED.at(0),))
    take = TakeShift(GATE, GUARDIAN)
    given(*BESIDE, off).when(take, by=GUARDIAN).then(taken(GUARDIAN, place_id=HALL))
    alone = (*OPEN, off, taken(GUARDIAN, place_id=HALL))
    given(*alone).when(TakeShift(GATE, CHILD), by=GUARDIAN).then(MINOR)
    given(*BESIDE, off).when(WITHDRAW).then(WITHDRAWN).followed_by(LOST)


LONG = hours(10, 25)
"""Beside minors at the gate in the morning, and into the next day."""
SHIFTS = {GATE: (DAY,), DESK: (DAY, DAY + ONE_DAY)}
PEOPLE = (ADULT, GUARDIAN)
STORY: Given = given(
    *neighbourhood(ADULT_HOURS.at(24), cleared=True),
    *planned(place_id=HALL),
    *planned(DESK, LONG, place_id=HALL),
)
shifts, who = st.sampled_from([GATE, DESK]), st.sampled_from(PEOPLE)
some_days = st.sampled_from([DAY - ONE_DAY, DAY, DAY + ONE_DAY])


def _paper(member_id: MemberId, number: int, since: date, length: int) -> Command:
    of = ClearanceId(f"paper-{number}-{member_id}")
    return RecordClearance(of, member_id, "one", "one", since, since + timedelta(length))


def _withdrawn(member_id: MemberId, number: int) -> Command:
    return WithdrawClearance(ClearanceId(f"paper-{number}-{member_id}"), member_id, "one")


COMMANDS = st.one_of(
    st.builds(TakeShift, shifts, st.sampled_from([ADULT, GUARDIAN, CHILD, OTHER])),
    st.builds(TakeShift, shifts, st.sampled_from([ADULT, GUARDIAN, CHILD, OTHER])),
    st.builds(CallInSick, shifts, st.sampled_from([ADULT, GUARDIAN])),
    st.builds(_paper, who, st.integers(1, 2), some_days, st.integers(0, 2)),
    st.builds(_paper, who, st.integers(1, 2), some_days, st.integers(0, 2)),
    st.builds(_withdrawn, who, st.integers(1, 2)),
)


@forall(st.lists(COMMANDS, max_size=25))
def test_r46_no_minor_is_ever_beside_an_adult_without_a_clearance(commands: list[Command]) -> None:
    """Whatever is recorded, withdrawn and taken, in whatever order; asked day by day."""
    community, numbers = Community(STORY.log(), STANDARD), count()
    for wish in commands:
        by = wish.member_id if isinstance(wish, CallInSick) else FOUNDER
        try:
            community.acting(by).execute(wish, at=BEGINNING, command_id=f"c-{next(numbers)}")
        except Refusal:
            continue
        rosters = {shift_id: community.state(Roster(shift_id)) for shift_id in SHIFTS}
        minors = {CHILD, OTHER} & {one for roster in rosters.values() for one in roster.holders}
        for shift_id, days in SHIFTS.items():
            for adult in {ADULT, GUARDIAN} & set(rosters[shift_id].holders):
                papers = community.state(Clearances(adult)).days
                cleared = all(any(one.holds_on(day) for one in papers) for day in days)
                assert cleared == rosters[shift_id].duties[adult].cleared
                assert cleared or not minors
