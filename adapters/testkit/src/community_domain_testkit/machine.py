"""A community under random commands: a Hypothesis state machine over everything a domain can do.

    TestCommunity = CommunityMachine.TestCase

After each step an `Onlooker`, who knows the rules but none of the library's states, looks at what
was recorded. A subclass drives an app's own log, or the app itself, beside it.

Long because all that a subclass may call or override stands in one class.
"""

# ruff: noqa: S101 - invariants are asserted

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import count, product
from typing import Any, ClassVar

import attrs
from hypothesis import seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from hypothesis.strategies import SearchStrategy

from community_domain import (
    CommandId,
    Community,
    Domain,
    Event,
    EventLog,
    Issue,
    MemoryLog,
    NotPermitted,
    Outcome,
    Recorded,
    Refusal,
    tags_of,
)

from .acts import Act, IdReused, OneByOne, Together, acts
from .found import ROUND, Found, a_round, seek
from .founding import BEGINNING
from .knobs import must_be_within
from .latest import LATEST
from .looking import kept_state
from .moves import Move, Who
from .onlookers import ONLOOKERS, Onlooker, SliceOnlooker
from .onlookers.known import led_by
from .steps import Step, Story, Way
from .tally import Tally
from .vocabulary import ZONES
from .wishes import Moves

__all__ = ["CommunityMachine"]


@attrs.frozen
class Done:
    """A command that was accepted and led to something."""

    issue: Issue
    outcome: Outcome


def _focuses_of(machine: "CommunityMachine") -> Any:
    return st.sampled_from(["", *(part.namespace for part in machine.domain.slices)])


def _acts_of(machine: "CommunityMachine") -> SearchStrategy[Act]:
    return acts(
        machine.moves,
        happened=machine.happened,
        accepted=[done.issue for done in machine.done.values()],
        ways=machine.ways,
        focus=machine.focus,
    )


def _rows(outcome: Outcome) -> list[tuple[int, Event]]:
    return [(row.position, row.event) for row in outcome.recorded]


def _step(told: object) -> Step:
    match told:
        case Step():
            return told
        case Issue():
            return Step((told,))
        case _:
            name = type(told).__name__
            raise TypeError(f"a {name} is no step; say who issues it and when: issued(…)")


def _wish(issue: Issue) -> tuple[Any, ...]:
    return issue.command, issue.context.actor


class CommunityMachine(RuleBasedStateMachine):
    """Random moves of a small community, watched after each of them."""

    moves: ClassVar[Moves] = Moves(adults=4, minors=4, occurrences=8)
    """Who may wish what; its domain is what the community speaks."""
    ways: ClassVar[tuple[Way, ...]] = (Way.ALONE, Way.ALL, Way.EACH)
    """How commands are issued; an app may not know all of these."""
    onlookers: ClassVar[tuple[type[SliceOnlooker], ...]] = ONLOOKERS
    """Who looks at what was recorded; an app adds those of its own slices."""
    tally: ClassVar[Tally] = Tally()
    """Counts over all examples of this class; a subclass starts its own."""

    def __init_subclass__(cls, **options: Any) -> None:
        """Count anew for each class."""
        super().__init_subclass__(**options)
        cls.tally = Tally()

    @classmethod
    def run(cls, *, examples: int, steps: int) -> Tally:
        """Tell so many stories of so many steps, each of them a new one.

        `TestCase` tells them like any other state machine of Hypothesis, which tells variations of
        a story once it knows ten: five of six that follow are nearly one it told before.

        Args:
            examples: Stories, in rounds of ten.
            steps: Acts in each of them at most.

        Returns:
            What was accepted and refused in all of them.
        """
        must_be_within(examples=examples, steps=steps)
        for round_ends in range(ROUND, examples + ROUND, ROUND):
            one_round = a_round(min(ROUND, examples - round_ends + ROUND), steps)
            run_state_machine_as_test(cls._told_in(round_ends), settings=one_round)
        return cls.tally

    @classmethod
    def _told_in(cls, round_: int) -> Any:
        """What tells the stories of a round: the same in each run, where that is asked for."""

        def tells() -> "CommunityMachine":
            return cls()

        return seed(f"{cls.__qualname__}-{round_}")(tells) if settings().derandomize else tells

    @classmethod
    def find(cls, *, seed: int, seconds: float, steps: int = 30) -> Found | None:
        """Look for a story that fails, and cut it down to what it takes.

        Args:
            seed: The same seed tells the same stories where the same modules are loaded, for
                Hypothesis also tries numbers and texts that stand in them.
            seconds: How long to look; a round of ten stories that has begun is told to its end.
            steps: Acts in each story at most.

        Returns:
            The failure with its shortest story, or None when every story was well.

        Raises:
            InvalidValue: There are no steps.
            Exception: What is tested could not be set up, so that no story began.
        """
        must_be_within(steps=steps)
        return seek(cls, seed=seed, seconds=seconds, steps=steps)

    @classmethod
    def retell(cls, story: Iterable[Step | Issue]) -> None:
        """Do the steps of a story, with all checks and nothing drawn.

        Args:
            story: The steps; a command that was issued alone stands for itself.

        Raises:
            TypeError: It is no story: a command has no actor, instant and id.
            Exception: Whatever fails, as it did when the story was told first.
        """
        steps = [_step(one) for one in story]
        machine = cls()
        try:
            machine.check()
            for step in steps:
                machine.do(step)
                machine.check()
        finally:
            machine.teardown()

    def __init__(self) -> None:
        super().__init__()
        self.log = self.new_log()
        self.community = Community(self.log, self.moves.domain_with_looking)
        self.onlooker = Onlooker(self.onlookers)
        self.happened: list[Event] = []
        self.now = BEGINNING
        self.focus = ""
        """The namespace on which this example dwells."""
        self.steps: list[Step] = []
        """All steps so far."""
        self.done: dict[CommandId, Done] = {}
        """All commands that led to something, by id."""
        self._numbers = count(1)
        self._around = sys.exc_info()[1]
        """What is being handled where this machine is made."""
        LATEST.tell(self.as_script)

    @property
    def domain(self) -> Domain:
        """What the community speaks."""
        return self.moves.domain

    @property
    def story(self) -> Story:
        """What was told so far; `retell` tells it again."""
        return tuple(self.steps)

    def as_script(self, failure: BaseException) -> str:
        """The shortest part of the story that fails in the same way, as a Python script."""
        return Found.cut(type(self), self.story, failure).script()

    def new_log(self) -> EventLog:
        """The log of one example; a subclass may give another."""
        return MemoryLog()

    def beside(self, step: Step, results: Sequence[Outcome | Refusal]) -> None:
        """Do the same with what is tested, and compare: an app's own API, read model or storage.

        A subclass says how. The model has done the step already.

        Args:
            step: What was issued; `step.issues` have actors, instants and ids.
            results: What the model made of each of them.

        Raises:
            Exception: They differ.
        """

    def close(self) -> None:
        """Let go of what an example used; a subclass closes its own and calls this one."""
        self.log.close()

    @initialize(
        peopled=st.sampled_from([False, *[True] * 9]),
        tight=st.booleans(),
        zone=st.sampled_from(ZONES),
        early=st.sampled_from([*[False] * 9, True]),
        focus=st.runner().flatmap(_focuses_of),
    )
    def begin(self, peopled: bool, tight: bool, zone: str, early: bool, focus: str) -> None:  # noqa: FBT001 - drawn, not passed
        """Found the community, half the time with tight limits, and mostly bring people in.

        Most examples dwell on one slice, so that each gets somewhere in a short story.
        """
        self.focus = focus
        first = self.moves.foundation(*(self.moves.tight if tight else ()), zone=zone)
        for move in self.moves.prologue()[:1] if early else []:
            self.make(attrs.evolve(move, by=Who.NAMED))
        for move in [*([first] if first else []), *(self.moves.prologue() if peopled else [])]:
            self.make(move)

    @rule(act=st.runner().flatmap(_acts_of))
    def act(self, act: Act) -> None:
        """Do anything at all. One rule, so that no example goes without some sort of it."""
        match act:
            case OneByOne(moves):
                for move in moves:
                    self.make(move)
            case Together(moves, way):
                issues = [self.issued(move, self.now, self.new_id()) for move in moves]
                self.do(Step(tuple(issue for issue in issues if issue), way))
            case IdReused(back, move):
                self.reuse_id(back, move)

    def reuse_id(self, back: int, move: Move) -> None:
        """Send a command again, and then something else under its id."""
        if done := list(self.done.values()):
            issue = done[-1 - min(back, len(done) - 1)].issue
            self.do(Step((issue,)))
            self.make(move, issue.command_id)

    def make(self, move: Move, command_id: str | None = None) -> None:
        """Make a move, by default under a new id; one that is no command is refused before."""
        at = move.at(self.now, self.happened)
        if issue := self.issued(move, at, command_id or self.new_id()):
            self.do(Step((issue,)))

    def new_id(self) -> str:
        """The id of the next command."""
        return f"move-{next(self._numbers)}"

    def issued(self, move: Move, at: Any, command_id: str) -> Issue | None:
        """The wish of a move as it is issued; None when there is no such command."""
        try:
            return move.issue(at, command_id, self.happened)
        except Refusal as refusal:
            self.tally.refused[refusal.code] += 1
            return None

    def do(self, step: Step) -> None:
        """Do a step, look at what came of it, and do the same beside it."""
        self.steps.append(step)
        self.now = max([self.now, *(issue.context.at for issue in step.issues)])
        results = self.results(step)
        rows = list(self.log.read(after=len(self.happened)))
        self.only_what_was_accepted_is_recorded(step, results, rows)
        self.happened += [row.event for row in rows]
        self.tally.note(rows)
        self.tally.refused.update(one.code for one in results if isinstance(one, Refusal))
        self.onlooker.see(rows)
        for issue, result in zip(step.issues, results, strict=True):
            self.an_id_means_one_wish(issue, result)
        if step.way is Way.ALONE:
            self.wish_again(step, results)
        self.beside(step, results)

    def results(self, step: Step) -> Sequence[Outcome | Refusal]:
        """What the model makes of each command of a step; a refusal of all or nothing is all's."""
        try:
            return self.community.execute_all(step.issues, each=step.way is Way.EACH)
        except Refusal as refusal:
            return [refusal] * len(step.issues)

    def only_what_was_accepted_is_recorded(
        self, step: Step, results: Sequence[Outcome | Refusal], rows: Sequence[Recorded[Event]]
    ) -> None:
        """A refused command records nothing, one that is repeated nothing more (R39)."""
        done = [one for one in results if isinstance(one, Outcome) and not one.repeated]
        leads = {led_by(row) for row in rows}
        wanted = {one.command_id for one in done if one.recorded}
        assert leads == wanted, f"{step!r} led to {results!r}, but {leads} are recorded"

    def an_id_means_one_wish(self, issue: Issue, result: Outcome | Refusal) -> None:
        """An id that was used is refused to any other wish; the same has no effect again (R40)."""
        first = self.done.get(issue.command_id)
        if first is None:
            if isinstance(result, Outcome) and result.recorded:
                self.done[issue.command_id] = Done(issue, result)
                self.send_again(self.done[issue.command_id])
        elif _wish(issue) != _wish(first.issue):
            assert isinstance(result, Refusal), f"{issue!r} took the id of {first!r}"
        else:
            self.send_again(first)

    def send_again(self, done: Done) -> None:
        """The same command id again returns what was recorded then, and records nothing (R40)."""
        again = self.community.execute(done.issue)
        assert again.repeated
        assert _rows(again) == _rows(done.outcome)
        self.nothing_more_was_recorded()

    def wish_again(self, step: Step, results: Sequence[Outcome | Refusal]) -> None:
        """What was just wished and done, wished again under another id, changes nothing.

        It may be refused to somebody who gave up the right to it by the wish itself.
        """
        for issue, result in zip(step.issues, results, strict=True):
            if isinstance(result, Outcome) and result.recorded and not result.repeated:
                again = attrs.evolve(issue, command_id=CommandId(f"again-{len(self.steps)}"))
                with suppress(NotPermitted):
                    assert self.community.execute(again).events == (), f"{issue!r} was done twice"

    @invariant()
    def nothing_more_was_recorded(self) -> None:
        """Only what a step led to stands in the log."""
        assert self.log.head().position == len(self.happened)

    def check(self) -> None:
        """All invariants hold, those of a subclass too."""
        for one in self.invariants:
            if all(precondition(self) for precondition in one.preconditions):
                one.function(self)

    def teardown(self) -> None:
        """At the end, states kept warm are what the log says; a story that failed ends at once."""
        try:
            if sys.exc_info()[1] is self._around:
                self.states_are_what_the_log_says()
        finally:
            self.close()

    def states_are_what_the_log_says(self) -> None:
        """Every state that the community keeps equals one folded anew."""
        for kind, identity in self.states():
            kept = kept_state(self.community, kind(*identity), self.now)
            anew = self.community.state(kind(*identity))
            assert kept == anew, f"{kept!r} is kept, but the log says {anew!r}"

    def states(self) -> Iterator[tuple[Any, tuple[str, ...]]]:
        """All states of the domain with each identity that stands in the log."""
        tags = sorted({tag for event in self.happened for tag in tags_of(event)})
        pairs = [tag.partition(":")[::2] for tag in tags]
        for kind in self.domain.states:
            names = [
                [name for tag, name in pairs if tag == wanted] for _, wanted in kind.spec.identity
            ]
            yield from ((kind, identity) for identity in product(*names))
