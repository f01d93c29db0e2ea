"""Attendance figures: seats, outcomes, headcounts, and who met whom."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from functools import partial
from itertools import combinations, count, product
from typing import Any

from community_domain_projections import Attendance, Dated, Figures, Meeting, Programme, every
from community_domain_testkit import BEGINNING, FOUNDER
from community_domain_testkit.histories import History, histories
from hypothesis import given
from hypothesis import strategies as st

from community_domain import (
    STANDARD,
    Command,
    Community,
    LocalPeriod,
    MemberId,
    MemoryLog,
    Period,
)
from community_domain.activities import (
    ActivityId,
    CancelOccurrence,
    CheckIn,
    ContestNoShow,
    CountHeads,
    Headcounts,
    LiftNoShow,
    MoveOccurrence,
    OccurrenceId,
    OfferActivity,
    RecordNoShow,
    RecordPresence,
    ScheduleOccurrence,
    Seats,
    SignUp,
    Turnout,
    Withdraw,
)
from community_domain.community import FoundCommunity
from community_domain.members import ConsentKind, RegisterMember, RevokeConsent

Do = Callable[..., Any]
GAMES, NEXT = OccurrenceId("games-1"), OccurrenceId("games-2")
CHILD, OTHER = MemberId("child-1"), MemberId("child-2")


def numbers(figures: Figures[Any]) -> dict[str, int]:
    """The figures that are not 0."""
    names = ("seats", "attended", "no_shows", "excused", "late_withdrawals", "open")
    return {name: getattr(figures, name) for name in names if getattr(figures, name)}


def test_a_seat_held(community: Community, do: Do) -> None:
    """A seat without an outcome is open, for the person, the occurrence and the activity."""
    do("adult-1", SignUp(GAMES, CHILD), 1)
    seen = Attendance().fold(community.log)
    for figures in (seen.person(CHILD), seen.occurrence(GAMES), seen.activity(ActivityId("games"))):
        assert numbers(figures) == {"seats": 1, "open": 1}


def test_presence(community: Community, do: Do) -> None:
    """Checked in or on a sheet, once: the member attended, in a seat."""
    for child, adult in ((CHILD, "adult-1"), (OTHER, "adult-2")):
        do(adult, SignUp(GAMES, child), 1)
    do("founder", RecordPresence(GAMES, CHILD), 10.01)
    do("adult-2", CheckIn(GAMES, OTHER, BEGINNING + timedelta(days=10)), 10.01)
    seen = Attendance().fold(community.log)
    assert numbers(seen.occurrence(GAMES)) == {"seats": 2, "attended": 2}
    assert seen.attended(CHILD) == seen.attended(OTHER) == (GAMES,)


def test_who_holds_a_seat_and_who_was_there(community: Community, do: Do) -> None:
    """By name: a seat given up is no seat, and a seat alone is no presence."""
    for child, adult in ((CHILD, "adult-1"), (OTHER, "adult-2")):
        do(adult, SignUp(GAMES, child), 1)
    do("adult-2", Withdraw(GAMES, OTHER), 2)
    seen = Attendance().fold(community.log)
    assert (seen.holders(GAMES), seen.attendees(GAMES)) == ((CHILD,), ())
    do("founder", RecordPresence(GAMES, CHILD), 10.01)
    seen = Attendance().fold(community.log)
    assert (seen.holders(GAMES), seen.attendees(GAMES)) == ((CHILD,), (CHILD,))
    assert seen.holders(NEXT) == seen.attendees(NEXT) == ()


def test_no_show(community: Community, do: Do) -> None:
    """A no-show counts while it stands, contested or not; a lifted one is excused."""
    do("adult-1", SignUp(GAMES, CHILD), 1)
    do("founder", RecordNoShow(GAMES, CHILD), 11)
    do("adult-1", ContestNoShow(GAMES, CHILD, "We were there."), 11)
    assert numbers(Attendance().fold(community.log).person(CHILD)) == {"seats": 1, "no_shows": 1}
    do("founder", LiftNoShow(GAMES, CHILD, "Seen by others."), 12)
    assert numbers(Attendance().fold(community.log).person(CHILD)) == {"seats": 1, "excused": 1}


def test_late_withdrawal(community: Community, do: Do) -> None:
    """A late withdrawal is an outcome of its own, until the seat is taken again."""
    do("adult-1", SignUp(GAMES, CHILD), 1)
    do("adult-1", Withdraw(GAMES, CHILD), 9.5)
    assert numbers(Attendance().fold(community.log).person(CHILD)) == {"late_withdrawals": 1}
    do("adult-1", SignUp(GAMES, CHILD), 9.6)
    assert numbers(Attendance().fold(community.log).person(CHILD)) == {"seats": 1, "open": 1}


def test_late_withdrawal_then_released(community: Community, do: Do) -> None:
    """Who took the seat again, and lost it for want of consent, did not withdraw late."""
    do("adult-1", SignUp(GAMES, CHILD), 1)
    do("adult-1", Withdraw(GAMES, CHILD), 9.5)
    do("adult-1", SignUp(GAMES, CHILD), 9.6)
    do("adult-1", RevokeConsent(CHILD, MemberId("adult-1"), ConsentKind.DATA), 9.7)
    assert numbers(Attendance().fold(community.log).person(CHILD)) == {}


def test_withdrawal_in_time(community: Community, do: Do) -> None:
    """Who withdraws in time leaves nothing behind but a place in the list of persons."""
    do("adult-1", SignUp(GAMES, CHILD), 1)
    do("adult-1", Withdraw(GAMES, CHILD), 2)
    seen = Attendance().fold(community.log)
    assert [(one.of, numbers(one)) for one in every(seen.persons)] == [(CHILD, {})]


def test_headcounts(community: Community, do: Do) -> None:
    """A later count of a kind replaces the earlier one; an activity adds up its dates."""
    do("founder", CountHeads(GAMES, "residents", 200), 10)
    do("founder", CountHeads(GAMES, "residents", 210), 10)
    do("founder", CountHeads(GAMES, "guests", 3), 10)
    do("founder", CountHeads(NEXT, "residents", 40), 20)
    seen = Attendance().fold(community.log)
    assert seen.occurrence(GAMES).heads == {"residents": 210, "guests": 3}
    assert seen.activity(ActivityId("games")).heads == {"residents": 250, "guests": 3}
    assert seen.person(CHILD).heads == {}


def test_who_met_whom(community: Community, do: Do) -> None:
    """Those who attended the same occurrence met there; who only had a seat met nobody."""
    for at, day in ((GAMES, 10), (NEXT, 20)):
        do("adult-1", SignUp(at, CHILD), day - 5)
        do("adult-2", SignUp(at, OTHER), day - 5)
        do("founder", RecordPresence(at, CHILD), day + 1)
        met = [Meeting(CHILD, OTHER, 1)] if at == NEXT else []
        seen = Attendance().fold(community.log)
        assert list(seen.meetings()) == met
        assert [one.times for one in seen.met(OTHER).entries] == [one.times for one in met]
        do("founder", RecordPresence(at, OTHER), day + 1)
    seen = Attendance().fold(community.log)
    assert list(seen.meetings()) == [Meeting(CHILD, OTHER, 2)]
    assert seen.met(CHILD).entries == (Meeting(CHILD, OTHER, 2),)
    assert seen.met(OTHER).entries == (Meeting(OTHER, CHILD, 2),)


def test_what_there_is_not() -> None:
    """Who never had a seat, and what was never scheduled, has zeros: that is a figure, no error."""
    seen = Attendance()
    for figures in (
        seen.person(CHILD),
        seen.occurrence(GAMES),
        seen.activity(ActivityId("games")),
    ):
        assert (figures.position, numbers(figures), figures.heads) == (0, {}, {})
    assert seen.attended(CHILD) == ()


PEOPLE = [MemberId(f"member-{number}") for number in range(1, 5)]
DATES = [OccurrenceId(f"{title}-{number}") for title in ("games", "chess") for number in (1, 2)]


def lived(*phases: Iterable[Command]) -> Community:
    """A day with two dates of two activities, and wishes in phases: in time, late, and afterwards.

    What makes no sense is refused and passed over.
    """
    numbers = count(1)
    made = Community(MemoryLog(), STANDARD, ids=lambda: f"command-{next(numbers)}")
    hands, born = made.acting(FOUNDER), date(1985, 1, 1)
    begin: list[Command] = [
        FoundCommunity("Community 1", "UTC", FOUNDER, "Founder", born),
        *(RegisterMember(member_id, "Member", born) for member_id in PEOPLE),
        *(OfferActivity(ActivityId(title), title) for title in ("games", "chess")),
    ]
    for number, at in enumerate(DATES):
        starts = BEGINNING + timedelta(days=10, hours=number)
        period = Period(starts, starts + timedelta(hours=1))
        activity_id = ActivityId(at.split("-")[0])
        begin.append(ScheduleOccurrence(at, activity_id, period, capacity=3))
    hands.execute_all(begin, at=BEGINNING)
    for day, wishes in zip((1, 9.5, 11, 12), phases, strict=True):
        hands.execute_all(wishes, each=True, at=BEGINNING + timedelta(days=day))
    return made


def wish(kind: Callable[..., Command], pair: tuple[OccurrenceId, MemberId]) -> Command:
    """A command of a kind, for somebody at a date."""
    return kind(*pair)


PAIRS = list(product(DATES, PEOPLE))
LIFT = partial(LiftNoShow, reason="Called in sick.")
sign_ups = st.permutations([SignUp(*pair) for pair in PAIRS])
changes = st.lists(st.builds(wish, st.sampled_from([SignUp, Withdraw]), st.sampled_from(PAIRS)))
kinds = [RecordPresence, RecordPresence, RecordPresence, RecordNoShow, Withdraw]
outcomes = st.tuples(*[st.builds(wish, st.sampled_from(kinds), st.just(pair)) for pair in PAIRS])
lifts = st.lists(st.builds(wish, st.just(LIFT), st.sampled_from(PAIRS)))
days = st.builds(lived, sign_ups, changes, outcomes, lifts)


@given(made=days)
def test_agrees_with_the_core(made: Community) -> None:
    """Seats and outcomes are what the core's own states say, pair by pair."""
    seen = Attendance().fold(made.log)
    persons = [one.of for one in every(seen.persons)]
    assert [one.of for one in every(seen.occurrences)] == DATES
    for at in DATES:
        figures = seen.occurrence(at)
        assert figures.seats == len(made.state(Seats(at)).confirmed)
        turnouts = [made.state(Turnout(at, member_id)) for member_id in persons]
        outcomes = Counter(turnout.outcome for turnout in turnouts)
        assert figures.attended == outcomes["attended"]
        assert figures.no_shows == outcomes["no-show"]
        assert figures.excused == outcomes["excused"]
        held = [turnout for turnout in turnouts if turnout.has_seat]
        assert figures.open == sum(turnout.outcome is None for turnout in held)
        there = [one.member_id for one in turnouts if one.attended]
        assert [one for one in persons if at in seen.attended(one)] == there


@given(history=histories())
def test_heads_agree_with_the_core(history: History) -> None:
    """Headcounts are what the core's own state says."""
    community, seen = Community(history.log, history.domain), Attendance().fold(history.log)
    for figures in every(seen.occurrences):
        assert figures.heads == community.state(Headcounts(figures.of)).counts


@given(made=days)
def test_sums_agree(made: Community) -> None:
    """Added up over persons, occurrences or activities, every figure is the same."""
    seen = Attendance().fold(made.log)
    persons, occurrences, activities = (
        sum((Counter(numbers(one)) for one in listed), Counter[str]())
        for listed in (every(seen.persons), every(seen.occurrences), every(seen.activities))
    )
    assert persons == occurrences == activities


@given(made=days)
def test_one_outcome(made: Community) -> None:
    """Every seat that is held has exactly one outcome or is open (R25)."""
    for figures in every(Attendance().fold(made.log).occurrences):
        told = figures.attended + figures.no_shows + figures.excused + figures.open
        assert figures.seats == told


@given(made=days)
def test_meetings_are_pairs(made: Community) -> None:
    """Every pair is listed once, from both sides the same, and as often as both were there."""
    seen = Attendance().fold(made.log)
    persons = [one.of for one in every(seen.persons)]
    where = {one: set(seen.attended(one)) for one in persons}
    both = [(a, b, len(where[a] & where[b])) for a, b in combinations(persons, 2)]
    expected = [Meeting(*one) for one in both if one[2]]
    assert list(seen.meetings()) == expected
    for one in persons:
        sides = [(met.second, met.times) for met in every(partial(seen.met, one))]
        pairs = [(b if a == one else a, times) for a, b, times in both if one in (a, b)]
        assert sides == [pair for pair in pairs if pair[1]]


def test_programme(community: Community) -> None:
    """Titles and dates are there for those who show figures, in the order of scheduling."""
    programme = Programme().fold(community.log)
    assert programme.titles == {ActivityId("games"): "Games"}
    assert list(programme.occurrences) == [GAMES, NEXT]
    dated = programme.occurrences[GAMES]
    period = dated.period
    assert isinstance(period, Period)
    local = LocalPeriod.of(period, "Asia/Shanghai")
    assert dated == Dated(GAMES, ActivityId("games"), "Games", period, local, None)
    assert local.start == "2024-06-11T08:00"


def test_programme_follows_what_changes(community: Community, do: Do) -> None:
    """A date that is moved stands where it is now; one that is called off says why."""
    later = Period(BEGINNING + timedelta(days=12), BEGINNING + timedelta(days=12, hours=2))
    do("founder", MoveOccurrence(GAMES, later), 1)
    do("founder", CancelOccurrence(NEXT, "Typhoon"), 1)
    programme = Programme().fold(community.log)
    moved, off = programme.occurrences[GAMES], programme.occurrences[NEXT]
    assert (moved.period, moved.local.start, moved.cancelled) == (later, "2024-06-13T08:00", None)
    assert off.cancelled == "Typhoon"
