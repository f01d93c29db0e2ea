"""Every durable log keeps the contract that every log keeps."""

from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest
from community_domain_storage import log_over, open_log
from community_domain_testkit import EventLogContract
from eventsourcing.dcb.api import DCBRecorder
from eventsourcing.dcb.popo import InMemoryDCBRecorder

from community_domain import EventLog
from tests.servers import Umadb


class TestSQLiteLog(EventLogContract):
    """A log in one SQLite file."""

    @pytest.fixture
    def new_log(self, tmp_path: Path) -> Callable[[], EventLog]:
        """A file of its own for each log."""
        numbers = count(1)
        return lambda: open_log(f"sqlite:///{tmp_path}/{next(numbers)}.db", community="community-1")


class TestPostgresLog(EventLogContract):
    """Logs of many communities in one PostgreSQL database."""

    share = 0.2

    @pytest.fixture
    def new_log(self, postgres_url: str, new_name: Callable[[], str]) -> Callable[[], EventLog]:
        """A community of its own for each log."""
        return lambda: open_log(postgres_url, community=new_name())


class TestOverMemory(EventLogContract):
    """A log over the recorder in memory of the eventsourcing library."""

    share = 0.1

    @pytest.fixture
    def new_log(self) -> Callable[[], EventLog]:
        """A recorder of its own for each log."""
        return lambda: log_over(InMemoryDCBRecorder(), name="memory")


class TestOverPostgres(EventLogContract):
    """A log over the PostgreSQL recorder of the eventsourcing library."""

    share = 0.1

    @pytest.fixture
    def new_log(self, new_postgres_recorder: Callable[[], DCBRecorder]) -> Callable[[], EventLog]:
        """A table of its own for each log."""
        return lambda: log_over(new_postgres_recorder(), name="their PostgreSQL")


class TestOverUmadb(EventLogContract):
    """A log in a UmaDB server."""

    share = 0.1

    @pytest.fixture
    def new_log(self, new_umadb: Callable[[], Umadb]) -> Callable[[], EventLog]:
        """A server of its own for each log."""
        return lambda: open_log(f"umadb://{new_umadb().address}", community="community-1")
