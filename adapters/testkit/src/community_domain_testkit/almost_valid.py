"""Commands that are one step outside a rule, at a place where commands really led.

@given(almost_valid_commands())
def test_my_api_refuses(almost): ...
"""

from contextlib import suppress
from datetime import datetime
from typing import Any, cast

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from community_domain import (
    STANDARD,
    Actor,
    Command,
    Community,
    Domain,
    InstantGoesBack,
    InvalidValue,
    Issue,
    Kind,
    MemoryLog,
    Outcome,
    Refusal,
)

from .changes import ACTOR, INSTANT, Change, changes
from .histories import History, Told, beginnings, continued
from .knobs import must_be_in_domain, must_be_within
from .moves import Move
from .wishes import Moves
from .words import ToldShortly, in_words
from .wrapping import copied

__all__ = ["AlmostValid", "almost_valid_commands"]

BACK = 20
"""The command that is changed is one of so many that were accepted last."""
CHOICES = 4
"""So many commands are looked at for one that a change brings outside a rule."""
SOME = 3
"""Among so many refusals one is chosen."""
TURNS = 1_000
"""Which of the changes is tried first."""


@attrs.frozen(eq=False, repr=False)
class AlmostValid(ToldShortly):
    """A command that is refused, and differs in one thing from one that would be accepted."""

    history: History
    """What happened before; to be told again wherever the command is tried."""
    valid: Issue
    """What would be accepted there, and have an effect."""
    change: Change
    """What is changed about it, and to what."""
    refusal: Refusal
    """Why that is refused: by a decision, or because there can be no such command."""

    @property
    def issue(self) -> Issue | None:
        """The command with the change; None when there can be no such command."""
        try:
            return self.change.made(self.valid)
        except InvalidValue:
            return None

    @property
    def kind(self) -> type[Command]:
        """The type of the command."""
        return type(self.valid.command)

    @property
    def fields(self) -> dict[str, Any]:
        """All fields of the command, as changed: what a request would carry."""
        command: Any = self.valid.command
        fields = {one.name: getattr(command, one.name) for one in command.__attrs_attrs__}
        own = self.change.what not in (ACTOR, INSTANT)
        return fields | ({self.change.what: self.change.to} if own else {})

    @property
    def by(self) -> Actor:
        """Who issues it."""
        return self.change.to if self.change.what == ACTOR else self.valid.context.actor

    @property
    def at(self) -> datetime:
        """When it is issued."""
        return self.change.to if self.change.what == INSTANT else self.valid.context.at

    def community(self) -> Community:
        """A community on a log of its own in which the history happened, and nothing else."""
        log = MemoryLog()
        copied(self.history.log.read(), log)
        return Community(log, self.history.domain)

    def __repr__(self) -> str:
        context, to = self.valid.context, in_words(self.change.to)
        wish = f"{in_words(context.at)}  {context.actor}: {in_words(self.valid.command)}"
        refused = f"{self.change.what} = {to}: {in_words(self.refusal)}"
        return f"{self.history!r}\naccepted: {wish}\nrefused with {refused}"


def almost_valid_commands(  # noqa: PLR0913 - knobs, all by keyword
    domain: Domain = STANDARD,
    *,
    size: int = 12,
    adults: int = 3,
    minors: int = 3,
    occurrences: int = 3,
    namespaces: tuple[str, ...] = (),
    kinds: tuple[type[Command], ...] = (),
) -> SearchStrategy[AlmostValid]:
    """Commands that were accepted once, with exactly one thing changed, so that they are refused.

    A field, the actor or the instant is changed: to something else that is there, to something
    unknown, or by the smallest step over an edge or a bound. They shrink to short histories.

    Args:
        domain: The vocabulary.
        size: Moves before it at most, beside those that bring the people in.
        adults: Members who are of age, beside the founder.
        minors: Members who are enrolled.
        occurrences: Dated instances that are chosen from, and so many of other things too.
        namespaces: Slices whose commands are issued; all by default.
        kinds: Types of the commands that are changed; all by default. Where commands of these
            types are seldom accepted, examples are filtered out.

    Raises:
        InvalidValue: A knob is out of its range, or names what the domain does not have.
    """
    must_be_within(size=size)
    must_be_in_domain(domain, namespaces, kinds)
    kit = Moves(
        domain,
        adults=adults,
        minors=minors,
        occurrences=occurrences,
        adversarial=0,
        namespaces=namespaces,
    )
    bunch = st.lists(kit.moves(*kinds), min_size=1, max_size=size) | kit.plots()
    bunches = st.lists(bunch, min_size=1, max_size=3)

    def found(drawn: tuple[History, list[list[Move]], int, int, bool]) -> AlmostValid | None:
        before, bunches, back, turn, rules = drawn
        history = continued(before, [move for bunch in bunches for move in bunch][:size])
        wanted = [one for one in history.accepted if not kinds or _kind(one) in kinds]
        later = [one for one in wanted if one not in before.told] or wanted
        turned = later[::-1][back % max(1, len(later)) :] + later[::-1]
        chosen = turned[: CHOICES if rules else 1]
        usual: AlmostValid | None = None
        for one in chosen:
            almost = _changed(_until(history, one), one, turn, rules=rules)
            if almost and (not rules or _is_rule(almost.refusal)):
                return almost
            usual = usual or almost
        return usual

    drawn = st.tuples(beginnings(kit), bunches, st.integers(0, BACK), st.integers(0, TURNS), _rules)
    return cast(SearchStrategy[AlmostValid], drawn.map(found).filter(_is_found))


_rules = st.sampled_from([False, *[True] * 4])
"""One example in five takes whatever refuses first; the others look for a rule of the domain."""


def _is_found(almost: AlmostValid | None) -> bool:
    return almost is not None


def _kind(told: Told) -> type[Command] | None:
    return type(told.issue.command) if told.issue else None


def _until(history: History, told: Told) -> History:
    """What happened before a move that was accepted."""
    recorded = cast(Outcome, told.result).recorded
    log = MemoryLog()
    copied(history.log.read(until=recorded[0].position - 1), log)
    return History(history.domain, log, history.told[: history.told.index(told)])


def _changed(history: History, told: Told, turn: int, *, rules: bool) -> AlmostValid | None:
    """One of the first changes that are refused; because of a rule, if asked for and if any is."""
    issue = told.issue
    if issue is None:
        return None
    every = changes(issue, history.events)
    start = turn % max(1, len(every))
    found: dict[str, AlmostValid] = {}
    for change in (*every[start:], *every[:start]):
        if refusal := _refused(history, issue, change):
            found.setdefault(refusal.code, AlmostValid(history, issue, change, refusal))
        if sum(not rules or _is_rule(one.refusal) for one in found.values()) >= SOME:
            break
    first = [one for one in found.values() if rules and _is_rule(one.refusal)]
    some = first or [*found.values()]
    return some[turn % len(some)] if some else None


def _is_rule(refusal: Refusal) -> bool:
    """Whether it takes this very command; anything unknown, or from the past, is always refused."""
    return refusal.kind is Kind.RULE and not isinstance(refusal, InstantGoesBack)


class _UndoneError(Exception):
    """Undoes what was recorded on trial."""


def _refused(history: History, issue: Issue, change: Change) -> Refusal | None:
    """Why a change is refused; None when it is not. Nothing of it is recorded."""
    with suppress(_UndoneError), history.log.savepoint():
        try:
            Community(history.log, history.domain).execute(change.made(issue))
        except Refusal as refusal:
            return refusal
        raise _UndoneError
    return None
