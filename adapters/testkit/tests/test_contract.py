"""The contract of logs: the good ones keep it, and each faulty one is found out."""

import time
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import datetime
from types import new_class

import pytest
from community_domain_testkit import EventLogContract, ModelLog, WrappedLog, WrappedWriter
from hypothesis import settings

from community_domain import (
    Boundary,
    CommandId,
    Condition,
    Conflict,
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


class TestMemoryLog(EventLogContract):
    """The kernel's log in memory."""

    @pytest.fixture
    def new_log(self) -> NewLog:
        """A new one."""
        return MemoryLog


class TestModelLog(EventLogContract):
    """The model itself: what it demands of others it does."""

    @pytest.fixture
    def new_log(self) -> NewLog:
        """A new one."""
        return ModelLog


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


CHECKS = tuple(name for name in dir(EventLogContract) if name.startswith("test_"))


def failed(check: str, new_log: NewLog) -> bool:
    """Whether a check finds something wrong with a log."""
    before = settings.get_current_profile_name()
    settings.load_profile("finding")
    try:
        getattr(EventLogContract(), check)(new_log)
    except (AssertionError, pytest.fail.Exception):
        return True
    finally:
        settings.load_profile(before)
    return False


@pytest.mark.parametrize("check", CHECKS)
def test_every_check_fails_on_a_log_that_does_nothing(check: str) -> None:
    """A check that a log passes by doing nothing checks nothing."""
    assert failed(check, DoesNothing)


@pytest.mark.parametrize(
    ("fault", "check"),
    [
        (IgnoresConditions, "test_a_condition_refuses_what_came_after"),
        (IgnoresConditions, "test_a_transaction_sees_its_own_appends"),
        (IgnoresConditions, "test_of_many_writers_one_wins"),
        (IgnoresConditions, "test_agrees_with_the_model"),
        (ChecksBeforeLocking, "test_of_many_writers_one_wins"),
        (ChecksBeforeLocking, "test_of_two_who_rely_on_each_other_one_wins"),
        (ShowsWhatIsNotCommitted, "test_nobody_sees_what_may_still_be_undone"),
        (AllotsBeforeCommitting, "test_a_subscriber_misses_nothing_while_others_commit"),
        (AllotsBeforeCommitting, "test_who_reads_page_by_page_misses_nothing_while_others_commit"),
    ],
)
def test_a_fault_is_found(fault: NewLog, check: str) -> None:
    """Each fault is found by the check that is about it, every time."""
    assert failed(check, fault)


def pretend(_: EventLogContract, fresh: NewLog) -> None:
    """Stands where a check was."""
    fresh()


ONE = "test_of_many_writers_one_wins"


@pytest.mark.parametrize(
    ("bases", "given", "told"),
    [
        ((EventLogContract,), {ONE: pretend}, f"overrides {ONE}"),
        ((EventLogContract,), {ONE: None}, f"overrides {ONE}"),
        ((type("Before", (), {ONE: pretend}), EventLogContract), {}, f"overrides {ONE}"),
        ((EventLogContract,), {"fresh": pretend}, "overrides fresh"),
        ((EventLogContract,), {"__test__": False}, "by __test__"),
        ((EventLogContract,), {"pytestmark": pytest.mark.skip}, "by skip"),
        ((EventLogContract,), {"pytestmark": [pytest.mark.xfail(strict=False)]}, "by xfail"),
    ],
)
def test_a_check_cannot_be_taken_away(
    bases: tuple[type, ...], given: dict[str, object], told: str
) -> None:
    """An adapter that overrides a check, or leaves it out, would pass by not being checked."""
    with pytest.raises(TypeError, match=f"Lax .*{told}"):
        new_class("Lax", bases, exec_body=lambda body: body.update(given))


def test_a_check_cannot_be_taken_away_later() -> None:
    """Nor by a decorator, nor by whoever comes after the class was made."""

    class Lax(EventLogContract):
        """A suite like any other."""

    with pytest.raises(TypeError, match="by skipif"):
        pytest.mark.skipif("True", reason="no server here")(Lax)
    with pytest.raises(TypeError, match=f"overrides {ONE}"):
        setattr(Lax, ONE, pretend)
    with pytest.raises(TypeError, match="overrides __test__"):
        Lax.__test__ = False


def test_a_log_that_cannot_be_made_is_no_reason_to_skip() -> None:
    """Where the server is not there, the check fails."""

    def none_here() -> EventLog:
        pytest.skip("no server here")

    class Asked:
        """Gives the fixture that a suite made."""

        def getfixturevalue(self, _: str) -> NewLog:
            return none_here

    fresh = EventLogContract.fresh.__wrapped__(EventLogContract(), Asked())  # type: ignore[attr-defined]
    with pytest.raises(pytest.fail.Exception, match="is not left out: no server here"):
        fresh()


def test_a_suite_without_a_log_says_so() -> None:
    """Who forgets the fixture is told which one, instead of passing with nothing checked."""
    with pytest.raises(NotImplementedError, match="must give the fixture new_log"):
        EventLogContract.new_log.__wrapped__(EventLogContract())  # type: ignore[attr-defined]
