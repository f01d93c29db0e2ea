"""What every log must do: a suite that the tests of an adapter subclass.

    class TestMyLog(EventLogContract):
        @pytest.fixture
        def new_log(self, tmp_path):
            numbers = count()
            return lambda: open_log(f"sqlite:///{tmp_path}/{next(numbers)}.db", community="c")

A subclass says how an empty log is made, and nothing else: it cannot take a check away. Each check
fails on a log that does nothing.

Longer than other modules: it is one list of checks, and each of them is read with the others.
"""

# ruff: noqa: S101, PLR2004 - a contract asserts, and its numbers are the expected ones

import queue
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, suppress
from datetime import UTC, timedelta
from itertools import count
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    run_state_machine_as_test,
)

from community_domain import (
    STANDARD,
    Boundary,
    Command,
    CommandId,
    Condition,
    Conflict,
    Context,
    Criterion,
    Domain,
    Envelope,
    Event,
    EventLog,
    Head,
    MemberId,
    Recorded,
    tags_of,
)
from community_domain.activities import (
    HeadsCounted,
    OccurrenceId,
    WaitlistJoined,
    WaitlistLeft,
)

from .against_model import LogAgainstModel, Undone, envelope, shown
from .founding import BEGINNING
from .vocabulary import Vocabulary

__all__ = ["EventLogContract"]

NewLog = Callable[[], EventLog]

PATIENCE = 10
"""Seconds until a subscription that tells nothing counts as silent; a good one needs none."""
GLANCE = 0.2
"""Seconds that a reader gets to see what it must not; a log that makes it wait is waited for."""
LEAST = 5
"""So many examples are played at least."""
THREADS = 8
ROUNDS = 20

OCCURRENCE, OTHER = OccurrenceId("occurrence-1"), OccurrenceId("occurrence-2")
MEMBER, SECOND = MemberId("member-1"), MemberId("member-2")


def about(*kinds: type[Event], tags: Sequence[str] = ()) -> Boundary:
    """A boundary of one criterion."""
    return (Criterion(tuple(sorted(kind.spec.name for kind in kinds)), tuple(tags)),)


class EventLogContract:
    """The checks. A subclass gives the fixture `new_log`."""

    domain: ClassVar[Domain] = STANDARD
    """Whose events the log can hold."""
    share: ClassVar[float] = 0.5
    """Of the examples that Hypothesis is set to, so many are played beside the model; a log that
    has most of its code in common with another needs fewer."""

    def __init_subclass__(cls, **options: Any) -> None:
        """Refuse a subclass that takes a check away."""
        super().__init_subclass__(**options)
        checks = {name for name in vars(EventLogContract) if name.startswith("test_")}
        if overridden := sorted(checks & set(vars(cls))):
            raise TypeError(f"{cls.__name__} overrides {', '.join(overridden)}")

    @pytest.fixture
    def new_log(self) -> NewLog:
        """How an empty log is made; a subclass says it."""
        raise NotImplementedError(f"{type(self).__name__} must give the fixture new_log")

    def test_positions_count_from_one_without_gaps(self, new_log: NewLog) -> None:
        """Positions are 1, 2, 3 … in the order of appending, so a reader knows it missed none."""
        with closing(new_log()) as log:
            first = log.append([WaitlistJoined(OCCURRENCE, MEMBER, 0)], envelope("a"))
            second = log.append(
                [WaitlistLeft(OCCURRENCE, MEMBER), WaitlistJoined(OCCURRENCE, SECOND, 1)],
                envelope("b"),
            )
            assert [row.position for row in [*first, *second]] == [1, 2, 3]
            assert [row.position for row in log.read()] == [1, 2, 3]

    def test_what_was_recorded_is_read_as_it_was(self, new_log: NewLog) -> None:
        """Every event and command of the domain comes back equal, with its whole envelope."""
        words = Vocabulary(self.domain)
        contexts = st.builds(
            Context,
            words.instants(),
            words.actors(),
            st.none() | words.identifiers(MemberId),
            st.none() | words.texts(60),
            st.none() | st.just(CommandId("cause")),
            st.none() | st.just(CommandId("cause")),
        )
        numbers = count()
        with closing(new_log()) as log:

            @given(st.lists(words.events(), min_size=1, max_size=5), words.commands(), contexts)
            @settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
            def comes_back(events: list[Event], command: Command, context: Context) -> None:
                around = Envelope(command, CommandId(f"c-{next(numbers)}"), context, 7, "2026a")
                before = log.head().position
                log.append(events, around)
                rows = list(log.read(after=before))
                assert [row.event for row in rows] == events
                assert [row.envelope for row in rows] == [around] * len(events)

            comes_back()

    def test_a_boundary_selects_by_type_and_all_tags(self, new_log: NewLog) -> None:
        """A criterion means any of its types with all of its tags; criteria add up, none twice."""
        with closing(new_log()) as log:
            joined = WaitlistJoined(OCCURRENCE, MEMBER, 0)
            events = [
                joined,
                WaitlistJoined(OTHER, MEMBER, 0),
                WaitlistLeft(OCCURRENCE, MEMBER),
                HeadsCounted(OCCURRENCE, "guests", 3),
            ]
            log.append(events, envelope("a"))
            both = about(WaitlistJoined, tags=tags_of(joined))
            here = about(WaitlistJoined, WaitlistLeft, tags=[f"occurrence:{OCCURRENCE}"])
            theirs = about(WaitlistJoined, tags=[f"member:{MEMBER}"])
            assert [row.position for row in log.read(both)] == [1]
            assert [row.position for row in log.read(here)] == [1, 3]
            assert [row.position for row in log.read(theirs)] == [1, 2]
            assert [row.position for row in log.read((*here, *theirs, *both))] == [1, 2, 3]
            assert list(log.read(about(HeadsCounted, tags=[f"occurrence:{OTHER}"]))) == []

    def test_reading_stops_and_starts_where_it_should(self, new_log: NewLog) -> None:
        """`after` leaves its position out, `until` takes it in, so pages fit together."""
        with closing(new_log()) as log:
            for number in range(1, 6):
                log.append([HeadsCounted(OCCURRENCE, "guests", number)], envelope(f"c-{number}"))
            here = about(HeadsCounted, tags=[f"occurrence:{OCCURRENCE}"])
            for boundary in (None, here):
                page = [row.position for row in log.read(boundary, after=1, until=4)]
                assert page == [2, 3, 4]
                assert [row.position for row in log.read(boundary, until=99)] == [1, 2, 3, 4, 5]
                assert list(log.read(boundary, after=5)) == []

    def test_a_condition_refuses_what_came_after(self, new_log: NewLog) -> None:
        """A decision whose boundary changed since it was read is not recorded."""
        with closing(new_log()) as log:
            log.append([WaitlistJoined(OCCURRENCE, MEMBER, 0)], envelope("a"))
            here = about(WaitlistJoined, tags=[f"occurrence:{OCCURRENCE}"])
            with pytest.raises(Conflict):
                log.append(
                    [WaitlistJoined(OCCURRENCE, SECOND, 0)], envelope("b"), Condition(here, 0)
                )
            assert [row.envelope.command_id for row in log.read()] == ["a"]

    def test_a_condition_lets_pass_what_it_does_not_name(self, new_log: NewLog) -> None:
        """Only the boundary counts: other events, and those read already, disturb nobody."""
        with closing(new_log()) as log:
            log.append([WaitlistJoined(OCCURRENCE, MEMBER, 0)], envelope("a"))
            log.append([WaitlistJoined(OTHER, MEMBER, 0)], envelope("b"))
            here = about(WaitlistJoined, tags=[f"occurrence:{OCCURRENCE}"])
            left = WaitlistLeft(OCCURRENCE, MEMBER)
            assert [r.position for r in log.append([left], envelope("c"), Condition(here, 1))] == [
                3
            ]

    def test_a_transaction_sees_its_own_appends(self, new_log: NewLog) -> None:
        """Many decisions in one transaction build on each other, though nothing is recorded yet."""
        with closing(new_log()) as log:
            with log.writing() as writer:
                writer.append([WaitlistJoined(OCCURRENCE, MEMBER, 0)], envelope("a"))
                here = about(WaitlistJoined, tags=[f"occurrence:{OCCURRENCE}"])
                assert [row.position for row in writer.read(here)] == [1]
                assert [row.position for row in writer.read(None)] == [1]
                assert list(writer.read(None, after=1)) == []
                assert writer.head() == Head(1, BEGINNING)
                assert [row.position for row in writer.decision(CommandId("a"))] == [1]
                with pytest.raises(Conflict), writer.savepoint():
                    writer.append(
                        [WaitlistLeft(OCCURRENCE, MEMBER)], envelope("b"), Condition(here, 0)
                    )
            assert log.head().position == 1

    def test_a_failed_transaction_leaves_nothing(self, new_log: NewLog) -> None:
        """All or nothing: whatever leaves the transaction as an exception undoes all of it."""
        with closing(new_log()) as log:
            log.append([WaitlistJoined(OCCURRENCE, MEMBER, 0)], envelope("a"))
            with suppress(Undone), log.writing() as writer:
                writer.append([WaitlistLeft(OCCURRENCE, MEMBER)], envelope("b"))
                raise Undone
            assert log.head() == Head(1, BEGINNING)
            with log.writing() as writer:
                assert list(writer.decision(CommandId("b"))) == []
            again = log.append([WaitlistLeft(OCCURRENCE, MEMBER)], envelope("b"))
            assert [row.position for row in again] == [2]

    def test_a_savepoint_undoes_its_part_only(self, new_log: NewLog) -> None:
        """A refused command in a batch takes nothing with it; one inside another undoes itself."""
        with closing(new_log()) as log:
            with log.writing() as writer:
                writer.append([HeadsCounted(OCCURRENCE, "guests", 1)], envelope("a"))
                with suppress(Undone), writer.savepoint():
                    writer.append([HeadsCounted(OCCURRENCE, "guests", 2)], envelope("b"))
                    raise Undone
                with writer.savepoint():
                    writer.append([HeadsCounted(OCCURRENCE, "guests", 3)], envelope("c"))
                    with suppress(Undone), writer.savepoint():
                        writer.append([HeadsCounted(OCCURRENCE, "guests", 4)], envelope("d"))
                        raise Undone
                assert writer.head().position == 2
                assert list(writer.decision(CommandId("b"))) == []
            counts = [getattr(row.event, "count", None) for row in log.read()]
            assert counts == [1, 3]
            assert [row.position for row in log.read()] == [1, 2]

    def test_the_head_knows_the_latest_instant(self, new_log: NewLog) -> None:
        """A decision told late does not turn the community's time back."""
        with closing(new_log()) as log:
            assert log.head() == Head(0, None)
            later, earlier = BEGINNING + timedelta(days=1), BEGINNING - timedelta(days=1)
            log.append([HeadsCounted(OCCURRENCE, "guests", 1)], envelope("a", at=later))
            log.append([HeadsCounted(OCCURRENCE, "guests", 2)], envelope("b", at=earlier))
            assert log.head() == Head(2, later)

    def test_a_decision_is_found_by_its_command_id(self, new_log: NewLog) -> None:
        """A command sent again must find what was recorded then, all of it and nothing else."""
        with closing(new_log()) as log:
            events = [WaitlistLeft(OCCURRENCE, MEMBER), WaitlistJoined(OCCURRENCE, SECOND, 0)]
            log.append([WaitlistJoined(OCCURRENCE, MEMBER, 0)], envelope("a"))
            log.append(events, envelope("b"))
            with log.writing() as writer:
                found = shown(list(writer.decision(CommandId("b"))))
                assert found == [(2, events[0], envelope("b")), (3, events[1], envelope("b"))]
                assert list(writer.decision(CommandId("never"))) == []
                asked = [CommandId(one) for one in ("never", "b", "a", "b")]
                assert writer.known(asked) == {"a", "b"}

    def test_positions_are_found_by_the_logs_clock(self, new_log: NewLog) -> None:
        """As of an instant means by the log's clock, which never falls as positions rise."""
        with closing(new_log()) as log:
            for number in range(5):
                log.append([HeadsCounted(OCCURRENCE, "guests", number)], envelope(f"c-{number}"))
            instants = [row.recorded_at for row in log.read()]
            assert len(instants) == 5
            assert instants == sorted(instants)
            assert all(instant.tzinfo is UTC for instant in instants)
            for instant in instants:
                assert log.position_at(instant) == sum(one <= instant for one in instants)
            assert log.position_at(instants[0] - timedelta(microseconds=1)) == 0

    def test_a_subscription_tells_what_was_and_what_comes(self, new_log: NewLog) -> None:
        """From a position on, everything in the boundary, in order, once, without being asked."""
        with closing(new_log()) as log:
            for number in (1, 2):
                log.append([HeadsCounted(OCCURRENCE, "guests", number)], envelope(f"c-{number}"))
            heard: queue.Queue[Recorded[Event] | None] = queue.Queue()
            here = about(HeadsCounted, tags=[f"occurrence:{OCCURRENCE}"])
            with log.subscribe(here, after=1) as subscription:
                listener = threading.Thread(target=_hear, args=(subscription, heard), daemon=True)
                listener.start()
                assert _next(heard) == 2
                log.append([HeadsCounted(OTHER, "guests", 3)], envelope("c-3"))
                log.append([HeadsCounted(OCCURRENCE, "guests", 4)], envelope("c-4"))
                assert _next(heard) == 4
                subscription.stop()
                assert _next(heard) is None
                listener.join(PATIENCE)
                assert not listener.is_alive()

    def test_of_many_writers_one_wins(self, new_log: NewLog) -> None:
        """Whoever read the same position and writes at once: one is recorded, all others hear."""
        here = about(WaitlistJoined, tags=[f"occurrence:{OCCURRENCE}"])
        for number in range(ROUNDS):
            with closing(new_log()) as log:
                results: list[str] = []
                race = _race(log, Condition(here, 0), threading.Barrier(THREADS), results)
                _all_at_once(race, THREADS)
                assert sorted(results) == ["lost"] * (THREADS - 1) + ["won"], f"round {number}"
                assert [row.position for row in log.read()] == [1]

    def test_writers_side_by_side_leave_no_gap(self, new_log: NewLog) -> None:
        """Decisions that do not touch each other are all recorded, each in one piece."""
        with closing(new_log()) as log:

            def write(who: int) -> None:
                for number in range(ROUNDS):
                    pair = [HeadsCounted(OCCURRENCE, f"kind-{who}", n) for n in (number, number)]
                    log.append(pair, envelope(f"c-{who}-{number}"))

            _all_at_once(write, THREADS)
            rows = list(log.read())
            assert [row.position for row in rows] == list(range(1, THREADS * ROUNDS * 2 + 1))
            ids = [row.envelope.command_id for row in rows]
            assert ids[::2] == ids[1::2]
            assert len(set(ids)) == THREADS * ROUNDS

    def test_nobody_sees_what_may_still_be_undone(self, new_log: NewLog) -> None:
        """An event is there for others when its transaction has ended, and not before."""
        with closing(new_log()) as log:
            log.append([HeadsCounted(OCCURRENCE, "guests", 1)], envelope("a"))
            seen: list[int] = []

            def peek() -> None:
                seen.append(log.head().position)
                seen.extend(row.position for row in log.read())

            reader = threading.Thread(target=peek, daemon=True)
            with suppress(Undone), log.writing() as writer:
                writer.append([HeadsCounted(OCCURRENCE, "guests", 2)], envelope("b"))
                reader.start()
                reader.join(GLANCE)
                raise Undone
            reader.join(PATIENCE)
            assert seen == [1, 1]

    def test_what_was_relied_on_must_still_be_so(self, new_log: NewLog) -> None:
        """What a transaction relied on is so when it is recorded, or it is not recorded."""
        with closing(new_log()) as log:
            here = about(WaitlistJoined, tags=[f"occurrence:{OCCURRENCE}"])
            log.append([WaitlistLeft(OCCURRENCE, MEMBER)], envelope("a"))
            other = threading.Thread(
                target=lambda: log.append([WaitlistJoined(OCCURRENCE, MEMBER, 0)], envelope("c")),
                daemon=True,
            )
            expected = ["a", "b", "c"]
            try:
                with log.writing() as writer:
                    assert list(writer.read(here)) == []
                    writer.rely(here)
                    writer.append([HeadsCounted(OTHER, "guests", 1)], envelope("b"))
                    other.start()
                    other.join(GLANCE)
            except Conflict:
                expected = ["a", "c"]
            other.join(PATIENCE)
            assert [row.envelope.command_id for row in log.read()] == expected

    def test_closing_twice_is_fine(self, new_log: NewLog) -> None:
        """Whoever cleans up need not know who did before; what was recorded was recorded."""
        log = new_log()
        assert log.append([HeadsCounted(OCCURRENCE, "guests", 1)], envelope("a"))
        log.close()
        log.close()

    def test_agrees_with_the_model(self, new_log: NewLog) -> None:
        """Whatever is appended, undone and read in any order, a plain list tells the same."""
        words = Vocabulary(self.domain)

        class Machine(LogAgainstModel):
            def new_log(self) -> EventLog:
                return new_log()

            @property
            def words(self) -> Vocabulary:
                return words

        run_state_machine_as_test(
            Machine,
            settings=settings(
                max_examples=max(LEAST, round(settings().max_examples * self.share)),
                stateful_step_count=20,
                deadline=None,
                suppress_health_check=[HealthCheck.too_slow],
            ),
        )


def _hear(subscription: Iterator[Recorded[Event]], heard: "queue.Queue[Any]") -> None:
    for row in subscription:
        heard.put(row)
    heard.put(None)


def _next(heard: "queue.Queue[Recorded[Event] | None]") -> int | None:
    """The next position that was heard; None when the subscription has ended."""
    try:
        row = heard.get(timeout=PATIENCE)
    except queue.Empty:
        raise AssertionError("the subscription tells nothing") from None
    return row.position if row else None


def _race(
    log: EventLog, condition: Condition, barrier: threading.Barrier, results: list[str]
) -> Callable[[int], None]:
    """Everybody waits for everybody, then writes."""

    def race(who: int) -> None:
        event = WaitlistJoined(OCCURRENCE, MemberId(f"member-{who}"), 0)
        barrier.wait()
        try:
            log.append([event], envelope(f"c-{who}"), condition)
            results.append("won")
        except Conflict:
            results.append("lost")

    return race


def _all_at_once(work: Callable[[int], None], many: int) -> None:
    """Run in so many threads; the first error of any is raised here."""
    errors: list[BaseException] = []

    def run(who: int) -> None:
        try:
            work(who)
        except BaseException as error:  # noqa: BLE001 - raised again below
            errors.append(error)

    threads = [threading.Thread(target=run, args=(who,)) for who in range(many)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
