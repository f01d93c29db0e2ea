"""Given, when, then: a decision told as a story, checked and explained in words.

    given(*founded(), ActivityOffered(...)).when(SignUp(...), by=member).then(SeatConfirmed(...))

The command is decided by a real `Community` on a log in memory. What `given` tells is the scene: it
may hold more than one decision looks at. An event on which the decision turns is told with
`because`, and must lie in its boundary; one that must not matter is told with `beside`, and must
lie outside.
"""

from collections.abc import Iterable
from datetime import datetime
from itertools import count
from typing import Any

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
    MemberId,
    MemoryLog,
    Refusal,
    System,
    must_be_domain,
)

from .founding import BEGINNING, FOUNDER
from .happenings import Bearing, Happening, RecordAsGiven, in_lines, must_be_said
from .outcomes import Then, decided
from .words import in_words
from .wrapping import WatchedLog

__all__ = ["Given", "given"]


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

    Raises:
        TypeError: Something is neither an event nor a command of the domain.
    """
    must_be_domain(domain)
    return Given(domain).and_given(*happened, by=by, at=at)


@attrs.frozen(eq=False)
class Given:
    """What happened so far; each method gives a longer story and leaves this one as it is."""

    domain: Domain
    steps: tuple[Happening, ...] = ()

    def and_given(
        self, *happened: Event | Command, by: Actor = FOUNDER, at: datetime | None = None
    ) -> "Given":
        """And this happened too; see `given`."""
        return self._with(Happening(what, at or self._now, by) for what in happened)

    def because(self, *happened: Event, at: datetime | None = None) -> "Given":
        """And this happened, on which the decision turns.

        `when` fails if the decision, with all that follows from it, does not read each of these
        events: for want of a tag, or because no state that it reads takes them. Such a story would
        say the same without them.

        Raises:
            TypeError: Something is no event.
        """
        return self._bearing(Bearing.REASON, happened, at)

    def beside(self, *happened: Event, at: datetime | None = None) -> "Given":
        """And this happened too, and must not matter: `when` fails if any of it is read.

        Raises:
            TypeError: Something is no event.
        """
        return self._bearing(Bearing.ASIDE, happened, at)

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
        return self._with([Happening(command, at or self._now, by, reason, on_behalf_of)])

    def when(
        self,
        command: Command,
        *,
        by: Actor = FOUNDER,
        at: datetime | None = None,
        reason: str | None = None,
        on_behalf_of: MemberId | None = None,
    ) -> Then:
        """Decide a command.

        Args:
            command: What is wanted.
            by: Who issues it.
            at: The instant of the decision; by default that of the last step.
            reason: Why, where the log should say so.
            on_behalf_of: For whom, where the command does not show it.

        Raises:
            TypeError: It is no command of the domain.
            AssertionError: The decision depends on something outside its boundary, leaves out what
                the story says it turns on, or speaks of what there is not.
        """
        must_be_said(command, self.domain)
        step = Happening(command, at or self._now, by, reason, on_behalf_of)
        log = WatchedLog(self.log())
        before = log.head()
        result = decided(Community(log, self.domain), step.issue("when"))
        recorded = tuple(log.read(after=before.position))
        then = Then(self, step, log, result, recorded)
        then.must_be_well_formed()
        then.must_depend_on_its_boundary_only(before.position)
        then.must_turn_on_what_the_story_says()
        return then

    def log(self) -> MemoryLog:
        """A log in which all of it happened.

        Raises:
            AssertionError: A command was refused, or had no effect.
        """
        log = MemoryLog()
        community = Community(log, self.domain)
        for number, step in zip(count(1), self.steps, strict=False):
            name = f"given-{number}"
            if isinstance(step.what, Event):
                context = Context(step.at, System("given"))
                envelope = Envelope(RecordAsGiven(), CommandId(name), context, 1, "none")
                log.append([step.what], envelope)
                continue
            result = decided(community, step.issue(name))
            if isinstance(result, Refusal) or not result.events:
                refused = isinstance(result, Refusal)
                ending = f"it was refused: {in_words(result)}" if refused else "it had no effect"
                told = in_lines("given", self.steps[:number])
                raise AssertionError("\n".join([*told, f"but {ending}"]))
        return log

    @property
    def _now(self) -> datetime:
        return max((step.at for step in self.steps), default=BEGINNING)

    def _bearing(self, bearing: Bearing, happened: Iterable[Any], at: datetime | None) -> "Given":
        for one in happened:
            if not isinstance(one, Event):
                raise TypeError(f"{in_words(one)} is no event; tell a command with and_done()")
        return self._with(
            Happening(one, at or self._now, FOUNDER, bearing=bearing) for one in happened
        )

    def _with(self, steps: Iterable[Happening]) -> "Given":
        more = [*steps]
        for step in more:
            must_be_said(step.what, self.domain)
        return attrs.evolve(self, steps=(*self.steps, *more))

    def __str__(self) -> str:
        return "\n".join(in_lines("given", self.steps) or ["given nothing"])
