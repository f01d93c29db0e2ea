"""Processes that decide on one log at once: run by the test of their races, in a process apart.

It forks so many processes, which wait for each other before each step, and tells line by line who
had what: the name of the step, and what came of it.
"""

import multiprocessing
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.synchronize import Barrier
from typing import TypeVar

from community_domain_storage import OpenCommunity, open_community
from community_domain_testkit import FOUNDER

from community_domain import CommandId, Condition, Conflict, Context, Criterion, Envelope, MemberId
from community_domain.activities import (
    ActivityId,
    OccurrenceId,
    OfferActivity,
    SignUp,
    WaitlistJoined,
)

T = TypeVar("T")

PROCESSES, ROUNDS = 4, 6
PATIENCE = 60
"""Seconds that a process waits for the others at most."""


def race(url: str, community: str, who: int, barrier: Barrier) -> None:
    """All rounds of one process."""
    with open_community(url, community=community) as one:
        for number in range(ROUNDS):
            for step in (take_the_seat, send_the_same, rely_on_each_other):
                barrier.wait(PATIENCE)
                step(one, number, who, barrier)


def take_the_seat(community: OpenCommunity, number: int, who: int, _: Barrier) -> None:
    """There is one seat, and everybody wants it."""
    member = MemberId(f"member-{who}")
    sign_up = SignUp(OccurrenceId(f"occurrence-{number}"), member)
    insist(lambda: community.acting(member).execute(sign_up))


def send_the_same(community: OpenCommunity, number: int, _: int, __: Barrier) -> None:
    """Everybody sends one command, under one id."""
    offer = OfferActivity(ActivityId(f"offer-{number}"), "Games")
    acting = community.acting(FOUNDER)
    outcome = insist(lambda: acting.execute(offer, command_id=offer.activity_id))
    tell(f"same-{number} {'repeated' if outcome.repeated else 'decided'}")


def rely_on_each_other(community: OpenCommunity, number: int, who: int, barrier: Barrier) -> None:
    """Half of them write on the left, relying on the right; the others the other way round."""
    log = community.log
    left, right = (OccurrenceId(f"{side}-{number}") for side in ("left", "right"))
    written, relied_on = (left, right) if who % 2 else (right, left)
    joined = WaitlistJoined(written, MemberId(f"member-{who}"), 0)
    here = Criterion((joined.spec.name,), (f"occurrence:{relied_on}",))
    condition = Condition((here,), log.head().position)
    command, at = OfferActivity(ActivityId("skew"), "Games"), log.head().decided_at
    assert at
    around = Envelope(command, CommandId(f"skew-{number}-{who}"), Context(at, FOUNDER), 1, "2026a")
    barrier.wait(PATIENCE)
    with suppress(Conflict):
        log.append([joined], around, condition)
        tell(f"skew-{number} {written}")


def insist(send: Callable[[], T]) -> T:
    """Send it again where others were faster too often."""
    while True:
        with suppress(Conflict):
            return send()


def tell(line: str) -> None:
    """One whole line at once, so that nobody reads half of one."""
    os.write(1, f"{line}\n".encode())


def main(url: str, community: str) -> int:
    """Run all of them; gives how many ended in an error."""
    fork = multiprocessing.get_context("fork")
    barrier = fork.Barrier(PROCESSES)
    racing = [
        fork.Process(target=race, args=(url, community, who, barrier)) for who in range(PROCESSES)
    ]
    for process in racing:
        process.start()
    for process in racing:
        process.join()
    return sum(process.exitcode != 0 for process in racing)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
