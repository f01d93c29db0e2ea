"""Outreach: what was taught, to whom, and how many were reached."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from community_domain_projections import Histories, Outreach, OutreachFigures, Part
from community_domain_testkit import BEGINNING
from community_domain_testkit.histories import History, histories
from hypothesis import given

from community_domain import STANDARD, Community, MemberId, Period
from community_domain.activities import (
    Audience,
    ConfirmOutreach,
    HoldOutreach,
    OutreachId,
    OutreachKind,
    Teaching,
)
from community_domain.tasks import Evidence, EvidenceKind

Do = Callable[..., Any]
ONE, TWO = MemberId("child-1"), MemberId("child-2")
FIRST, SECOND, THIRD = (OutreachId(f"outreach-{number}") for number in (1, 2, 3))
PERIOD = Period(BEGINNING, BEGINNING + timedelta(hours=1))
SHOWN = (Evidence(EvidenceKind.DOCUMENT, "a" * 64, "image/jpeg"),)
TALK, BOARD = OutreachKind.TALK, OutreachKind.BOARD
FAMILY, NEIGHBOURS = Audience.FAMILY, Audience.NEIGHBOURS


@pytest.fixture(autouse=True)
def told(do: Do) -> None:
    """Two children teach: at home, on the stairs, and with a board; one of it is confirmed."""
    do("child-1", HoldOutreach(FIRST, ONE, "Fire", TALK, FAMILY, 4, PERIOD), 1)
    do("child-1", HoldOutreach(SECOND, ONE, "Typhoons", TALK, NEIGHBOURS, 10, PERIOD), 1)
    board = HoldOutreach(THIRD, TWO, "Fire", BOARD, NEIGHBOURS, 30, PERIOD, evidence=SHOWN)
    do("adult-2", board, 2)
    do("founder", ConfirmOutreach(THIRD), 3)


def test_times_and_persons(community: Community) -> None:
    """By teacher, topic and audience; what nobody confirmed is told apart."""
    outreach = Outreach().fold(community.log)
    told, sure = OutreachFigures(2, 14), OutreachFigures(1, 30, 1, 30)
    assert outreach.teachers() == {ONE: told, TWO: sure}
    assert outreach.topics() == {
        "Fire": OutreachFigures(2, 34, 1, 30),
        "Typhoons": OutreachFigures(1, 10),
    }
    assert outreach.audiences() == {
        FAMILY: OutreachFigures(1, 4),
        NEIGHBOURS: OutreachFigures(2, 40, 1, 30),
    }
    assert outreach.total() == told + sure
    assert outreach.confirmed == {THIRD: "founder"}


def test_before_it_was_told_nothing_was_reached(community: Community) -> None:
    """A projection as of an earlier position knows nothing of it."""
    assert Outreach().fold(community.log, as_of=5).total() == OutreachFigures()


def test_it_is_in_the_history_of_who_taught(community: Community) -> None:
    """As a little teacher, and not as somebody with a seat."""
    page = Histories().fold(community.log).page(TWO, size=100)
    parts = {entry.what: entry.part for entry in page.entries}
    assert parts["activity.outreach-held"] == Part.LITTLE_TEACHER
    assert parts["activity.outreach-confirmed"] == Part.LITTLE_TEACHER


@given(history=histories())
def test_agrees_with_the_core(history: History) -> None:
    """After any history the core's own states know the same."""
    outreach, community = Outreach().fold(history.log), Community(history.log, STANDARD)
    for outreach_id, held in outreach.held.items():
        teaching = community.state(Teaching(outreach_id))
        assert teaching.held == held
        assert teaching.confirmer_id == outreach.confirmed.get(outreach_id)
    assert sum(one.persons for one in outreach.teachers().values()) == outreach.total().persons
