"""Histories that can really have happened: every event in them was decided.

@given(histories())
def test_my_read_model(history): ...
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from community_domain import (
    STANDARD,
    Community,
    Domain,
    Event,
    Issue,
    MemoryLog,
    Outcome,
    Refusal,
    tags_of,
)

from .founding import BEGINNING
from .moves import Move
from .wishes import Moves
from .words import ToldShortly, in_words

__all__ = ["History", "Told", "histories", "played"]

SOME = 16
"""Moves come in so many bunches at most, of so many at most: that is how lists grow and shrink."""


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
        led_to = (
            f"refused, {self.result.code}"
            if isinstance(self.result, Refusal)
            else ", ".join(map(_briefly, self.result.events)) or "nothing"
        )
        return f"{in_words(self.at)}  {who}: {wish} → {led_to}"


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

    def __repr__(self) -> str:
        told = [f"  {one!r}" for one in self.told]
        if len(told) > SHOWN:
            told[SHOWN // 2 : -SHOWN // 2] = [f"  … {len(told) - SHOWN} moves …"]
        return "\n".join(["History", *told])


def _briefly(event: Event) -> str:
    """The type of an event, and whom and what it is about."""
    names = [tag.partition(":")[2] or tag for tag in tags_of(event)]
    return f"{type(event).__name__}({', '.join(names)})"


def played(moves: Iterable[Move], domain: Domain = STANDARD) -> History:
    """Make moves one after the other, on a new log.

    Args:
        moves: Who wishes what.
        domain: The vocabulary.
    """
    log = MemoryLog()
    community = Community(log, domain)
    told: list[Told] = []
    happened: list[Event] = []
    now = BEGINNING
    for number, move in enumerate(moves, 1):
        at = move.at(now, happened)
        now = max(now, at)
        told.append(made(community, move, at, f"move-{number}", happened))
        happened += [row.event for row in log.read(after=len(happened))]
    return History(domain, log, tuple(told))


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
) -> SearchStrategy[History]:
    """Histories of a community, made by commands, so that only reachable states occur.

    They shrink to short stories: each move can be taken out, and instants follow.

    Args:
        domain: The vocabulary.
        size: Moves at most, beside those that bring the people in.
        adults: Members who are of age, beside the founder.
        minors: Members who are enrolled.
        occurrences: Dated instances there may be.
        adversarial: Of a hundred moves so many are issued by anybody at all.
        namespaces: Slices whose commands are issued; all by default.
    """
    kit = Moves(
        domain,
        adults=adults,
        minors=minors,
        occurrences=occurrences,
        adversarial=adversarial,
        namespaces=namespaces,
    )
    founded, prologue = kit.foundation(), kit.prologue()
    kept = st.sampled_from([False, *[True] * 9])
    begun = st.tuples(*[kept for _ in prologue])
    bunches = st.lists(st.lists(kit.moves(), max_size=SOME) | kit.plots(), max_size=SOME)

    def story(drawn: tuple[tuple[bool, ...], list[list[Move]]]) -> History:
        keep, bunch = drawn
        beginning = [move for move, wanted in zip(prologue, keep, strict=True) if wanted]
        rest = [move for moves in bunch for move in moves][:size]
        first = [founded] if founded else []
        return played([*first, *beginning, *rest], domain)

    return st.tuples(begun, bunches).map(story)
