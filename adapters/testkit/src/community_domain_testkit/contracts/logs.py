"""What every log must do: a suite that the tests of an adapter subclass.

    class TestMyLog(EventLogContract):
        @pytest.fixture
        def new_log(self, tmp_path):
            numbers = count()
            return lambda: open_log(f"sqlite:///{tmp_path}/{next(numbers)}.db", community="c")

A subclass says how an empty log is made, and nothing else: it cannot take a check away, nor leave
one out. Each check fails on a log that does nothing.
"""

# ruff: noqa: S101, PLR2004 - a contract asserts, and its numbers are the expected ones

from contextlib import closing, suppress
from datetime import UTC, timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import run_state_machine_as_test

from community_domain import (
    Command,
    CommandId,
    Condition,
    Conflict,
    Context,
    Envelope,
    Event,
    EventLog,
    Head,
    MemberId,
    tags_of,
)
from community_domain.activities import (
    HeadsCounted,
    OccurrenceId,
    WaitlistJoined,
    WaitlistLeft,
)

from ..founding import BEGINNING
from ..vocabulary import Vocabulary
from .against_model import LogAgainstModel, Undone, envelope, shown
from .listening import listening
from .races import NewLog, Races
from .suite import about, searched

__all__ = ["EventLogContract"]

OCCURRENCE, OTHER = OccurrenceId("occurrence-1"), OccurrenceId("occurrence-2")
MEMBER, SECOND = MemberId("member-1"), MemberId("member-2")


class EventLogContract(Races):
    """The checks, with those of races. A subclass gives the fixture `new_log`."""

    share = 0.5
    """So many are played beside the model; a log that has most of its code in common with another
    needs fewer."""

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
            here = about(HeadsCounted, tags=[f"occurrence:{OCCURRENCE}"])
            with log.subscribe(here, after=1) as subscription, listening(subscription) as listener:
                assert listener.position() == 2
                log.append([HeadsCounted(OTHER, "guests", 3)], envelope("c-3"))
                log.append([HeadsCounted(OCCURRENCE, "guests", 4)], envelope("c-4"))
                assert listener.position() == 4
                subscription.stop()
                assert listener.position() is None

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

        run_state_machine_as_test(Machine, settings=searched(self, steps=20))
