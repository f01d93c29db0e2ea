"""Scores: rankings with what was superseded, and rounds as they were played."""

from collections.abc import Callable
from typing import Any

import pytest
from community_domain_projections import Scores
from community_domain_testkit.histories import History, histories
from hypothesis import given

from community_domain import STANDARD, Community, MemberId
from community_domain.activities import (
    CloseStation,
    CorrectScore,
    DrawGroups,
    FinishRound,
    MemberScores,
    OccurrenceId,
    RecordPresence,
    RecordScore,
    Rotation,
    SetUpStation,
    SignUp,
    StartRound,
    StationId,
    Visit,
)

Do = Callable[..., Any]
GAMES = OccurrenceId("games-1")
RINGS, ROPE = StationId("ring-toss"), StationId("rope-skipping")
ONE, TWO = MemberId("child-1"), MemberId("child-2")
START = 10
DURING = 10.05


@pytest.fixture(autouse=True)
def played(do: Do) -> None:
    """Two children, one group each; the second station closes before the second round."""
    do("founder", SetUpStation(GAMES, RINGS, "Ring toss", unit="rings"), 1)
    do("founder", SetUpStation(GAMES, ROPE, "Rope", unit="seconds", least_wins=True, takes=2), 1)
    for number in (1, 2):
        do(f"adult-{number}", SignUp(GAMES, MemberId(f"child-{number}")), 1)
    do("founder", DrawGroups(GAMES, 2), 2)
    for child in (ONE, TWO):
        do("founder", RecordPresence(GAMES, child), START)
    do("founder", StartRound(GAMES, 1), START)
    do("founder", RecordScore(GAMES, RINGS, 1, 1, ONE, 5), START)
    do("founder", RecordScore(GAMES, ROPE, 1, 2, TWO, 40), START)
    do("founder", FinishRound(GAMES, 1), DURING)
    do("founder", StartRound(GAMES, 2), DURING)


def values(scores: Scores, station_id: StationId) -> list[tuple[int, str, int]]:
    """The ranking of a station in short: place, member, value."""
    ranking = scores.ranking(GAMES, station_id)
    return [(one.place, one.member_id, one.current.value) for one in ranking]


def test_a_ranking_has_what_counts_and_what_was_superseded(do: Do, community: Community) -> None:
    """The last correction counts; all before it stand beside it, with who said so and why."""
    do("founder", RecordScore(GAMES, RINGS, 2, 2, TWO, 6), DURING)
    assert values(Scores().fold(community.log), RINGS) == [(1, TWO, 6), (2, ONE, 5)]
    do("founder", CorrectScore(GAMES, RINGS, ONE, 1, 7, "one more lay behind the post"), DURING)
    scores = Scores().fold(community.log)
    assert values(scores, RINGS) == [(1, ONE, 7), (2, TWO, 6)]
    first = scores.ranking(GAMES, RINGS)[0]
    assert (first.group, first.round) == (1, 1)
    assert (first.current.number, first.current.reason) == (2, "one more lay behind the post")
    assert first.current.recorder == "founder"
    assert [(one.number, one.value, one.reason) for one in first.superseded] == [(1, 5, None)]


def test_the_lowest_wins_where_it_is_said_so(do: Do, community: Community) -> None:
    """Seconds are better the fewer they are."""
    do("founder", RecordScore(GAMES, ROPE, 2, 1, ONE, 30), DURING)
    assert values(Scores().fold(community.log), ROPE) == [(1, ONE, 30), (2, TWO, 40)]


def test_equals_share_a_place(do: Do, community: Community) -> None:
    """Nobody is second for having been written down later."""
    do("founder", RecordScore(GAMES, RINGS, 2, 2, TWO, 5), DURING)
    assert values(Scores().fold(community.log), RINGS) == [(1, ONE, 5), (1, TWO, 5)]


def test_a_rotation_is_told_as_it_was_played(do: Do, community: Community) -> None:
    """What was planned and never played is no part of it."""
    do("founder", CloseStation(GAMES, ROPE, "rain"), DURING)
    scores = Scores().fold(community.log)
    assert scores.rotation(GAMES, 1) == (Visit(1, 1, RINGS), Visit(2, 1, ROPE))
    assert scores.rotation(GAMES, 2) == (Visit(1, 2, ROPE), Visit(2, 2, RINGS))
    assert Scores().fold(community.log, as_of=10).rotation(GAMES, 1) == ()


def test_where_nothing_was_set_up_nothing_is_ranked(community: Community) -> None:
    """Another occurrence has other stations."""
    scores = Scores().fold(community.log)
    assert scores.ranking(OccurrenceId("games-2"), RINGS) == ()
    assert scores.rotation(OccurrenceId("games-2"), 1) == ()


@given(history=histories())
def test_agrees_with_the_core(history: History) -> None:
    """After any history the core's own states know the same rounds, and the same scores."""
    scores, community = Scores().fold(history.log), Community(history.log, STANDARD)
    for occurrence_id, station_id in scores.stations:
        rotation = community.state(Rotation(occurrence_id))
        assert list(rotation.started.values()) == scores.rounds.get(occurrence_id, [])
        for ranked in scores.ranking(occurrence_id, station_id):
            known = community.state(MemberScores(occurrence_id, ranked.member_id))
            told = [one.value for one in (*ranked.superseded, ranked.current)]
            assert [one.value for one in known.scores[station_id]] == told
