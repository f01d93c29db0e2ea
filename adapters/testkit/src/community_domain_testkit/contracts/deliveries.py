"""What everything must do that passes events on: a suite that the tests of an adapter subclass.

    class TestMyDelivery(DeliveryContract):
        @pytest.fixture
        def new_delivery(self, tmp_path):
            numbers = count()
            return lambda log, send: partial(
                MyDelivery, log, send, tmp_path / f"{next(numbers)}.db"
            )

A subclass says how a delivery is opened on a place of its own for its position, and nothing else:
it cannot take a check away, nor leave one out. Each check fails on a delivery that sends nothing.
"""

# ruff: noqa: S101 - a contract asserts

from contextlib import closing, suppress
from functools import partial

import pytest
from hypothesis import strategies as st
from hypothesis.strategies import DataObject

from community_domain import MemoryLog

from ..histories import History
from .dying import dies_at, lines_of
from .following import Following, GrowingLog, Steps, for_histories, must_be_opened
from .sending import Answer, Delivery, NewDelivery, Receiver, Undelivered

__all__ = ["DeliveryContract"]

TROUBLE = 12
"""So many things go wrong at most before everything is taken."""
Answers = st.lists(st.sampled_from(Answer), max_size=TROUBLE)
OFTEN = 30
"""A line is passed so often at most before a process dies there."""
PATIENT = 3
"""So often a delivery is asked about what its receiver never takes."""


class DeliveryContract(Following):
    """The checks of a delivery. A subclass gives the fixture `new_delivery`."""

    idle = "the delivery passes nothing on, whatever happened"

    @pytest.fixture
    def new_delivery(self) -> NewDelivery:
        """How a delivery is opened at the beginning of a log; a subclass says it."""
        raise NotImplementedError(f"{type(self).__name__} must give the fixture new_delivery")

    @pytest.fixture(autouse=True)
    def _opens(self, new_delivery: NewDelivery) -> None:
        opened = new_delivery(GrowingLog(MemoryLog()), Receiver())
        must_be_opened("new_delivery", opened, Delivery)

    def test_everything_is_delivered_once_where_nothing_fails(
        self, new_delivery: NewDelivery
    ) -> None:
        """What has a subject arrives under it, in order, once; nothing else does."""

        def check(history: History, _: DataObject) -> bool:
            receiver, log = Receiver(), GrowingLog(history.log)
            log.grow()
            with closing(new_delivery(log, receiver)()) as delivery:
                delivery.deliver()
                due = _due(delivery, log)
                assert sorted(receiver.acknowledged) == due
                return _all_arrived(delivery, receiver, log)

        for_histories(self, check)

    def test_a_receiver_that_fails_loses_nothing(self, new_delivery: NewDelivery) -> None:
        """What was not taken is sent again, and what is behind it in its subject waits for it."""

        def check(history: History, data: DataObject) -> bool:
            trouble = st.lists(st.sampled_from([Answer.FAILS, Answer.TAKES]), max_size=TROUBLE)
            receiver = Receiver(data.draw(trouble, "answers"))
            return _goes_through_steps(new_delivery, history, data, receiver)

        for_histories(self, check)

    def test_what_was_not_acknowledged_is_sent_again(self, new_delivery: NewDelivery) -> None:
        """Whose acknowledgement was lost cannot know that it arrived, so it arrives twice."""

        def check(history: History, data: DataObject) -> bool:
            trouble = st.lists(st.sampled_from([Answer.IS_LOST, Answer.TAKES]), max_size=TROUBLE)
            receiver = Receiver(data.draw(trouble, "answers"))
            return _goes_through_steps(new_delivery, history, data, receiver)

        for_histories(self, check)

    def test_restarts_lose_nothing(self, new_delivery: NewDelivery) -> None:
        """Stopped and opened again between any two deliveries, it knows what is still due."""

        def check(history: History, data: DataObject) -> bool:
            receiver = Receiver(data.draw(Answers, "answers"))
            return _goes_through_steps(new_delivery, history, data, receiver, restarts=True)

        for_histories(self, check)

    def test_a_death_at_any_line_loses_nothing(self, new_delivery: NewDelivery) -> None:
        """Wherever it dies, also just before or after an acknowledgement, it goes on from there."""

        def check(history: History, data: DataObject) -> bool:
            log = GrowingLog(history.log)
            log.grow()
            answers = data.draw(Answers, "answers")
            nth = data.draw(st.integers(1, OFTEN), "each line for the nth time")

            def work(delivery: Delivery) -> None:
                for _ in [None, *answers]:
                    _try(delivery)

            with closing(new_delivery(log, Receiver(answers))()) as delivery:
                lines = lines_of(partial(work, delivery), nth)
                busy = bool(_due(delivery, log))
            for line in lines:
                receiver = Receiver(answers)
                opened = new_delivery(log, receiver)
                with closing(opened()) as delivery:
                    dies_at(line, partial(work, delivery))
                with closing(opened()) as delivery:
                    _goes_through(delivery, receiver, log, f"after it died at {line}")
            return busy

        for_histories(self, check)

    def test_what_is_recorded_meanwhile_is_not_missed(self, new_delivery: NewDelivery) -> None:
        """Others record while it reads and while it sends: it passes that on too."""

        def check(history: History, data: DataObject) -> bool:
            log = GrowingLog(history.log, meanwhile=data.draw(st.integers(0, 3), "meanwhile"))
            sending = data.draw(st.integers(0, 3), "while sending")
            receiver = Receiver(data.draw(Answers, "answers"), also=lambda: log.grow(sending))
            log.grow(1)
            with closing(new_delivery(log, receiver)()) as delivery:
                for _ in range(PATIENT):
                    _try(delivery)
                log.meanwhile = 0
                return _goes_through(delivery, receiver, log)

        for_histories(self, check)

    def test_what_was_acknowledged_is_not_sent_again(self, new_delivery: NewDelivery) -> None:
        """Once everything was acknowledged there is silence, behind a restart too."""

        def check(history: History, data: DataObject) -> bool:
            log = GrowingLog(history.log)
            receiver = Receiver(data.draw(Answers, "answers"))
            opened = new_delivery(log, receiver)
            with closing(opened()) as delivery:
                busy = _goes_through(delivery, receiver, log)
                sent = list(receiver.sent)
                delivery.deliver()
                assert receiver.sent == sent
            with closing(opened()) as delivery:
                delivery.deliver()
                assert receiver.sent == sent
            return busy

        for_histories(self, check)

    def test_a_poisoned_event_does_not_vanish(self, new_delivery: NewDelivery) -> None:
        """What is never taken is sent again and again, or set aside where somebody can see it."""

        def check(history: History, data: DataObject) -> bool:
            log = GrowingLog(history.log)
            log.grow()
            receiver = Receiver()
            opened = new_delivery(log, receiver)
            with closing(opened()) as delivery:
                if not (due := _due(delivery, log)):
                    return False
                poison = data.draw(st.sampled_from(due), "poison")
                receiver.poison = {poison}
                for _ in range(PATIENT):
                    _try(delivery)
                    _must_be_in_order(delivery, receiver, log)
            with closing(opened()) as delivery:
                before = receiver.sent.count(poison)
                _try(delivery)
                tried = receiver.sent.count(poison) > before
                assert tried or poison in delivery.set_aside(), f"position {poison} vanished"
                receiver.poison.clear()
                return _goes_through(delivery, receiver, log)

        for_histories(self, check)


def _due(delivery: Delivery, log: GrowingLog) -> list[int]:
    """The positions that have a subject, of all that the log shows."""
    return [row.position for row in log.read() if delivery.subject(row) is not None]


def _try(delivery: Delivery) -> None:
    """Let it send; that the receiver does not take something is no fault of the delivery."""
    with suppress(Undelivered):
        delivery.deliver()


def _goes_through_steps(
    new_delivery: NewDelivery,
    history: History,
    data: DataObject,
    receiver: Receiver,
    *,
    restarts: bool = False,
) -> bool:
    """Deliver as the log grows, with restarts or without, then to the end."""
    log = GrowingLog(history.log)
    opened = new_delivery(log, receiver)
    delivery = opened()
    for by, restart in data.draw(Steps, "steps"):
        log.grow(by)
        _try(delivery)
        if restart and restarts:
            delivery.close()
            delivery = opened()
    with closing(delivery):
        return _goes_through(delivery, receiver, log)


def _goes_through(
    delivery: Delivery, receiver: Receiver, log: GrowingLog, when: str = "at the end"
) -> bool:
    """Deliver until nothing is due any more, which takes one time more than things go wrong."""
    log.grow()
    for _ in range(TROUBLE + 1):
        _try(delivery)
        if not _lost(delivery, receiver, log):
            break
    return _all_arrived(delivery, receiver, log, when)


def _all_arrived(
    delivery: Delivery, receiver: Receiver, log: GrowingLog, when: str = "at the end"
) -> bool:
    """Nothing was lost or reordered; whether there was anything."""
    assert _lost(delivery, receiver, log) == set(), f"due, and not acknowledged {when}"
    _must_be_in_order(delivery, receiver, log)
    return bool(receiver.sent)


def _lost(delivery: Delivery, receiver: Receiver, log: GrowingLog) -> set[int]:
    """What is due, was not acknowledged, and was not set aside."""
    return {*_due(delivery, log)} - {*receiver.acknowledged} - {*delivery.set_aside()}


def _must_be_in_order(delivery: Delivery, receiver: Receiver, log: GrowingLog) -> None:
    """Under its own subject, and behind all that was recorded before it under that one."""
    subjects = {row.position: delivery.subject(row) for row in log.read()}
    aside = set(delivery.set_aside())
    for subject, positions in receiver.first_arrivals().items():
        kept = [one for one in positions if one not in aside]
        theirs = [one for one, its in subjects.items() if its == subject and one not in aside]
        assert kept == theirs[: len(kept)], f"out of order under {subject}"
