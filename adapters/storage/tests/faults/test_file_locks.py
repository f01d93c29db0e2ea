"""A file that somebody else holds: whoever waits for it is told, within the patience agreed."""

import subprocess
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

from community_domain_storage import LogBusy, SQLiteLog, open_log

from community_domain import Envelope, Event
from tests.faults import SQLITE, Promise, Proof, fault

Opened = Callable[..., SQLiteLog]
Enveloping = Callable[..., Envelope]
Present = Callable[[int], Event]

PATIENCE = 0.1
WAY = "try again or end what holds it"


@contextmanager
def held(path: Path, *statements: str) -> Generator[None]:
    """Another process holds the file, until the end of the context."""
    program = (
        "import sqlite3, sys\n"
        "held = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "for statement in sys.argv[2:]: held.execute(statement)\n"
        "print(flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, str(path), *statements],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdout
        assert process.stdin
        process.stdout.readline()
        try:
            yield
        finally:
            process.stdin.close()


@fault(
    "another process holds the write lock",
    on=SQLITE,
    holds=(Promise.READS_ON, Promise.GOES_ON),
    told={LogBusy: WAY},
)
def test_a_held_lock_ends_in_an_error(
    filled: Path, in_file: Opened, envelope: Enveloping, presence: Present, proof: Proof
) -> None:
    """Another writer is waited for as long as was agreed; reading goes on meanwhile."""
    log = in_file(patience=PATIENCE)
    many = log.head().position
    with held(filled, "BEGIN IMMEDIATE"):
        with proof.told(match=r"log\.db.*0\.1 seconds"):
            log.append([presence(1)], envelope(many))
        with proof.holds(Promise.READS_ON):
            assert sum(1 for _ in log.read()) == many
    with proof.holds(Promise.GOES_ON):
        assert log.append([presence(1)], envelope(many))[0].position == many + 1


@fault("another process keeps the file to itself", on=SQLITE, told={LogBusy: WAY})
def test_a_file_held_for_one_alone_ends_in_an_error(filled: Path, url: str, proof: Proof) -> None:
    """Where nobody else may even read, opening says so and does not hang."""
    with (
        held(filled, "PRAGMA locking_mode = EXCLUSIVE", "BEGIN IMMEDIATE"),
        proof.told(match=r"log\.db.*0\.1 seconds"),
    ):
        open_log(url, community="henggao", patience=PATIENCE)


@fault(
    "a thread does not end its transaction",
    on=SQLITE,
    holds=(Promise.GOES_ON,),
    told={LogBusy: WAY},
)
def test_a_thread_that_never_ends_its_transaction_ends_in_an_error(
    in_file: Opened, envelope: Enveloping, presence: Present, proof: Proof
) -> None:
    """The bound holds between threads of one process too."""
    log = in_file(patience=PATIENCE)
    with log.writing(), proof.told(match=r"log\.db"):
        log.append([presence(1)], envelope(1))
    with proof.holds(Promise.GOES_ON):
        assert log.append([presence(1)], envelope(1))[0].position == 1
