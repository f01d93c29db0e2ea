"""A log beside the model log: whatever is appended, undone and read, they must agree."""

# ruff: noqa: S101 - agreement is asserted

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from functools import cache, partial
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
)
from hypothesis.strategies import SearchStrategy

from community_domain import (
    Boundary,
    CommandId,
    Condition,
    Conflict,
    Context,
    Criterion,
    Envelope,
    Event,
    EventLog,
    Recorded,
    System,
    Writer,
    tags_of,
)
from community_domain.activities import (
    ActivityId,
    OfferActivity,
)

from ..founding import BEGINNING
from ..vocabulary import Vocabulary
from .model_log import ModelLog

__all__ = ["LogAgainstModel", "Undone", "boundaries", "envelope", "shown"]


def envelope(name: str, *, at: datetime = BEGINNING) -> Envelope:
    """The envelope of a decision, whatever it was about."""
    command = OfferActivity(ActivityId("activity-1"), "Sports day")
    context = Context(at, System("contract"), None, "told on paper")
    return Envelope(command, CommandId(name), context, 1, "2026a")


def shown(rows: Sequence[Recorded[Event]]) -> list[tuple[int, Event, Envelope]]:
    """All of a row that two logs must agree on; each has a clock of its own."""
    return [(row.position, row.event, row.envelope) for row in rows]


class Undone(Exception):
    """Leaves a transaction, or a part of it, to undo it."""


def boundaries(events: SearchStrategy[Event]) -> SearchStrategy[Boundary]:
    """Boundaries around some of these events: their types, and some of their tags."""

    def criteria(event: Event) -> SearchStrategy[Criterion]:
        tags = tags_of(event)
        some = st.lists(st.sampled_from(tags), min_size=1, max_size=2, unique=True)
        more = st.lists(events, max_size=2)
        return st.builds(partial(_criterion, event), more, some)

    return st.lists(events.filter(tags_of).flatmap(criteria), min_size=1, max_size=3).map(tuple)


def _criterion(event: Event, more: list[Event], tags: list[str]) -> Criterion:
    """The types of all of them, and the tags."""
    return Criterion(tuple(sorted({one.spec.name for one in [event, *more]})), tuple(tags))


@cache
def _strategies(words: Vocabulary) -> tuple[SearchStrategy[Any], SearchStrategy[Any]]:
    """Events and boundaries, built once: building them costs more than drawing."""
    events = words.events()
    return st.lists(events, min_size=1, max_size=3), st.none() | boundaries(events)


def _events_of(machine: "LogAgainstModel") -> SearchStrategy[list[Event]]:
    return _strategies(machine.words)[0]


def _boundary_of(machine: "LogAgainstModel") -> SearchStrategy[Boundary | None]:
    """Around anything, or around what was just recorded, which chance seldom meets."""
    anything = _strategies(machine.words)[1]
    recorded = [row.event for row in machine.model.read() if tags_of(row.event)]
    return anything | boundaries(st.sampled_from(recorded[-LATEST:])) if recorded else anything


EVENTS = st.runner().flatmap(_events_of)
BOUNDARY = st.runner().flatmap(_boundary_of)
BACK = st.integers(0, 3)
LATEST = 4
"""So many events count as just recorded; conditions look back about as far."""
INSTANTS = st.integers(-5, 50).map(lambda days: BEGINNING + timedelta(days=days))
DECISIONS = st.lists(st.tuples(EVENTS, BOUNDARY, BACK, INSTANTS), min_size=1, max_size=3)


class LogAgainstModel(RuleBasedStateMachine):
    """A log and the model side by side: they must agree on everything but the clock."""

    def __init__(self) -> None:
        super().__init__()
        self.log = self.new_log()
        self.model = ModelLog()
        self.ids = 0

    def new_log(self) -> EventLog:
        """The empty log to be compared."""
        raise NotImplementedError

    @property
    def words(self) -> Vocabulary:
        """What the events are made of."""
        raise NotImplementedError

    def teardown(self) -> None:
        """Let go of the log."""
        self.log.close()

    @rule(events=EVENTS, boundary=BOUNDARY, back=BACK, at=INSTANTS)
    def append(
        self, events: list[Event], boundary: Boundary | None, back: int, at: datetime
    ) -> None:
        """One decision, perhaps with a condition that does not hold."""
        condition = self._condition(boundary, back)
        around = envelope(self._next_id(), at=at)
        self._both(lambda log: shown(log.append(events, around, condition)))

    @rule(decisions=DECISIONS, undone=st.booleans())
    def write_many(self, decisions: list[Any], undone: bool) -> None:  # noqa: FBT001 - drawn, not passed
        """Some decisions in one transaction, perhaps given up at its end."""
        made = [self._prepared(decision) for decision in decisions]

        def write(log: Any) -> Any:
            with log.writing() as writer:
                told = [_told(writer, *decision) for decision in made]
                if undone:
                    raise Undone
            return told

        self._both(write)

    @rule(kept=DECISIONS, part=DECISIONS, undone=st.booleans())
    def write_in_parts(self, kept: list[Any], part: list[Any], undone: bool) -> None:  # noqa: FBT001 - drawn, not passed
        """A transaction with a part of its own, which may be undone, by a conflict too."""
        first = [self._prepared(decision) for decision in kept]
        second = [self._prepared(decision) for decision in part]

        def write(log: Any) -> Any:
            with log.writing() as writer:
                told = [_told(writer, *decision) for decision in first]
                with suppress(Undone, Conflict), writer.savepoint():
                    told += [_told(writer, *decision) for decision in second]
                    if undone:
                        raise Undone
                told.append(_told(writer, *second[0][:1], envelope(ending), None))
            return told

        ending = self._next_id()
        self._both(write)

    @rule(boundary=BOUNDARY, after=st.integers(0, 12), until=st.none() | st.integers(0, 12))
    def read(self, boundary: Boundary | None, after: int, until: int | None) -> None:
        """A part of the log."""
        self._both(lambda log: shown(list(log.read(boundary, after=after, until=until))))

    @rule(number=st.integers(1, 12))
    def look_up(self, number: int) -> None:
        """A decision by its command id."""

        def look(log: Any) -> Any:
            with log.writing() as writer:
                return shown(list(writer.decision(CommandId(f"c-{number}"))))

        self._both(look)

    @invariant()
    def heads_agree(self) -> None:
        """Position and latest instant are the same after every step."""
        assert self.log.head() == self.model.head()

    def _next_id(self) -> str:
        self.ids += 1
        return f"c-{self.ids}"

    def _condition(self, boundary: Boundary | None, back: int) -> Condition | None:
        after = max(0, self.model.head().position - back)
        return Condition(boundary, after) if boundary else None

    def _prepared(self, decision: Any) -> tuple[list[Event], Envelope, Condition | None]:
        events, boundary, back, at = decision
        return events, envelope(self._next_id(), at=at), self._condition(boundary, back)

    def _both(self, do: Callable[[Any], Any]) -> None:
        """The same with both, and the same result, or the same failure."""
        expected, found = (_result(do, log) for log in (self.model, self.log))
        assert found == expected


def _result(do: Callable[[Any], Any], log: Any) -> Any:
    try:
        return do(log)
    except (Conflict, Undone) as error:
        return type(error).__name__


def _told(
    writer: Writer, events: list[Event], around: Envelope, condition: Condition | None
) -> Any:
    made = shown(list(writer.append(events, around, condition)))
    return made, writer.head(), shown(list(writer.decision(around.command_id)))
