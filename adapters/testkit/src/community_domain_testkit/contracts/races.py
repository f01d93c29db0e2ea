"""What every log must do while many read and write at once: races of threads.

Those of processes stand in the tests of the stores that processes can share.
"""

# ruff: noqa: S101, PLR2004 - a contract asserts, and its numbers are the expected ones

import threading
from collections.abc import Callable
from contextlib import closing, suppress
from itertools import count
from time import monotonic

import pytest

from community_domain import (
    Boundary,
    CommandId,
    Community,
    Condition,
    Conflict,
    EventLog,
    MemberId,
    Outcome,
)
from community_domain.activities import (
    ActivityId,
    HeadsCounted,
    OccurrenceId,
    OfferActivity,
    WaitlistJoined,
    WaitlistLeft,
)

from ..founding import BEGINNING, FOUNDER, founded
from .against_model import Undone, envelope
from .beside import STUCK, Beside, at_once
from .listening import listening
from .suite import Suite, about

__all__ = ["NewLog", "Races"]

NewLog = Callable[[], EventLog]

GLANCE = 0.2
"""Seconds that a reader gets to see what it must not; a log that makes it wait is waited for."""
THREADS = 16
ROUNDS = 10

OCCURRENCE, OTHER = OccurrenceId("occurrence-1"), OccurrenceId("occurrence-2")
MEMBER = MemberId("member-1")


class Races(Suite):
    """The checks of a log that many use at once. A subclass gives the fixture `new_log`."""

    @pytest.fixture
    def new_log(self) -> NewLog:
        """How an empty log is made; a subclass says it."""
        raise NotImplementedError(f"{type(self).__name__} must give the fixture new_log")

    def test_of_many_writers_one_wins(self, new_log: NewLog) -> None:
        """Whoever read the same position and writes at once: one is recorded, all others hear."""
        with closing(new_log()) as log:
            for number in range(ROUNDS):
                seat = OccurrenceId(f"seat-{number}")
                here = Condition(_at(seat), log.head().position)
                won = _winners(log, f"{number}", lambda _: (here, seat))  # noqa: B023 - run at once
                assert len(won) == 1, f"round {number}"
                assert [row.envelope.command_id for row in log.read(_at(seat))] == won

    def test_of_two_who_rely_on_each_other_one_wins(self, new_log: NewLog) -> None:
        """Each relies on what the other changes, and changes what the other relies on."""
        with closing(new_log()) as log:
            for number in range(ROUNDS):
                seats = [OccurrenceId(f"{side}-{number}") for side in ("left", "right")]
                seen = log.head().position
                conditions = [Condition(_at(seat), seen) for seat in seats]
                won = _winners(
                    log,
                    f"{number}",
                    lambda who: (conditions[who % 2], seats[1 - who % 2]),  # noqa: B023 - run at once
                )
                changed = [seat for seat in seats if any(True for _ in log.read(_at(seat)))]
                assert len(changed) == 1, f"round {number}"
                assert {row.envelope.command_id for row in log.read(_at(changed[0]))} == set(won)

    def test_a_command_id_has_its_effect_once(self, new_log: NewLog) -> None:
        """Sent many times at once under one id, a command is decided once, and told to all."""
        with closing(new_log()) as log:
            assert log.append(founded(domain=self.domain), envelope("founded"))
            numbers = count()
            community = Community(
                log, self.domain, clock=lambda: BEGINNING, ids=lambda: f"id-{next(numbers)}"
            )
            for number in range(ROUNDS):
                offer = OfferActivity(ActivityId(f"offer-{number}"), "Games")
                before, outcomes = log.head().position, list[Outcome]()

                def send(_: int, offer: OfferActivity = offer) -> None:
                    outcomes.append(_insist(community, offer))  # noqa: B023 - run at once

                at_once(send, THREADS)
                recorded = [row.event for row in log.read(after=before)]
                assert recorded
                assert [list(one.events) for one in outcomes] == [recorded] * THREADS
                assert [one.repeated for one in outcomes].count(False) == 1

    def test_writers_side_by_side_leave_no_gap(self, new_log: NewLog) -> None:
        """Decisions that do not touch each other are all recorded, each in one piece."""
        with closing(new_log()) as log:
            at_once(lambda who: _write(log, who), THREADS)
            rows = list(log.read())
            assert [row.position for row in rows] == list(range(1, THREADS * ROUNDS * 2 + 1))
            ids = [row.envelope.command_id for row in rows]
            assert ids[::2] == ids[1::2]
            assert len(set(ids)) == THREADS * ROUNDS

    def test_a_subscriber_misses_nothing_while_others_commit(self, new_log: NewLog) -> None:
        """What is committed later has a later position: who has read so far need not look back."""
        with (
            closing(new_log()) as log,
            log.subscribe() as subscription,
            listening(subscription) as listener,
        ):
            at_once(lambda who: _write(log, who), THREADS)
            last = THREADS * ROUNDS * 2
            assert log.head().position == last
            found: list[int | None] = []
            while last not in found:
                found.append(listener.position())
            assert found == list(range(1, last + 1))

    def test_who_reads_page_by_page_misses_nothing_while_others_commit(
        self, new_log: NewLog
    ) -> None:
        """The same for a reader who asks again and again for what came behind."""
        with closing(new_log()) as log:
            found: list[int] = []
            writing = threading.Event()
            writing.set()

            def look() -> None:
                found.extend(row.position for row in log.read(after=(found or [0])[-1]))

            def read_on() -> None:
                while writing.is_set():
                    look()

            reader = Beside(read_on)
            reader.start()
            try:
                at_once(lambda who: _write(log, who), THREADS)
            finally:
                writing.clear()
            reader.must_end()
            look()
            assert found == list(range(1, THREADS * ROUNDS * 2 + 1))

    def test_all_reads_of_a_transaction_see_one_position(self, new_log: NewLog) -> None:
        """What others record between two reads is in neither, or the transaction has to give up."""
        with closing(new_log()) as log:
            log.append(
                [HeadsCounted(one, "guests", 1) for one in (OCCURRENCE, OTHER)], envelope("a")
            )
            more = [HeadsCounted(one, "guests", 2) for one in (OCCURRENCE, OTHER)]
            other = Beside(lambda: log.append(more, envelope("b")))
            seen: list[int] = []
            with suppress(Conflict), log.writing() as writer:
                seen += [row.position for row in writer.read(_at(OCCURRENCE))]
                other.start()
                other.join(GLANCE)
                seen += [row.position for row in writer.read(_at(OTHER))]
                seen.append(writer.head().position)
            other.must_end()
            assert seen in ([1], [1, 2, 2])
            assert log.head().position == 4

    def test_nobody_sees_what_may_still_be_undone(self, new_log: NewLog) -> None:
        """An event is there for others when its transaction has ended, and not before."""
        with closing(new_log()) as log:
            log.append([HeadsCounted(OCCURRENCE, "guests", 1)], envelope("a"))
            seen: list[int] = []

            def peek() -> None:
                seen.append(log.head().position)
                seen.extend(row.position for row in log.read())

            reader = Beside(peek)
            with suppress(Undone), log.writing() as writer:
                writer.append([HeadsCounted(OCCURRENCE, "guests", 2)], envelope("b"))
                reader.start()
                reader.join(GLANCE)
                raise Undone
            reader.must_end()
            assert seen == [1, 1]

    def test_what_was_relied_on_must_still_be_so(self, new_log: NewLog) -> None:
        """What a transaction relied on is so when it is recorded, or it is not recorded."""
        with closing(new_log()) as log:
            here = about(WaitlistJoined, tags=[f"occurrence:{OCCURRENCE}"])
            log.append([WaitlistLeft(OCCURRENCE, MEMBER)], envelope("a"))
            joined = [WaitlistJoined(OCCURRENCE, MEMBER, 0)]
            other = Beside(lambda: log.append(joined, envelope("c")))
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
            other.must_end()
            assert [row.envelope.command_id for row in log.read()] == expected


def _at(occurrence: OccurrenceId) -> Boundary:
    """All that is said of an occurrence here."""
    return about(HeadsCounted, WaitlistJoined, tags=[f"occurrence:{occurrence}"])


def _winners(
    log: EventLog, round_: str, wanted: Callable[[int], tuple[Condition, OccurrenceId]]
) -> list[CommandId]:
    """Everybody writes at once, on a condition of theirs; gives the ids of who was recorded."""
    won: list[CommandId] = []

    def race(who: int) -> None:
        condition, where = wanted(who)
        around = envelope(f"c-{round_}-{who}")
        with suppress(Conflict):
            log.append([WaitlistJoined(where, MemberId(f"member-{who}"), 0)], around, condition)
            won.append(around.command_id)

    at_once(race, THREADS)
    return won


def _write(log: EventLog, who: int) -> None:
    """Decisions of two events each, which depend on nothing."""
    for number in range(ROUNDS):
        pair = [HeadsCounted(OCCURRENCE, f"kind-{who}", n) for n in (number, number)]
        log.append(pair, envelope(f"c-{who}-{number}"))


def _insist(community: Community, offer: OfferActivity) -> Outcome:
    """Send it until it is decided, under the id of what is offered."""
    until = monotonic() + STUCK
    while True:
        try:
            return community.acting(FOUNDER).execute(offer, command_id=offer.activity_id)
        except Conflict:
            if monotonic() > until:
                raise
