"""A community: commands go in, decisions are made on one view of its log, events are recorded.

Safe for threads. Threads that arrive together are decided one after another in one transaction,
so they share one commit.

Long because everything that may be called is overloaded: all or nothing, or each by itself.
"""

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any, Literal, TypeVar, Unpack, overload

import attrs

from .as_of import AsOf, Decided, position_of
from .cache import StateCache
from .commands import Command
from .deciding import READS, Deciding, Rules
from .decisions import refused
from .domain import Domain, must_be_domain
from .envelopes import Actor, Context
from .identifiers import CommandId
from .issues import How, Issue, Outcome, must_be_id, must_be_issuable
from .ports import EventLog, Writer
from .privacy import Veil
from .refusals import Conflict, Refusal
from .states import State
from .turns import Turns
from .values import EARLIEST

__all__ = ["Acting", "Community"]

S = TypeVar("S", bound=State)

ATTEMPTS = 5
"""Tries before a decision that others keep overtaking gives up with `Conflict`."""


@attrs.define(eq=False)
class _Job:
    issues: Sequence[Issue]
    each: bool
    outcomes: list[Outcome | Refusal] = attrs.Factory(list[Outcome | Refusal])
    error: BaseException | None = None


class Community:
    """Executes the commands of a domain on the log of one community.

    Args:
        log: Where events are recorded.
        domain: The vocabulary and its decisions.
        clock: Tells the instant (aware) for commands issued without one.
        ids: Makes ids for commands issued without one.
        reads: States that one decision may read.
        around: Called with each issue, gives a context around its execution, for tracing.
    """

    def __init__(  # noqa: PLR0913 - log and domain; the rest is for those who need it
        self,
        log: EventLog,
        domain: Domain,
        *,
        clock: Callable[[], datetime] | None = None,
        ids: Callable[[], str] | None = None,
        reads: int = READS,
        around: Callable[[Issue], AbstractContextManager[Any]] | None = None,
    ) -> None:
        must_be_domain(domain)
        self.log = log
        self.domain = domain
        self._clock, self._ids = clock, ids
        self._rules = Rules(domain, clock, reads)
        self._around = around
        self._cache = StateCache(domain)
        self._turns = Turns(self._run)

    def over(self, log: EventLog) -> "Community":
        """The same community over another log, which nothing is known of yet.

        Such a one may be part of a transaction of the caller's, and live as long.
        """
        return Community(
            log,
            self.domain,
            clock=self._clock,
            ids=self._ids,
            reads=self._rules.reads,
            around=self._around,
        )

    def acting(
        self,
        actor: Actor,
        *,
        clock: Callable[[], datetime] | None = None,
        ids: Callable[[], str] | None = None,
    ) -> "Acting":
        """The short handle for one actor; clock and ids default to the community's own."""
        return Acting(self, actor, clock or self._clock, ids or self._ids)

    def execute(self, issue: Issue) -> Outcome:
        """Decide one command and record its events.

        Raises:
            Refusal: A rule says no; nothing was recorded.
            Conflict: Others were faster each time; nothing was recorded.
            CorruptHistory: The log holds what cannot be read; nothing was recorded.
        """
        if self._around is None:
            return self.execute_all([issue])[0]
        with self._around(issue):
            return self.execute_all([issue])[0]

    @overload
    def execute_all(
        self, issues: Iterable[Issue], *, each: Literal[False] = False
    ) -> list[Outcome]: ...
    @overload
    def execute_all(
        self, issues: Iterable[Issue], *, each: bool
    ) -> list[Outcome] | list[Outcome | Refusal]: ...
    def execute_all(
        self, issues: Iterable[Issue], *, each: bool = False
    ) -> list[Outcome] | list[Outcome | Refusal]:
        """Decide many commands in one transaction, one after the other.

        All or nothing: the first refusal is raised and nothing is recorded. With `each`, a
        refused command is answered by its refusal and the rest go in.
        """
        return self._submit(_Job(list(issues), each=each))

    def state(self, state: S, *, as_of: AsOf = None) -> S:
        """A state folded from the log, yours to keep.

        Args:
            state: The state with its identity only.
            as_of: A position, an instant of recording, or `Decided(instant)`.

        Raises:
            InvalidValue: The identity is no id, or `as_of` is nothing that has been.
        """
        return self.seen(state, None, as_of)

    def seen(self, state: S, veil: Veil | None, as_of: AsOf) -> S:
        """A state as `state` gives it, without the personal values that a veil hides."""
        given: Any = state
        if isinstance(given, type):
            named = ", ".join(name for name, _ in state.spec.identity)
            raise TypeError(f"{given.__name__} is a type; say which one: {given.__name__}({named})")
        for name, _ in state.spec.identity:
            must_be_id(name, getattr(state, name))
        until = position_of(self.log, as_of)
        handlers = self.domain.handlers(type(state))
        for recorded in self.log.read((self.domain.criterion(state),), until=until):
            if isinstance(as_of, Decided) and recorded.envelope.context.at > as_of.at:
                continue
            if handler := handlers.get(type(recorded.event)):
                handler(state, veil.over(recorded.event) if veil else recorded.event)
        return state

    def _submit(self, job: _Job) -> list[Outcome | Refusal]:
        """Wait until the job is done, together with others or alone."""
        for issue in job.issues:
            must_be_issuable(issue)
        self._turns.take(job)
        if job.error:
            raise job.error
        return job.outcomes

    def _run(self, jobs: list[_Job]) -> None:
        """All jobs in one transaction, anew when somebody else was faster."""
        for attempt in range(1, ATTEMPTS + 1):
            try:
                with self.log.writing() as writer:
                    ids = [issue.command_id for job in jobs for issue in job.issues]
                    deciding = Deciding(self._rules, self._cache, writer, ids)
                    for job in jobs:
                        self._run_job(job, deciding, writer, alone=len(jobs) == 1)
                self._cache.settle(writer.head().position)
            except Conflict:
                self._cache.clear()
                for job in jobs:
                    job.error = Conflict(attempt)
            except BaseException as error:  # noqa: BLE001 - every thread gets its answer
                if not isinstance(error, Refusal):
                    self._cache.clear()
                for job in jobs:
                    told = job is jobs[0] or isinstance(error, Exception)
                    job.error = job.error or (error if told else Conflict(attempt))
                break
            else:
                break

    def _run_job(self, job: _Job, deciding: Deciding, writer: Writer, *, alone: bool) -> None:
        """One job inside the transaction; its failure undoes this job and no other."""
        job.outcomes, job.error = [], None
        start = writer.head().position
        try:
            if alone:
                self._decide(job, deciding, writer)
            else:
                with writer.savepoint():
                    self._decide(job, deciding, writer)
        except Conflict:
            raise
        except Exception as error:
            job.error = error
            self._cache.undo(start, whole=isinstance(error, Refusal))
            if alone:
                raise

    def _decide(self, job: _Job, deciding: Deciding, writer: Writer) -> None:
        if job.each:
            job.outcomes = [self._answered(one, deciding, writer) for one in job.issues]
        else:
            job.outcomes = [deciding.decide(issue) for issue in job.issues]

    def _answered(self, issue: Issue, deciding: Deciding, writer: Writer) -> Outcome | Refusal:
        """One command on its own inside the transaction; its refusal undoes it and no other."""
        start = writer.head().position
        try:
            with writer.savepoint():
                return deciding.decide(issue)
        except Refusal as refusal:
            self._cache.undo(start, whole=True)
            return refusal


@attrs.frozen
class Acting:
    """One actor's hands: commands issued in its name."""

    community: Community
    actor: Actor
    clock: Callable[[], datetime] | None
    ids: Callable[[], str] | None

    def issue(self, command: Command, **how: Unpack[How]) -> Issue:
        """The command as this actor issues it.

        Raises:
            TypeError: No instant and no clock, or no command id and nothing that makes ids.
        """
        at, made = how.get("at"), how.get("command_id")
        if at is None and self.clock is not None:
            at = self.clock()
        if made is None and self.ids is not None:
            made = self.ids()
        if at is None or made is None:
            raise TypeError("give at= and command_id=, or a clock and ids to the community")
        context = Context(at, self.actor, how.get("on_behalf_of"), how.get("reason"))
        return Issue(command, context, CommandId(made), live="at" not in how)

    def execute(self, command: Command, **how: Unpack[How]) -> Outcome:
        """Issue one command; see `Community.execute` for errors."""
        return self.community.execute(self.issue(command, **how))

    @overload
    def execute_all(self, commands: Iterable[Command], **how: Unpack[How]) -> list[Outcome]: ...
    @overload
    def execute_all(
        self, commands: Iterable[Command], *, each: Literal[True], **how: Unpack[How]
    ) -> list[Outcome | Refusal]: ...
    def execute_all(
        self, commands: Iterable[Command], *, each: bool = False, **how: Unpack[How]
    ) -> list[Outcome] | list[Outcome | Refusal]:
        """Issue many commands in one transaction; see `Community.execute_all`.

        A command id, where one is given, is that of the first; the others get `-1`, `-2` … behind.
        """
        issues: list[Issue] = []
        given = how.get("command_id")
        for number, command in enumerate(commands):
            if given is not None and number:
                how["command_id"] = f"{given}-{number}"
            issues.append(self.issue(command, **how))
        return self.community.execute_all(issues, each=each)

    def state(self, state: S, *, as_of: AsOf = None) -> S:
        """A state as this actor may see it; personal ones take the right to read them.

        Personal values of members whose data are erased, or restricted, are None for who may not
        know them any more (R42); that is judged by what is so now, also where `as_of` looks back.

        Raises:
            NotPermitted: The state holds personal values that are not this actor's to read.
        """
        domain = self.community.domain
        if (right := domain.readers.get(type(state))) is None:
            return self.community.state(state, as_of=as_of)
        now = self.clock() if self.clock else self.community.log.head().decided_at or EARLIEST
        context, looking = Context(now, self.actor), _Looking(self.community)
        if not right.ask(state, context, looking):
            raise refused(self.actor, type(state).__name__, right)
        return self.community.seen(state, Veil(domain.privacy, context, looking), as_of)


class _Looking:
    """The `Read` of someone who only looks: nothing is appended, so nothing is bounded."""

    left = READS

    def __init__(self, community: Community) -> None:
        self._community = community
        self.position = community.log.head().position

    def __call__(self, *states: Any) -> Any:
        found = self.each(states)
        return found[0] if len(found) == 1 else tuple(found)

    def each(self, states: Iterable[S], /) -> list[S]:
        return [self._community.state(state, as_of=self.position) for state in states]
