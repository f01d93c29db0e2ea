"""Deciding commands one after the other on one view of a log, and what follows from each.

For each: is it known already, may its actor, what does the decision say, may the policies live
with it; then its events are appended and folded, and what processes issue because of them is
decided too. This is the path of every command; it is written for speed.
"""

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, TypeVar

import attrs

from .cache import Entry, StateCache
from .commands import Command
from .decisions import Decision, refused
from .domain import Domain
from .envelopes import Context, Envelope, Recorded, System
from .events import Event
from .identifiers import CommandId
from .issues import FOLLOW_UP, Issue, Outcome
from .ports import Boundary, Condition, Head, Past, Writer
from .refusals import (
    BoundaryTooWide,
    CommandIdReused,
    InstantGoesBack,
    InvalidValue,
    Problem,
    Refusal,
)
from .states import Key, Read, State
from .zones import IANA_VERSION

__all__ = ["READS", "Deciding", "Reading", "Rules", "permitted"]

S = TypeVar("S", bound=State)

READS = 64
"""States that one decision may read; what needs more becomes follow-up commands."""
CLOCK_LAG = timedelta(seconds=5)
"""A live clock this far behind the community's last decision is taken as that instant."""
FOLLOW_UPS = 10_000
"""More follow-ups than this from one command mean processes that chase each other."""


@attrs.frozen
class Rules:
    """By what is decided."""

    domain: Domain
    clock: Callable[[], datetime] | None
    reads: int


class Deciding:
    """Decides commands inside one transaction.

    Args:
        rules: By what is decided.
        cache: States kept from earlier decisions.
        writer: The transaction.
        command_ids: Those of all commands to come, but for follow-ups.
    """

    def __init__(
        self, rules: Rules, cache: StateCache, writer: Writer, command_ids: Sequence[CommandId]
    ) -> None:
        self._rules, self._domain = rules, rules.domain
        self._cache, self._writer = cache, writer
        self._known = writer.known(command_ids)
        """Ids under which something may be recorded; under others nothing is."""

    def decide(self, issue: Issue) -> Outcome:
        """One command, and what follows from its events."""
        command, context, command_id = issue.command, issue.context, issue.command_id
        decision = self._domain.decision(type(command))
        command = command.completed(self._domain)
        head = self._cache.catch_up(self._writer)
        if command_id in self._known and (earlier := self._writer.decision(command_id)):
            return _repeated(command, context, command_id, earlier)
        self._known.add(command_id)
        read = self._reading(decision, head)
        last = head.decided_at
        if last is not None and context.at < last:
            context = self._settled(issue, decision, last, read)
        elif not issue.live:
            self._must_have_come(context.at)
        recorded = self._recorded(decision, command, context, command_id, read)
        if recorded and (due := self._follow_ups(recorded, command_id)):
            now = context.at if last is None or context.at > last else last
            self._follow_up(issue, now, deque(due))
        return Outcome(command_id, tuple(recorded))

    def _reading(self, decision: Decision[Any], head: Head) -> "Reading":
        name = decision.command.__name__
        return Reading(self._cache, self._writer, name, self._rules.reads, head)

    def _recorded(
        self,
        decision: Decision[Any],
        command: Command,
        context: Context,
        command_id: CommandId,
        read: "Reading",
    ) -> Sequence[Recorded[Event]]:
        """What is recorded of one command: who may, decision, policies, append."""
        domain = self._domain
        try:
            context = permitted(decision, command, context, read)
            events = tuple(decision.function(command, context, read))
            domain.demand_known(events)
            for policy in domain.policies.get(decision.command, ()) if events else ():
                policy.function(command, context, read)
        except Refusal:
            self._writer.rely(read.boundary())
            raise
        if not events:
            self._writer.rely(read.boundary())
            return ()
        envelope = Envelope(command, command_id, context, decision.version, IANA_VERSION)
        condition = Condition(read.boundary(), read.position)
        recorded = self._writer.append(events, envelope, condition)
        self._cache.advance(events)
        return recorded

    def _follow_up(self, issue: Issue, now: datetime, due: deque[tuple[str, Command, str]]) -> None:
        """Decide what processes issued, and what follows from that, today."""
        correlation = issue.context.correlation_id or issue.command_id
        number = 0
        while due:
            number += 1
            if number > FOLLOW_UPS:
                raise BoundaryTooWide(type(issue.command).__name__, FOLLOW_UPS)
            name, command, cause = due.popleft()
            command_id = CommandId(f"{issue.command_id}{FOLLOW_UP}{number}")
            context = Context(now, System(name), None, None, correlation, CommandId(cause))
            decision = self._domain.decision(type(command))
            read = self._reading(decision, self._cache.catch_up(self._writer))
            followed = self._recorded(decision, command, context, command_id, read)
            due.extend(self._follow_ups(followed, command_id))

    def _follow_ups(
        self, recorded: Sequence[Recorded[Event]], cause: CommandId
    ) -> list[tuple[str, Command, str]]:
        """What processes issue after the events of a decision: name, command, cause."""
        processes = self._domain.processes
        return [
            (process.name, command, cause)
            for row in recorded
            for process in processes.get(type(row.event), ())
            for command in process.function(row.event)
        ]

    def _settled(
        self, issue: Issue, decision: Decision[Any], last: datetime, read: Read
    ) -> Context:
        """The context of a command whose instant goes back, if it may (R44)."""
        context = issue.context
        if issue.live and last - context.at <= CLOCK_LAG:
            return attrs.evolve(context, at=last)
        backfill = self._domain.backfill
        if backfill and decision.backfills and context.reason:
            now = attrs.evolve(context, at=last)
            if backfill.ask(issue.command, now, read):
                return context
        raise InstantGoesBack(context.at, last)

    def _must_have_come(self, at: datetime) -> None:
        """Refuse an instant that somebody gave and that the clock has not reached."""
        clock = self._rules.clock
        if clock and at > clock() + CLOCK_LAG:
            raise InvalidValue("at", str(at), Problem.IN_FUTURE)


class Reading:
    """The `Read` of one decision: cached states, and the boundary they make.

    Args:
        cache: States kept from earlier decisions.
        past: Where the rest is folded from.
        command: For whose decision it is, by class name.
        limit: So many states may be read.
        head: As of which the cache was brought up to date.
    """

    __slots__ = ("_cache", "_command", "_limit", "_past", "_seen", "head", "position")

    def __init__(self, cache: StateCache, past: Past, command: str, limit: int, head: Head) -> None:
        self._cache, self._past, self._command, self._limit = cache, past, command, limit
        self.head, self.position = head, head.position
        self._seen: dict[Key, Entry[Any]] = {}

    @property
    def left(self) -> int:
        """So many states may still be read."""
        return self._limit - len(self._seen)

    def boundary(self) -> Boundary:
        """What all states read so far depend on."""
        return tuple([entry.criterion for entry in self._seen.values()])

    def __call__(self, *states: Any) -> Any:
        """One state, or all of several."""
        found = self._read(states)
        return found[0] if len(found) == 1 else tuple(found)

    def each(self, states: Iterable[S], /) -> list[S]:
        """All of several, whatever their number."""
        return self._read(tuple(states))

    def _read(self, asked: tuple[S, ...]) -> list[S]:
        seen, kept, found = self._seen, self._cache.kept, list[S]()
        for state in asked:
            key: Key = (type(state), state.spec.identify(state))
            if (entry := kept.get(key)) is None:
                return self._folded(asked)
            seen[key] = entry
            found.append(entry.state)
        if len(seen) > self._limit:
            raise BoundaryTooWide(self._command, self._limit)
        return found

    def _folded(self, asked: Sequence[S]) -> list[S]:
        """As `each`, where some are not kept; none is folded when all together are too many."""
        wanted: dict[Key, S] = {(type(one), one.spec.identify(one)): one for one in asked}
        if len(self._seen.keys() | wanted.keys()) > self._limit:
            raise BoundaryTooWide(self._command, self._limit)
        found = self._cache.folded(wanted, self._past)
        self._seen |= found
        return [found[type(one), one.spec.identify(one)].state for one in asked]


def _repeated(
    command: Command, context: Context, command_id: CommandId, earlier: Sequence[Recorded[Event]]
) -> Outcome:
    """What was recorded then, if it was the same wish of the same actor (R40)."""
    before = earlier[0].envelope
    if (before.command, before.context.actor) != (command, context.actor):
        raise CommandIdReused(command_id)
    return Outcome(command_id, tuple(earlier), repeated=True)


def permitted(
    decision: Decision[Any], command: Command, context: Context, read: Reading
) -> Context:
    """The context, with the person acted for, of an actor that may issue the command (R43).

    Whoever decides about the past needs the right today.
    """
    last, asking = read.head.decided_at, context
    if last is not None and last > context.at:
        asking = attrs.evolve(context, at=last)
    grant = decision.by.ask(command, asking, read)
    other = context.on_behalf_of
    if grant is None or (grant.on_behalf_of and other not in (None, grant.on_behalf_of)):
        raise refused(context.actor, decision.command.__name__, decision.by)
    if grant.on_behalf_of and other is None:
        c = context
        return Context(
            c.at, c.actor, grant.on_behalf_of, c.reason, c.correlation_id, c.causation_id
        )
    return context
