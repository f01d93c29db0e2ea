"""Every test in this folder does a fault to a real store, and proves what its row says of it."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from community_domain_storage import SQLiteLog
from community_domain_storage.postgres import lay_schema

from community_domain import Envelope, Event
from tests.faults import Proof, row_of
from tests.servers import Postgres, shared_folder

EVENTS = 300


@pytest.fixture(autouse=True)
def proof(request: pytest.FixtureRequest, record_property: Any) -> Iterator[Proof]:
    """What the test proves of its row."""
    row = row_of(request.function)
    assert row, "say by `@fault(…)` what is wrong, and what holds in spite of it"
    proof = Proof(row)
    yield proof
    proof.must_be_whole()
    record_property("fault", row.cells())


@pytest.fixture
def filled(
    in_file: Callable[..., SQLiteLog],
    path: Path,
    envelope: Callable[..., Envelope],
    presence: Callable[[int], Event],
) -> Path:
    """A file with some events, three in a decision, closed."""
    with in_file() as log:
        for number in range(0, EVENTS, 3):
            events = [presence(number), presence(number + 1), presence(number + 2)]
            log.append(events, envelope(number))
    return path


@pytest.fixture(scope="session")
def server() -> Postgres:
    """A PostgreSQL server with tables, for the faults of this process alone."""
    server = Postgres(shared_folder() / f"mistreated-{os.getpid()}")
    lay_schema(server.url)
    return server
