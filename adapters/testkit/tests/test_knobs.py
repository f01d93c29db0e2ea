"""Knobs of histories: each of them is honoured, and a wrong one says what is right."""

from collections.abc import Callable, Iterator
from statistics import mean
from typing import Any, NewType

import pytest
from community_domain_testkit import (
    History,
    Moves,
    Vocabulary,
    almost_valid_commands,
    histories,
    register,
)
from community_domain_testkit import given as given_story
from hypothesis import HealthCheck, Phase, given, settings

from community_domain import (
    STANDARD,
    Command,
    Context,
    Domain,
    Event,
    InstantGoesBack,
    InvalidValue,
    Problem,
    Read,
    Slice,
    anyone,
    command,
    decides,
    event,
    identifier,
)
from community_domain.activities import OfferActivity, SignUp
from community_domain.market import AnnounceMarket
from community_domain.shifts import TakeShift

SOME = settings(
    max_examples=15,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)


def told(**knobs: Any) -> list[History]:
    """Some histories."""
    found: list[History] = []

    @SOME
    @given(histories(**knobs))
    def tell(history: History) -> None:
        found.append(history)

    tell()
    return found


def words(found: list[History]) -> str:
    """All that was wished in some histories."""
    return "\n".join(repr(one.issue or one.move) for history in found for one in history.told)


def test_size_bounds_what_follows_the_beginning() -> None:
    """Whoever looks for short stories gets them; the people may come in all the same."""
    beginning = len(Moves().prologue()) + 1
    found = told(size=3)
    assert max(len(history.told) for history in found) <= beginning + 3
    assert max(len(history.told) for history in told(size=0)) <= beginning


def test_there_are_as_many_people_as_asked_for() -> None:
    """A rule about children needs them, and an app without children must not meet any."""
    shown = words(told(adults=1, minors=5))
    assert "adult-1" in shown
    assert "adult-2" not in shown
    assert "child-5" in shown
    assert "child-" not in words(told(minors=0))
    assert "adult-" not in words(told(adults=0, minors=0))


def test_the_larger_the_size_the_longer_the_histories() -> None:
    """Whoever wants long ones gets them, on average; none is longer than was asked for."""
    beginning = len(Moves().prologue()) + 1
    means = list[float]()
    for size in (10, 100, 1000):
        lengths = [len(history.told) for history in told(size=size, kinds=(SignUp, TakeShift))]
        assert max(lengths) <= beginning + size
        means.append(mean(max(0, length - beginning) for length in lengths))
    assert means[0] * 1.5 < means[1]
    assert means[1] * 1.5 < means[2]


def test_there_are_as_many_occurrences_as_asked_for() -> None:
    """With one of each kind, what chance wishes meets in it; plots bring their own."""
    kit = Moves(occurrences=1)
    assert kit.names("occurrence") == ["occurrence-1"]
    assert "'occurrence-3'" not in words(told(occurrences=1))
    assert "'occurrence-3'" in words(told(occurrences=3, size=100))


def test_nobody_is_adversarial_unless_asked_for() -> None:
    """Those who mean well never try to go back, and of the others all are anybody at all."""
    meant_well = told(adversarial=0)
    refused = [one.result for history in meant_well for one in history.refused]
    plots_aside = [one for one in refused if isinstance(one, InstantGoesBack)]
    assert len(plots_aside) * 20 <= len(refused)
    kit = Moves(adversarial=100)
    kinds = {type(kit.actors_for(kind)) for kind in kit.kinds}
    assert len(kinds) == 1
    assert any(history.refused for history in told(adversarial=100))


LanternId = NewType("LanternId", str)
identifier(LanternId, tag="lantern")


@event("lantern.lit")
class LanternLit(Event):
    """A lantern burns."""

    lantern_id: LanternId


@command("lantern.light")
class LightLantern(Command):
    """Light a lantern."""

    lantern_id: LanternId


@decides(by=anyone)
def light_lantern(command: LightLantern, _: Context, __: Read) -> Iterator[Event]:
    """Anybody may."""
    yield LanternLit(command.lantern_id)


LANTERNS = Slice("lantern", (LanternLit,), (LightLantern,), (), (light_lantern,), (), (), (), ())


@pytest.mark.parametrize(
    ("domain", "namespaces"),
    [
        (Domain((LANTERNS,)), ()),
        (STANDARD + LANTERNS, ("lantern",)),
    ],
    ids=["alone", "beside the others"],
)
def test_an_own_slice_is_in_play(domain: Domain, namespaces: tuple[str, ...]) -> None:
    """A domain need not have members, nor be founded; an own slice may be looked at alone."""
    found = told(domain=domain, namespaces=namespaces)
    events = [one for history in found for one in history.events]
    assert any(isinstance(one, LanternLit) for one in events)


@pytest.mark.parametrize(
    ("knobs", "named", "problem", "way_out"),
    [
        ({"size": -1}, "size", Problem.TOO_SMALL, "from 0 to"),
        ({"adults": -1}, "adults", Problem.TOO_SMALL, "from 0 to"),
        ({"minors": 1.5}, "minors", Problem.WRONG_TYPE, "whole number"),
        ({"occurrences": 0}, "occurrences", Problem.TOO_SMALL, "from 1 to"),
        ({"adversarial": 101}, "adversarial", Problem.TOO_LARGE, "from 0 to 100"),
        ({"namespaces": ("members",)}, "namespaces", Problem.UNKNOWN, "community, member,"),
        ({"namespaces": "shift"}, "namespaces", Problem.WRONG_TYPE, "namespaces=(…,)"),
        ({"kinds": (LightLantern,)}, "kinds", Problem.UNKNOWN, "FoundCommunity"),
        ({"kinds": ("TakeShift",)}, "kinds", Problem.UNKNOWN, "TakeShift"),
        ({"kinds": TakeShift}, "kinds", Problem.WRONG_TYPE, "kinds=(…,)"),
        ({"namespaces": ("shift",), "kinds": (SignUp,)}, "kinds", Problem.UNKNOWN, "TakeShift"),
    ],
)
def test_a_wrong_knob_is_named(
    knobs: dict[str, Any], named: str, problem: Problem, way_out: str
) -> None:
    """An empty strategy, or one that quietly does something else, would test nothing."""
    with pytest.raises(InvalidValue) as refusal:
        histories(**knobs)
    assert (refusal.value.field, refusal.value.problem) == (named, problem)
    assert way_out in refusal.value.hint.en


@pytest.mark.parametrize("strategy", [histories, Moves, almost_valid_commands])
def test_all_take_the_same_knobs(strategy: Callable[..., Any]) -> None:
    """What is wrong for one is wrong for all of them, and what is right is taken."""
    strategy(adults=1, minors=0, occurrences=2, namespaces=("shift",), kinds=(TakeShift,))
    with pytest.raises(InvalidValue):
        strategy(namespaces=("nowhere",))


def namespaces_in(found: list[History]) -> set[str]:
    """Of all that happened in some histories."""
    kinds = {type(one) for history in found for one in history.events}
    return {kind.spec.name.partition(".")[0] for kind in kinds}


def test_only_what_is_in_play_happens() -> None:
    """Whoever looks at sign-ups sees no market, no hazards, and no tasks."""
    assert namespaces_in(told(kinds=(SignUp,), minors=1)) == {"community", "member", "activity"}
    assert namespaces_in(told(namespaces=("member",))) <= {"community", "member"}


def test_what_a_slice_begins_with_comes_with_what_it_takes() -> None:
    """A market is held at an occurrence, and that is of an activity."""
    begun = [move.wish.kind for move in Moves(namespaces=("market",)).prologue()]
    assert begun.index(OfferActivity) < begun.index(AnnounceMarket)
    assert TakeShift not in begun
    whole = [move.wish.kind for move in Moves().prologue()]
    assert {AnnounceMarket, TakeShift} < {*whole}


def story_in(domain: Any) -> object:
    """A story that begins in a domain."""
    return given_story(domain=domain)


@pytest.mark.parametrize("domain", [LANTERNS, None, "standard"])
@pytest.mark.parametrize("made", [histories, Moves, Vocabulary, register, story_in])
def test_a_slice_is_no_domain(made: Callable[[Any], object], domain: Any) -> None:
    """It is told at once, where it is said, and not in the midst of an example."""
    with pytest.raises(TypeError, match=r"is no Domain; .* as in STANDARD \+ SLICE"):
        made(domain)
