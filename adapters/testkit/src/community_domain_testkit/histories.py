"""Histories that can really have happened: every event in them was decided.

@given(histories())
def test_my_read_model(history): ...
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import lru_cache
from itertools import chain
from math import ceil
from typing import TypeVar

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from community_domain import (
    STANDARD,
    Command,
    Community,
    Domain,
    Event,
    Issue,
    MemoryLog,
    Outcome,
    Refusal,
)

from .founding import BEGINNING
from .knobs import must_be_within
from .latest import LATEST
from .moves import Move
from .plain_values import kept
from .scripts import history_script
from .steps import briefly
from .wishes import Moves
from .words import ToldShortly, in_words
from .wrapping import copied

__all__ = ["History", "Told", "histories", "played"]

T = TypeVar("T")
SOME = 10
"""Moves come in bunches of so many at most, and bunches in bunches: how lists grow and shrink."""
BUNCH = 4
"""About so many moves are in one bunch."""
BEGUN = 50
"""One of so many moves with which stories begin is left out."""
BEGINNINGS = 100
"""So many different beginnings are kept, for most stories begin alike."""
SHOWN = 50
"""Moves of a history that are printed; one that was shrunk has fewer."""


@attrs.frozen(eq=False, repr=False)
class Told(ToldShortly):
    """One move, and what came of it."""

    move: Move
    at: datetime
    issue: Issue | None
    """None when the wish was so wrong that there is no such command."""
    result: Outcome | Refusal

    def __repr__(self) -> str:
        wish = in_words(self.issue.command if self.issue else self.move.wish)
        who = self.issue.context.actor if self.issue else self.move.by
        return f"{in_words(self.at)}  {who}: {wish} → {briefly(self.result)}"


@attrs.frozen(eq=False, repr=False)
class History(ToldShortly):
    """What happened in a community, and how it came about."""

    domain: Domain
    log: MemoryLog
    told: tuple[Told, ...]

    @property
    def events(self) -> list[Event]:
        """All events, by rising position."""
        return [row.event for row in self.log.read()]

    @property
    def accepted(self) -> list[Told]:
        """The moves that led to events."""
        return [one for one in self.told if isinstance(one.result, Outcome) and one.result.recorded]

    @property
    def refused(self) -> list[Told]:
        """The moves that led to a refusal."""
        return [one for one in self.told if isinstance(one.result, Refusal)]

    def as_script(self, failure: BaseException | None = None) -> str:
        """The commands as a Python script that issues them again.

        Args:
            failure: What a test raised that was given this history.
        """
        issues = [one.issue for one in self.told if one.issue]
        return history_script(issues, self.domain, failure)

    def __repr__(self) -> str:
        told = [f"  {one!r}" for one in self.told]
        if len(told) > SHOWN:
            told[SHOWN // 2 : -SHOWN // 2] = [f"  … {len(told) - SHOWN} moves …"]
        return "\n".join(["History", *told])


def played(moves: Iterable[Move], domain: Domain = STANDARD) -> History:
    """Make moves one after the other, on a new log.

    Args:
        moves: Who wishes what.
        domain: The vocabulary.
    """
    return continued(History(domain, MemoryLog(), ()), moves)


def continued(before: History, moves: Iterable[Move]) -> History:
    """A longer history, on a log of its own; the one that it goes on from stays as it is."""
    log = MemoryLog()
    copied(before.log.read(), log)
    community = Community(log, before.domain)
    told = [*before.told]
    happened = before.events
    now = max((one.at for one in told), default=BEGINNING)
    for number, move in enumerate(moves, len(told) + 1):
        at = move.at(now, happened)
        now = max(now, at)
        told.append(made(community, move, at, f"move-{number}", happened))
        happened += [row.event for row in log.read(after=len(happened))]
    history = History(before.domain, log, tuple(told))
    LATEST.tell(history.as_script)
    return history


def made(
    community: Community, move: Move, at: datetime, command_id: str, happened: Sequence[Event]
) -> Told:
    """Make one move.

    Args:
        community: Where.
        move: Who wishes what.
        at: The instant of the decision.
        command_id: Names the wish.
        happened: All events so far.
    """
    issue = None
    try:
        issue = move.issue(at, command_id, happened)
        return Told(move, at, issue, community.execute(issue))
    except Refusal as refusal:
        return Told(move, at, issue, refusal)


def histories(  # noqa: PLR0913 - knobs, all by keyword
    domain: Domain = STANDARD,
    *,
    size: int = 40,
    adults: int = 3,
    minors: int = 3,
    occurrences: int = 3,
    adversarial: int = 10,
    namespaces: tuple[str, ...] = (),
    kinds: tuple[type[Command], ...] = (),
) -> SearchStrategy[History]:
    """Histories of a community, made by commands, so that only reachable states occur.

    They shrink to short stories: each move can be taken out, and instants follow.

    Args:
        domain: The vocabulary.
        size: Moves at most, beside those that bring the people in; most histories have far fewer,
            and the larger it is, the more.
        adults: Members who are of age, beside the founder.
        minors: Members who are enrolled.
        occurrences: Dated instances that are chosen from, and so many of other things too.
        adversarial: Of a hundred moves so many are issued by anybody at all; without any, none
            tries to go back in time either.
        namespaces: Slices whose commands are issued; all by default. Beside them stands only what
            brings the people in, and what these slices begin with.
        kinds: Types of commands that are issued, of those slices; all by default.

    Raises:
        InvalidValue: A knob is out of its range, or names what the domain does not have.
    """
    must_be_within(size=size)
    kit = Moves(
        domain,
        adults=adults,
        minors=minors,
        occurrences=occurrences,
        adversarial=adversarial,
        namespaces=namespaces,
        kinds=kinds,
    )
    begun = beginnings(kit)
    bunches = _many(st.lists(kit.moves(), max_size=SOME) | kit.plots(), ceil(size / BUNCH))

    def story(drawn: tuple[History, list[list[Move]]]) -> History:
        before, bunch = drawn
        return continued(before, [*chain(*bunch)][:size])

    return st.tuples(begun, bunches).map(story)


def beginnings(kit: Moves) -> SearchStrategy[History]:
    """How histories begin: founded, and with most of the people in.

    Each move can be left out, so that beginnings shrink; what stands before the first one left out
    is played only once.
    """
    founded, prologue = [move for move in [kit.foundation()] if move], kit.prologue()
    until = [played(founded, kit.domain)]
    """The histories of the first so many moves."""

    @lru_cache(BEGINNINGS)
    def begun(keeps: tuple[bool, ...]) -> History:
        whole = [*keeps, False].index(False)
        while len(until) <= whole:
            until.append(continued(until[-1], [prologue[len(until) - 1]]))
        rest = zip(prologue[whole:], keeps[whole:], strict=True)
        return continued(until[whole], [move for move, keep in rest if keep])

    return kept(len(prologue), BEGUN).map(begun)


def _many(one: SearchStrategy[T], most: int) -> SearchStrategy[list[T]]:
    """Lists of so many at most.

    Lists of Hypothesis have about five entries, however many there may be; where many are wanted,
    these are lists of lists, laid end to end.
    """
    if most <= SOME:
        return st.lists(one, max_size=most)
    return st.lists(_many(one, ceil(most / SOME)), max_size=SOME).map(lambda some: [*chain(*some)])
