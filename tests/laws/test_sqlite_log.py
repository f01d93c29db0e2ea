"""The durable log keeps the contract that every log keeps."""

from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest
from community_domain_storage import open_log
from community_domain_testkit import EventLogContract

from community_domain import EventLog


class TestSQLiteLog(EventLogContract):
    """A log in one SQLite file."""

    @pytest.fixture
    def new_log(self, tmp_path: Path) -> Callable[[], EventLog]:
        """A file of its own for each log."""
        numbers = count(1)
        return lambda: open_log(f"sqlite:///{tmp_path}/{next(numbers)}.db", community="community-1")
