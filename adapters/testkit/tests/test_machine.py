"""Machines: each of their checks fails on a community that is wrong in just that way."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import count
from typing import Any, NewType

import attrs
import pytest
from community_domain_testkit import BEGINNING, FOUNDER, CommunityMachine, Moves, Step, issued
from hypothesis import note
from hypothesis.stateful import invariant

from community_domain import (
    STANDARD,
    Command,
    CommandIdReused,
    Community,
    Context,
    Envelope,
    Event,
    Issue,
    Outcome,
    Read,
    Refusal,
    Slice,
    State,
    anyone,
    command,
    decides,
    event,
    folded,
    identifier,
    on,
    state,
)
from community_domain.activities import ActivityId, ActivityOffered, OfferActivity
from community_domain.community import FoundCommunity

BellId = NewType("BellId", str)
identifier(BellId, tag="bell")


@event("bell.rung")
class BellRung(Event):
    """A bell was heard."""

    bell_id: BellId


@command("bell.ring")
class RingBell(Command):
    """Let it be heard, each time that somebody says so."""

    bell_id: BellId


@command("bell.strike")
class StrikeBell(Command):
    """Let it be heard, if it never was."""

    bell_id: BellId


@state
class Bell(State):
    """A bell that counts in a place which it shares with others."""

    bell_id: BellId
    heard: int = folded(0)

    elsewhere = "Only ringing is heard"

    @on
    def rung(self, event: BellRung) -> None:
        """Somebody counts them all."""
        self.heard = next(EVERYWHERE)


EVERYWHERE = count(1)


@decides(by=anyone)
def ring(command: RingBell, _: Context, __: Read) -> Iterator[Event]:
    """It does not look whether it has had its effect."""
    yield BellRung(command.bell_id)


@decides(by=anyone)
def strike(command: StrikeBell, _: Context, read: Read) -> Iterator[Event]:
    """It does."""
    if not read(Bell(command.bell_id)).heard:
        yield BellRung(command.bell_id)


BELLS = Slice("bell", (BellRung,), (RingBell, StrikeBell), (Bell,), (ring, strike), (), (), (), ())
FOUNDED = issued(
    "founded",
    FoundCommunity("One", "Asia/Shanghai", FOUNDER, "One", date(1980, 1, 1)),
    by=FOUNDER,
    at=BEGINNING,
)


def wish(command_id: str, wanted: Command) -> Issue:
    """Somebody wants something."""
    return issued(command_id, wanted, by=FOUNDER, at=BEGINNING)


OFFERED = wish("offered", OfferActivity(ActivityId("games"), "Games"))
OTHERWISE = wish("offered", OfferActivity(ActivityId("songs"), "Songs"))


class Machine(CommunityMachine):
    """A community that may be wrong."""

    moves = Moves(STANDARD + BELLS, kinds=(RingBell, StrikeBell))
    wrong: type[Community] = Community

    def __init__(self) -> None:
        super().__init__()
        self.community = self.wrong(self.log, self.moves.domain_with_looking)


class Forgetful(Community):
    """Does not know any more what it did under an id."""

    def execute(self, issue: Issue) -> Outcome:
        """It tells of nothing."""
        outcome = super().execute(issue)
        return attrs.evolve(outcome, recorded=()) if outcome.repeated else outcome


class Careless(Community):
    """Takes any wish under an id that it knows."""

    def execute_all(self, issues: Iterable[Issue], *, each: bool = False) -> Any:
        """It says that it is done."""
        listed = [*issues]
        try:
            return super().execute_all(listed, each=each)
        except CommandIdReused:
            return [Outcome(one.command_id, ()) for one in listed]


class Chatty(Community):
    """Records what nobody wished for."""

    def execute_all(self, issues: Iterable[Issue], *, each: bool = False) -> Any:
        """Of its own accord."""
        listed = [*issues]
        around = Envelope(OFFERED.command, OFFERED.command_id, OFFERED.context, 1, "none")
        outcomes = super().execute_all(listed, each=each)
        self.log.append([ActivityOffered(ActivityId("stray"), "Stray")], around)
        return outcomes


@pytest.mark.parametrize(
    ("wrong", "story", "told"),
    [
        (Forgetful, [FOUNDED], r"assert \[\] == \[\(1"),
        (Careless, [FOUNDED, OFFERED, OTHERWISE], "took the id of"),
        (Chatty, [FOUNDED], "are recorded"),
        (Community, [FOUNDED, wish("rung", RingBell(BellId("bell")))], "was done twice"),
        (Community, [FOUNDED, wish("struck", StrikeBell(BellId("bell")))], "but the log says"),
    ],
    ids=["forgetful", "careless", "chatty", "done twice", "kept otherwise"],
)
def test_each_check_fails_where_it_should(
    wrong: type[Community], story: Sequence[Issue], told: str
) -> None:
    """A check that nothing can fail looks like a promise, and is none."""

    class Wrong(Machine):
        """Of that community."""

    Wrong.wrong = wrong
    with pytest.raises(AssertionError, match=told):
        Wrong.retell(story)
    Machine.retell([FOUNDED, OFFERED, OTHERWISE])


class Watchful(Machine):
    """Has a rule of its own, and states that are not kept as the log says."""

    moves = Moves(STANDARD + BELLS, kinds=(StrikeBell,))

    @invariant()
    def nothing_is_struck(self) -> None:
        """No bell may be heard."""
        assert not any(isinstance(one, BellRung) for one in self.happened), "a bell is heard"


def test_what_fails_first_is_told() -> None:
    """An app's own invariant counts when a story is retold, and what fails later hides nothing."""
    with pytest.raises(AssertionError, match="a bell is heard"):
        Watchful.retell([FOUNDED, wish("struck", StrikeBell(BellId("bell")))])
    found = Watchful.find(seed=1, seconds=60)
    assert found
    assert "a bell is heard" in str(found)


class Failing(CommunityMachine):
    """Says by `pytest.fail` what is wrong, with a note that Hypothesis takes in its runs alone."""

    moves = Moves(kinds=(OfferActivity,), adults=0, minors=0)
    notes = False

    def beside(self, step: Step, results: Sequence[Outcome | Refusal]) -> None:
        """No activity may be offered."""
        if self.notes:
            note("a step")
        if any(isinstance(issue.command, OfferActivity) for issue in step.issues):
            pytest.fail("an activity is offered")


def test_what_a_test_says_fails_is_a_failure() -> None:
    """It is no exception like others, and it is what people write in tests."""
    found = Failing.find(seed=1, seconds=60)
    assert found
    assert [type(step.issues[0].command) for step in found.story] == [OfferActivity]
    assert "an activity is offered" in str(found)


class Noting(Failing):
    """Fails otherwise when its stories are retold."""

    notes = True


def test_what_fails_otherwise_when_it_is_told_again_is_told_whole() -> None:
    """The failure that was met is told, and not what was in the way of telling it again."""
    found = Noting.find(seed=1, seconds=60)
    assert found
    assert "an activity is offered" in str(found)


class Telling(CommunityMachine):
    """Remembers its stories."""

    moves = Moves(adults=1, minors=1)
    told: list[str]

    def close(self) -> None:
        """At the end of each."""
        super().close()
        self.told.append(repr(self.steps))


def test_each_story_of_a_run_is_a_new_one_and_each_run_tells_the_same() -> None:
    """Ten stories told four times would look like forty, where all is the same in each run."""
    runs: list[list[str]] = []
    for _ in range(2):
        Telling.told = []
        Telling.run(examples=40, steps=5)
        runs.append(Telling.told)
    assert runs[0] == runs[1]
    assert len({*runs[0]}) > 20
