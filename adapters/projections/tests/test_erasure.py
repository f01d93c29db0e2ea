"""Whatever was counted is counted the same when people are erased (R42)."""

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from itertools import count
from typing import Any

from community_domain_projections import (
    Attendance,
    Ledgers,
    Markets,
    Outreach,
    People,
    Points,
    Rosters,
    every,
)
from community_domain_testkit import FOUNDER, History, histories
from hypothesis import given

from community_domain import Community, Event, EventLog, MemberId, Outcome, Refusal
from community_domain.activities import OccurrenceId, RecordPresence, SignUp
from community_domain.members import EraseMember, MemberErased, MemberRegistered

LONG_AFTER = datetime(2199, 1, 1, tzinfo=UTC)
"""Behind every end, so that nothing lies ahead that an erasure would free."""


def figures(log: EventLog) -> list[Any]:
    """All that is counted of attendance, duties, hours, outreach, trades, points and people."""
    attendance, rosters, ledgers = Attendance().fold(log), Rosters().fold(log), Ledgers().fold(log)
    outreach, markets = Outreach().fold(log), Markets().fold(log)
    points, people = Points().fold(log), People().fold(log)
    return [
        *every(attendance.persons),
        *every(attendance.occurrences),
        *every(attendance.activities),
        *attendance.meetings(),
        *every(rosters.persons),
        *every(rosters.shifts),
        *every(ledgers.persons),
        ledgers.minutes,
        outreach.teachers(),
        outreach.topics(),
        outreach.total(),
        *every(markets.markets),
        points.balances(),
        list(people.persons),
        people.residents,
        list(people.little_teachers),
    ]


def erased(community: Community, at: datetime) -> list[Event]:
    """Erase whoever can be, and say who was."""
    ids = count(1)
    events = [row.event for row in community.log.read()]
    for registered in events:
        if isinstance(registered, MemberRegistered):
            erase = EraseMember(registered.member_id)
            with suppress(Refusal):
                community.acting(FOUNDER).execute(erase, at=at, command_id=f"erase-{next(ids)}")
    return [row.event for row in community.log.read() if isinstance(row.event, MemberErased)]


@given(histories(size=60))
def test_r42_erasing_everybody_changes_no_figure(history: History) -> None:
    """Attendance, hours, points, trades and the numbers of people are what they were."""
    before = figures(history.log)
    erased(Community(history.log, history.domain), LONG_AFTER)
    assert figures(history.log) == before


def test_r42_who_was_there_still_was(community: Community, do: Callable[..., Outcome]) -> None:
    """A child that took part once is counted, and met whom it met, after it was erased."""
    child, other = MemberId("child-1"), MemberId("child-2")
    for date in ("games-1", "games-2"):
        do("adult-1", SignUp(OccurrenceId(date), child), 0)
        do("adult-2", SignUp(OccurrenceId(date), other), 0)
    for one in (child, other):
        do(FOUNDER, RecordPresence(OccurrenceId("games-1"), one), 11)
    meetings = list(Attendance().fold(community.log).meetings())
    do("adult-1", EraseMember(child), 12)
    attendance = Attendance().fold(community.log)
    assert attendance.attendees(OccurrenceId("games-1")) == (child, other)
    assert attendance.holders(OccurrenceId("games-2")) == (other,)
    assert list(attendance.meetings()) == meetings
    assert attendance.person(child).attended == 1


def test_people_are_erased_in_these_tests(community: Community) -> None:
    """Or the law above would hold of itself: only the last coordinator stays, and no guardian."""
    assert len(erased(community, LONG_AFTER)) == 4
