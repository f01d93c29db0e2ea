"""Subscriptions: what is there, then whatever comes, from this process or another."""

import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol

import pytest
from community_domain_storage import StoreFailed, StoreLog

from community_domain import Criterion, Envelope, Event, tags_of

Enveloping = Callable[..., Envelope]
Present = Callable[[int], Event]


class Place(Protocol):
    """Where the log of a test is."""

    url: str
    community: str

    def __call__(self) -> StoreLog: ...


PATIENCE = 30
"""Seconds until a test is given up; nothing here takes that long."""


def test_it_gives_what_is_there_and_what_comes(
    log: StoreLog, envelope: Enveloping, presence: Present
) -> None:
    """No event is missed or told twice between the old ones and the new."""
    for number in range(3):
        log.append([presence(number)], envelope(number))
    with log.subscribe(after=1) as subscription, ThreadPoolExecutor(1) as pool:
        assert [next(subscription).position for _ in range(2)] == [2, 3]
        waiting = pool.submit(next, subscription)
        log.append([presence(4)], envelope(4))
        assert waiting.result(PATIENCE).event == presence(4)


def test_it_gives_a_long_history_whole(
    log: StoreLog, envelope: Enveloping, presence: Present
) -> None:
    """Who comes late, by more than is read at once, misses nothing."""
    log.append([presence(number) for number in range(1_000)], envelope(1))
    with log.subscribe() as subscription:
        found = [next(subscription).position for _ in range(1_000)]
    assert found == list(range(1, 1_001))


def test_it_gives_only_what_is_in_the_boundary(
    log: StoreLog, envelope: Enveloping, presence: Present
) -> None:
    """Events of others pass by."""
    boundary = (Criterion((), tags_of(presence(2))[1:]),)
    with log.subscribe(boundary) as subscription:
        for number in (1, 2, 3, 2):
            log.append([presence(number)], envelope(number * 10 + log.head().position))
        assert [next(subscription).position for _ in range(2)] == [2, 4]


def test_it_notices_another_process(own: Place, envelope: Enveloping, presence: Present) -> None:
    """Who records elsewhere is heard here."""
    log = own()
    log.append([presence(1)], envelope(1))
    program = (
        "import sys; from community_domain_storage import open_log\n"
        "log = open_log(sys.argv[1], community=sys.argv[2]); [one] = log.read()\n"
        "log.append([one.event], one.envelope); log.close()"
    )
    with log.subscribe(after=1) as subscription, ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(next, subscription)
        command = [sys.executable, "-W", "ignore", "-c", program, own.url, own.community]
        subprocess.run(command, check=True, timeout=PATIENCE)
        assert waiting.result(PATIENCE).position == 2


def test_it_ends_when_stopped(log: StoreLog) -> None:
    """Another thread can end a wait that might last for ever."""
    with log.subscribe() as subscription, ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(list, subscription)
        subscription.stop()
        assert waiting.result(PATIENCE) == []


def test_it_ends_when_the_log_is_closed(log: StoreLog) -> None:
    """A program that closes its log is not kept alive by those who wait."""
    with log.subscribe() as subscription, ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(list, subscription)
        log.close()
        assert waiting.result(PATIENCE) == []


def test_it_ends_when_the_log_is_closed_while_it_looks(
    log: StoreLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Closing is no error for who listens, whenever it comes."""
    look = log.store.top

    def closed_meanwhile() -> object:
        log.close()
        return look()

    monkeypatch.setattr(log.store, "top", closed_meanwhile)
    with log.subscribe() as subscription:
        assert list(subscription) == []


@pytest.mark.parametrize("end", [StoreLog.close, None])
def test_what_fails_while_it_looks_is_told_unless_it_ended(
    end: Callable[[StoreLog], None] | None, log: StoreLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A connection that goes with the log that is closed is no fault; any other is one."""

    def failing() -> object:
        if end:
            end(log)
        raise StoreFailed(log.store.name, "its connection is gone")

    monkeypatch.setattr(log.store, "top", failing)
    with log.subscribe() as subscription:
        if end:
            assert list(subscription) == []
        else:
            with pytest.raises(StoreFailed, match="its connection is gone"):
                next(subscription)


def test_many_subscribers_hear_everything_once(
    log: StoreLog, envelope: Enveloping, presence: Present
) -> None:
    """Each has its own place in the log, and no writer waits for any of them."""
    heard: list[list[int]] = [[] for _ in range(4)]

    def listen(into: list[int]) -> None:
        with log.subscribe() as subscription:
            for one in subscription:
                into.append(one.position)
                if one.position == 50:
                    return

    threads = [threading.Thread(target=listen, args=(into,)) for into in heard]
    for thread in threads:
        thread.start()
    for number in range(50):
        log.append([presence(number)], envelope(number))
    for thread in threads:
        thread.join(PATIENCE)
    assert heard == [list(range(1, 51))] * 4
