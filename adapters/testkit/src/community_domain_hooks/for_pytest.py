"""The pytest plugin: fixtures for a community, and failed stories as scripts that can be run.

    pytest --community-log=memory,sqlite,postgresql://owner@localhost/tests

runs each test that uses `community` or `community_log` once on each of these logs.
"""

import sys
from collections.abc import Generator, Iterator
from contextlib import closing
from importlib.metadata import entry_points
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

if TYPE_CHECKING:
    from community_domain_testkit import FrozenClock

    from community_domain import Community, Domain, EventLog

OPTION = "--community-log"
GROUP = "community_domain.logs"
"""Entry points that open a log by its address, named by the scheme of the address."""
MEMORY = "memory"
SQLITE = "sqlite"
POSTGRES = ("postgres", "postgresql")
KIT = "community_domain_testkit"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that says on which logs to test."""
    parser.getgroup("community-domain").addoption(
        OPTION,
        default=MEMORY,
        metavar="LOGS",
        help="on which logs tests with the fixtures `community` and `community_log` run: memory, "
        "sqlite, postgres, or the address of a server, separated by commas (memory)",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Refuse logs that nothing can open, before any test is run.

    Raises:
        UsageError: Which of them, and what there is.
    """
    known = {MEMORY, *(one.name for one in entry_points(group=GROUP))}
    if not known.isdisjoint(POSTGRES):
        known.update(POSTGRES)
    brought = "" if SQLITE in known else "; the distribution community-domain-storage brings more"
    there = f"There are {', '.join(sorted(known))}{brought}"
    for log in _logs(config):
        if not log:
            raise pytest.UsageError(f"{OPTION}={config.getoption(OPTION)}: name each log. {there}")
        if _scheme(log) not in known:
            raise pytest.UsageError(
                f"{OPTION}={log}: nothing that is installed opens such a log. {there}"
            )
        if _scheme(log) == MEMORY and log not in (MEMORY, f"{MEMORY}://"):
            raise pytest.UsageError(f"{OPTION}={log}: say {MEMORY} alone; there is one each time")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test that uses a community once on each of the logs that were asked for."""
    if "community_log" in metafunc.fixturenames:
        logs = _logs(metafunc.config)
        metafunc.parametrize("community_log", logs, ids=map(_scheme, logs), indirect=True)


@pytest.fixture
def frozen_clock() -> "FrozenClock":
    """A clock that stands until it is moved."""
    from community_domain_testkit import FrozenClock  # noqa: PLC0415 - see the package

    return FrozenClock()


@pytest.fixture
def community_vocabulary() -> "Domain":
    """What the community speaks: the standard domain; override it to add your own slices."""
    from community_domain import STANDARD  # noqa: PLC0415 - see the package

    return STANDARD


@pytest.fixture
def community_log(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    community_vocabulary: "Domain",
    frozen_clock: "FrozenClock",
) -> "Iterator[EventLog]":
    """An empty log; which one, `--community-log` says. Its clock is the frozen one."""
    from community_domain import MemoryLog  # noqa: PLC0415 - see the package

    asked = str(getattr(request, "param", None) or _only(_logs(request.config)))
    if _scheme(asked) == MEMORY:
        with closing(MemoryLog(clock=frozen_clock)) as log:
            yield log
        return
    url = _address(asked, request, tmp_path)
    [opening] = entry_points(group=GROUP, name=_scheme(url))
    name = f"test-{uuid4().hex}"
    opened = opening.load()(url, community=name, domain=community_vocabulary, clock=frozen_clock)
    with closing(opened) as log:
        yield log


@pytest.fixture
def community(
    community_log: "EventLog", community_vocabulary: "Domain", frozen_clock: "FrozenClock"
) -> "Community":
    """A community that has just been founded, by `FOUNDER`, at the instant of the frozen clock."""
    from community_domain_testkit import newly_founded  # noqa: PLC0415 - see the package

    return newly_founded(community_log, community_vocabulary, frozen_clock)


@pytest.fixture(scope="session")
def community_postgres_url() -> str:
    """The address that `postgres` stands for, its tables laid; override it to start a server."""
    pytest.fail(
        f"{OPTION}=postgres: which server? Give its whole address instead, as in "
        f"{OPTION}=postgresql://user@host/database, or override the fixture community_postgres_url",
        pytrace=False,
    )


def _logs(config: pytest.Config) -> list[str]:
    return [one.strip() for one in str(config.getoption(OPTION)).split(",")]


def _only(logs: list[str]) -> str:
    """The log of a test that asks for it while it runs, and cannot be run once on each."""
    if len(logs) > 1:
        pytest.fail(
            f"this test asks for its log while it runs, and {OPTION} names {len(logs)}: name the"
            " fixture among its arguments, or one log alone",
            pytrace=False,
        )
    return logs[0]


def _scheme(log: str) -> str:
    return log.partition(":")[0]


def _address(asked: str, request: pytest.FixtureRequest, folder: Path) -> str:
    if asked == SQLITE:
        return f"sqlite:///{folder / 'community.db'}"
    if asked in POSTGRES:
        return f"{request.getfixturevalue('community_postgres_url')}"
    return asked


def pytest_runtest_setup() -> None:
    """Another test begins."""
    if latest := sys.modules.get(f"{KIT}.latest"):
        latest.LATEST.forget()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Add the story that failed to what is told of a test, as a script.

    A check of a contract that was left out, by whatever means, has failed.
    """
    report = yield
    if _is_left_out(report) and _is_check(item):
        _fail(report)
    latest = sys.modules.get(f"{KIT}.latest")
    if latest and call.excinfo and call.when == "call" and report.failed:
        try:
            script = latest.LATEST.script(call.excinfo.value)
        except (Exception, pytest.fail.Exception) as failure:  # noqa: BLE001 - hides nothing
            script = f"It could not be told as a script: {failure!r}"
        if script:
            report.sections.append(("the story as a script", script))
    return report


def _is_left_out(report: pytest.TestReport) -> bool:
    """Whether a test was skipped, or may fail."""
    return report.skipped or hasattr(report, "wasxfail")


def _is_check(item: pytest.Item) -> bool:
    """Whether a test is one of a contract."""
    kit = sys.modules.get(f"{KIT}.contracts.suite")
    return kit is not None and isinstance(getattr(item, "cls", None), kit.Whole)


def _fail(report: pytest.TestReport) -> None:
    """Let a report say that what was left out may not be."""
    told = report.longrepr[-1] if isinstance(report.longrepr, tuple) else "xfail"
    if hasattr(report, "wasxfail"):
        told = f"xfail: {report.wasxfail}"
        del report.wasxfail
    report.outcome = "failed"
    report.longrepr = (
        f"{report.nodeid} is a check of a contract, and is not left out ({told}). Give what it"
        " asks for, or take the whole contract away"
    )
