"""The decisions about shifts, rule by rule."""

from datetime import UTC, date, datetime, timedelta

import pytest
from community_domain_testkit import FOUNDER, founded, given

from community_domain import (
    Command,
    Event,
    InvalidValue,
    MemberId,
    NotPermitted,
    Period,
    Problem,
    System,
)
from community_domain.activities import (
    ActivityId,
    ActivityUnknown,
    CheckedIn,
    CheckIn,
    OccurrenceId,
    SeatConfirmed,
    SignUp,
)
from community_domain.community import PlaceId, PlaceUnknown, Scope, ScopeKind, SubjectId
from community_domain.members import (
    COORDINATOR,
    TRAVEL_GAP,
    ConsentKind,
    ConsentMissing,
    ConsentRevoked,
    GuardianUnlinked,
    MemberUnknown,
    NoTimeToGoThere,
    Overlapping,
    RevokeConsent,
    RoleGranted,
    StillCheckedIn,
    UnlinkGuardian,
)
from community_domain.shifts import (
    MINORS_EARLIEST,
    MINORS_LATEST,
    MINORS_NEED_ADULTS,
    MINORS_PER_ADULT,
    MINUTES_A_DAY,
    OVERRIDER,
    AbsenceContested,
    AbsenceLifted,
    AbsenceRecorded,
    AcceptStandIn,
    AlreadyOnDuty,
    AlreadyOnShift,
    AlreadyWent,
    AskStandIn,
    AssignDespiteLimits,
    BeginDuty,
    CallInSick,
    CancelShift,
    CloseDuty,
    ContestAbsence,
    DeclineStandIn,
    DefinePosition,
    Duty,
    DutyBegun,
    DutyEnded,
    DutyHasBegun,
    EndDuty,
    LiftAbsence,
    LimitsOverridden,
    NoAbsence,
    NothingToOverride,
    NotOnDuty,
    NotOnShift,
    OutsidePermittedHours,
    OutsideShift,
    PositionExists,
    PositionId,
    PositionUnknown,
    RecordAbsence,
    RecordSkill,
    ReleaseFromShift,
    ReleaseShifts,
    RestTooShort,
    ReviewCover,
    Roster,
    ScheduleShift,
    ShiftCalledOff,
    ShiftCancelled,
    ShiftCovered,
    ShiftExists,
    ShiftFull,
    ShiftHandedOver,
    ShiftId,
    ShiftNotOver,
    ShiftOver,
    ShiftReleased,
    ShiftUncovered,
    ShiftUnknown,
    SkillMissing,
    SkillRecorded,
    StandInAsked,
    StandInDeclined,
    StandInNotAsked,
    TakeShift,
    TooFewAdults,
    TooLongADay,
    TooLongOnEnd,
    TooManyHours,
    TooYoungForPosition,
    WasOnDuty,
)
from tests.shifts.duties import DESK, GATE, HALL, STEWARD, hours, planned, position, taken
from tests.stories import (
    ADULT,
    BOTH,
    CHILD,
    GAMES,
    GUARDIAN,
    OTHER,
    PERIOD,
    SPORTS_DAY,
    adult,
    at_start,
    child,
    neighbourhood,
    scheduled,
)

HERE = neighbourhood()
OPEN = (*HERE, *planned())
TAKE = TakeShift(GATE, CHILD)
MINE = TakeShift(GATE, ADULT)
LOST_CONSENT = ConsentRevoked(CHILD, GUARDIAN, ConsentKind.TAKING_PART)
AFTER = PERIOD.end
CLOCK = System("clock")
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
LEADER = RoleGranted(ADULT, OVERRIDER, Scope())


def begun(member_id: MemberId, minutes: int = 0) -> Event:
    """Somebody came to the gate."""
    return DutyBegun(GATE, member_id, at_start(minutes))


def test_a_position_is_defined_once() -> None:
    """The same again is no news; other particulars need another id."""
    define = DefinePosition(STEWARD, "Steward", 16, 240, ("first aid",), ("English", "Polish"))
    defined = position(240, youngest=16, all_of=("first aid",), any_of=("English", "Polish"))
    given(*HERE).when(define).then(defined)
    given(*HERE, defined).when(define).then_nothing()
    given(*HERE, position()).when(define).then_refused(PositionExists(STEWARD))


def test_a_skill_is_recorded_of_a_member() -> None:
    """Until a day, or for good; saying the same again is no news, another day replaces it."""
    record = RecordSkill(ADULT, "first aid", date(2024, 6, 26))
    recorded = SkillRecorded(ADULT, "first aid", date(2024, 6, 26))
    given(*HERE).when(record).then(recorded)
    given(*HERE, recorded).when(record).then_nothing()
    given(*HERE, recorded).when(RecordSkill(ADULT, "first aid")).then(
        SkillRecorded(ADULT, "first aid", None)
    )
    nobody = MemberId("nobody")
    given(*HERE).when(RecordSkill(nobody, "first aid")).then_refused(MemberUnknown(nobody))


def test_a_shift_copies_what_its_position_takes() -> None:
    """What is decided later needs no look at the position; the same plan again is no news."""
    takes = position(240, youngest=16, all_of=("first aid",))
    shift = planned(longest=240, youngest=16, all_of=("first aid",))
    schedule = ScheduleShift(GATE, STEWARD, PERIOD, 1, 3)
    given(*HERE, takes).when(schedule).then(*shift)
    given(*HERE, takes, *shift).when(schedule).then_nothing()
    other = ScheduleShift(GATE, STEWARD, PERIOD, 1, 4)
    given(*HERE, takes, *shift).when(other).then_refused(ShiftExists(GATE))


def test_a_shift_is_somewhere_and_of_something_that_exists() -> None:
    """Position, place and activity are known, and it is not over."""
    nowhere, nothing = PlaceId("nowhere"), ActivityId("nothing")
    refusals = {
        ScheduleShift(GATE, PositionId("cook"), PERIOD, 1, 3): PositionUnknown(PositionId("cook")),
        ScheduleShift(GATE, STEWARD, PERIOD, 1, 3, nowhere): PlaceUnknown(nowhere),
        ScheduleShift(GATE, STEWARD, PERIOD, 1, 3, activity_id=nothing): ActivityUnknown(nothing),
    }
    for command, refusal in refusals.items():
        given(*HERE, position()).when(command).then_refused(refusal)
    schedule = ScheduleShift(GATE, STEWARD, PERIOD, 1, 3)
    given(*HERE, position()).when(schedule, at=AFTER).then_refused(ShiftOver(GATE, AFTER))


@pytest.mark.parametrize(("least", "most", "pause"), [(2, 1, 0), (0, 0, 0), (1, 1, 180)])
def test_a_plan_that_makes_no_sense_is_refused(least: int, most: int, pause: int) -> None:
    """At least one place, no more than the most, and the break shorter than the shift."""
    with pytest.raises(InvalidValue):
        ScheduleShift(GATE, STEWARD, PERIOD, least, most, break_minutes=pause)


def test_r3_without_consent_a_minor_is_not_assigned_and_not_checked_in() -> None:
    """Neither when taking a shift nor, with a consent that went since, on the day."""
    missing = ConsentMissing(CHILD, ConsentKind.TAKING_PART)
    watched = (*OPEN, taken(ADULT))
    given(*watched, LOST_CONSENT).when(TAKE, by=GUARDIAN).then_refused(missing)
    given(*watched, taken(CHILD, minor=True), LOST_CONSENT).when(
        BeginDuty(GATE, CHILD, at_start()), by=GUARDIAN, at=at_start()
    ).then_refused(missing)


def test_r4_revoking_a_consent_frees_future_shifts() -> None:
    """The place is open and at risk, in the same transaction."""
    held = (*OPEN, taken(ADULT), taken(CHILD, minor=True))
    revoke = RevokeConsent(CHILD, GUARDIAN, ConsentKind.TAKING_PART)
    freed = ShiftReleased(GATE, CHILD, None, "consent-missing")
    then = given(*held).when(revoke, by=GUARDIAN).then(LOST_CONSENT).followed_by(freed)
    assert list(then.state(Roster(GATE)).at_risk) == [CHILD]
    given(*held).when(UnlinkGuardian(CHILD, GUARDIAN), by=GUARDIAN).then(
        GuardianUnlinked(CHILD, GUARDIAN)
    ).followed_by(freed)


def test_r4_a_shift_that_has_begun_or_been_begun_stays() -> None:
    """What is past is not rewritten, and who has arrived early stays the holder."""
    held = (*OPEN, taken(ADULT), taken(CHILD, minor=True), LOST_CONSENT)
    release = ReleaseShifts(CHILD)
    given(*held).when(release, by=CLOCK, at=at_start()).then_nothing()
    given(*held, begun(CHILD, -10)).when(release, by=CLOCK, at=at_start(-5)).then_nothing()


@pytest.mark.parametrize(
    ("period", "permitted"),
    [
        (hours(8, 12), True),
        (hours(16, 20), True),
        (hours(7.75, 9), False),
        (hours(19, 20.25), False),
        (hours(17, 25), False),
        (hours(22, 34), False),
        (hours(20, 32), False),
    ],
)
def test_r7_a_minors_work_lies_within_the_permitted_hours(
    period: Period, *, permitted: bool
) -> None:
    """On every local day it touches: 17:00 to 01:00 and 22:00 to 10:00 are nights."""
    here = (*HERE, *planned(period=period), taken(ADULT, period=period))
    story = given(*here).when(TAKE, by=GUARDIAN)
    if permitted:
        story.then(taken(CHILD, period=period, minor=True))
    else:
        story.then_refused(OutsidePermittedHours(GATE, CHILD, "08:00", "20:00"))


def test_r7_a_minors_minutes_are_capped_each_day_with_other_shifts() -> None:
    """Four hours on a day are the most; those of the day before do not count."""
    here = (*HERE, *planned(), taken(ADULT))
    full = taken(CHILD, DESK, hours(13, 14), minor=True)
    more = taken(CHILD, DESK, hours(13, 14.25), minor=True)
    before = taken(CHILD, DESK, hours(13, 17, day=25), minor=True)
    for other in (full, before):
        given(*here, other).when(TAKE, by=GUARDIAN).then(taken(CHILD, minor=True))
    given(*here, more).when(TAKE, by=GUARDIAN).then_refused(
        TooLongADay(CHILD, date(2024, 6, 26), 240)
    )


def test_r7_minutes_are_split_at_local_midnight() -> None:
    """Where nights are permitted, each day has its own minutes: two hours each are fine."""
    night = hours(22, 26)
    for cap, fits in ((120, True), (119, False)):
        here = neighbourhood(MINORS_EARLIEST.at(0), MINORS_LATEST.at(1_440), MINUTES_A_DAY.at(cap))
        story = given(*here, *planned(period=night), taken(ADULT, period=night)).when(
            TAKE, by=GUARDIAN
        )
        if fits:
            story.then(taken(CHILD, period=night, minor=True))
        else:
            story.then_refused(TooLongADay(CHILD, date(2024, 6, 26), 119))


def test_r7_a_position_is_open_from_an_age() -> None:
    """The age on the day of the shift counts, not that on the day of taking it."""
    born = MemberId("born-later")
    for day, old_enough in ((26, True), (27, False)):
        youth = child(born, *BOTH, born=date(2012, 6, day))
        here = (*HERE, *youth, *planned(youngest=12), taken(ADULT))
        story = given(*here).when(TakeShift(GATE, born), by=GUARDIAN)
        if old_enough:
            story.then(taken(born, minor=True))
        else:
            story.then_refused(TooYoungForPosition(GATE, born, 12))


def test_r7_no_minor_is_assigned_without_an_adult() -> None:
    """None at all, one who goes too soon, or one too many minors; by default one is for ten."""
    here = (*HERE, *planned())
    lacking = TooFewAdults(GATE, PERIOD.start, 10)
    given(*here).when(TAKE, by=GUARDIAN).then_refused(lacking)
    given(*here, taken(ADULT)).when(TAKE, by=GUARDIAN).then(taken(CHILD, minor=True))
    single = neighbourhood(MINORS_PER_ADULT.at(1))
    crowded = (*single, *planned(), taken(ADULT), taken(OTHER, minor=True))
    given(*crowded).when(TAKE, by=GUARDIAN).then_refused(TooFewAdults(GATE, PERIOD.start, 1))
    alone = (*neighbourhood(MINORS_NEED_ADULTS.at(0)), *planned())
    given(*alone).when(TAKE, by=GUARDIAN).then(taken(CHILD, minor=True))


def test_r7_adults_of_other_shifts_at_the_place_count_while_they_last() -> None:
    """Two adults one after the other cover a minor's shift; a gap between them does not."""
    here = (*HERE, *planned(place_id=HALL))
    first = taken(ADULT, DESK, hours(8, 10), place_id=HALL)
    second = taken(GUARDIAN, ShiftId("bar"), hours(10, 13), place_id=HALL)
    late = taken(GUARDIAN, ShiftId("bar"), hours(10.5, 13), place_id=HALL)
    elsewhere = taken(GUARDIAN, ShiftId("bar"), hours(10, 13), place_id=PlaceId("yard"))
    on = taken(CHILD, place_id=HALL, minor=True)
    given(*here, first, second).when(TAKE, by=GUARDIAN).then(on)
    for other in (late, elsewhere):
        given(*here, first, other).when(TAKE, by=GUARDIAN).then_refused(
            TooFewAdults(GATE, at_start(60), 10)
        )


@pytest.mark.parametrize("place_id", [None, HALL])
def test_r7_an_adults_leaving_makes_the_shift_uncovered_at_once(place_id: PlaceId | None) -> None:
    """Released, or gone early: it is said in the same transaction, until an adult takes over."""
    held = (
        *HERE,
        *planned(place_id=place_id),
        taken(ADULT, place_id=place_id),
        taken(CHILD, place_id=place_id, minor=True),
    )
    lost = ShiftUncovered(GATE, place_id, PERIOD.start)
    freed = ShiftReleased(GATE, ADULT, place_id, "illness")
    given(*held).when(CallInSick(GATE, ADULT), by=ADULT).then(freed).followed_by(lost)
    came = begun(ADULT)
    went = DutyEnded(GATE, ADULT, place_id, at_start(30), forgotten=False)
    given(*held, came).when(EndDuty(GATE, ADULT, at_start(30)), by=ADULT, at=at_start(30)).then(
        went
    ).followed_by(ShiftUncovered(GATE, place_id, at_start(30)))
    again = given(*held, freed, lost).when(TakeShift(GATE, GUARDIAN), by=GUARDIAN)
    again.then(taken(GUARDIAN, place_id=place_id)).followed_by(ShiftCovered(GATE, place_id))


def test_r7_while_it_is_uncovered_no_minor_is_assigned_or_checked_in() -> None:
    """The minor who is on it stays, and waits for an adult."""
    held = (*OPEN, taken(CHILD, minor=True))
    lacking = TooFewAdults(GATE, PERIOD.start, 10)
    given(*held).when(TakeShift(GATE, OTHER), by=GUARDIAN).then_refused(lacking)
    begin = BeginDuty(GATE, CHILD, at_start(-5))
    given(*held).when(begin, by=GUARDIAN, at=at_start(-5)).then_refused(lacking)
    given(*held, taken(ADULT)).when(begin, by=GUARDIAN, at=at_start(-5)).then(begun(CHILD, -5))


def test_r7_an_adult_of_a_neighbouring_shift_leaves_it_uncovered() -> None:
    """The place counts, not the shift: the other shift is named."""
    desk = planned(DESK, hours(8, 11), place_id=HALL)
    held = (
        *HERE,
        *planned(place_id=HALL),
        desk[1],
        taken(ADULT, DESK, hours(8, 11), place_id=HALL),
        taken(GUARDIAN, ShiftId("bar"), hours(10, 13), place_id=HALL),
        taken(CHILD, place_id=HALL, minor=True),
    )
    given(*held).when(CallInSick(DESK, ADULT), by=ADULT).then(
        ShiftReleased(DESK, ADULT, HALL, "illness")
    ).followed_by(ShiftUncovered(GATE, HALL, PERIOD.start))


def test_r7_a_shift_that_is_called_off_takes_its_adults_with_it() -> None:
    """Who had come to it watches over nobody any more, from the moment it is called off."""
    came, at = DutyBegun(DESK, ADULT, PERIOD.start), at_start(60)
    held = (
        *HERE,
        *planned(place_id=HALL),
        planned(DESK, place_id=HALL)[1],
        taken(ADULT, DESK, place_id=HALL),
        taken(CHILD, place_id=HALL, minor=True),
        came,
    )
    given(*held).when(CancelShift(DESK, "typhoon"), at=at).then(
        ShiftCancelled(DESK, at, "typhoon", HALL)
    ).followed_by(ShiftUncovered(GATE, HALL, at))
    alone = (*OPEN, taken(ADULT), begun(ADULT), taken(CHILD, minor=True), begun(CHILD))
    given(*alone).when(CancelShift(GATE, "typhoon"), at=at).then(
        ShiftCancelled(GATE, at, "typhoon")
    ).followed_by()


def test_r7_minors_who_go_need_no_adults_any_more() -> None:
    """The last minor's release covers the shift again; a shift that is over is left alone."""
    lost = ShiftUncovered(GATE, None, PERIOD.start)
    held = (*OPEN, taken(CHILD, minor=True), lost)
    release = ReleaseFromShift(GATE, CHILD, "too hot")
    given(*held).when(release).then(ShiftReleased(GATE, CHILD, None, "too hot")).followed_by(
        ShiftCovered(GATE, None)
    )
    uncovered = (*OPEN, taken(CHILD, minor=True))
    given(*uncovered).when(ReviewCover(GATE), by=CLOCK).then(lost)
    given(*uncovered, lost).when(ReviewCover(GATE), by=CLOCK).then_nothing()
    given(*uncovered).when(ReviewCover(GATE), by=CLOCK, at=AFTER).then_nothing()


def test_r18_shifts_and_seats_do_not_overlap() -> None:
    """Whatever slice a commitment is of; touching ones are allowed."""
    seat = SeatConfirmed(SPORTS_DAY, CHILD, PERIOD)
    watched = (*OPEN, taken(ADULT))
    given(*watched, seat).when(TAKE, by=GUARDIAN).then_refused(Overlapping(CHILD, SPORTS_DAY))
    given(*watched, *scheduled(), taken(CHILD, minor=True)).when(
        SignUp(SPORTS_DAY, CHILD), by=GUARDIAN
    ).then_refused(Overlapping(CHILD, GATE))
    touching = taken(CHILD, DESK, hours(12, 13), minor=True)
    given(*watched, touching).when(TAKE, by=GUARDIAN).then(taken(CHILD, minor=True))


def test_r18_a_gap_between_different_places_can_be_required() -> None:
    """Half an hour from the yard to the hall, none within the hall."""
    here = (*neighbourhood(TRAVEL_GAP.at(30)), *planned(place_id=HALL))
    on = taken(ADULT, place_id=HALL)
    for place, minutes, fits in (("yard", 29, False), ("yard", 30, True), ("hall", 0, True)):
        after = Period(AFTER + minutes * MINUTE, AFTER + HOUR)
        other = taken(ADULT, DESK, after, place_id=PlaceId(place))
        story = given(*here, other).when(MINE, by=ADULT)
        if fits:
            story.then(on)
        else:
            story.then_refused(NoTimeToGoThere(ADULT, DESK, 30))


def test_r18_a_released_shift_leaves_the_time_free() -> None:
    """Released and handed over: the giver can do something else."""
    other = planned(DESK)
    for freed in (
        ShiftReleased(GATE, ADULT, None, "illness"),
        ShiftHandedOver(GATE, ADULT, GUARDIAN, None),
    ):
        given(*OPEN, *other, taken(ADULT), freed).when(TakeShift(DESK, ADULT), by=ADULT).then(
            taken(ADULT, DESK)
        )


@pytest.mark.parametrize(
    ("held", "all_of", "any_of"),
    [
        ((), ("first aid",), ("English", "Polish")),
        (("first aid",), (), ("English", "Polish")),
        (("English",), ("first aid",), ()),
        (("first aid", "Polish"), None, None),
    ],
)
def test_r19_skills_combine_as_all_of_and_any_of(
    held: tuple[str, ...], all_of: tuple[str, ...] | None, any_of: tuple[str, ...] | None
) -> None:
    """All of the one list, and one of the other."""
    shift = planned(all_of=("first aid",), any_of=("English", "Polish"))
    skills = (SkillRecorded(ADULT, skill, None) for skill in held)
    story = given(*HERE, *shift, *skills).when(MINE, by=ADULT)
    if all_of is None or any_of is None:
        story.then(taken(ADULT))
    else:
        story.then_refused(SkillMissing(GATE, ADULT, all_of, any_of))


def test_r19_a_skill_counts_through_its_last_day() -> None:
    """The last local day that the shift touches is what counts."""
    night = hours(22, 26)
    for day, fits in ((27, True), (26, False)):
        skill = SkillRecorded(ADULT, "first aid", date(2024, 6, day))
        here = (*HERE, *planned(period=night, all_of=("first aid",)), skill)
        story = given(*here).when(MINE, by=ADULT)
        if fits:
            story.then(taken(ADULT, period=night))
        else:
            story.then_refused(SkillMissing(GATE, ADULT, ("first aid",), ()))


def test_r19_a_shift_takes_no_more_than_the_most_and_shows_fewer_than_the_least() -> None:
    """With one of two it is understaffed; with two it is full."""
    shift = (*HERE, *planned(least=2, most=2))
    one = given(*shift).when(MINE, by=ADULT).then(taken(ADULT))
    assert one.state(Roster(GATE)).understaffed
    two = given(*shift, taken(ADULT)).when(TakeShift(GATE, GUARDIAN), by=GUARDIAN)
    assert not two.then(taken(GUARDIAN)).state(Roster(GATE)).understaffed
    given(*shift, taken(ADULT), taken(GUARDIAN)).when(TAKE, by=GUARDIAN).then_refused(
        ShiftFull(GATE, 2)
    )
    given(*shift, taken(ADULT), taken(GUARDIAN)).when(MINE, by=ADULT).then_nothing()


def test_r20_adults_serve_ten_hours_in_any_24() -> None:
    """Also when the 24 hours span two days: eight in the evening and three the next noon."""
    evening, noon = hours(14, 22, day=25), hours(10, 12.25)
    for shift, fits in ((hours(10, 12), True), (noon, False)):
        here = (*HERE, *planned(period=shift), taken(ADULT, DESK, evening))
        story = given(*here).when(MINE, by=ADULT)
        if fits:
            story.then(taken(ADULT, period=shift))
        else:
            story.then_refused(TooManyHours(ADULT, 10))


@pytest.mark.parametrize(("starts", "kept"), [(33, True), (32.75, False)])
def test_r20_adults_rest_eleven_hours_between_days(starts: float, *, kept: bool) -> None:
    """After an evening until 22:00 a shift begins at 09:00 at the earliest."""
    evening = taken(ADULT, DESK, hours(19, 22))
    morning = hours(starts, 36)
    story = given(*HERE, *planned(period=morning), evening).when(MINE, by=ADULT)
    if kept:
        story.then(taken(ADULT, period=morning))
    else:
        story.then_refused(RestTooShort(ADULT, 11))


def test_r20_rest_is_counted_as_it_passes_when_the_clocks_change() -> None:
    """In London an hour comes twice in that night, so 23:00 to 09:00 is eleven hours."""
    evening = Period(datetime(2024, 10, 26, 19, tzinfo=UTC), datetime(2024, 10, 26, 22, tzinfo=UTC))
    london = (*founded(zone="Europe/London"), *adult(ADULT), taken(ADULT, DESK, evening))
    for minutes, kept in ((0, True), (-1, False)):
        start = datetime(2024, 10, 27, 9, tzinfo=UTC) + minutes * MINUTE
        morning = Period(start, start + HOUR)
        shift = planned(period=morning, zone="Europe/London")
        story = given(*london, *shift).when(MINE, by=ADULT)
        if kept:
            story.then(taken(ADULT, period=morning))
        else:
            story.then_refused(RestTooShort(ADULT, 11))


def test_r20_a_block_obeys_the_strictest_limit_in_it() -> None:
    """Two hours at the desk and three at the gate are five on end, though the gate allows six."""
    before = hours(7, 9)
    limit = {240: False, 300: True}
    for longest, fits in limit.items():
        desk = taken(ADULT, DESK, before, longest=longest)
        story = given(*HERE, *planned(longest=360), desk).when(MINE, by=ADULT)
        if fits:
            story.then(taken(ADULT, longest=360))
        else:
            story.then_refused(TooLongOnEnd(ADULT, 240))
    pause = taken(ADULT, DESK, hours(7, 8.75), longest=240)
    given(*HERE, *planned(longest=360), pause).when(MINE, by=ADULT).then(taken(ADULT, longest=360))


def test_r20_the_hours_of_minors_are_theirs() -> None:
    """What binds adults does not bind minors, but for the longest time on end."""
    watched = (*HERE, *planned(longest=120), taken(ADULT, longest=120))
    given(*watched).when(TAKE, by=GUARDIAN).then_refused(TooLongOnEnd(CHILD, 120))


def test_r21_who_is_ill_or_released_leaves_an_open_place_at_risk() -> None:
    """It is shown until somebody takes it; nobody is released twice."""
    held = (*OPEN, taken(ADULT))
    for command, by, reason in (
        (CallInSick(GATE, ADULT), ADULT, "illness"),
        (ReleaseFromShift(GATE, ADULT, "needed at home"), FOUNDER, "needed at home"),
    ):
        freed = ShiftReleased(GATE, ADULT, None, reason)
        then = given(*held).when(command, by=by).then(freed)
        assert list(then.state(Roster(GATE)).at_risk) == [ADULT]
        given(*held, freed).when(command, by=by).then_nothing()
        filled = given(*held, freed).when(TakeShift(GATE, GUARDIAN), by=GUARDIAN)
        assert not filled.then(taken(GUARDIAN)).state(Roster(GATE)).at_risk
        given(*held, begun(ADULT)).when(command, by=by, at=at_start(5)).then_refused(
            DutyHasBegun(GATE, ADULT, at_start())
        )
        given(*held).when(command, by=by, at=AFTER).then_refused(ShiftOver(GATE, AFTER))


def test_r21_the_holder_stays_until_a_stand_in_accepts() -> None:
    """Asking moves nobody, nor does declining; accepting moves the place in one decision."""
    held = (*OPEN, taken(ADULT))
    asked = StandInAsked(GATE, ADULT, GUARDIAN)
    asks = given(*held).when(AskStandIn(GATE, ADULT, GUARDIAN), by=ADULT).then(asked)
    assert list(asks.state(Roster(GATE)).holders) == [ADULT]
    given(*held, asked).when(AskStandIn(GATE, ADULT, GUARDIAN), by=ADULT).then_nothing()
    decline, declined = (
        DeclineStandIn(GATE, ADULT, GUARDIAN),
        StandInDeclined(GATE, ADULT, GUARDIAN),
    )
    given(*held, asked).when(decline, by=GUARDIAN).then(declined)
    given(*held, asked, declined).when(decline, by=GUARDIAN).then_nothing()
    accept = AcceptStandIn(GATE, ADULT, GUARDIAN)
    handed = (ShiftHandedOver(GATE, ADULT, GUARDIAN, None), taken(GUARDIAN))
    then = given(*held, asked).when(accept, by=GUARDIAN).then(*handed)
    roster = then.state(Roster(GATE))
    assert (list(roster.holders), list(roster.at_risk)) == ([GUARDIAN], [])
    given(*held, asked, *handed).when(accept, by=GUARDIAN).then_nothing()
    for before in ((), (asked, declined), (asked, ShiftReleased(GATE, ADULT, None, "illness"))):
        given(*held, *before).when(accept, by=GUARDIAN).then_refused(
            StandInNotAsked(GATE, ADULT, GUARDIAN)
        )


def test_r21_a_stand_in_passes_every_check() -> None:
    """Busy, without the skill, or a minor without the adult who hands over."""
    busy = SeatConfirmed(SPORTS_DAY, GUARDIAN, PERIOD)
    asked = StandInAsked(GATE, ADULT, GUARDIAN)
    accept = AcceptStandIn(GATE, ADULT, GUARDIAN)
    given(*OPEN, taken(ADULT), asked, busy).when(accept, by=GUARDIAN).then_refused(
        Overlapping(GUARDIAN, SPORTS_DAY)
    )
    skilled = (*HERE, *planned(all_of=("first aid",)), taken(ADULT), asked)
    given(*skilled).when(accept, by=GUARDIAN).then_refused(
        SkillMissing(GATE, GUARDIAN, ("first aid",), ())
    )
    to_child = (*OPEN, taken(ADULT), StandInAsked(GATE, ADULT, CHILD))
    given(*to_child).when(AcceptStandIn(GATE, ADULT, CHILD), by=GUARDIAN).then_refused(
        TooFewAdults(GATE, PERIOD.start, 10)
    )


def test_r21_a_full_shift_is_handed_over_and_never_held_twice() -> None:
    """A place changes hands where none is free; who is on the shift already cannot stand in."""
    full = (*HERE, *planned(most=1), taken(ADULT), StandInAsked(GATE, ADULT, GUARDIAN))
    given(*full).when(AcceptStandIn(GATE, ADULT, GUARDIAN), by=GUARDIAN).then(
        ShiftHandedOver(GATE, ADULT, GUARDIAN, None), taken(GUARDIAN)
    )
    both = (*OPEN, taken(ADULT), taken(GUARDIAN), StandInAsked(GATE, ADULT, GUARDIAN))
    refusal = AlreadyOnShift(GATE, GUARDIAN)
    given(*both).when(AskStandIn(GATE, ADULT, GUARDIAN), by=ADULT).then_refused(refusal)
    given(*both).when(AcceptStandIn(GATE, ADULT, GUARDIAN), by=GUARDIAN).then_refused(refusal)


def test_r21_only_a_holder_who_has_not_come_hands_over() -> None:
    """To a member, and not once the duty has begun."""
    ask, nobody = AskStandIn(GATE, ADULT, GUARDIAN), MemberId("nobody")
    given(*OPEN).when(ask, by=ADULT).then_refused(NotOnShift(GATE, ADULT))
    held = (*OPEN, taken(ADULT))
    come = (*held, StandInAsked(GATE, ADULT, GUARDIAN), begun(ADULT))
    has_begun = DutyHasBegun(GATE, ADULT, at_start())
    given(*come).when(ask, by=ADULT, at=at_start(5)).then_refused(has_begun)
    accept = AcceptStandIn(GATE, ADULT, GUARDIAN)
    given(*come).when(accept, by=GUARDIAN, at=at_start(5)).then_refused(has_begun)
    given(*held).when(AskStandIn(GATE, ADULT, nobody), by=ADULT).then_refused(MemberUnknown(nobody))


def test_r21_an_adult_who_hands_over_to_an_adult_keeps_it_covered() -> None:
    """And to nobody else: the minors' shift has its adult all the time."""
    held = (*OPEN, taken(ADULT), taken(CHILD, minor=True), StandInAsked(GATE, ADULT, GUARDIAN))
    given(*held).when(AcceptStandIn(GATE, ADULT, GUARDIAN), by=GUARDIAN).then(
        ShiftHandedOver(GATE, ADULT, GUARDIAN, None), taken(GUARDIAN)
    ).followed_by()


def test_r21_nobody_takes_a_shift_that_is_over() -> None:
    """Until its end somebody can still step in."""
    given(*OPEN).when(MINE, by=ADULT, at=AFTER - MINUTE).then(taken(ADULT))
    given(*OPEN).when(MINE, by=ADULT, at=AFTER).then_refused(ShiftOver(GATE, AFTER))


def test_r22_an_override_records_what_it_overrode_and_why() -> None:
    """Skills, hours, rest, the time on end and the way; by whom, the envelope says."""
    day = (*HERE, LEADER, *planned(DESK, hours(7, 9)), taken(GUARDIAN, DESK, hours(7, 9)))
    shift = planned(period=hours(9, 19), longest=240, all_of=("first aid",))
    assign = AssignDespiteLimits(GATE, GUARDIAN, "Nobody else is there")
    codes = ("skill-missing", "too-many-hours", "too-long-on-end")
    given(*day, *shift).when(assign, by=ADULT).then(
        LimitsOverridden(GATE, GUARDIAN, codes, "Nobody else is there"),
        taken(GUARDIAN, period=hours(9, 19), longest=240),
    )
    night = taken(GUARDIAN, DESK, hours(20, 23, day=25))
    given(*OPEN, LEADER, night).when(assign, by=ADULT).then(
        LimitsOverridden(GATE, GUARDIAN, ("rest-too-short",), "Nobody else is there"),
        taken(GUARDIAN),
    )
    given(*OPEN, LEADER, taken(GUARDIAN)).when(assign, by=ADULT).then_nothing()
    far = (*neighbourhood(TRAVEL_GAP.at(30)), LEADER, *planned(place_id=HALL))
    yard = taken(GUARDIAN, DESK, hours(12, 13), place_id=PlaceId("yard"))
    given(*far, yard).when(assign, by=ADULT).then(
        LimitsOverridden(GATE, GUARDIAN, ("no-time-to-go-there",), "Nobody else is there"),
        taken(GUARDIAN, place_id=HALL),
    )


def test_r22_an_override_takes_the_right_and_a_reason() -> None:
    """A coordinator without the right is refused, and so are words that say nothing."""
    assign = AssignDespiteLimits(GATE, GUARDIAN, "Nobody else is there")
    given(*OPEN).when(assign, by=FOUNDER).then_refused(NotPermitted)
    given(*OPEN, LEADER).when(assign, by=ADULT).then_refused(NothingToOverride(GATE, GUARDIAN))
    with pytest.raises(InvalidValue):
        AssignDespiteLimits(GATE, GUARDIAN, " ")


def test_r22_consent_minors_places_and_time_are_not_overridden() -> None:
    """Whoever overrides: no consent, no adult, no night, no free place, no second self."""
    late = hours(17, 25)
    stories: list[tuple[tuple[Event, ...], MemberId, object]] = [
        (planned(), MemberId("nobody"), MemberUnknown(MemberId("nobody"))),
        ((*planned(), LOST_CONSENT), CHILD, ConsentMissing(CHILD, ConsentKind.TAKING_PART)),
        (planned(), CHILD, TooFewAdults(GATE, PERIOD.start, 10)),
        (planned(period=late), CHILD, OutsidePermittedHours(GATE, CHILD, "08:00", "20:00")),
        (planned(youngest=12), CHILD, TooYoungForPosition(GATE, CHILD, 12)),
        ((*planned(most=1), taken(ADULT)), GUARDIAN, ShiftFull(GATE, 1)),
        ((*planned(), taken(GUARDIAN, DESK)), GUARDIAN, Overlapping(GUARDIAN, DESK)),
    ]
    for story, member_id, refusal in stories:
        given(*HERE, LEADER, *story).when(
            AssignDespiteLimits(GATE, member_id, "Nobody else is there"), by=ADULT
        ).then_refused(refusal)  # type: ignore[arg-type]


def test_r23_cancelling_is_terminal_and_releases_the_holders() -> None:
    """Nothing is done with it any more, and cancelling again is no news."""
    cancel = CancelShift(GATE, "typhoon")
    called_off = ShiftCancelled(GATE, at_start(-60), "typhoon")
    held = (*OPEN, taken(ADULT), taken(GUARDIAN))
    freed = [ShiftReleased(GATE, who, None, "cancelled") for who in (ADULT, GUARDIAN)]
    then = given(*held).when(cancel, at=at_start(-60)).then(called_off, *freed)
    roster = then.state(Roster(GATE))
    assert (roster.understaffed, list(roster.at_risk)) == (False, [])
    given(*held, called_off, *freed).when(cancel, at=at_start(-60)).then_nothing()
    for command, by in (
        (MINE, ADULT),
        (AskStandIn(GATE, ADULT, GUARDIAN), ADULT),
        (AcceptStandIn(GATE, ADULT, GUARDIAN), GUARDIAN),
    ):
        given(*OPEN, called_off).when(command, by=by).then_refused(ShiftCalledOff(GATE))
    given(*held).when(cancel, at=AFTER).then_refused(ShiftOver(GATE, AFTER))


def test_what_becomes_of_a_place_says_where_it_was() -> None:
    """Adults of other shifts there may stand in for whoever goes (R7)."""
    here = (*HERE, *planned(place_id=HALL))
    minor = taken(CHILD, place_id=HALL, minor=True)
    held = given(*here, taken(ADULT, place_id=HALL), taken(GUARDIAN, place_id=HALL), minor)
    called_off = held.when(CancelShift(GATE, "typhoon"), at=at_start(-60))
    assert set(called_off.events[1:]) == {
        ShiftReleased(GATE, who, HALL, "cancelled") for who in (ADULT, GUARDIAN, CHILD)
    }
    lost = held.when(RevokeConsent(CHILD, GUARDIAN, ConsentKind.TAKING_PART), by=GUARDIAN)
    [freed] = lost.follow_ups
    assert freed == ShiftReleased(GATE, CHILD, HALL, "consent-missing")
    came = held.and_given(DutyBegun(GATE, ADULT, at_start()))
    came.when(CloseDuty(GATE, ADULT), by=CLOCK, at=AFTER).then(
        DutyEnded(GATE, ADULT, HALL, AFTER, forgotten=True)
    )


def test_r23_a_cancelled_shift_makes_nobody_absent() -> None:
    """Who had come before keeps the outcome; it is closed when the shift was called off."""
    called_off = ShiftCancelled(GATE, at_start(60), "typhoon")
    freed = ShiftReleased(GATE, GUARDIAN, None, "cancelled")
    held = (*OPEN, taken(ADULT), taken(GUARDIAN), begun(ADULT))
    given(*held).when(CancelShift(GATE, "typhoon"), at=at_start(60)).then(called_off, freed)
    over = (*held, called_off, freed)
    given(*over).when(RecordAbsence(GATE, GUARDIAN), at=AFTER).then_refused(
        NotOnShift(GATE, GUARDIAN)
    )
    given(*over).when(RecordAbsence(GATE, ADULT), at=AFTER).then_refused(WasOnDuty(GATE, ADULT))
    given(*over).when(CloseDuty(GATE, ADULT), by=CLOCK, at=at_start(60)).then(
        DutyEnded(GATE, ADULT, None, at_start(60), forgotten=True)
    )


def test_r24_coming_and_going() -> None:
    """Arrival and departure are recorded with the instants at which they happened."""
    held = (*OPEN, taken(ADULT))
    begin, end = BeginDuty(GATE, ADULT, at_start(1)), EndDuty(GATE, ADULT, at_start(90))
    out = DutyEnded(GATE, ADULT, None, at_start(90), forgotten=False)
    given(*held).when(begin, by=ADULT, at=at_start(2)).then(begun(ADULT, 1))
    given(*held, begun(ADULT, 1)).when(begin, by=ADULT, at=at_start(3)).then_nothing()
    given(*held, begun(ADULT, 1)).when(end, by=ADULT, at=AFTER).then(out)
    given(*held, begun(ADULT, 1), out).when(end, by=ADULT, at=AFTER).then_nothing()
    given(*held, begun(ADULT, 1)).when(
        BeginDuty(GATE, ADULT, at_start(2)), by=ADULT, at=at_start(3)
    ).then_refused(AlreadyOnDuty(GATE, ADULT, at_start(1)))


def test_r24_at_most_one_check_in_is_open_whatever_for() -> None:
    """Who is still at a shift is not yet at an occurrence, and the other way round."""
    seat, picnic = SeatConfirmed(SPORTS_DAY, ADULT, PERIOD), OccurrenceId("picnic")
    here = (*OPEN, *scheduled(), taken(ADULT), seat)
    given(*here, begun(ADULT)).when(
        CheckIn(SPORTS_DAY, ADULT, at_start(1)), by=ADULT, at=at_start(1)
    ).then_refused(StillCheckedIn(ADULT, GATE))
    given(*here, CheckedIn(picnic, ADULT, at_start())).when(
        BeginDuty(GATE, ADULT, at_start(1)), by=ADULT, at=at_start(1)
    ).then_refused(StillCheckedIn(ADULT, picnic))


def test_r24_nobody_goes_before_they_came() -> None:
    """Out is not before in, not twice, and not without in."""
    held = (*OPEN, taken(ADULT))
    out = DutyEnded(GATE, ADULT, None, at_start(20), forgotten=False)
    before, same = EndDuty(GATE, ADULT, at_start(9)), EndDuty(GATE, ADULT, at_start(10))
    given(*held, begun(ADULT, 10)).when(before, by=ADULT, at=AFTER).then_invalid(
        "at", Problem.TOO_EARLY
    )
    given(*held, begun(ADULT, 10)).when(same, by=ADULT, at=AFTER).then(
        DutyEnded(GATE, ADULT, None, at_start(10), forgotten=False)
    )
    given(*held, begun(ADULT, 10), out).when(same, by=ADULT, at=AFTER).then_refused(
        AlreadyWent(GATE, ADULT, at_start(20))
    )
    given(*held).when(same, by=ADULT, at=AFTER).then_refused(NotOnDuty(GATE, ADULT))


def test_r24_a_forgotten_check_out_is_closed_at_the_planned_end_and_flagged() -> None:
    """The system closes it after the end, not before; who went is left alone."""
    here = (*OPEN, taken(ADULT), begun(ADULT, 10))
    close, flagged = CloseDuty(GATE, ADULT), DutyEnded(GATE, ADULT, None, AFTER, forgotten=True)
    then = given(*here).when(close, by=CLOCK, at=AFTER + HOUR).then(flagged)
    assert then.state(Duty(GATE, ADULT)).forgotten
    given(*here, flagged).when(close, by=CLOCK, at=AFTER + HOUR).then_nothing()
    given(*here).when(close, by=CLOCK, at=at_start(179)).then_refused(ShiftNotOver(GATE, AFTER))


def test_r24_an_arrival_lies_around_the_shift_and_not_in_the_future() -> None:
    """From an hour before the start until the end; nobody tells what has not happened yet."""
    held = (*OPEN, taken(ADULT))
    for minutes, fits in ((-61, False), (-60, True), (179, True), (180, False)):
        at = at_start(minutes)
        story = given(*held).when(BeginDuty(GATE, ADULT, at), by=ADULT, at=AFTER)
        if fits:
            story.then(begun(ADULT, minutes))
        else:
            story.then_refused(OutsideShift(GATE, at, at_start(-60), AFTER))
    future = BeginDuty(GATE, ADULT, at_start(2))
    given(*held).when(future, by=ADULT, at=at_start(1)).then_invalid("at", Problem.IN_FUTURE)
    leaving = EndDuty(GATE, ADULT, at_start(3))
    given(*held, begun(ADULT)).when(leaving, by=ADULT, at=at_start(2)).then_invalid(
        "at", Problem.IN_FUTURE
    )


@pytest.mark.parametrize(
    "command", [BeginDuty(GATE, ADULT, at_start()), RecordAbsence(GATE, ADULT)]
)
def test_r25_only_holders_have_an_outcome(command: Command) -> None:
    """Who is not on the shift, or no longer, neither comes nor fails to come."""
    freed = ShiftReleased(GATE, ADULT, None, "illness")
    for story in (OPEN, (*OPEN, taken(ADULT), freed)):
        given(*story).when(command, at=AFTER).then_refused(NotOnShift(GATE, ADULT))


def test_r25_an_absence_is_told_after_the_end_and_once() -> None:
    """Not a minute before the end, not of somebody who came, and not twice."""
    held = (*OPEN, taken(ADULT))
    told, absent = RecordAbsence(GATE, ADULT), AbsenceRecorded(GATE, ADULT)
    given(*held).when(told, at=AFTER).then(absent)
    given(*held, absent).when(told, at=AFTER).then_nothing()
    given(*held).when(told, at=at_start(179)).then_refused(ShiftNotOver(GATE, AFTER))
    given(*held, begun(ADULT)).when(told, at=AFTER).then_refused(WasOnDuty(GATE, ADULT))


def test_r25_a_late_arrival_supersedes_an_absence() -> None:
    """A device that was offline tells later what happened in time; the outcome is one."""
    held = (*OPEN, taken(ADULT), AbsenceRecorded(GATE, ADULT))
    then = given(*held).when(BeginDuty(GATE, ADULT, at_start(5)), by=ADULT, at=AFTER + HOUR)
    assert then.then(begun(ADULT, 5)).state(Duty(GATE, ADULT)).outcome == "attended"
    given(*held, begun(ADULT, 5)).when(
        ContestAbsence(GATE, ADULT, "I was there"), by=ADULT, at=AFTER
    ).then_refused(NoAbsence(GATE, ADULT))


def test_r25_an_absence_can_be_contested_and_lifted() -> None:
    """The member or a guardian contests, a coordinator lifts; each once, and only if it stands."""
    held = (*OPEN, taken(CHILD, minor=True))
    absent = AbsenceRecorded(GATE, CHILD)
    contest = ContestAbsence(GATE, CHILD, "I was there")
    contested = AbsenceContested(GATE, CHILD, "I was there")
    lift, lifted = LiftAbsence(GATE, CHILD, "Ill"), AbsenceLifted(GATE, CHILD, "Ill")
    given(*held, absent).when(contest, by=GUARDIAN, at=AFTER).then(contested)
    given(*held, absent, contested).when(contest, by=CHILD, at=AFTER).then_nothing()
    given(*held, absent).when(contest, by=ADULT, at=AFTER).then_refused(NotPermitted)
    given(*held, absent).when(lift, at=AFTER).then(lifted)
    given(*held, absent, lifted).when(lift, at=AFTER).then_nothing()
    given(*held).when(lift, at=AFTER).then_refused(NoAbsence(GATE, CHILD))
    given(*held, absent, lifted).when(RecordAbsence(GATE, CHILD), at=AFTER).then_nothing()


NOWHERE = ShiftId("nowhere")


@pytest.mark.parametrize(
    "command",
    [
        TakeShift(NOWHERE, CHILD),
        ReleaseFromShift(NOWHERE, CHILD, "rain"),
        AskStandIn(NOWHERE, CHILD, OTHER),
        CancelShift(NOWHERE, "rain"),
        BeginDuty(NOWHERE, CHILD, at_start()),
        EndDuty(NOWHERE, CHILD, at_start()),
        CloseDuty(NOWHERE, CHILD),
        RecordAbsence(NOWHERE, CHILD),
    ],
    ids=lambda command: type(command).__name__,
)
def test_an_unknown_shift_is_named(command: Command) -> None:
    """Whatever is asked of a shift that does not exist is refused with its id."""
    given(*HERE).when(command).then_refused(ShiftUnknown(NOWHERE))


@pytest.mark.parametrize(
    "command",
    [
        DefinePosition(STEWARD, "Steward"),
        RecordSkill(CHILD, "first aid"),
        ScheduleShift(GATE, STEWARD, PERIOD, 1, 3),
        TakeShift(GATE, CHILD),
        AssignDespiteLimits(GATE, CHILD, "Nobody else is there"),
        CallInSick(GATE, CHILD),
        ReleaseFromShift(GATE, CHILD, "rain"),
        ReleaseShifts(CHILD),
        AskStandIn(GATE, CHILD, OTHER),
        AcceptStandIn(GATE, CHILD, OTHER),
        DeclineStandIn(GATE, CHILD, OTHER),
        CancelShift(GATE, "rain"),
        ReviewCover(GATE),
        BeginDuty(GATE, CHILD, at_start()),
        EndDuty(GATE, CHILD, at_start()),
        CloseDuty(GATE, CHILD),
        RecordAbsence(GATE, CHILD),
        ContestAbsence(GATE, CHILD, "I was there"),
        LiftAbsence(GATE, CHILD, "Ill"),
    ],
    ids=lambda command: type(command).__name__,
)
def test_r43_a_neighbour_may_do_nothing_for_another_child(command: Command) -> None:
    """Whoever is neither the member, nor a guardian, nor a coordinator is refused."""
    given(*OPEN).when(command, by=ADULT).then_refused(NotPermitted)


def test_r43_a_coordinator_of_the_activity_runs_its_shifts() -> None:
    """Of this activity, and of no other; without an activity only those of the community."""
    cancelled = ShiftCancelled(GATE, at_start(-60), "rain")
    for activity_id, other, may in (
        (GAMES, GAMES, True),
        (GAMES, "market", False),
        (None, GAMES, False),
    ):
        scope = Scope(ScopeKind.ACTIVITY, SubjectId(other))
        leads = RoleGranted(ADULT, COORDINATOR, scope)
        story = given(*HERE, *planned(activity_id=activity_id), leads).when(
            CancelShift(GATE, "rain"), by=ADULT, at=at_start(-60)
        )
        if may:
            story.then(cancelled)
        else:
            story.then_refused(NotPermitted)
