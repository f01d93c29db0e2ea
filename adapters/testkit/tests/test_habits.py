"""Habits: a slice is driven without any, and better with some; rules of its own are looked at."""

from collections.abc import Iterator
from typing import Any, NewType

import pytest
from community_domain_testkit import (
    FOUNDER,
    HABITS,
    ONLOOKERS,
    CommunityMachine,
    Habits,
    Known,
    Move,
    Moves,
    RuleBroken,
    SliceOnlooker,
    Who,
    demand,
)
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import run_state_machine_as_test

from community_domain import (
    STANDARD,
    Command,
    Context,
    Envelope,
    Event,
    MemberId,
    Read,
    Slice,
    State,
    System,
    anyone,
    command,
    decides,
    event,
    folded,
    identifier,
    on,
    state,
    system,
)
from community_domain.members import self_or_guardian

KiteId = NewType("KiteId", str)
identifier(KiteId, tag="kite")


@event("kite.flown")
class KiteFlown(Event):
    """A kite is in the air."""

    kite_id: KiteId
    flyer_id: MemberId


@event("kite.landed")
class KiteLanded(Event):
    """A kite is down again."""

    kite_id: KiteId
    flyer_id: MemberId


@command("kite.fly")
class FlyKite(Command):
    """Let a kite rise."""

    kite_id: KiteId
    flyer_id: MemberId


@command("kite.land")
class LandKite(Command):
    """Bring it down; only who let it rise can, and only the wind knows when."""

    kite_id: KiteId
    flyer_id: MemberId


@state
class Kite(State):
    """Who holds a kite's string."""

    kite_id: KiteId
    flyer_id: MemberId | None = folded(None)

    elsewhere = "Only flying and landing move a kite"

    @on
    def flown(self, event: KiteFlown) -> None:
        """It rises."""
        self.flyer_id = event.flyer_id

    @on
    def landed(self, event: KiteLanded) -> None:
        """It is down."""
        self.flyer_id = None


@decides(by=anyone)
def fly_kite(command: FlyKite, _: Context, read: Read) -> Iterator[Event]:
    """Let it rise, unless it is up."""
    if read(Kite(command.kite_id)).flyer_id is None:
        yield KiteFlown(command.kite_id, command.flyer_id)


@decides(by=system)
def land_kite(command: LandKite, _: Context, read: Read) -> Iterator[Event]:
    """Bring it down."""
    if read(Kite(command.kite_id)).flyer_id == command.flyer_id:
        yield KiteLanded(command.kite_id, command.flyer_id)


SLICE = Slice(
    "kite",
    (KiteFlown, KiteLanded),
    (FlyKite, LandKite),
    (Kite,),
    (fly_kite, land_kite),
    (),
    (),
    (),
    (),
)
DOMAIN = STANDARD + SLICE
QUICK = settings(
    max_examples=15,
    stateful_step_count=50,
    database=None,
    phases=[Phase.generate],
    report_multiple_bugs=False,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


class KiteMachine(CommunityMachine):
    """A community that flies kites; nothing is said of how it does."""

    moves = Moves(DOMAIN, namespaces=("kite",))


@pytest.mark.parametrize("adults", range(3))
@pytest.mark.parametrize("minors", range(3))
def test_every_plot_can_be_told_of_whoever_there_is(adults: int, minors: int) -> None:
    """Where nobody is there for a part, the founder plays it."""
    kit = Moves(adults=adults, minors=minors)
    assert kit.prologue()
    for plot in kit.habits.plots:
        plot(kit.cast.turned(0, 0, 1))


def test_a_slice_without_habits_is_driven() -> None:
    """A command that nobody described is accepted, the one that needs another's effect too."""
    run_state_machine_as_test(KiteMachine, settings=QUICK)
    assert KiteMachine.tally.accepted["FlyKite"]
    assert KiteMachine.tally.accepted["LandKite"]


OFTEN = Habits(weights={LandKite: 40}, actors={LandKite: (System("wind"),)})


class KiteOnlooker(SliceOnlooker):
    """Knows that what goes up stays up."""

    def __init__(self, known: Known) -> None:
        super().__init__(known)
        self.sees = {KiteLanded: self.landed}

    def landed(self, event: KiteLanded, _: Envelope) -> None:
        """No kite ever comes down."""
        demand(not event.kite_id, "K1", event)


class WatchedKiteMachine(CommunityMachine):
    """The same, with somebody who looks."""

    moves = Moves(DOMAIN, namespaces=("kite",), habits=(*HABITS, OFTEN))
    onlookers = (*ONLOOKERS, KiteOnlooker)


def test_an_apps_own_onlooker_looks() -> None:
    """A rule of an app's own is watched over like those of the library."""
    with pytest.raises(RuleBroken, match="K1"):
        run_state_machine_as_test(WatchedKiteMachine, settings=QUICK)


def test_habits_say_how_often_and_by_whom() -> None:
    """What an app says of its commands is heeded, beside what the library says of its own."""
    kit = Moves(DOMAIN, habits=(*HABITS, OFTEN), adversarial=0)
    assert kit.habits.weights[LandKite] == 40
    assert kit.habits.topics.keys() >= HABITS[0].topics.keys()
    drawn: list[object] = []

    @settings(QUICK, max_examples=20)
    @given(kit.moves(LandKite))
    def draw(move: Move) -> None:
        drawn.append(move.by)

    draw()
    assert set(drawn) == {System("wind")}


@pytest.mark.parametrize(
    ("weights", "told"),
    [({KiteLanded: 3}, "is no type of command"), ({LandKite: -1}, "LandKite has -1; say 0 or")],
)
def test_what_cannot_be_weighed_is_refused(weights: Any, told: str) -> None:
    """A habit of something that is never wished for would quietly change nothing."""
    with pytest.raises((TypeError, ValueError), match=told):
        Habits(weights=weights)


@event("loan.made")
class LoanMade(Event):
    """Somebody has a kite at home."""

    member_id: MemberId


@command("loan.make")
class MakeLoan(Command):
    """Take one home."""

    member_id: MemberId


@decides(by=self_or_guardian("member_id"))
def make_loan(command: MakeLoan, _: Context, __: Read) -> Iterator[Event]:
    """For oneself or one's child, and not for anybody else."""
    yield LoanMade(command.member_id)


def test_where_the_founder_has_no_right_others_issue_a_command() -> None:
    """A slice of which no habit is known would hardly be driven by who is refused."""
    loans = Slice("loan", (LoanMade,), (MakeLoan,), (), (make_loan,), (), (), (), ())
    kit = Moves(STANDARD + loans, adversarial=0)
    assert repr(kit.actors_for(MakeLoan)) == repr(st.sampled_from([FOUNDER, *Who]))
