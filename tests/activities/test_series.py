"""What recurs, and dates that change: the decisions about series, rule by rule."""

from datetime import UTC, date, datetime, timedelta

import pytest
from community_domain_testkit import BEGINNING, FOUNDER, Given, founded, given

from community_domain import (
    STANDARD,
    Event,
    InvalidValue,
    LocalPeriod,
    NotPermitted,
    Period,
    SettingValue,
    System,
)
from community_domain.activities import (
    AcceptOffer,
    ActivityId,
    ActivityOffered,
    ActivityUnknown,
    CancelOccurrence,
    CapacityChanged,
    ChangeCapacity,
    ChangeFilling,
    CheckedIn,
    CheckedOut,
    CheckIn,
    CloseCheckIn,
    Filling,
    FillingChanged,
    GenerateOccurrences,
    HasSignUps,
    MoveOccurrence,
    NotSignedUp,
    OccurrenceCalledOff,
    OccurrenceCancelled,
    OccurrenceExists,
    OccurrenceGenerated,
    OccurrenceId,
    OccurrenceMoved,
    OccurrenceOver,
    OccurrenceScheduled,
    OccurrenceUnknown,
    OfferGone,
    OfferReleased,
    PartyId,
    PlanSeries,
    RecordNoShow,
    RecordPresence,
    Recurrence,
    SeatReleased,
    Seats,
    SeatsOffered,
    SeriesExists,
    SeriesId,
    SeriesPlanned,
    SeriesUnknown,
    SignUp,
    SignUpParty,
    TooManyDates,
    Turnout,
    Weekday,
)
from community_domain.community import Scope, ScopeKind, SubjectId
from community_domain.members import COORDINATOR, Agenda, RoleGranted
from tests.stories import (
    ADULT,
    CHILD,
    GAMES,
    GUARDIAN,
    OTHER,
    PERIOD,
    SPORTS_DAY,
    at_start,
    neighbourhood,
    scheduled,
    seat,
    waiter,
)

HERE = neighbourhood()
SERIES = SeriesId("story-time")
MONDAYS = Recurrence(date(2024, 6, 3), 1, weekdays=(Weekday.MONDAY,), count=3)
PLAN = PlanSeries(SERIES, GAMES, MONDAYS, "09:00", 60, 20, "hall")
JUNE = GenerateOccurrences(SERIES, date(2024, 6, 1), date(2024, 6, 30))
CLOCK = System("clock")
CALLED_OFF = OccurrenceCalledOff(SPORTS_DAY)
CANCELLED = OccurrenceCancelled(SPORTS_DAY, BEGINNING, "rain")
REASON = "occurrence-called-off"


def days(rule: Recurrence) -> list[str]:
    """The days of a rule, month and day."""
    return [f"{day:%m-%d}" for day in rule.days()]


def test_r15_a_rule_gives_its_days() -> None:
    """Every so many days or weeks, on weekdays in their order, to a last day or a count."""
    first = date(2024, 6, 5)
    both = (Weekday.FRIDAY, Weekday.MONDAY)
    assert days(Recurrence(first, 3, "days", count=3)) == ["06-05", "06-08", "06-11"]
    assert days(Recurrence(first, 1, last=date(2024, 6, 19))) == ["06-05", "06-12", "06-19"]
    assert days(Recurrence(first, 1, weekdays=both, count=3)) == ["06-07", "06-10", "06-14"]
    assert days(Recurrence(first, 2, weekdays=both, count=3)) == ["06-07", "06-17", "06-21"]
    assert days(Recurrence(first, 1, last=date(2024, 6, 4))) == []


@pytest.mark.parametrize(
    ("every", "weekdays", "count"),
    [(1, (), None), (0, (), 1), (53, (), 1), (1, (), 0), (1, (Weekday.MONDAY,) * 2, 1)],
)
def test_a_rule_comes_to_an_end(every: int, weekdays: tuple[Weekday, ...], count: int) -> None:
    """Without a last day and a count, or with nonsense in it, there is no rule."""
    with pytest.raises(InvalidValue):
        Recurrence(date(2024, 6, 5), every, weekdays=weekdays, count=count)


def plan(
    rule: Recurrence = MONDAYS, begins: str = "09:00", capacity: int | None = 20
) -> SeriesPlanned:
    """The series as it is planned."""
    automatic = Filling.AUTOMATIC
    return SeriesPlanned(SERIES, GAMES, rule, begins, 60, "hall", capacity, automatic, None, 0)


def made(day: date, start: datetime, zone: str = "Asia/Shanghai") -> tuple[Event, Event]:
    """The occurrence for a day of the series."""
    period = Period(start, start + timedelta(hours=1))
    local = LocalPeriod.of(period, zone)
    name = OccurrenceId(f"story-time-{day:%Y%m%d}")
    return (
        OccurrenceScheduled(name, GAMES, period, local, "hall", 20, None, start),
        OccurrenceGenerated(SERIES, name, day),
    )


def nine(day: int, hour: int = 1) -> datetime:
    """Nine o'clock in Shanghai, in June."""
    return datetime(2024, 6, day, hour, tzinfo=UTC)


FIRST, SECOND, THIRD = (made(date(2024, 6, day), nine(day)) for day in (3, 10, 17))
THERE = (*HERE, plan(), *FIRST, *SECOND, *THIRD)
THE_SECOND = OccurrenceId("story-time-20240610")


def moved(start: datetime, *, exception: bool, name: OccurrenceId = THE_SECOND) -> OccurrenceMoved:
    """An occurrence of the series at another time."""
    period = Period(start, start + timedelta(hours=1))
    local = LocalPeriod.of(period, "Asia/Shanghai")
    return OccurrenceMoved(name, period, local, "hall", None, start, exception)


def test_a_series_is_planned_and_planned_again() -> None:
    """The same plan is no news, another replaces it; a series stays with its activity."""
    given(*HERE).when(PLAN).then(plan())
    given(*HERE, plan()).when(PLAN).then_nothing()
    given(*HERE, plan(begins="10:00")).when(PLAN).then(plan())
    market = ActivityId("market")
    other = PlanSeries(SERIES, market, MONDAYS, "09:00", 60)
    given(*HERE).when(other).then_refused(ActivityUnknown(market))
    given(*HERE, ActivityOffered(market, "Market"), plan()).when(other).then_refused(
        SeriesExists(SERIES)
    )


def test_r15_occurrences_are_made_once_for_a_stretch() -> None:
    """Each day of the rule in the stretch gets one, and the same stretch again adds nothing."""
    given(*HERE, plan()).when(JUNE).then(*FIRST, *SECOND, *THIRD)
    given(*THERE).when(JUNE).then_nothing()
    given(*HERE, plan(), *SECOND).when(JUNE).then(*FIRST, *THIRD)
    week = GenerateOccurrences(SERIES, date(2024, 6, 4), date(2024, 6, 10))
    given(*HERE, plan()).when(week).then(*SECOND)
    given(*HERE).when(JUNE).then_refused(SeriesUnknown(SERIES))
    with pytest.raises(InvalidValue):
        GenerateOccurrences(SERIES, date(2024, 6, 4), date(2024, 6, 3))


def test_r15_a_series_may_offer_its_freed_seats() -> None:
    """What its plan says of opening, closing and filling holds for each occurrence."""
    rule = Recurrence(date(2024, 6, 3), 1, count=1)
    wish = PlanSeries(
        SERIES,
        GAMES,
        rule,
        "09:00",
        60,
        filling=Filling.BY_OFFER,
        opens_hours=48,
        closes_minutes=120,
    )
    [planned] = given(*HERE).when(wish).events
    new, _, filling = given(*HERE, planned).when(JUNE).events
    assert isinstance(new, OccurrenceScheduled)
    assert (new.opens, new.closes) == (nine(1), nine(3) - timedelta(hours=2))
    assert filling == FillingChanged(new.occurrence_id, Filling.BY_OFFER)
    with pytest.raises(InvalidValue):
        PlanSeries(SERIES, GAMES, rule, "09:00", 60, opens_hours=2, closes_minutes=120)
    with pytest.raises(InvalidValue):
        PlanSeries(SeriesId("s" * 81), GAMES, rule, "09:00", 60)


def in_zone(zone: str, rule: Recurrence, begins: str, *settings: SettingValue) -> list[str]:
    """What local clocks show at the starts of a series, and the instants in UTC."""
    wish = PlanSeries(SERIES, GAMES, rule, begins, 60)
    story = given(*founded(*settings, zone=zone), ActivityOffered(GAMES, "Games"))
    [planned] = story.when(wish).events
    year = GenerateOccurrences(SERIES, rule.first, date(2025, 12, 31))
    found = story.and_given(planned).when(year).events
    new = [event for event in found if isinstance(event, OccurrenceScheduled)]
    return [f"{one.local.start[5:]} {one.period.start:%H:%M}" for one in new]


def test_r15_recurrence_keeps_wall_clock_time_over_clock_changes() -> None:
    """Nine stays nine in Berlin in autumn, while the instants move by an hour."""
    rule = Recurrence(date(2024, 10, 20), 1, count=3)
    assert in_zone("Europe/Berlin", rule, "09:00") == [
        "10-20T09:00 07:00",
        "10-27T09:00 08:00",
        "11-03T09:00 08:00",
    ]


def test_r15_an_hour_that_is_skipped_or_shown_twice_is_resolved() -> None:
    """Half past two on the night of the change: an hour later in spring, the first in autumn."""
    spring = Recurrence(date(2025, 3, 29), 1, "days", count=3)
    assert in_zone("Europe/Berlin", spring, "02:30") == [
        "03-29T02:30 01:30",
        "03-30T03:30 01:30",
        "03-31T02:30 00:30",
    ]
    autumn = Recurrence(date(2024, 10, 26), 1, "days", count=3)
    assert in_zone("Europe/Berlin", autumn, "02:30") == [
        "10-26T02:30 00:30",
        "10-27T02:30 00:30",
        "10-28T02:30 01:30",
    ]


def test_r15_what_is_past_is_not_made_and_not_changed() -> None:
    """In mid-June only what is ahead is made, or follows another plan."""
    at = nine(10) + timedelta(hours=1)
    given(*HERE, plan()).when(JUNE, at=at).then(*THIRD)
    third = OccurrenceId("story-time-20240617")
    given(*THERE, plan(begins="10:00")).when(JUNE, at=nine(10)).then(
        moved(nine(17, 2), exception=False, name=third)
    )


def test_r15_regeneration_follows_the_plan() -> None:
    """Another hour, other seats, and no third day: what nobody signed up for is brought in line."""
    rule = Recurrence(date(2024, 6, 3), 1, weekdays=(Weekday.MONDAY,), count=2)
    later = plan(rule, "10:00", capacity=5)
    names = [OccurrenceId(f"story-time-202406{day}") for day in ("03", "10", "17")]
    given(*THERE, later).when(JUNE).then(
        moved(nine(3, 2), exception=False, name=names[0]),
        CapacityChanged(names[0], 5),
        moved(nine(10, 2), exception=False, name=names[1]),
        CapacityChanged(names[1], 5),
        OccurrenceCancelled(names[2], BEGINNING, "no day of the series any more"),
    )


def test_r15_exceptions_survive_regeneration() -> None:
    """Moved by hand, called off, or with a sign-up: neither made again nor moved."""
    later = plan(begins="10:00")
    by_hand = moved(nine(11, 5), exception=True)
    first, third = OccurrenceId("story-time-20240603"), OccurrenceId("story-time-20240617")
    off = OccurrenceCancelled(first, BEGINNING, "rain")
    taken = seat(CHILD, third)
    given(*THERE, by_hand, off, taken, later).when(JUNE).then_nothing()
    given(*THERE, by_hand, off, later).when(JUNE).then(
        moved(nine(17, 2), exception=False, name=third)
    )


def test_r15_a_stretch_is_as_long_as_one_decision_can_look_at() -> None:
    """Twenty-five dates go in one stretch, twenty-six are refused; an id that is taken, too."""
    daily = plan(Recurrence(date(2024, 6, 3), 1, "days", count=60))
    until = GenerateOccurrences(SERIES, date(2024, 6, 3), date(2024, 6, 27))
    then = given(*HERE, daily).when(until)
    assert len(then.events) == 50
    again = given(*HERE, daily, *then.events, plan(daily.recurrence, "10:00"))
    assert len(again.when(until).events) == 25
    over = GenerateOccurrences(SERIES, date(2024, 6, 3), date(2024, 6, 28))
    given(*HERE, daily).when(over).then_refused(TooManyDates(SERIES, 25))
    fewer = plan(Recurrence(date(2024, 6, 3), 1, "days", count=1))
    more = [made(date(2024, 6, 28), nine(28))[1]]
    given(*HERE, daily, *then.events, *more, fewer).when(over).then_refused(
        TooManyDates(SERIES, 25)
    )
    taken = scheduled(THE_SECOND)
    given(*HERE, plan(), *taken).when(JUNE).then_refused(OccurrenceExists(THE_SECOND))


def test_r15_a_date_is_moved_while_nobody_has_signed_up() -> None:
    """Opening and closing move along; with a seat or a place in line it is cancelled instead."""
    there = (*HERE, *scheduled(opens=at_start(-120), closes=at_start(-60), place="yard"))
    later = Period(at_start(60), at_start(120))
    move = MoveOccurrence(SPORTS_DAY, later)
    new = OccurrenceMoved(
        SPORTS_DAY,
        later,
        LocalPeriod.of(later, "Asia/Shanghai"),
        "yard",
        at_start(-60),
        at_start(),
        exception=True,
    )
    then = given(*there).when(move).then(new)
    seats = then.state(Seats(SPORTS_DAY))
    assert seats.scheduled is not None
    assert (seats.scheduled.period, seats.scheduled.closes) == (later, at_start())
    given(*there, new).when(move).then_nothing()
    for claim in (seat(CHILD), waiter(CHILD)):
        given(*there, claim).when(move).then_refused(HasSignUps(SPORTS_DAY, 1))
    given(*there).when(move, at=PERIOD.end).then_refused(OccurrenceOver(SPORTS_DAY, PERIOD.end))
    past = MoveOccurrence(SPORTS_DAY, Period(nine(1), nine(1, 2)))
    given(*there).when(past, at=nine(2)).then_refused(OccurrenceOver(SPORTS_DAY, nine(1, 2)))
    given(*there, CANCELLED).when(move).then_refused(CALLED_OFF)
    given(*HERE).when(move).then_refused(OccurrenceUnknown(SPORTS_DAY))


CANCEL = CancelOccurrence(SPORTS_DAY, "rain")


def test_r23_cancelling_frees_everybody_and_is_final() -> None:
    """Seats are released, agendas are free, offers are taken back, nobody waits any more."""
    held = (*scheduled(capacity=2), seat(CHILD), waiter(ADULT), waiter(OTHER))
    offered = SeatsOffered(SPORTS_DAY, 1, (OTHER,), at_start())
    then = given(*HERE, *held, offered).when(CANCEL)
    then.then(
        CANCELLED,
        SeatReleased(SPORTS_DAY, CHILD, REASON),
        OfferReleased(SPORTS_DAY, 1, (OTHER,), REASON),
    ).followed_by()
    assert then.state(Agenda(CHILD)).commitments == {}
    seats = then.state(Seats(SPORTS_DAY))
    assert (seats.confirmed, seats.waiting, seats.held) == ({}, {}, {})
    given(*HERE, *held, CANCELLED).when(CancelOccurrence(SPORTS_DAY, "snow")).then_nothing()
    over = OccurrenceOver(SPORTS_DAY, PERIOD.end)
    given(*HERE, *held).when(CANCEL, at=PERIOD.end).then_refused(over)


def test_r23_what_was_called_off_makes_no_no_shows() -> None:
    """Whoever had a seat has none any more; whoever had come has been there, and has gone."""
    came = CheckedIn(SPORTS_DAY, ADULT, at_start(5))
    rain = at_start(30)
    story: Given = given(*HERE, *scheduled(), seat(CHILD), seat(ADULT), came)
    then = story.when(CANCEL, at=rain)
    then.then(
        OccurrenceCancelled(SPORTS_DAY, rain, "rain"), SeatReleased(SPORTS_DAY, CHILD, REASON)
    )
    assert then.state(Turnout(SPORTS_DAY, ADULT)).outcome == "attended"
    after = story.and_given(*then.events)
    after.when(RecordNoShow(SPORTS_DAY, CHILD), at=PERIOD.end).then_refused(
        NotSignedUp(SPORTS_DAY, CHILD)
    )
    close = CloseCheckIn(SPORTS_DAY, ADULT)
    after.when(close, by=CLOCK, at=rain).then(CheckedOut(SPORTS_DAY, ADULT, rain, forgotten=True))
    fold = STANDARD.deadlines()
    for event in (*HERE, *scheduled(), seat(CHILD), seat(ADULT), came, *then.events):
        fold.see(event)
    assert fold.due(rain) == (close,)
    assert fold.due(datetime(2199, 1, 1, tzinfo=UTC)) == (close,)


def test_r15_a_move_takes_its_deadlines_along() -> None:
    """Whoever is inside when an occurrence is moved has gone at its new end."""
    later = Period(PERIOD.start, at_start(240))
    local = LocalPeriod.of(later, "Asia/Shanghai")
    move = OccurrenceMoved(SPORTS_DAY, later, local, None, None, PERIOD.start, exception=True)
    fold = STANDARD.deadlines()
    for event in (*HERE, *scheduled(), CheckedIn(SPORTS_DAY, ADULT, at_start()), move):
        fold.see(event)
    assert fold.due(PERIOD.end) == ()
    assert fold.due(later.end) == (CloseCheckIn(SPORTS_DAY, ADULT),)


@pytest.mark.parametrize(
    "wish",
    [
        SignUp(SPORTS_DAY, CHILD),
        SignUpParty(SPORTS_DAY, PartyId("pair"), (CHILD, OTHER)),
        ChangeCapacity(SPORTS_DAY, 5),
        ChangeFilling(SPORTS_DAY, Filling.BY_OFFER),
        CheckIn(SPORTS_DAY, ADULT, at_start()),
        RecordPresence(SPORTS_DAY, ADULT),
    ],
    ids=lambda wish: type(wish).__name__,
)
def test_r23_nobody_signs_up_or_checks_in_any_more(
    wish: SignUp | SignUpParty | ChangeCapacity | ChangeFilling | CheckIn | RecordPresence,
) -> None:
    """What was called off takes nobody in, and is not changed."""
    at = at_start() if isinstance(wish, CheckIn | RecordPresence) else BEGINNING
    story = given(*HERE, *scheduled(closes=at_start(60)), seat(ADULT), CANCELLED)
    story.when(wish, by=FOUNDER, at=at).then_refused(CALLED_OFF)


def test_r23_an_offer_of_what_was_called_off_is_gone() -> None:
    """Whoever was asked and says yes after all gets no seat."""
    line = (waiter(CHILD), SeatsOffered(SPORTS_DAY, 1, (CHILD,), at_start()))
    back = OfferReleased(SPORTS_DAY, 1, (CHILD,), REASON)
    given(*HERE, *scheduled(capacity=1), *line, CANCELLED, back).when(
        AcceptOffer(SPORTS_DAY, 1), by=GUARDIAN
    ).then_refused(OfferGone(SPORTS_DAY, 1))


def test_r43_a_coordinator_of_the_activity_runs_its_series() -> None:
    """Within their scope; another member does not, nor where there is no series."""
    scope = Scope(ScopeKind.ACTIVITY, SubjectId(GAMES))
    runs = RoleGranted(ADULT, COORDINATOR, scope)
    given(*HERE, plan(), runs).when(JUNE, by=ADULT).then(*FIRST, *SECOND, *THIRD)
    given(*HERE, plan()).when(JUNE, by=ADULT).then_refused(NotPermitted)
    given(*HERE, runs).when(JUNE, by=ADULT).then_refused(NotPermitted)
