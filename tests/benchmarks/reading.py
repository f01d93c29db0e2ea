"""What a replay costs, in time and in memory."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial

from community_domain import STANDARD

from .aggregates import UNCACHED, SignUps, in_sqlite
from .bare import BareLog
from .measuring import Budget, Fact, Finding, Timer
from .story import SEATS, Story, period
from .workshop import EVENTS, Workshop

__all__ = ["memory", "replay"]

ALLOWED = 64.0
"""MiB that a replay may take above the import."""


def replay(shop: Workshop) -> Iterator[Finding]:
    """A replay into domain events, against the library's own and against a bare loop.

    The history is attendance: seats with their periods, arrivals and departures with their
    instants, a third each. The library reads its notifications and maps them to its domain
    events, which have the same fields. The bare loop scans rows with the very same bytes and
    decodes each with msgspec into the same classes, and does nothing else.
    """
    story = shop.grown(shop.sizes.replayed)
    after = story.log.head().position - shop.sizes.replayed // 3 * 2
    rows = list(story.rows(after))
    bare = BareLog(shop.path(), "normal")
    bare.append_together(rows)
    library = SignUps(in_sqlite(shop.path()), UNCACHED)
    day, members = period(0), [f"visitor-{n}" for n in range(SEATS)]
    for _ in range(max(1, len(rows) // (3 * SEATS))):
        library.visits(day.start, day.end, members)

    def ours(_: int, timer: Timer) -> None:
        with timer.timing(len(rows)):
            for recorded in story.log.read(after=after):
                recorded.event  # noqa: B018 - an event that is made only when looked at counts too

    def reference(replayed: Callable[[], int], _: int, timer: Timer) -> None:
        done = replayed()  # Once outside the clock, to know how many: rows are in memory then.
        with timer.timing(done):
            replayed()

    turns = shop.turns(
        {
            "ours": ours,
            "library": partial(reference, library.replay),
            "bare": partial(reference, partial(bare.scan, STANDARD.event_types)),
        }
    )
    rates, costs = turns.rates, turns.costs.get("ours", "")
    story.close()
    bare.close()
    yield Budget(
        "replay, against eventsourcing", EVENTS, rates["ours"], rates["library"], 5, costs=costs
    )
    yield Budget(
        "replay, against a bare scan", EVENTS, rates["ours"], rates["bare"], 0.7, costs=costs
    )


def memory(shop: Workshop) -> Iterator[Finding]:
    """The memory of a replay of the long log, above that of the import, against what is allowed.

    In a process of its own: resident memory after importing the library, and at its highest
    after every event was decoded and let go of. For information the same of the short log: what
    both take alike does not grow with the log.
    """
    short, long = shop.grown(shop.sizes.short), shop.long
    long_taken, short_taken = (replayed_apart(story) for story in (long, short))
    short.close()
    name = "memory of a replay"
    note = f"{shop.sizes.long:,} events, against what is allowed"
    yield Budget(name, "MiB above the import", long_taken, ALLOWED, 1, at_most=True, note=note)
    note = f"{shop.sizes.long:,} events, against {shop.sizes.short:,}"
    yield Fact(name, "MiB above the import", long_taken, short_taken, note)


def replayed_apart(story: Story) -> float:
    """MiB that a replay of a story's log takes above the import, in a process of its own."""
    command = [sys.executable, "-m", "tests.benchmarks.replaying", story.url, story.called]
    told = subprocess.run(command, check=True, capture_output=True, text=True)
    events, kibibytes = (int(number) for number in told.stdout.split())
    if events != story.log.head().position:
        raise AssertionError(f"replayed {events} events")
    return kibibytes / 1024
