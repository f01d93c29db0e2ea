"""A community under random commands: a Hypothesis state machine over everything a domain can do.

    TestCommunity = CommunityMachine.TestCase

After each move an `Onlooker`, who knows the rules but none of the library's states, looks at what
was recorded. A subclass drives an app's own log, or more, beside it.
"""

# ruff: noqa: S101 - invariants are asserted

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from itertools import count, product
from typing import Any, ClassVar

import attrs
from hypothesis import HealthCheck, settings
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

from .founding import BEGINNING
from .histories import Told, made
from .looking import kept_state, with_looking
from .moves import Move, Who
from .onlookers import ONLOOKERS, Onlooker, SliceOnlooker
from .vocabulary import ZONES
from .wishes import Moves

__all__ = ["CommunityMachine", "Tally"]


@attrs.define
class Tally:
    """How often each command was accepted, and each refusal was met."""

    accepted: Counter[str] = attrs.Factory(Counter[str])
    """Commands that led to events, follow-up commands too, by class name."""
    refused: Counter[str] = attrs.Factory(Counter[str])
    """Refusals by code."""

    def note(self, rows: Iterable[Recorded[Event]]) -> None:
        """Count the commands that were accepted."""
        names = {row.envelope.command_id: type(row.envelope.command).__name__ for row in rows}
        self.accepted.update(names.values())

    def missed(self, domain: Domain) -> list[str]:
        """Commands never accepted, and refusals never met."""
        commands = [kind.__name__ for kind in domain.commands]
        refusals = [kind.code for part in domain.slices for kind in part.refusals]
        kernel = ["invalid-value", "not-permitted", "instant-goes-back", "command-id-reused"]
        return [
            *(name for name in commands if not self.accepted[name]),
            *(code for code in [*refusals, *kernel] if not self.refused[code]),
        ]

    def lines(self, domain: Domain) -> list[str]:
        """A table, one line for each command and each refusal."""
        names = [kind.__name__ for kind in domain.commands]
        codes = sorted({*self.refused, *(k.code for part in domain.slices for k in part.refusals)})
        return [
            *(f"{self.accepted[name]:8}  {name} accepted" for name in names),
            *(f"{self.refused[code]:8}  refused: {code}" for code in codes),
        ]


def _focuses_of(machine: "CommunityMachine") -> Any:
    return st.sampled_from(["", *(part.namespace for part in machine.domain.slices)])


@attrs.frozen
class OneByOne:
    """Moves that are made one after the other."""

    moves: list[Move]


@attrs.frozen
class Together:
    """Commands in one transaction: all or nothing, or each for itself (R39)."""

    moves: list[Move]
    each: bool


@attrs.frozen
class IdReused:
    """Another move, under the id of a command that was accepted so many commands ago (R40)."""

    back: int
    move: Move


Act = OneByOne | Together | IdReused
ODDS = (8, 2, 1, 1)
"""How often one by one, together, with an old id, and of what was told already."""


ROUND = 10
"""So many stories at a time are all new; see `CommunityMachine.run`."""
LATELY = 100
"""Of so many moves one is told otherwise."""


def _alone(move: Move) -> SearchStrategy[list[Move]]:
    return st.just([move])


def _otherwise(moves: Moves, issue: Issue) -> SearchStrategy[OneByOne]:
    """A wish about the very subject of another, by the same actor, that says something else."""
    kind: Any = type(issue.command)
    named = {
        field.name: getattr(issue.command, field.name)
        for field in attrs.fields(kind)
        if field.name.endswith("_id")
    }

    def told(move: Move) -> SearchStrategy[OneByOne]:
        wish = attrs.evolve(move.wish, fields={**move.wish.fields, **named})
        other = attrs.evolve(move, wish=wish, by=issue.context.actor, about=None)
        return st.just(OneByOne([other]))

    return moves.moves_of(kind).flatmap(told)


def _acts_of(machine: "CommunityMachine") -> SearchStrategy[Act]:
    moves, focus = machine.moves, machine.focus
    anything = moves.moves(focus=focus)
    one = anything | moves.next_moves(machine.happened, focus)
    told = [done.issue for done in machine.told[-LATELY:] if done.issue and _recorded(done)]
    again = st.sampled_from(told).flatmap(partial(_otherwise, moves)) if told else None
    acts: tuple[SearchStrategy[Act] | None, ...] = (
        st.builds(OneByOne, one.flatmap(_alone) | moves.plots()),
        st.builds(Together, st.lists(moves.moves(), min_size=1, max_size=4), st.booleans()),
        st.builds(IdReused, st.integers(0, 20), anything),
        again,
    )
    weighted = [
        act for act, odds in zip(acts, ODDS, strict=True) if act is not None for _ in range(odds)
    ]
    return st.sampled_from(weighted).flatmap(lambda act: act)


def _recorded(told: Told) -> bool:
    return isinstance(told.result, Outcome) and bool(told.result.recorded)


def _rows(outcome: Outcome) -> list[tuple[int, Event]]:
    return [(row.position, row.event) for row in outcome.recorded]


def _wish(issue: Issue) -> tuple[Any, ...]:
    return issue.command, issue.context.actor


class CommunityMachine(RuleBasedStateMachine):
    """Random moves of a small community, watched after each of them."""

    moves: ClassVar[Moves] = Moves(adults=4, minors=4, occurrences=8)
    """Who may wish what; its domain is what the community speaks."""
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
        patient = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]
        for round_ends in range(ROUND, examples + ROUND, ROUND):
            one_round = settings(
                max_examples=min(ROUND, examples - round_ends + ROUND),
                stateful_step_count=steps,
                suppress_health_check=patient,
            )
            run_state_machine_as_test(cls, settings=one_round)
        return cls.tally

    def __init__(self) -> None:
        super().__init__()
        self.log = self.new_log()
        self.community = Community(self.log, with_looking(self.domain))
        self.onlooker = Onlooker(self.onlookers)
        self.happened: list[Event] = []
        self.now = BEGINNING
        self.focus = ""
        """The namespace on which this example dwells."""
        self.told: list[Told] = []
        self._numbers = count(1)

    @property
    def domain(self) -> Domain:
        """What the community speaks."""
        return self.moves.domain

    def new_log(self) -> EventLog:
        """The log of one example; a subclass may give another."""
        return MemoryLog()

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
            case Together(moves, each):
                self.make_together(moves, each=each)
            case IdReused(back, move):
                self.reuse_id(back, move)

    def make_together(self, moves: list[Move], *, each: bool) -> None:
        """Many commands in one transaction: all or nothing, or each for itself (R39)."""
        issues: list[Issue] = []
        for move in moves:
            with suppress(Refusal):
                name = f"move-{next(self._numbers)}"
                issues.append(move.issue(self.now, name, self.happened))
        results: Sequence[Outcome | Refusal] = []
        with suppress(Refusal):
            results = self.community.execute_all(issues, each=each)
        rows = list(self.log.read(after=len(self.happened)))
        done = {one.command_id for one in results if isinstance(one, Outcome) and one.recorded}
        leads = {row.envelope.context.correlation_id or row.envelope.command_id for row in rows}
        assert leads == done, f"{issues!r} led to {results!r}, but {leads} are recorded"
        self._see(rows)

    def reuse_id(self, back: int, move: Move) -> None:
        """An old command id returns what was recorded, and refuses any other wish (R40)."""
        done = [told for told in self.told if _recorded(told)]
        if not done:
            return
        told = done[-1 - min(back, len(done) - 1)]
        self.send_again(told)
        assert told.issue
        other = made(self.community, move, self.now, told.issue.command_id, self.happened)
        self._look(other)
        if other.issue and _wish(other.issue) != _wish(told.issue):
            assert isinstance(other.result, Refusal), f"{other!r} took the id of {told!r}"

    def make(self, move: Move) -> Told:
        """Make a move; a refused one records nothing (R39), and none has effect twice."""
        at = move.at(self.now, self.happened)
        told = made(self.community, move, at, f"move-{next(self._numbers)}", self.happened)
        self.now = max(self.now, at)
        self.told.append(told)
        self._look(told)
        if _recorded(told):
            self.send_again(told)
            self.wish_again(told)
        return told

    def send_again(self, told: Told) -> None:
        """The same command id again returns what was recorded then, and records nothing (R40)."""
        assert told.issue
        assert isinstance(told.result, Outcome)
        again = self.community.execute(told.issue)
        assert again.repeated
        assert _rows(again) == _rows(told.result)
        self.nothing_more_was_recorded()

    def wish_again(self, told: Told) -> None:
        """What was just wished and done, wished again under another id, changes nothing.

        It may be refused to somebody who gave up the right to it by the wish itself.
        """
        assert told.issue
        again = attrs.evolve(told.issue, command_id=CommandId(f"again-{len(self.told)}"))
        with suppress(NotPermitted):
            assert self.community.execute(again).events == (), f"{told!r} had effect twice"

    @invariant()
    def nothing_more_was_recorded(self) -> None:
        """Only what a move led to stands in the log."""
        assert self.log.head().position == len(self.happened)

    def teardown(self) -> None:
        """At the end, states kept warm are what the log says."""
        try:
            self.states_are_what_the_log_says()
        finally:
            self.log.close()

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

    def _look(self, told: Told) -> None:
        """See what one move led to."""
        rows = list(self.log.read(after=len(self.happened)))
        if isinstance(told.result, Refusal):
            assert not rows, f"{told!r} recorded {rows!r}"
            self.tally.refused[told.result.code] += 1
        self._see(rows)

    def _see(self, rows: list[Recorded[Event]]) -> None:
        """Let the onlooker see what was recorded, and count it."""
        self.happened += [row.event for row in rows]
        self.tally.note(rows)
        self.onlooker.see(rows)
