"""Rounds of notices: which stairwells are told, excepted and missing."""

from collections.abc import Callable
from typing import Any

import pytest
from community_domain_projections import Notices
from community_domain_testkit.histories import History, histories
from hypothesis import given

from community_domain import STANDARD, Community, MemberId
from community_domain.community import (
    AddBuilding,
    AddStairwell,
    BuildingId,
    RemoveStairwell,
    StairwellId,
)
from community_domain.safety import (
    CompleteNoticeRound,
    ExceptStairwell,
    NoticeRound,
    NoticeRoundId,
    OpenNoticeRound,
    PostNotice,
)
from community_domain.tasks import Evidence, EvidenceKind

Do = Callable[..., Any]
FLOOD, ADULT = NoticeRoundId("flood"), MemberId("adult-1")
FIRST, SECOND, THIRD = (StairwellId(f"stairwell-{number}") for number in (1, 2, 3))
ELSEWHERE = StairwellId("stairwell-4")
SHOWN = (Evidence(EvidenceKind.AFTER, "a" * 64, "image/jpeg"),)


@pytest.fixture(autouse=True)
def told(do: Do) -> None:
    """Three stairwells of one building and one of another; the round is for the first building."""
    for building in ("one", "two"):
        do("founder", AddBuilding(BuildingId(building), building), 1)
    for stairwell_id in (FIRST, SECOND, THIRD):
        do("founder", AddStairwell(stairwell_id, BuildingId("one"), stairwell_id), 1)
    do("founder", AddStairwell(ELSEWHERE, BuildingId("two"), ELSEWHERE), 1)
    do("founder", OpenNoticeRound(FLOOD, "Flood season", BuildingId("one")), 2)
    do("adult-1", PostNotice(FLOOD, FIRST, ADULT, SHOWN), 3)
    do("founder", ExceptStairwell(FLOOD, SECOND, "Closed for works"), 4)


def test_told_excepted_and_missing(community: Community) -> None:
    """Of the stairwells that are the round's, each is one of them."""
    notices = Notices().fold(community.log)
    coverage = notices.coverage(FLOOD)
    assert coverage
    assert (coverage.told, coverage.excepted, coverage.missing) == ((FIRST,), (SECOND,), (THIRD,))
    assert not coverage.complete
    assert notices.posters(FLOOD) == {FIRST: ADULT}
    assert notices.reasons(FLOOD) == {SECOND: "Closed for works"}
    assert notices.coverage(NoticeRoundId("typhoon")) is None


def test_a_notice_ends_an_exception(community: Community, do: Do) -> None:
    """And a stairwell that is removed counts no more; then the round can be completed."""
    do("adult-1", PostNotice(FLOOD, SECOND, ADULT, SHOWN), 5)
    do("founder", RemoveStairwell(THIRD), 6)
    do("founder", CompleteNoticeRound(FLOOD), 7)
    coverage = Notices().fold(community.log).coverage(FLOOD)
    assert coverage
    assert (coverage.told, coverage.excepted, coverage.missing) == ((FIRST, SECOND), (), ())
    assert coverage.complete


@given(history=histories())
def test_agrees_with_the_core(history: History) -> None:
    """After any history the core's own state knows the same, stairwell by stairwell."""
    notices, community = Notices().fold(history.log), Community(history.log, STANDARD)
    for round_id in notices.rounds:
        state, coverage = community.state(NoticeRound(round_id)), notices.coverage(round_id)
        assert coverage
        assert coverage.round == state.opened
        assert coverage.complete == state.complete
        assert {*coverage.told} <= state.posted.keys()
        assert notices.reasons(round_id).items() <= state.excepted.items()
