"""What a command costs in SQLite."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from .aggregates import COPIED, SHARED, UNCACHED, SignUps, in_sqlite
from .bare import BareLog
from .measuring import Budget, Fact, Finding, Timer
from .rounds import THREADS, by_threads, insert, sign_up, sign_up_aggregates
from .workshop import COMMANDS, Workshop
from .writers import BareWriter, StoryWriter, Writers

__all__ = ["cold_command", "many_commands", "many_threads", "one_command", "two_writers"]


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

    def in_file(settings: dict[str, str]) -> SignUps:
        return SignUps(in_sqlite(shop.path()), settings)

    turns = shop.turns(
        {
            "full": partial(sign_up, full),
            "bare full": partial(insert, at_full, full),
            "uncached": partial(sign_up_aggregates, in_file(UNCACHED), shop.sizes),
            "process": partial(sign_up, process),
            "bare normal": partial(insert, at_normal, process),
            "copied": partial(sign_up_aggregates, in_file(COPIED), shop.sizes),
            "shared": partial(sign_up_aggregates, in_file(SHARED), shop.sizes),
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
    bare = shop.path()
    rounds = len(shop.rounds)
    with (
        Writers(*(StoryWriter(founded, rounds, name) for name in "bc")) as two,
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
        sides = {"ours": partial(by_threads, pool, shared), "alone": partial(sign_up, alone)}
        turns = shop.turns(sides)
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
    story = shop.story("full", children=shop.sizes.batch)
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
