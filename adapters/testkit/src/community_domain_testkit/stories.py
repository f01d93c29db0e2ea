"""Given, when, then: a decision told as a story, checked and explained in words.

    given(*founded(), ActivityOffered(...)).when(SignUp(...), by=member).then(SeatConfirmed(...))

The command is decided by a real `Community` on a log in memory. A story whose decision depends on
an event outside its boundary fails: the command is decided again on a log that holds nothing but
the boundary, and must lead to the same.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import count, zip_longest
from typing import TypeVar, cast

import attrs

from community_domain import (
    STANDARD,
    Actor,
    Command,
    CommandId,
    Community,
    Context,
    Domain,
    Envelope,
    Event,
    InvalidValue,
    Issue,
    MemberId,
    MemoryLog,
    Outcome,
    Problem,
    Recorded,
    Refusal,
    State,
    System,
    command,
)

from .founding import BEGINNING, FOUNDER
from .well_formed import flaws_of
from .words import in_words
from .wrapping import PartialLog, WatchedLog

__all__ = ["Given", "RecordAsGiven", "Then", "given"]

S = TypeVar("S", bound=State)


@command("testkit.record-as-given")
class RecordAsGiven(Command):
    """Stands in the envelope of events that a story simply states."""


def given(
    *happened: Event | Command,
    domain: Domain = STANDARD,
    by: Actor = FOUNDER,
    at: datetime | None = None,
) -> "Given":
    """Begin a story.

    Args:
        happened: Events, recorded as they are, and commands, which must be accepted.
        domain: The vocabulary.
        by: Who issued the commands.
        at: The instant of all of it; `BEGINNING` by default.
    """
    return Given(domain).and_given(*happened, by=by, at=at)


@attrs.frozen(eq=False)
class _Step:
    """One thing that happened before, or the command in question."""

    what: Event | Command
    at: datetime
    by: Actor
    reason: str | None = None
    on_behalf_of: MemberId | None = None

    def issue(self, command_id: str) -> Issue:
        """The command as it is issued."""
        context = Context(self.at, self.by, self.on_behalf_of, self.reason)
        return Issue(self.command, context, CommandId(command_id))

    @property
    def command(self) -> Command:
        """What is issued."""
        return cast(Command, self.what)

    def __str__(self) -> str:
        who = f"{self.by}: " if isinstance(self.what, Command) else ""
        why = f" because {self.reason!r}" if self.reason else ""
        return f"{in_words(self.at)}  {who}{in_words(self.what)}{why}"


@attrs.frozen(eq=False)
class Given:
    """What happened so far; each method gives a longer story and leaves this one as it is."""

    domain: Domain
    steps: tuple[_Step, ...] = ()

    def and_given(
        self, *happened: Event | Command, by: Actor = FOUNDER, at: datetime | None = None
    ) -> "Given":
        """And this happened too; see `given`."""
        instant = at or self._now
        steps = [_Step(what, instant, by) for what in happened]
        return attrs.evolve(self, steps=(*self.steps, *steps))

    def and_done(
        self,
        command: Command,
        *,
        by: Actor = FOUNDER,
        at: datetime | None = None,
        reason: str | None = None,
        on_behalf_of: MemberId | None = None,
    ) -> "Given":
        """And somebody issued a command, which must be accepted and have an effect."""
        step = _Step(command, at or self._now, by, reason, on_behalf_of)
        return attrs.evolve(self, steps=(*self.steps, step))

    def when(
        self,
        command: Command,
        *,
        by: Actor = FOUNDER,
        at: datetime | None = None,
        reason: str | None = None,
        on_behalf_of: MemberId | None = None,
    ) -> "Then":
        """Decide a command.

        Args:
            command: What is wanted.
            by: Who issues it.
            at: The instant of the decision; by default that of the last step.
            reason: Why, where the log should say so.
            on_behalf_of: For whom, where the command does not show it.
        """
        step = _Step(command, at or self._now, by, reason, on_behalf_of)
        log = WatchedLog(self.log())
        before = log.head()
        result = _decided(Community(log, self.domain), step.issue("when"))
        recorded = tuple(log.read(after=before.position))
        then = Then(self, step, log, result, recorded)
        then.must_be_well_formed()
        then.must_depend_on_its_boundary_only(before.position)
        return then

    def log(self) -> MemoryLog:
        """A log in which all of it happened."""
        log = MemoryLog()
        community = Community(log, self.domain)
        for number, step in zip(count(1), self.steps, strict=False):
            name = f"given-{number}"
            if isinstance(step.what, Event):
                context = Context(step.at, System("given"))
                envelope = Envelope(RecordAsGiven(), CommandId(name), context, 1, "none")
                log.append([step.what], envelope)
                continue
            result = _decided(community, step.issue(name))
            if isinstance(result, Refusal) or not result.events:
                raise AssertionError(self._told(result, number))
        return log

    @property
    def _now(self) -> datetime:
        return max((step.at for step in self.steps), default=BEGINNING)

    def _told(self, result: Outcome | Refusal, until: int) -> str:
        refused = isinstance(result, Refusal)
        ending = f"it was refused: {in_words(result)}" if refused else "it had no effect"
        return "\n".join([*_lines("given", self.steps[:until]), f"but {ending}"])

    def __str__(self) -> str:
        return "\n".join(_lines("given", self.steps) or ["given nothing"])


@attrs.frozen(eq=False)
class Then:
    """What a command led to, and what must be so."""

    given: Given
    step: _Step
    log: WatchedLog
    result: Outcome | Refusal
    """What `Community.execute` returned or refused."""
    recorded: tuple[Recorded[Event], ...]
    """All that was recorded, by follow-up commands too."""

    @property
    def events(self) -> tuple[Event, ...]:
        """The events of the command itself; none when it was refused."""
        return () if isinstance(self.result, Refusal) else self.result.events

    @property
    def follow_ups(self) -> tuple[Event, ...]:
        """The events of the commands that processes issued after it."""
        own = len(self.events)
        return tuple(row.event for row in self.recorded[own:])

    def then(self, *events: Event) -> "Then":
        """The command led to exactly these events, in this order."""
        __tracebackhide__ = True
        if isinstance(self.result, Refusal):
            raise self._failed(events, f"it was refused: {in_words(self.result)}\n  {self.result}")
        if self.events != events:
            raise self._failed(events, _difference(events, self.events))
        return self

    def followed_by(self, *events: Event) -> "Then":
        """The follow-up commands led to exactly these events, in this order."""
        __tracebackhide__ = True
        if self.follow_ups != events:
            raise self._failed(events, _difference(events, self.follow_ups), "follow-ups")
        return self

    def then_nothing(self) -> "Then":
        """The command was accepted and recorded nothing, nor did anything follow."""
        return self.then().followed_by()

    def then_refused(self, refusal: type[Refusal] | Refusal) -> "Then":
        """The command was refused, in this way or in these very words, and recorded nothing."""
        __tracebackhide__ = True
        wanted = refusal if isinstance(refusal, Refusal) else refusal.__name__
        if not isinstance(self.result, Refusal):
            raise self._failed([wanted], "it was accepted\n" + _difference((), self.events))
        same = (
            self.result.as_dict() == refusal.as_dict()
            if isinstance(refusal, Refusal)
            else type(self.result) is refusal
        )
        if not same:
            raise self._failed(
                [wanted], f"it was refused: {in_words(self.result)}\n  {self.result}"
            )
        if self.recorded:
            raise self._failed([wanted], f"a refused command recorded {in_words(self.follow_ups)}")
        return self

    def then_invalid(self, field: str, problem: Problem) -> "Then":
        """The command was refused because of what a field of it holds, and recorded nothing."""
        __tracebackhide__ = True
        self.then_refused(InvalidValue)
        found = cast(InvalidValue, self.result)
        if (found.field, found.problem) != (field, problem):
            wanted = f"InvalidValue(field={field!r}, problem={problem})"
            raise self._failed([wanted], f"it was refused: {in_words(found)}\n  {found}")
        return self

    def state(self, state: S) -> S:
        """A state as it is afterwards."""
        return Community(self.log, self.given.domain).state(state)

    def must_be_well_formed(self) -> None:
        """Each value of the result is of its type, and a refusal names what there is."""
        __tracebackhide__ = True
        said: list[Event | Refusal] = [self.result] if isinstance(self.result, Refusal) else []
        for one in [*said, *(row.event for row in self.recorded)]:
            for flaw in flaws_of(one, self.step.issue("when"), self.given.domain):
                raise self._failed(["values of their types"], flaw)

    def must_depend_on_its_boundary_only(self, before: int) -> None:
        """Decide again on nothing but the boundary; the result must be the same.

        Args:
            before: The position up to which the story was given.
        """
        __tracebackhide__ = True
        read = [criterion for boundary in self.log.boundaries for criterion in boundary]
        if self.log.conditions:
            boundaries = [condition.boundary for condition in self.log.conditions]
            read = [one for boundary in (*boundaries, *self.log.followed) for one in boundary]
        part = PartialLog(self.log, tuple(read), before)
        again = _decided(Community(part, self.given.domain), self.step.issue("when"))
        anew = tuple(row.event for row in part.read(after=before))
        told = _comparable(self.result, [row.event for row in self.recorded])
        if told != _comparable(again, anew):
            pairs = zip(self.log.read(until=before), part.read(until=before), strict=True)
            outside = [row.event for row, shown in pairs if row.event != shown.event]
            raise self._failed(
                self.events,
                f"deciding again on its boundary alone led to {in_words(again)}\n"
                f"it depends on something outside, among\n{_indented(outside)}",
            )

    def _failed(
        self, expected: Iterable[object], found: str, what: str = "events"
    ) -> AssertionError:
        wanted = _indented(expected) or "  nothing"
        story = [str(self.given), *_lines("when ", [self.step])]
        return AssertionError("\n".join([*story, f"expected {what}", wanted, "but", found]))


def _decided(community: Community, issue: Issue) -> Outcome | Refusal:
    try:
        return community.execute(issue)
    except Refusal as refusal:
        return refusal


def _comparable(result: Outcome | Refusal, events: Sequence[Event]) -> object:
    own = result.as_dict() if isinstance(result, Refusal) else len(result.events)
    return own, tuple(events)


def _lines(label: str, steps: Iterable[_Step]) -> list[str]:
    return [f"{label}  {step}" for step in steps]


def _indented(things: Iterable[object]) -> str:
    return "\n".join(
        f"  {thing if isinstance(thing, str) else in_words(thing)}" for thing in things
    )


def _difference(expected: Sequence[Event], found: Sequence[Event]) -> str:
    """What differs between two sequences of events, one line each."""
    lines: list[str] = []
    for number, (wanted, got) in enumerate(zip_longest(expected, found), 1):
        if wanted == got:
            continue
        if got is None:
            lines.append(f"  event {number} is missing: {in_words(wanted)}")
        elif wanted is None:
            lines.append(f"  event {number} was not expected: {in_words(got)}")
        elif type(wanted) is not type(got):
            lines.append(f"  event {number} is {in_words(got)}, not a {type(wanted).__name__}")
        else:
            lines += [f"  event {number}, {line}" for line in _fields(wanted, got)]
    return "\n".join(lines)


def _fields(wanted: Event, got: Event) -> list[str]:
    """The fields in which two events of one type differ."""
    return [
        f"{type(got).__name__}: {name} is {in_words(getattr(got, name))}, "
        f"not {in_words(getattr(wanted, name))}"
        for name in getattr(type(got), "__match_args__", ())
        if getattr(got, name) != getattr(wanted, name)
    ]
