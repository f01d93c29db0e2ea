"""The benchmarks: what is compared with what, why that is fair, and what must be reached.

Each is a function that yields findings; `BENCHMARKS` lists them all. References do no less than
their docstrings say and nothing to slow them down; they work on the same file system with the
same durability, the same bytes and as many tags as ours, and are warm where ours is warm.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from uuid import uuid4

from community_domain_storage import Keys, new_master_key

from community_domain import STANDARD, Boundary, Criterion
from community_domain.activities import CheckedIn, OccurrenceId
from community_domain.members import MemberRegistered

from .aggregates import COPIED, SHARED, UNCACHED, SignUps
from .bare import BareLog
from .measuring import Budget, Fact, Finding, Side, Sizes, Timer, Turns
from .story import SEATS, Durability, Story, crowd, period, visits
from .writers import BareWriter, StoryWriter, Writers

__all__ = ["BENCHMARKS", "Benchmark", "Workshop"]

COMMANDS, EVENTS, COST = "commands/s", "events/s", "µs a command"
THREADS = 16
ALLOWED = 64.0
"""MiB that a replay may take above the import."""
MICROSECONDS = 1_000_000
KEY = "COMMUNITY_BENCHMARK_KEY"
"""The environment variable that wraps the keys of a benchmark."""


class Workshop:
    """A folder to work in, how much is done, and the long log, which two benchmarks share.

    Args:
        folder: Where the files go.
        sizes: How much is done.
        profiled: Whether our sides do one round more under a profiler.
    """

    def __init__(self, folder: Path, sizes: Sizes, *, profiled: bool = False) -> None:
        self.folder, self.sizes, self.profiled = folder, sizes, profiled
        self.rounds = range(sizes.rounds + 2)
        """One to warm up, those that count, one for the profiler."""
        self._long: Story | None = None

    def path(self) -> Path:
        """A new file."""
        return self.folder / f"{uuid4().hex}.db"

    def story(
        self, durability: Durability, children: int | None = None, keys: Keys | None = None
    ) -> Story:
        """A new community with occurrences for every round."""
        story = Story(self.path(), children or self.sizes.children, durability, keys=keys)
        story.schedule(self.rounds)
        return story

    def grown(self, events: int) -> Story:
        """A community whose log has so many events; the commands that are timed read few."""
        story = self.story("process")
        visits(story.log, events - story.log.head().position)
        return story

    def long(self) -> Story:
        """The community with the long log."""
        if self._long is None:
            self._long = self.grown(self.sizes.long)
        return self._long

    def turns(self, sides: dict[str, Side]) -> Turns:
        """Let sides take turns."""
        return Turns.taken(self.sizes.rounds, sides, profiled=self.profiled)

    def close(self) -> None:
        """Let go of what is shared."""
        if self._long is not None:
            self._long.close()


Benchmark = Callable[[Workshop], Iterator[Finding]]


def one_command(shop: Workshop) -> Iterator[Finding]:
    """One sign-up a command, warm, against an aggregate and against bare `sqlite3`.

    Ours reads capacity, guardians, consents, agenda and settings, checks who may issue, and
    stores event, envelope and command. The aggregate has as many seats as our occurrences; it
    checks its capacity and stores an event. The library is configured as it comes; what its cache
    would bring is measured for information. The bare insert stores the very
    rows that ours stored just before, as many tags a row, on the condition that nothing carries
    them since its last look; its database begins with the rows that ours begins with. Each
    commits every command, at `synchronous=FULL`; against bare `sqlite3` also at `NORMAL`.
    """
    full, process = shop.story("full"), shop.story("process")
    at_full, at_normal = BareLog(shop.path(), "full"), BareLog(shop.path(), "normal")
    turns = shop.turns(
        {
            "full": partial(sign_up, full),
            "bare full": partial(insert, at_full, full),
            "uncached": partial(sign_up_aggregates, SignUps(shop.path(), UNCACHED), shop.sizes),
            "process": partial(sign_up, process),
            "bare normal": partial(insert, at_normal, process),
            "copied": partial(sign_up_aggregates, SignUps(shop.path(), COPIED), shop.sizes),
            "shared": partial(sign_up_aggregates, SignUps(shop.path(), SHARED), shop.sizes),
        }
    )
    rates, costs = turns.rates, turns.costs
    for done in (full, process, at_full, at_normal):
        done.close()

    name = "one command, durable, against eventsourcing"
    default = rates["uncached"]
    yield Budget(name, COMMANDS, rates["full"], default, 3, costs=costs.get("full", ""))
    yield Fact(name, COMMANDS, rates["full"], rates["copied"], "its cache, with copies")
    yield Fact(name, COMMANDS, rates["full"], rates["shared"], "its cache, no copies: unsafe")
    yield Budget(
        "one command, durable, against bare sqlite3 at FULL",
        COMMANDS,
        rates["full"],
        rates["bare full"],
        0.65,
        costs=costs.get("full", ""),
    )
    yield Budget(
        "one command, against bare sqlite3 at NORMAL",
        COMMANDS,
        rates["process"],
        rates["bare normal"],
        0.4,
        costs=costs.get("process", ""),
    )


def cold_command(shop: Workshop) -> Iterator[Finding]:
    """The first sign-up after opening, against the first insert on a new connection.

    Ours opens the log, folds every state the decision reads and decides; the bare one connects
    and inserts. Opening is timed on both sides, at `FULL`.
    """
    story, bare = shop.story("full"), shop.path()
    BareLog(bare, "full").close()

    def ours(number: int, timer: Timer) -> None:
        first = story.sign_ups(number)[:1]
        story.close()
        with timer.timing(1):
            story.open()
            story.execute(first)

    def reference(_: int, timer: Timer) -> None:
        [row] = story.stored(1)
        with timer.timing(1):
            log = BareLog(bare, "full")
            log.append(row)
        log.close()

    rates = shop.turns({"ours": ours, "bare": reference}).rates
    story.close()
    yield Fact("first command after opening, durable", COMMANDS, rates["ours"], rates["bare"])


def two_writers(shop: Workshop) -> Iterator[Finding]:
    """Two processes on one file at `FULL`, all commands of both over the time they took together.

    Ours sign up children of their own at occurrences of their own, each process noticing what
    the other recorded. The bare ones insert as before, with tags of their own.
    """
    founded = shop.story("full")
    founded.execute(founded.sign_ups(0))
    rows = founded.stored(founded.children)
    founded.close()
    bare, sizes = shop.path(), shop.sizes
    rounds = len(shop.rounds)
    with (
        Writers(*(StoryWriter(founded.path, sizes.children, rounds, name) for name in "bc")) as two,
        Writers(*(BareWriter(bare, rows, name) for name in "bc")) as two_bare,
    ):
        rates = shop.turns({"ours": two.round, "bare": two_bare.round}).rates
    yield Fact("two processes, durable", COMMANDS, rates["ours"], rates["bare"])


def many_threads(shop: Workshop) -> Iterator[Finding]:
    """16 threads on one log at `FULL`, against one thread of our own at `NORMAL`.

    Both sign up as many children; the threads share one community, as in a web app, and each
    waits until its own command is durable before it issues the next.
    """
    shared, alone = shop.story("full"), shop.story("process")

    with ThreadPoolExecutor(THREADS) as pool:

        def threads(number: int, timer: Timer) -> None:
            wishes = shared.sign_ups(number)
            parts = [wishes[n::THREADS] for n in range(THREADS)]
            with timer.timing(len(wishes)):
                list(pool.map(shared.execute, parts))

        turns = shop.turns({"ours": threads, "alone": partial(sign_up, alone)})
    for done in (shared, alone):
        done.close()
    yield Budget(
        "16 threads, durable, against one thread at NORMAL",
        COMMANDS,
        turns.rates["ours"],
        turns.rates["alone"],
        0.6,
        costs=turns.costs.get("alone", ""),
    )


def many_commands(shop: Workshop) -> Iterator[Finding]:
    """Many commands in one transaction, against inserting the rows they stored.

    Ours decides each command on what the ones before it led to. The bare one inserts the same
    bytes and tags, one row after the other, in one transaction too; for information also with
    one statement for all rows and one for all tags, which takes knowing all rows beforehand.
    """
    story = shop.story("full", shop.sizes.batch)
    singly, together = BareLog(shop.path(), "full"), BareLog(shop.path(), "full")

    def ours(number: int, timer: Timer) -> None:
        wishes = story.sign_ups(number)
        with timer.timing(len(wishes)):
            story.execute_all(wishes)

    def reference(log: BareLog, number: int, timer: Timer) -> None:
        rows = story.stored(story.children)
        append = log.append_singly if log is singly else log.append_together
        with timer.timing(len(rows)):
            append(rows)

    turns = shop.turns(
        {
            "ours": ours,
            "singly": partial(reference, singly),
            "together": partial(reference, together),
        }
    )
    rates = turns.rates
    for done in (story, singly, together):
        done.close()
    name = "many commands in one transaction, against bare sqlite3"
    note = f"{shop.sizes.batch:,} commands"
    yield Budget(
        name,
        COMMANDS,
        rates["ours"],
        rates["singly"],
        0.4,
        note=note,
        costs=turns.costs.get("ours", ""),
    )
    yield Fact(name, COMMANDS, rates["ours"], rates["together"], f"{note}, two statements for all")


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
    library = SignUps(shop.path(), UNCACHED)
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


def long_log(shop: Workshop) -> Iterator[Finding]:
    """The cost of a warm command in a long log, against a short one.

    The same children with the same history sign up in both; what differs is how much else was
    recorded. At `NORMAL`, so that no waiting for the disk hides what grows.
    """
    short, long = shop.grown(shop.sizes.short), shop.long()
    turns = shop.turns({"long": partial(sign_up, long), "short": partial(sign_up, short)})
    short.close()
    yield Budget(
        "cost of a command in a long log",
        COST,
        MICROSECONDS / turns.rates["long"],
        MICROSECONDS / turns.rates["short"],
        1.2,
        at_most=True,
        note=f"{shop.sizes.long:,} events against {shop.sizes.short:,}",
        costs=turns.costs.get("long", ""),
    )


def large_activity(shop: Workshop) -> Iterator[Finding]:
    """The cost of a sign-up in a large activity, against a small one, in one log.

    The same children sign up in both, and withdraw outside the clock, so that every round finds
    as many seats taken. Warm, at `NORMAL`.
    """
    story = Story(shop.path(), shop.sizes.children, "process")
    story.schedule(range(2), capacity=None)
    large, small = story.occurrence(0, 0), story.occurrence(1, 0)
    crowd(story.log, large, 0, shop.sizes.crowd)
    crowd(story.log, small, 1, shop.sizes.few)

    def side(at: OccurrenceId, _: int, timer: Timer) -> None:
        wishes = story.sign_ups(at=at)
        with timer.timing(len(wishes)):
            story.execute(wishes)
        story.execute_all(story.withdrawals(at))

    turns = shop.turns({"large": partial(side, large), "small": partial(side, small)})
    story.close()
    yield Budget(
        "cost of a sign-up in a large activity",
        COST,
        MICROSECONDS / turns.rates["large"],
        MICROSECONDS / turns.rates["small"],
        1.5,
        at_most=True,
        note=f"{shop.sizes.crowd:,} seats taken against {shop.sizes.few:,}",
        costs=turns.costs.get("large", ""),
    )


def memory(shop: Workshop) -> Iterator[Finding]:
    """The memory of a replay of the long log, above that of the import, against what is allowed.

    In a process of its own: resident memory after importing the library, and at its highest
    after every event was decoded and let go of. For information the same of the short log: what
    both take alike does not grow with the log.
    """
    short, long = shop.grown(shop.sizes.short), shop.long()
    long_taken, short_taken = (replayed_apart(story) for story in (long, short))
    short.close()
    name = "memory of a replay"
    note = f"{shop.sizes.long:,} events, against what is allowed"
    yield Budget(name, "MiB above the import", long_taken, ALLOWED, 1, at_most=True, note=note)
    note = f"{shop.sizes.long:,} events, against {shop.sizes.short:,}"
    yield Fact(name, "MiB above the import", long_taken, short_taken, note)


def sealed(shop: Workshop) -> Iterator[Finding]:
    """What sealing costs: a log with keys against the same in plain.

    Sign-ups hold nothing personal. A registration holds a name, a birthday and a contact, in the
    event and in the command, and makes a key, which is safe on disk before the registration is.
    Both are timed at `FULL`, a command each; registrations also many in one transaction. Read are
    arrivals, before there are many registrations, and all registrations, with the keys in memory.
    """
    os.environ[KEY] = new_master_key("benchmark")
    with_keys = Keys(f"sqlite:///{shop.path()}", KEY)
    both = {"plain": shop.story("full"), "sealed": shop.story("full", keys=with_keys)}
    for story in both.values():
        visits(story.log, shop.sizes.replayed // 3)
    works: dict[str, Callable[[Story, int, Timer], None]] = {
        "one sign-up, durable": sign_up,
        "reading what is not personal": partial(read, (Criterion((CheckedIn.spec.name,), ()),)),
        "one registration, durable": partial(register, together=False, begin=0),
        "many registrations in one transaction": partial(register, together=True, begin=1_000),
        "reading registrations": partial(read, (Criterion((MemberRegistered.spec.name,), ()),)),
    }
    for name, work in works.items():
        rates = shop.turns({side: partial(work, story) for side, story in both.items()}).rates
        unit = EVENTS if name.startswith("reading") else COMMANDS
        yield Fact(f"{name}, sealed", unit, rates["sealed"], rates["plain"], "against plain")
    for story in both.values():
        story.close()


BENCHMARKS: tuple[Benchmark, ...] = (
    one_command,
    cold_command,
    two_writers,
    many_threads,
    many_commands,
    replay,
    long_log,
    large_activity,
    memory,
    sealed,
)
"""All benchmarks: the budgets in the order of ARCHITECTURE.md's table, then what else is told."""


def sign_up(story: Story, number: int, timer: Timer) -> None:
    """Our round: every child is signed up, a command each."""
    wishes = story.sign_ups(number)
    with timer.timing(len(wishes)):
        story.execute(wishes)


def register(story: Story, number: int, timer: Timer, *, together: bool, begin: int) -> None:
    """Newcomers register, a command each or all in one transaction; rounds count from `begin`."""
    wishes = story.newcomers(begin + number)
    with timer.timing(len(wishes)):
        (story.execute_all if together else story.execute)(wishes)


def read(boundary: Boundary, story: Story, _: int, timer: Timer) -> None:
    """Everything in the boundary is read; once outside the clock, to know how much."""
    done = sum(1 for _ in story.log.read(boundary))
    with timer.timing(done):
        for recorded in story.log.read(boundary):
            recorded.event  # noqa: B018 - an event that is made only when looked at counts too


def insert(bare: BareLog, story: Story, number: int, timer: Timer) -> None:
    """The bare round: insert the rows that our round just stored."""
    if not number:
        bare.append_together(list(story.rows())[: -story.children])
    rows = story.stored(story.children)
    with timer.timing(len(rows)):
        for row in rows:
            bare.append(row)


def sign_up_aggregates(library: SignUps, sizes: Sizes, number: int, timer: Timer) -> None:
    """The library's round: as many sign-ups, at occurrences scheduled before."""
    day = period(number)
    places = [library.schedule(day.start, day.end, SEATS) for _ in range(0, sizes.children, SEATS)]
    with timer.timing(sizes.children):
        for n in range(sizes.children):
            library.sign_up(places[n // SEATS], f"child-a-{n}")


def replayed_apart(story: Story) -> float:
    """MiB that a replay of a story's log takes above the import, in a process of its own."""
    command = [sys.executable, "-m", "tests.benchmarks.replaying", str(story.path)]
    told = subprocess.run(command, check=True, capture_output=True, text=True)
    events, kibibytes = (int(number) for number in told.stdout.split())
    if events != story.log.head().position:
        raise AssertionError(f"replayed {events} events")
    return kibibytes / 1024
