"""Deeds: who took part in what way on which days, and whom they had to do with by it."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from community_domain_projections import Attendance, Deed, Deeds, every
from community_domain_testkit import BEGINNING
from community_domain_testkit.histories import History, histories
from hypothesis import given

from community_domain import Community, MemberId, Period
from community_domain.activities import (
    Audience,
    CheckIn,
    HoldOutreach,
    OccurrenceId,
    OutreachId,
    OutreachKind,
    SignUp,
)
from community_domain.recognition import GiveThanks, ThanksId
from community_domain.tasks import AskForHelp, CloseRequest, OfferHelp, RequestId, WithdrawHelp

Do = Callable[..., Any]
CHILD, ONE, TWO = (MemberId(name) for name in ("child-1", "adult-1", "adult-2"))
REQUEST = RequestId("request-1")


def _day(number: int) -> date:
    """As the calendar of the neighbourhood shows it."""
    return (BEGINNING + timedelta(days=number, hours=8)).date()


def test_days_are_those_of_the_neighbourhood(community: Community, do: Do) -> None:
    """A seat is no deed; an arrival is one, on the day it happened, however late it is told."""
    games = OccurrenceId("games-1")
    do("adult-1", SignUp(games, ONE), 1)
    assert Deeds().fold(community.log).days == {}
    arrival = BEGINNING + timedelta(days=10)
    do("founder", CheckIn(games, ONE, arrival), 10.01)
    deeds = Deeds().fold(community.log)
    assert deeds.days == {ONE: {Deed.CAME: {_day(10): None}}}
    assert deeds.days_of(ONE) == {_day(10): None}
    assert deeds.days_of(TWO) == {}


def test_help_counts_when_it_was_given(community: Community, do: Do) -> None:
    """Whoever offered and withdrew did not help; the tie is between helper and asker."""
    do("adult-1", AskForHelp(REQUEST, ONE, "Carry a table", 2), 1)
    do("adult-2", OfferHelp(REQUEST, TWO), 2)
    do("adult-1", OfferHelp(REQUEST, CHILD), 2)
    do("adult-1", WithdrawHelp(REQUEST, CHILD), 3)
    assert Deeds().fold(community.log).days == {}
    do("adult-1", CloseRequest(REQUEST), 4)
    deeds = Deeds().fold(community.log)
    assert deeds.days == {TWO: {Deed.HELPED: {_day(4): None}}}
    assert deeds.ties == {Deed.HELPED: {(TWO, ONE): 1}}


def test_whoever_thanks_and_whoever_teaches(community: Community, do: Do) -> None:
    """Each in a way of its own; only thanks tie one to another."""
    do("adult-1", GiveThanks(ThanksId("thanks-1"), ONE, TWO, "For the lamp", public=False), 1)
    period = Period(BEGINNING + timedelta(days=1), BEGINNING + timedelta(days=1, hours=1))
    lesson = (CHILD, "Fire", OutreachKind.TALK, Audience.FAMILY, 4, period)
    do("adult-1", HoldOutreach(OutreachId("outreach-1"), *lesson), 3)
    deeds = Deeds().fold(community.log)
    assert deeds.days[CHILD] == {Deed.TAUGHT: {_day(1): None}}
    assert deeds.doers([Deed.THANKED]) == (ONE,)
    assert deeds.doers([Deed.THANKED, Deed.TAUGHT]) == (ONE, CHILD)
    assert deeds.ties == {Deed.THANKED: {(ONE, TWO): 1}}


@given(history=histories())
def test_whoever_came_attended(history: History) -> None:
    """Attendance figures know everybody who came, and nobody comes without a day."""
    deeds, attendance = Deeds().fold(history.log), Attendance().fold(history.log)
    came = dict.fromkeys(deeds.doers([Deed.CAME]))
    attended = {one.of: None for one in every(attendance.persons) if one.attended}
    assert attended.keys() <= came.keys()
    for found in deeds.days.values():
        assert all(found.values())
