"""What is credited: the duties and tasks of volunteer service, minute by minute."""

from datetime import UTC, date, datetime, timedelta

import pytest
from community_domain_testkit import FOUNDER, Given, given

from community_domain import LocalPeriod, MemberId, NotPermitted, Period, System, replaced
from community_domain.activities import CheckedIn, CheckedOut
from community_domain.community import PlaceAdded, PlaceId, Scope, ScopeKind, StairwellId, SubjectId
from community_domain.members import (
    COORDINATOR,
    HouseholdId,
    HouseholdJoined,
    RoleGranted,
)
from community_domain.service import (
    RECORDED_WITHIN,
    AlreadyCredited,
    CorrectEntry,
    CreditDuty,
    CreditTask,
    EntryExists,
    EntryId,
    HoursCredited,
    HoursLedger,
    NoService,
    NothingToCredit,
    NotVerified,
    OwnHours,
    SetWorkingDays,
    StillOnDuty,
)
from community_domain.shifts import (
    AbsenceLifted,
    AbsenceRecorded,
    DutyBegun,
    DutyEnded,
    NotOnDuty,
    PositionId,
    ShiftCancelled,
    ShiftId,
    ShiftScheduled,
    ShiftTaken,
    ShiftUnknown,
)
from community_domain.tasks import TaskId, TaskVerified
from tests.stories import (
    ADULT,
    CHILD,
    GAMES,
    GUARDIAN,
    PERIOD,
    SPORTS_DAY,
    at_start,
    neighbourhood,
    scheduled,
    seat,
)

GATE, NOTICES, YARD = ShiftId("gate"), TaskId("notices"), PlaceId("yard")
FIRST, SECOND, THIRD = (EntryId(f"entry-{number}") for number in (1, 2, 3))
SHANGHAI = "Asia/Shanghai"
AFTER = at_start(300)
CLOCK = System("clock")


def planned(break_minutes: int = 0, activity: bool = False) -> ShiftScheduled:  # noqa: FBT001, FBT002 - a test
    """A shift at the gate, nine to twelve."""
    return ShiftScheduled(
        shift_id=GATE,
        position_id=PositionId("gate"),
        activity_id=GAMES if activity else None,
        place_id=YARD,
        title="Gate",
        period=PERIOD,
        local=LocalPeriod.of(PERIOD, SHANGHAI),
        least=1,
        most=3,
        break_minutes=break_minutes,
        youngest=0,
        longest=None,
        all_of=(),
        any_of=(),
    )


def taken(member_id: MemberId = ADULT) -> ShiftTaken:
    """A member on that shift."""
    return ShiftTaken(GATE, member_id, YARD, PERIOD, None, minor=member_id == CHILD)


HERE = (*neighbourhood(), PlaceAdded(YARD, "Yard"))
ON_SHIFT = given(*HERE, planned(), taken())
CREDIT = CreditDuty(FIRST, GATE, ADULT)
CONFIRMED = replaced(CREDIT, confirmed=True)


def there(
    came: float, went: float | None, member_id: MemberId = ADULT, *, forgotten: bool = False
) -> tuple[DutyBegun | DutyEnded, ...]:
    """A duty as it was attended, in minutes after the planned start."""
    begun = DutyBegun(GATE, member_id, PERIOD.start + timedelta(minutes=came))
    if went is None:
        return (begun,)
    at = PERIOD.start + timedelta(minutes=went)
    return begun, DutyEnded(GATE, member_id, YARD, at, forgotten=forgotten)


def entry(  # noqa: PLR0913 - an entry says much
    minutes: int,
    worked: Period = PERIOD,
    *,
    entry_id: EntryId = FIRST,
    member_id: MemberId = ADULT,
    work: str = "shift:gate",
    recorder: str = FOUNDER,
    **other: object,
) -> HoursCredited:
    """The entry of a duty or a task, recorded in time and counted whole."""
    usual = HoursCredited(
        entry_id,
        member_id,
        minutes,
        worked,
        LocalPeriod.of(worked, SHANGHAI),
        (worked,),
        0,
        work,
        "Gate" if work == "shift:gate" else "Notices",
        "Yard",
        recorder,
        late=False,
        forgotten=False,
        confirmed=False,
        corrects=None,
    )
    return replaced(usual, **other)


def verified(
    worked: Period | None = PERIOD, member_id: MemberId = ADULT, *, service: bool = True
) -> TaskVerified:
    """Notices put up, as somebody else accepted it."""
    return TaskVerified(NOTICES, member_id, GUARDIAN, 1, worked, "Notices", service, YARD)


def between(start: float, end: float) -> Period:
    """A period in minutes after the planned start."""
    return Period(PERIOD.start + timedelta(minutes=start), PERIOD.start + timedelta(minutes=end))


@pytest.mark.parametrize(
    ("came", "went", "counts", "confirmed"),
    [
        (0, 180, (0, 180), (0, 180)),
        (-20, 180, (0, 180), (-20, 180)),
        (0, 200, (0, 180), (0, 200)),
        (-20, 200, (0, 180), (-20, 200)),
        (10, 170, (10, 170), (10, 170)),
        (10, 200, (10, 180), (10, 200)),
    ],
)
def test_r26_what_lies_outside_the_plan_counts_only_when_confirmed(
    came: int, went: int, counts: tuple[int, int], confirmed: tuple[int, int]
) -> None:
    """Early arrival and overstaying are a coordinator's to vouch for; coming late is late."""
    story = ON_SHIFT.and_given(*there(came, went))
    usual, long = between(*counts), between(*confirmed)
    story.when(CREDIT, at=AFTER).then(entry(counts[1] - counts[0], usual))
    story.when(CONFIRMED, at=AFTER).then(entry(confirmed[1] - confirmed[0], long, confirmed=True))


def test_r26_the_system_does_not_confirm() -> None:
    """It knows what devices told, and vouches for nobody."""
    story = ON_SHIFT.and_given(*there(-20, 180))
    story.when(CREDIT, by=CLOCK, at=AFTER).then(entry(180, recorder="system clock"))
    story.when(CONFIRMED, by=CLOCK, at=AFTER).then_refused(NotPermitted)


def test_r27_nobody_confirms_time_of_their_own_household() -> None:
    """Who vouches for overtime is neither who served nor who lives with them."""
    story = ON_SHIFT.and_given(*there(-20, 180))
    home, stairs = HouseholdId("household-1"), StairwellId("stairwell-1")
    together = [HouseholdJoined(home, member, stairs) for member in (FOUNDER, ADULT)]
    story.and_given(*together).when(CONFIRMED, at=AFTER).then_refused(OwnHours(FOUNDER, ADULT))
    assert story.and_given(*together).when(CREDIT, at=AFTER).events
    own = story.and_given(RoleGranted(ADULT, COORDINATOR, Scope()))
    own.when(CONFIRMED, by=ADULT, at=AFTER).then_refused(OwnHours(ADULT, ADULT))


def test_r26_the_break_is_taken_off() -> None:
    """Whole, and once; a stay that is no longer than the break earns nothing."""
    story = given(*HERE, planned(break_minutes=30), taken())
    story.and_given(*there(0, 180)).when(CREDIT, at=AFTER).then(entry(150, break_minutes=30))
    story.and_given(*there(0, 31)).when(CREDIT, at=AFTER).then(
        entry(1, between(0, 31), break_minutes=30)
    )
    nothing = NothingToCredit("shift:gate", ADULT)
    story.and_given(*there(0, 30)).when(CREDIT, at=AFTER).then_refused(nothing)


def test_r26_minutes_are_whole_and_rounded_down() -> None:
    """A second short of a minute is no minute."""
    for went, minutes in ((60, 60), (59.99, 59), (1, 1)):
        told = ON_SHIFT.and_given(*there(0, went)).when(CREDIT, at=AFTER)
        told.then(entry(minutes, between(0, went)))
    short = ON_SHIFT.and_given(*there(0, 0.99))
    short.when(CREDIT, at=AFTER).then_refused(NothingToCredit("shift:gate", ADULT))


def test_r26_who_was_there_outside_the_plan_only_earns_when_confirmed() -> None:
    """Gone before it began: nothing of that counts by itself."""
    early = ON_SHIFT.and_given(*there(-30, -10))
    early.when(CREDIT, at=AFTER).then_refused(NothingToCredit("shift:gate", ADULT))
    early.when(CONFIRMED, at=AFTER).then(entry(20, between(-30, -10), confirmed=True))
    instant = ON_SHIFT.and_given(*there(5, 5))
    instant.when(CONFIRMED, at=AFTER).then_refused(NothingToCredit("shift:gate", ADULT))


def test_r26_a_cancelled_shift_counts_until_it_was_called_off() -> None:
    """Who had come served until then."""
    story = ON_SHIFT.and_given(
        *there(0, None), ShiftCancelled(GATE, at_start(60), "rain"), there(0, 70)[1]
    )
    story.when(CREDIT, at=AFTER).then(entry(60, between(0, 60)))


def test_r26_a_no_show_earns_nothing() -> None:
    """Nor does an absence that was lifted, nor a duty that nobody has left."""
    absent = ON_SHIFT.and_given(AbsenceRecorded(GATE, ADULT))
    for story in (ON_SHIFT, absent, absent.and_given(AbsenceLifted(GATE, ADULT, "ill"))):
        for credit in (CREDIT, CONFIRMED):
            story.when(credit, at=AFTER).then_refused(NotOnDuty(GATE, ADULT))
    still = ON_SHIFT.and_given(*there(0, None))
    still.when(CREDIT, at=AFTER).then_refused(StillOnDuty(GATE, ADULT))
    unknown = CreditDuty(FIRST, ShiftId("elsewhere"), ADULT)
    ON_SHIFT.when(unknown).then_refused(ShiftUnknown(ShiftId("elsewhere")))


def test_r26_a_late_check_in_supersedes_an_absence() -> None:
    """A device told it later: who was there earns what they served."""
    story = ON_SHIFT.and_given(AbsenceRecorded(GATE, ADULT), *there(0, 180))
    story.when(CREDIT, at=AFTER).then(entry(180))


def test_r26_a_forgotten_check_out_counts_and_is_flagged() -> None:
    """Until the planned end, and whoever reads the entry sees that nobody said so."""
    story = ON_SHIFT.and_given(*there(0, 180, forgotten=True))
    story.when(CREDIT, at=AFTER).then(entry(180, forgotten=True))


def test_r26_minors_earn_as_everybody() -> None:
    """A little teacher's hours are hours."""
    story = given(*HERE, planned(), taken(CHILD), *there(0, 60, CHILD))
    credit = CreditDuty(FIRST, GATE, CHILD)
    story.when(credit, at=AFTER).then(entry(60, between(0, 60), member_id=CHILD))


def test_r26_a_duty_is_credited_once() -> None:
    """The same entry again is no news; another one, or another member's, is refused."""
    story = ON_SHIFT.and_given(*there(-20, 180)).and_done(CREDIT, at=AFTER)
    story.when(CREDIT).then_nothing()
    story.when(CONFIRMED).then_refused(EntryExists(FIRST))
    story.when(CreditDuty(SECOND, GATE, ADULT)).then_refused(
        AlreadyCredited("shift:gate", ADULT, FIRST)
    )
    story.and_given(verified()).when(CreditTask(FIRST, NOTICES, ADULT)).then_refused(
        EntryExists(FIRST)
    )
    corrected = story.and_done(CorrectEntry(FIRST, SECOND, 0, "was not there"))
    corrected.when(CREDIT).then_nothing()
    corrected.when(CreditDuty(THIRD, GATE, ADULT, confirmed=True)).then_refused(
        AlreadyCredited("shift:gate", ADULT, SECOND)
    )
    corrected.when(CreditDuty(SECOND, GATE, ADULT, confirmed=True)).then_refused(
        EntryExists(SECOND)
    )


def test_r26_no_minute_is_credited_twice_whatever_for() -> None:
    """Work during a shift counts only where it reaches beyond it, in either order."""
    task, duty = CreditTask(SECOND, NOTICES, ADULT), CREDIT
    story = ON_SHIFT.and_given(*there(0, 180), verified(between(-30, 210)))
    parts = (between(-30, 0), between(180, 210))
    first = story.and_done(duty, at=AFTER).when(task)
    whole = entry(240, between(-30, 210), entry_id=SECOND, work="task:notices")
    first.then(replaced(whole, minutes=60, counted=parts))
    second = story.and_done(task, at=AFTER).when(duty)
    second.then_refused(NothingToCredit("shift:gate", ADULT))
    story.when(task, at=AFTER).then(whole)


def test_r26_a_corrected_entry_gives_its_minutes_to_others() -> None:
    """When the shift turns out to have been none, the task's time counts."""
    story = ON_SHIFT.and_given(*there(0, 180), verified(between(60, 120)))
    task = CreditTask(THIRD, NOTICES, ADULT)
    credited = story.and_done(CREDIT, at=AFTER)
    credited.when(task).then_refused(NothingToCredit("task:notices", ADULT))
    corrected = credited.and_done(CorrectEntry(FIRST, SECOND, 60, "went", between(0, 60)))
    told = corrected.when(task)
    told.then(entry(60, between(60, 120), entry_id=THIRD, work="task:notices"))
    assert told.state(HoursLedger(ADULT)).minutes == 120


def test_r28_verified_service_earns_hours() -> None:
    """The time that was told with the work, and somebody else accepted."""
    task = CreditTask(FIRST, NOTICES, ADULT)
    given(*HERE, verified()).when(task, at=AFTER).then(entry(180, work="task:notices"))
    given(*HERE).when(task, at=AFTER).then_refused(NotVerified(NOTICES, ADULT))
    given(*HERE, verified(None)).when(task, at=AFTER).then_refused(
        NothingToCredit("task:notices", ADULT)
    )


def test_r28_what_is_no_service_earns_nothing() -> None:
    """A task that is none, however long it took; taking part in the sports day, beside serving."""
    task = CreditTask(FIRST, NOTICES, ADULT)
    given(*HERE, verified(service=False)).when(task, at=AFTER).then_refused(NoService(NOTICES))
    taking_part = (
        *scheduled(),
        seat(ADULT),
        CheckedIn(SPORTS_DAY, ADULT, PERIOD.start),
        CheckedOut(SPORTS_DAY, ADULT, at_start(60), forgotten=False),
    )
    told = ON_SHIFT.and_given(*taking_part, *there(60, 180)).when(CREDIT, at=AFTER)
    assert told.state(HoursLedger(ADULT)).minutes == 120
    by_its_name = CreditDuty(FIRST, ShiftId(SPORTS_DAY), ADULT)
    ON_SHIFT.and_given(*taking_part).when(by_its_name, at=AFTER).then_refused(ShiftUnknown)


def test_r43_coordinators_and_the_system_credit() -> None:
    """Nobody records their own hours; an activity's coordinator records those of its shifts."""
    scope = Scope(ScopeKind.ACTIVITY, SubjectId(GAMES))
    story = given(
        *HERE,
        planned(activity=True),
        taken(),
        *there(0, 180),
        RoleGranted(GUARDIAN, COORDINATOR, scope),
    )
    story.when(CREDIT, by=ADULT, at=AFTER).then_refused(NotPermitted)
    story.when(CREDIT, by=GUARDIAN, at=AFTER).then(entry(180, recorder=GUARDIAN))
    task = CreditTask(FIRST, NOTICES, ADULT)
    done = given(*HERE, verified())
    done.when(task, by=ADULT, at=AFTER).then_refused(NotPermitted)
    done.when(task, by=CLOCK, at=AFTER).then(
        entry(180, work="task:notices", recorder="system clock")
    )


def local_noon(day: date) -> datetime:
    """Noon in Shanghai."""
    return datetime(day.year, day.month, day.day, 4, tzinfo=UTC)


ENDED = date(2024, 6, 26)
"""A Wednesday."""
TENTH = date(2024, 7, 10)
"""Two weeks later: the tenth working day after it."""


@pytest.mark.parametrize(
    ("recorded", "late"),
    [
        (local_noon(TENTH), False),
        (datetime(2024, 7, 10, 15, 59, 59, tzinfo=UTC), False),
        (datetime(2024, 7, 10, 16, tzinfo=UTC), True),
        (local_noon(TENTH + timedelta(days=1)), True),
    ],
)
def test_r31_late_is_after_ten_working_days(recorded: datetime, late: bool) -> None:  # noqa: FBT001 - parametrized
    """Until the last second of the tenth day, by the calendar of Shanghai; late is no refusal."""
    story = ON_SHIFT.and_given(*there(0, 180))
    story.when(CREDIT, at=recorded).then(entry(180, late=late))


def test_r31_the_last_day_moves_with_the_calendar() -> None:
    """A day off gives one day more, a make-up day takes one away; the number is a setting."""

    def is_late(story: Given, day: date) -> bool:
        [event] = story.when(CREDIT, at=local_noon(day)).events
        assert isinstance(event, HoursCredited)
        return event.late

    story = ON_SHIFT.and_given(*there(0, 180))
    holiday = story.and_done(SetWorkingDays((date(2024, 7, 1),)))
    assert not is_late(holiday, TENTH + timedelta(days=1))
    assert is_late(holiday, TENTH + timedelta(days=2))
    made_up = story.and_done(SetWorkingDays((), (date(2024, 6, 30),)))
    assert not is_late(made_up, TENTH - timedelta(days=1))
    assert is_late(made_up, TENTH)
    strict = given(
        *neighbourhood(RECORDED_WITHIN.at(0)), PlaceAdded(YARD, "Yard"), planned(), taken()
    )
    assert not is_late(strict.and_given(*there(0, 180)), ENDED)
    assert is_late(strict.and_given(*there(0, 180)), ENDED + timedelta(days=1))
