"""The contract of logs finds each faulty one out, by the check that is about its fault."""

import time
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import datetime, timedelta
from typing import Any, cast

import attrs
import pytest
from community_domain_testkit import EventLogContract, ModelLog, WrappedLog, WrappedWriter

from community_domain import (
    Boundary,
    CommandId,
    Condition,
    Conflict,
    Criterion,
    Envelope,
    Event,
    EventLog,
    Head,
    MemoryLog,
    Recorded,
    Subscription,
    Writer,
)

NewLog = Callable[[], EventLog]


class DoesNothing:
    """Takes everything and keeps nothing."""

    @contextmanager
    def writing(self) -> Generator[Writer]:
        """A transaction on nothing."""
        yield self

    def append(
        self, events: Sequence[Event], envelope: Envelope, condition: Condition | None = None
    ) -> Sequence[Recorded[Event]]:
        """Forget the events."""
        return []

    def read(
        self, boundary: Boundary | None = None, *, after: int = 0, until: int | None = None
    ) -> Iterator[Recorded[Event]]:
        """Nothing was ever recorded."""
        return iter(())

    def decision(self, command_id: CommandId) -> Sequence[Recorded[Event]]:
        """Nothing was ever decided."""
        return []

    def known(self, command_ids: Sequence[CommandId]) -> set[CommandId]:
        """Nothing was ever decided."""
        return set()

    def rely(self, boundary: Boundary) -> None:
        """Nothing is relied on."""

    def savepoint(self) -> AbstractContextManager[None]:
        """There is nothing to undo."""
        return nullcontext()

    def head(self) -> Head:
        """Always empty."""
        return Head(0, None)

    def position_at(self, recorded: datetime) -> int:
        """Always empty."""
        return 0

    @contextmanager
    def subscribe(
        self, boundary: Boundary | None = None, *, after: int = 0
    ) -> Generator[Subscription]:
        """Nothing ever comes."""
        yield _Silence()

    def close(self) -> None:
        """Nothing to let go of."""


class _Silence:
    """Has ended before it began."""

    def __iter__(self) -> "_Silence":
        return self

    def __next__(self) -> Recorded[Event]:
        raise StopIteration

    def stop(self) -> None:
        """It has ended already."""


class IgnoresConditions(WrappedLog):
    """Records whatever comes, whoever was faster."""

    def __init__(self) -> None:
        super().__init__(MemoryLog())

    def wrapped(self, writer: Writer) -> Writer:
        """A writer without conditions."""
        return _Unconditional(writer)


class _Unconditional(WrappedWriter):
    def append(
        self, events: Sequence[Event], envelope: Envelope, condition: Condition | None = None
    ) -> Sequence[Recorded[Event]]:
        return super().append(events, envelope)


class ChecksBeforeLocking(WrappedLog):
    """Looks whether the condition holds, then waits for its turn, then records."""

    def __init__(self) -> None:
        super().__init__(MemoryLog())

    def append(
        self, events: Sequence[Event], envelope: Envelope, condition: Condition | None = None
    ) -> Sequence[Recorded[Event]]:
        """The gap between looking and recording is where others get in."""
        if condition and any(True for _ in self.read(condition.boundary, after=condition.after)):
            raise Conflict(1)
        time.sleep(0.001)
        return super().append(events, envelope)


class ShowsWhatIsNotCommitted(ModelLog):
    """Readers do not wait for the end of a transaction, and see into it."""

    def head(self) -> Head:
        """The head, with what may still be undone."""
        rows = list(self._rows)
        instants = [row.envelope.context.at for row in rows]
        return Head(len(rows), max(instants, default=None))

    def read(
        self, boundary: Boundary | None = None, *, after: int = 0, until: int | None = None
    ) -> Iterator[Recorded[Event]]:
        """What is recorded, and what may still be undone."""
        snapshot = ModelLog()
        snapshot._rows = list(self._rows)  # noqa: SLF001 - of its own kind
        return snapshot.read(boundary, after=after, until=until)


class AllotsBeforeCommitting(ModelLog):
    """Takes its positions when an append begins, and shows its rows when it ends.

    So a later row is there first, now and then, as with a sequence of a database.
    """

    def __init__(self) -> None:
        super().__init__()
        self._allotted = 0

    def append(
        self, events: Sequence[Event], envelope: Envelope, condition: Condition | None = None
    ) -> Sequence[Recorded[Event]]:
        """Between the two there is time for others."""
        with self._changed:
            start, self._allotted = self._allotted, self._allotted + len(events)
        time.sleep(0.002 * (start % 3))
        now = envelope.context.at
        made = [Recorded(start + n, event, envelope, now) for n, event in enumerate(events, 1)]
        with self._changed:
            self._rows = sorted([*self._rows, *made], key=lambda row: row.position)
            self._changed.notify_all()
        return made

    def read(
        self, boundary: Boundary | None = None, *, after: int = 0, until: int | None = None
    ) -> Iterator[Recorded[Event]]:
        """Whatever is shown by now."""
        return super().read(boundary, after=after, until=until or self._allotted)


class Rewrites(ModelLog):
    """Records something else than it was given."""

    def append(
        self, events: Sequence[Event], envelope: Envelope, condition: Condition | None = None
    ) -> Sequence[Recorded[Event]]:
        made = [self.rewritten(row) for row in super().append(events, envelope, condition)]
        self._rows[len(self._rows) - len(made) :] = made
        return made

    def rewritten(self, row: Recorded[Event]) -> Recorded[Event]:
        """What is recorded instead."""
        return row


class LeavesGaps(Rewrites):
    """Every other position is nobody's."""

    def rewritten(self, row: Recorded[Event]) -> Recorded[Event]:
        return Recorded(2 * row.position, row.event, row.envelope, row.recorded_at)


class ForgetsTheReason(Rewrites):
    """Keeps what was decided, and not why."""

    def rewritten(self, row: Recorded[Event]) -> Recorded[Event]:
        context = attrs.evolve(row.envelope.context, reason=None)
        envelope = attrs.evolve(row.envelope, context=context)
        return Recorded(row.position, row.event, envelope, row.recorded_at)


class ClockFalls(Rewrites):
    """Its clock is put back while it records."""

    def rewritten(self, row: Recorded[Event]) -> Recorded[Event]:
        fallen = row.recorded_at - timedelta(hours=row.position)
        return Recorded(row.position, row.event, row.envelope, fallen)


class AnyTagWillDo(ModelLog):
    """Selects what carries one of the tags, not all of them."""

    def read(
        self, boundary: Boundary | None = None, *, after: int = 0, until: int | None = None
    ) -> Iterator[Recorded[Event]]:
        """Each tag by itself."""
        apart = boundary and tuple(
            Criterion(one.types, (tag,)) for one in boundary for tag in one.tags
        )
        return super().read(apart, after=after, until=until)


class TakesAfterIn(ModelLog):
    """Reads from a position on, where it should from behind it."""

    def read(
        self, boundary: Boundary | None = None, *, after: int = 0, until: int | None = None
    ) -> Iterator[Recorded[Event]]:
        """One too many."""
        return super().read(boundary, after=max(0, after - 1), until=until)


class RefusesWhateverCame(ModelLog):
    """Does not look at what a condition names."""

    def append(
        self, events: Sequence[Event], envelope: Envelope, condition: Condition | None = None
    ) -> Sequence[Recorded[Event]]:
        """Anything at all is a conflict."""
        if condition and len(self._rows) > condition.after:
            raise Conflict(1)
        return super().append(events, envelope, condition)


class KeepsWhatFailed(ModelLog):
    """A transaction that fails has recorded what came before."""

    @contextmanager
    def writing(self) -> Generator[ModelLog]:
        """Without a way back."""
        with self._changed:
            yield self
            self._changed.notify_all()


class ForgetsTheLatest(ModelLog):
    """Its head is the instant of the last decision, though an earlier one was told late."""

    def head(self) -> Head:
        """The last one."""
        last = self._rows[-1].envelope.context.at if self._rows else None
        return Head(len(self._rows), last)


class FindsTheLastEventOnly(ModelLog):
    """Of a decision of several events one is found."""

    def decision(self, command_id: CommandId) -> Sequence[Recorded[Event]]:
        """The last one."""
        return super().decision(command_id)[-1:]


class TellsEverything(WrappedLog):
    """Subscribers hear again what they have heard."""

    def __init__(self) -> None:
        super().__init__(MemoryLog())

    def subscribe(
        self, boundary: Boundary | None = None, *, after: int = 0
    ) -> AbstractContextManager[Subscription]:
        """From the beginning on."""
        return super().subscribe(boundary)


class ClosesOnce(WrappedLog):
    """Whoever closes it again did something wrong, it says."""

    closed = False

    def __init__(self) -> None:
        super().__init__(MemoryLog())

    def close(self) -> None:
        """Once."""
        assert not self.closed, "it is closed already"
        self.closed = True


class _Loose(WrappedWriter):
    def savepoint(self) -> AbstractContextManager[None]:
        return nullcontext()


class SavepointsUndoNothing(WrappedLog):
    """What was refused in a batch stays."""

    def __init__(self) -> None:
        super().__init__(MemoryLog())

    def wrapped(self, writer: Writer) -> Writer:
        """A writer without parts."""
        return _Loose(writer)


class _Forgetful(WrappedWriter):
    def known(self, command_ids: Sequence[CommandId]) -> set[CommandId]:
        return set()


class ForgetsCommandIds(WrappedLog):
    """Knows nothing of ids it has seen."""

    def __init__(self) -> None:
        super().__init__(MemoryLog())

    def wrapped(self, writer: Writer) -> Writer:
        """A writer that knows no id."""
        return _Forgetful(writer)


class TearsDecisionsApart(WrappedLog):
    """Records the events of a decision one by one, and others come between."""

    def __init__(self) -> None:
        super().__init__(MemoryLog())

    def append(
        self, events: Sequence[Event], envelope: Envelope, condition: Condition | None = None
    ) -> Sequence[Recorded[Event]]:
        """There is time between them."""
        made: list[Recorded[Event]] = []
        for one in events:
            made += super().append([one], envelope, condition)
            time.sleep(0.0005)
        return made


class _Late(WrappedWriter):
    def __init__(self, log: EventLog) -> None:
        super().__init__(cast(Any, log))  # It is only asked to read.
        self.made: list[tuple[Sequence[Event], Envelope]] = []

    def append(
        self, events: Sequence[Event], envelope: Envelope, condition: Condition | None = None
    ) -> Sequence[Recorded[Event]]:
        self.made.append((events, envelope))
        return []

    def rely(self, boundary: Boundary) -> None:
        pass


class RecordsLater(WrappedLog):
    """Looks at the log as it goes along, and records at the end, whatever came meanwhile."""

    def __init__(self) -> None:
        super().__init__(MemoryLog())

    @contextmanager
    def writing(self) -> Generator[Writer]:
        """Nobody waits."""
        writer = _Late(self.inner)
        yield writer
        for events, envelope in writer.made:
            self.inner.append(events, envelope)


CHECKS = tuple(name for name in dir(EventLogContract) if name.startswith("test_"))
FAULTS: list[tuple[NewLog, str]] = [
    (LeavesGaps, "test_positions_count_from_one_without_gaps"),
    (ForgetsTheReason, "test_what_was_recorded_is_read_as_it_was"),
    (AnyTagWillDo, "test_a_boundary_selects_by_type_and_all_tags"),
    (TakesAfterIn, "test_reading_stops_and_starts_where_it_should"),
    (IgnoresConditions, "test_a_condition_refuses_what_came_after"),
    (RefusesWhateverCame, "test_a_condition_lets_pass_what_it_does_not_name"),
    (IgnoresConditions, "test_a_transaction_sees_its_own_appends"),
    (KeepsWhatFailed, "test_a_failed_transaction_leaves_nothing"),
    (SavepointsUndoNothing, "test_a_savepoint_undoes_its_part_only"),
    (ForgetsTheLatest, "test_the_head_knows_the_latest_instant"),
    (FindsTheLastEventOnly, "test_a_decision_is_found_by_its_command_id"),
    (ClockFalls, "test_positions_are_found_by_the_logs_clock"),
    (TellsEverything, "test_a_subscription_tells_what_was_and_what_comes"),
    (ClosesOnce, "test_closing_twice_is_fine"),
    (IgnoresConditions, "test_agrees_with_the_model"),
    (IgnoresConditions, "test_of_many_writers_one_wins"),
    (ChecksBeforeLocking, "test_of_many_writers_one_wins"),
    (ChecksBeforeLocking, "test_of_two_who_rely_on_each_other_one_wins"),
    (ForgetsCommandIds, "test_a_command_id_has_its_effect_once"),
    (TearsDecisionsApart, "test_writers_side_by_side_leave_no_gap"),
    (AllotsBeforeCommitting, "test_a_subscriber_misses_nothing_while_others_commit"),
    (AllotsBeforeCommitting, "test_who_reads_page_by_page_misses_nothing_while_others_commit"),
    (RecordsLater, "test_all_reads_of_a_transaction_see_one_position"),
    (ShowsWhatIsNotCommitted, "test_nobody_sees_what_may_still_be_undone"),
    (RecordsLater, "test_what_was_relied_on_must_still_be_so"),
]


@pytest.mark.parametrize("check", CHECKS)
def test_every_check_fails_on_a_log_that_does_nothing(
    check: str, finds: Callable[..., bool]
) -> None:
    """A check that a log passes by doing nothing checks nothing."""
    assert finds(EventLogContract, check, DoesNothing)


@pytest.mark.parametrize(("fault", "check"), FAULTS)
def test_a_fault_is_found(fault: NewLog, check: str, finds: Callable[..., bool]) -> None:
    """Each fault is found by the check that is about it, every time."""
    assert finds(EventLogContract, check, fault)


def test_every_check_is_about_a_fault() -> None:
    """A check that no faulty log fails may be about nothing."""
    assert {check for _, check in FAULTS} == set(CHECKS)
