"""What a command costs in PostgreSQL."""

from collections.abc import Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from functools import partial
from uuid import uuid4

from eventsourcing.dcb.postgres_tt import PostgresDCBRecorderTT

from ..servers import new_database, postgres_datastore
from .aggregates import UNCACHED, SignUps, in_postgresql
from .bare import BareServerLog
from .measuring import Budget, Fact, Finding
from .recorders import RecorderLog, Rehearsal
from .rounds import THREADS, by_threads, insert, record, sign_up, sign_up_aggregates
from .workshop import COMMANDS, Workshop
from .writers import StoryWriter, Writers

__all__ = ["four_communities", "one_command_on_postgresql", "threads_on_postgresql"]

COMMUNITIES = 4


@contextmanager
def recorder(url: str, rehearsal: Rehearsal, *, warm: bool = False) -> Generator[RecorderLog]:
    """The library's recorder as it comes, in a database of its own on a server."""
    with new_database(url, uuid4().hex) as own, closing(postgres_datastore(own)) as datastore:
        made = PostgresDCBRecorderTT(datastore)
        made.create_table()
        yield RecorderLog(made, rehearsal.before, warm=warm)


@contextmanager
def library(url: str) -> Generator[SignUps]:
    """The library's application as it comes, in a database of its own on a server."""
    with new_database(url, uuid4().hex) as own, SignUps(in_postgresql(own), UNCACHED) as made:
        yield made


@contextmanager
def bare_log(url: str) -> Generator[BareServerLog]:
    """The bare driver, in a database of its own on a server."""
    with new_database(url, uuid4().hex) as own, closing(BareServerLog(own)) as made:
        yield made


def one_command_on_postgresql(shop: Workshop) -> Iterator[Finding]:
    """One sign-up a command, warm, against reading and appending with the library's recorder.

    Ours decides as in SQLite. The recorder, `PostgresDCBRecorderTT` of `eventsourcing`, reads the
    boundary that our decision read and appends the bytes that ours stored, under as many tags, on
    the condition that nothing arrived in that boundary; it decodes and decides nothing. It has no
    cache, so it reads the whole boundary each time; for information it reads only what is new, as
    an application with a cache of its own would. For information too: the application with an
    aggregate of `eventsourcing`, and one conditional insert by `psycopg` alone. One server, one
    connection each, `synchronous_commit` on.
    """
    story, url = shop.story("full", at=shop.postgres), shop.postgres
    rehearsal = shop.rehearsal()
    with (
        recorder(url, rehearsal) as whole,
        recorder(url, rehearsal, warm=True) as new,
        library(url) as aggregates,
        bare_log(url) as bare,
    ):
        turns = shop.turns(
            {
                "ours": partial(sign_up, story),
                "whole": partial(record, whole, rehearsal),
                "new": partial(record, new, rehearsal),
                "aggregates": partial(sign_up_aggregates, aggregates, shop.sizes),
                "bare": partial(insert, bare, story),
            }
        )
    rates = turns.rates
    ours = rates["ours"]
    costs = turns.costs.get("ours", "")
    name = "one command, PostgreSQL, against eventsourcing's recorder"
    yield Budget(name, COMMANDS, ours, rates["whole"], 1.5, costs=costs)
    yield Fact(name, COMMANDS, ours, rates["new"], "reading only what is new")
    name = "one command, PostgreSQL, against eventsourcing"
    yield Fact(name, COMMANDS, ours, rates["aggregates"])
    yield Fact("one command, PostgreSQL, against bare psycopg", COMMANDS, ours, rates["bare"])


def four_communities(shop: Workshop) -> Iterator[Finding]:
    """Four communities of one database at once, against one of them alone.

    A process each, durable; all commands of the four over the time they took together. What they
    share is the server and the cores of this machine.
    """
    rounds = len(shop.rounds)
    founded = [shop.story("full", at=shop.postgres) for _ in range(COMMUNITIES + 1)]
    for story in founded:
        story.close()
    *four, one = [StoryWriter(story, rounds, "b") for story in founded]
    with Writers(*four) as together, Writers(one) as alone:
        rates = shop.turns({"four": together.round, "one": alone.round}).rates
    name = "four communities, PostgreSQL, against one"
    yield Budget(name, COMMANDS, rates["four"], rates["one"], 1.8)


def threads_on_postgresql(shop: Workshop) -> Iterator[Finding]:
    """16 threads on one community in PostgreSQL, against one of our own, both durable.

    The threads share one community, as in a web app, and each waits until its own command is
    durable before it issues the next; those that arrive together share a transaction.
    """
    shared, alone = (shop.story("full", at=shop.postgres) for _ in range(2))
    with ThreadPoolExecutor(THREADS) as pool:
        sides = {"ours": partial(by_threads, pool, shared), "alone": partial(sign_up, alone)}
        rates = shop.turns(sides).rates
    name = "16 threads, PostgreSQL, durable, against one"
    yield Fact(name, COMMANDS, rates["ours"], rates["alone"])
