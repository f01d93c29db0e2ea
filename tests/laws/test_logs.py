"""Every durable log keeps the contract that every log keeps."""

from collections.abc import Callable
from itertools import count
from pathlib import Path

import attrs
import pytest
from community_domain_storage import Keys, log_over, new_master_key, open_log
from community_domain_testkit import EventLogContract
from eventsourcing.dcb.api import DCBRecorder
from eventsourcing.dcb.popo import InMemoryDCBRecorder

from community_domain import STANDARD, EventLog
from community_domain.members import MemberErased
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


class TestSealedLog(EventLogContract):
    """A log whose personal values are sealed, with the keys in a file.

    Nobody is erased: of whom is, less is read than was recorded.
    """

    share = 0.1
    domain = attrs.evolve(
        STANDARD,
        slices=tuple(
            attrs.evolve(part, events=tuple(kind for kind in part.events if kind != MemberErased))
            for part in STANDARD.slices
        ),
    )

    @pytest.fixture(params=["sqlite", "postgres"])
    def new_log(
        self,
        request: pytest.FixtureRequest,
        tmp_path: Path,
        new_name: Callable[[], str],
        monkeypatch: pytest.MonkeyPatch,
    ) -> Callable[[], EventLog]:
        """A log for each community of its own, and one key store for them all."""
        monkeypatch.setenv("COMMUNITY_MASTER_KEY", new_master_key("first"))
        keys, numbers = Keys(f"sqlite:///{tmp_path}/keys/keys.db"), count(1)
        (tmp_path / "keys").mkdir()
        if request.param == "postgres":
            url = str(request.getfixturevalue("postgres_url"))
            return lambda: open_log(url, community=new_name(), keys=keys)
        return lambda: open_log(
            f"sqlite:///{tmp_path}/{next(numbers)}.db", community="community-1", keys=keys
        )


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
