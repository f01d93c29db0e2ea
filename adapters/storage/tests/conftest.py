"""What the tests of the stores share."""

import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from community_domain_storage import OldSQLite, SQLiteLog, open_log


@pytest.fixture(scope="session", autouse=True)
def _warned_about_old_sqlite(tmp_path_factory: pytest.TempPathFactory) -> None:
    """The warning comes once a process: here, and not in whichever test happens to be first."""
    url = f"sqlite:///{tmp_path_factory.mktemp('first') / 'log.db'}"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", OldSQLite)
        open_log(url, community="first").close()


@pytest.fixture
def url(tmp_path: Path) -> str:
    """The address of a log that is not there yet."""
    return f"sqlite:///{tmp_path / 'log.db'}"


@pytest.fixture
def log(url: str) -> Iterator[SQLiteLog]:
    """An empty log in a file."""
    opened = open_log(url, community="henggao")
    assert isinstance(opened, SQLiteLog)
    with opened:
        yield opened
