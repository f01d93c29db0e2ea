"""The contract of logs: the good ones keep it, and nobody can leave anything of it out."""

from collections.abc import Callable

import pytest
from community_domain_testkit import EventLogContract, ModelLog

from community_domain import (
    EventLog,
    MemoryLog,
)

NewLog = Callable[[], EventLog]


class TestMemoryLog(EventLogContract):
    """The kernel's log in memory."""

    @pytest.fixture
    def new_log(self) -> NewLog:
        """A new one."""
        return MemoryLog


class TestModelLog(EventLogContract):
    """The model itself: what it demands of others it does."""

    @pytest.fixture
    def new_log(self) -> NewLog:
        """A new one."""
        return ModelLog
