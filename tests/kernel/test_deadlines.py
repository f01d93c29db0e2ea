"""What time asks for, whatever slice asks: order, cost, and what was seen."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from community_domain_testkit import founded, given

from community_domain import (
    STANDARD,
    Command,
    Deadlines,
    Event,
    Pending,
    Slice,
    command,
    deadlines,
    folded,
    on,
)
from community_domain.members import Engages, MemberRegistered, RegisterMember
from tests.stories import ADULT, adult, at_start, seat

NOON = datetime(2024, 6, 1, 12, tzinfo=UTC)


@command("noise.stop")
class StopNoise(Command):
    """Be quiet."""

    number: int


def minutes(number: int) -> timedelta:
    """So many minutes."""
    return timedelta(minutes=number)


def test_the_earliest_is_due_first_and_only_from_its_instant_on() -> None:
    """At its instant a command is due, before it is not; ties go in the order of putting."""
    pending = Pending()
    for number, minute in ((1, 5), (2, 3), (3, 5), (4, 9)):
        pending.put(StopNoise(number), NOON + minutes(minute))
    assert [list(pending.due(NOON + minutes(minute))) for minute in (2, 3, 5)] == [
        [],
        [StopNoise(2)],
        [StopNoise(2), StopNoise(1), StopNoise(3)],
    ]


def test_nothing_waits_twice() -> None:
    """Put again, a command moves; struck, it is gone; striking what is not there is fine."""
    pending = Pending()
    for minute in (9, 1):
        pending.put(StopNoise(1), NOON + minutes(minute))
    assert list(pending.due(NOON + minutes(60))) == [StopNoise(1)]
    assert list(pending.due(NOON + minutes(1))) == [StopNoise(1)]
    for _ in range(2):
        pending.strike(StopNoise(1))
    assert len(pending) == 0
    assert list(pending.due(NOON + minutes(60))) == []
    pending.put(StopNoise(2), NOON)
    assert list(pending.due(NOON)) == [StopNoise(2)]


class Instant(datetime):
    """An instant that counts how often any two are compared."""

    compared = 0

    def __lt__(self, other: date) -> bool:
        Instant.compared += 1
        return super().__lt__(other)  # type: ignore[operator]

    __hash__ = datetime.__hash__


@pytest.mark.parametrize("waiting", [1_000, 64_000])
def test_asking_and_changing_cost_what_is_due_and_no_more(waiting: int) -> None:
    """Instants compared, counted: as many as a search needs, however many commands wait."""
    pending = Pending()
    first = Instant(2024, 6, 1, tzinfo=UTC)
    for number in range(waiting):
        pending.put(StopNoise(number), first + minutes(number))
    search = waiting.bit_length()
    for act, most in (
        (lambda: list(pending.due(first + minutes(2))), search),
        (lambda: pending.put(StopNoise(waiting), first + timedelta(seconds=1)), search),
        (lambda: pending.strike(StopNoise(waiting // 2)), search),
    ):
        Instant.compared = 0
        act()
        assert 0 < Instant.compared <= most
    assert len(list(pending.due(first + minutes(2)))) == 4


@deadlines
class Quiet(Deadlines):
    """Asks for quiet a day after anybody registered or was engaged."""

    pending: Pending = folded(factory=Pending)
    calls: int = folded(0)

    def due(self, at: datetime) -> Iterator[Command]:
        """What is due."""
        yield from self.pending.due(at)

    @on
    def registered(self, event: MemberRegistered) -> None:
        """Count."""
        self.calls += 1
        self.pending.put(StopNoise(self.calls), NOON)

    @on
    def engaged(self, event: Engages) -> None:
        """Count families too."""
        self.calls += 1
        self.pending.put(StopNoise(self.calls), NOON)


QUIET = STANDARD + Slice("noise", (), (), (), (), (), (), (), (), deadlines=(Quiet,))


def test_a_slice_brings_its_own_deadlines() -> None:
    """Its handlers take events of any slice, open families too, and every fold is a new one."""
    fold = QUIET.deadlines()
    for happened in (*adult(ADULT), seat(ADULT)):
        fold.see(happened)
    assert [one for one in fold.due(NOON) if isinstance(one, StopNoise)] == [
        StopNoise(1),
        StopNoise(2),
    ]
    assert QUIET.deadlines().due(NOON + timedelta(days=9_999)) == ()
    assert STANDARD.deadlines().due(NOON + timedelta(days=9_999)) == ()


def test_every_position_is_seen_once() -> None:
    """Reading a stretch of the log again, as after a break, changes nothing."""
    log = given(*founded(), RegisterMember(ADULT, "Adult", at_start().date().replace(1990))).log()
    fold = QUIET.deadlines()
    for _ in range(2):
        for recorded in log.read():
            fold.see(recorded)
    assert fold.position == log.head().position
    assert fold.due(NOON) == (StopNoise(1), StopNoise(2))


def test_deadlines_that_listen_to_nothing_are_a_mistake() -> None:
    """A fold without handlers could never ask for anything."""
    with pytest.raises(TypeError, match="handles nothing"):

        @deadlines
        class Deaf(Deadlines):  # pyright: ignore[reportUnusedClass]
            """Hears nothing."""


def test_events_without_deadlines_are_passed_over() -> None:
    """What asks nothing of time leaves the fold as it is."""

    class Unheard(Event):
        """Of no slice."""

    fold = QUIET.deadlines()
    fold.see(Unheard())
    assert fold.due(at_start(10**6)) == ()
