"""What a command of a story led to, what must be so, and what is said when it is not."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, TypeVar, cast

import attrs

from community_domain import (
    Community,
    Event,
    InvalidValue,
    Issue,
    Outcome,
    Problem,
    Recorded,
    Refusal,
    State,
)

from .bearings import selecting, tags_in_words, why_not
from .differences import between_events, between_refusals, indented, must_be_refusal, refused
from .happenings import Bearing, Happening, in_lines
from .well_formed import flaws_of
from .words import in_words
from .wrapping import PartialLog, WatchedLog

if TYPE_CHECKING:  # It makes what stands here.
    from .stories import Given

__all__ = ["Then", "decided"]

S = TypeVar("S", bound=State)


@attrs.frozen(eq=False)
class Then:
    """What a command led to, and what must be so."""

    given: "Given"
    """The story so far, to go on from."""
    step: Happening
    """The command in question."""
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
            raise self._failed(events, refused(self.result))
        if self.events != events:
            raise self._failed(events, between_events(events, self.events))
        return self

    def followed_by(self, *events: Event) -> "Then":
        """The follow-up commands led to exactly these events, in this order."""
        __tracebackhide__ = True
        if self.follow_ups != events:
            raise self._failed(events, between_events(events, self.follow_ups), "follow-ups")
        return self

    def then_nothing(self) -> "Then":
        """The command was accepted and recorded nothing, nor did anything follow."""
        return self.then().followed_by()

    def then_refused(self, refusal: type[Refusal] | Refusal) -> "Then":
        """The command was refused, and recorded nothing.

        Args:
            refusal: The very type of refusal, or one with all its values.

        Raises:
            TypeError: It is neither.
        """
        __tracebackhide__ = True
        must_be_refusal(refusal)
        wanted = refusal if isinstance(refusal, Refusal) else refusal.__name__
        if not isinstance(self.result, Refusal):
            led_to = between_events((), self.events) or "  it led to nothing"
            raise self._failed([wanted], f"it was accepted\n{led_to}", "refusal")
        if differing := between_refusals(refusal, self.result):
            raise self._failed([wanted], differing, "refusal")
        if self.recorded:
            said = f"a refused command recorded\n{indented(self.follow_ups)}"
            raise self._failed([wanted], said, "refusal")
        return self

    def then_invalid(self, field: str, problem: Problem) -> "Then":
        """The command was refused because of what a field of it holds, and recorded nothing."""
        __tracebackhide__ = True
        self.then_refused(InvalidValue)
        found = cast(InvalidValue, self.result)
        if (found.field, found.problem) != (field, problem):
            wanted = f"InvalidValue(field={field!r}, problem={problem})"
            raise self._failed([wanted], refused(found), "refusal")
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
        part = PartialLog(self.log, self.log.read_so_far, before)
        again = decided(Community(part, self.given.domain), self.step.issue("when"))
        anew = tuple(row.event for row in part.read(after=before))
        told = _comparable(self.result, [row.event for row in self.recorded])
        if told != _comparable(again, anew):
            pairs = zip(self.log.read(until=before), part.read(until=before), strict=True)
            outside = [row.event for row, shown in pairs if row.event != shown.event]
            raise self._failed(
                self.events,
                f"deciding again on its boundary alone led to {in_words(again)}\n"
                f"it depends on something outside, among\n{indented(outside)}",
            )

    def must_turn_on_what_the_story_says(self) -> None:
        """Each reason lies in the boundary, and nothing that is told beside does."""
        __tracebackhide__ = True
        read = self.log.read_so_far
        for step in self.given.steps:
            if not isinstance(step.what, Event) or step.bearing is Bearing.SCENE:
                continue
            found = selecting(step.what, read)
            if step.bearing is Bearing.REASON and not found:
                said = f"the decision does not read it: {why_not(step.what, read)}"
                ending = f"\n{refused(self.result)}" if isinstance(self.result, Refusal) else ""
                raise self._failed([step.what], said + ending, "to turn on")
            if step.bearing is Bearing.ASIDE and found:
                said = f"the decision reads it, as something of {tags_in_words(found)}"
                raise self._failed([step.what], said, "not to matter")

    def _failed(
        self, expected: Iterable[object], found: str, what: str = "events"
    ) -> AssertionError:
        wanted = indented(expected) or "  nothing"
        story = [str(self.given), *in_lines("when ", [self.step])]
        return AssertionError("\n".join([*story, f"expected {what}", wanted, "but", found]))


def decided(community: Community, issue: Issue) -> Outcome | Refusal:
    """What a command leads to, or why it is refused."""
    try:
        return community.execute(issue)
    except Refusal as refusal:
        return refusal


def _comparable(result: Outcome | Refusal, events: Sequence[Event]) -> object:
    own = result.as_dict() if isinstance(result, Refusal) else len(result.events)
    return own, tuple(events)
