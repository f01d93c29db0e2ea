"""Histories: only what commands led to, told shortly, and the same when told again."""

import pytest
from community_domain_testkit import BEGINNING, History, Moves, histories, played
from hypothesis import Phase, find, given, settings
from hypothesis.vendor.pretty import pretty

from community_domain import Community, Event, MemoryLog, Outcome, Refusal
from community_domain.activities import ScheduleOccurrence, SeatReleased, SignUp
from community_domain.community import CommunityFounded
from community_domain.members import ConsentMissing, RevokeConsent


@given(histories(adversarial=30))
def test_every_event_was_decided(history: History) -> None:
    """The accepted commands, executed again one by one, lead to the same log."""
    log = MemoryLog()
    community = Community(log, history.domain)
    for one in history.told:
        if one.issue:
            try:
                result: Outcome | Refusal = community.execute(one.issue)
            except Refusal as refusal:
                result = refusal
            assert type(result) is type(one.result)
    assert [row.event for row in log.read()] == history.events


def for_want_of_consent(event: Event) -> bool:
    """Whether a seat was released because a consent is missing."""
    return isinstance(event, SeatReleased) and event.reason == ConsentMissing.code


def test_a_history_shrinks_to_a_short_story() -> None:
    """A seat released for want of consent takes seven moves, and no more are told."""
    shortest = find(
        histories(size=15, adults=1, minors=1, kinds=(ScheduleOccurrence, SignUp, RevokeConsent)),
        lambda history: any(for_want_of_consent(one) for one in history.events),
        settings=settings(
            max_examples=20_000,
            phases=[Phase.generate, Phase.shrink],
            database=None,
            derandomize=True,
        ),
    )
    assert len(shortest.told) <= 8, repr(shortest)
    told = repr(shortest)
    assert "SignUp" in told
    assert "RevokeConsent" in told


def test_histories_go_somewhere() -> None:
    """Enough moves are accepted for states to be reached that are worth testing."""
    kinds: set[str] = set()
    moves = accepted = 0

    @settings(max_examples=100, database=None, phases=[Phase.generate])
    @given(histories())
    def play(history: History) -> None:
        nonlocal moves, accepted
        moves += len(history.told)
        accepted += len(history.accepted)
        kinds.update(type(one).__name__ for one in history.events)

    play()
    assert accepted * 2 >= moves, f"{accepted} of {moves}"
    assert len(kinds) >= 20, sorted(kinds)


def test_one_slice_can_be_in_play_alone() -> None:
    """Whoever tests the members' slice need not wade through sign-ups."""

    @settings(max_examples=30)
    @given(histories(namespaces=("member",)))
    def play(history: History) -> None:
        prologue = len(Moves().prologue()) + 1
        later = [one.issue.command for one in history.told[prologue:] if one.issue]
        assert not any(isinstance(wish, SignUp) for wish in later)

    play()


def test_single_commands_can_be_in_play_alone() -> None:
    """Whoever tests what signing up does sees people sign up, again and again."""

    @settings(max_examples=30)
    @given(histories(kinds=(SignUp,)))
    def play(history: History) -> None:
        later = [one.move.wish.kind for one in history.told if one.move not in begun]
        assert set(later) <= {SignUp}

    kit = Moves(kinds=(SignUp,))
    begun = [kit.foundation(), *kit.prologue()]
    assert kit.kinds == [SignUp]
    play()


@pytest.mark.parametrize("number", [1, 2])
def test_moves_mean_the_same_whenever_they_are_played(number: int) -> None:
    """The same moves give the same history: no clock, no chance, no memory of the last one."""
    kit = Moves()
    first = kit.foundation()
    assert first
    moves = [first, *kit.prologue()][: 5 * number]
    once, twice = played(moves), played(moves)
    assert once.events == twice.events
    assert isinstance(once.events[0], CommunityFounded)
    assert {one.at for one in once.told} == {BEGINNING}


def test_a_failing_history_is_printed_as_a_story() -> None:
    """Hypothesis prints what failed: a line for each move, not every field of every object."""
    kit = Moves()
    first = kit.foundation()
    assert first
    told = pretty(played([first, *kit.prologue()])).splitlines()
    assert told[0] == "History"
    assert len(told) == 2 + len(kit.prologue())
    assert told[2].endswith(
        "RegisterMember(member_id='adult-1', name='one', born=1980-01-01) → "
        "MemberRegistered(adult-1)"
    )
    assert pretty(first).startswith("Move(founder: FoundCommunity(name='one'")
