"""Try mutants: one process collects the tests, and each mutant is tried in a fork of it.

Importing the library and collecting its tests takes a hundred times as long as the few tests that
see a mutant die; so it is done once. A fork puts the changed code into the function in place, and
runs the tests that reach that function, those of its own slice first, the quickest first.
"""

import gc
import json
import os
import resource
import signal
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from types import CodeType, FunctionType
from typing import Any

import attrs
import pytest

from .making import CORE, Mutant

__all__ = ["DEAD", "Verdict", "try_out"]

LONGEST = 240
"""Seconds that a mutant may take; an endless loop is noticed by whoever waits for it."""
ENOUGH = 90.0
"""Seconds of tests, as they take while calls are noted, behind which a mutant has survived."""
MEMORY = 6 * 2**30
"""Bytes."""


class Verdict(StrEnum):
    """What became of a mutant."""

    KILLED = "killed"
    TIMED_OUT = "timed out"
    SURVIVED = "survived"
    UNREACHED = "unreached"
    """No test calls the function at all."""
    BROKEN = "broken"
    """It could not be tried: a function that was made before must go on closing over the same."""


DEAD = (Verdict.KILLED, Verdict.TIMED_OUT)
OPTIONS = (
    "--numprocesses=0",
    "--hypothesis-profile=finding",
    "--tb=native",
    "--no-summary",
    "-q",
    "-s",
    "-p",
    "no:cacheprovider",
)


def try_out(
    mutants: list[Mutant], suites: list[Path], told: Callable[[Mutant, Verdict], None]
) -> None:
    """Try mutants over the tests in some folders, and tell what becomes of each, as it is known.

    Once a process: what pytest has imported stays imported.
    """
    pytest.main([*map(str, suites), *OPTIONS], [_Trial(mutants, told)])


Place = tuple[str, str]
"""The file of a function, and its qualified name."""


@attrs.frozen
class Reach:
    """A test, how long it takes (seconds), and the functions of the core that it calls."""

    test: int
    takes: float
    calls: frozenset[Place]


class _Trial:
    """A pytest plugin that runs mutants over the collected tests, instead of the tests."""

    def __init__(self, mutants: list[Mutant], told: Callable[[Mutant, Verdict], None]) -> None:
        self.mutants = mutants
        self.told = told

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Learn which test calls what, then try every mutant."""
        originals = _originals()
        reaches = _reaches(session)
        tries = [(mutant, _chosen(mutant, reaches, session)) for mutant in self.mutants]

        def judge(number: int) -> int:
            mutant, tests = tries[number]
            _change(mutant, originals)
            return _run(session, tests)

        for number, status in _in_forks(range(len(tries)), judge):
            mutant, tests = tries[number]
            self.told(mutant, _verdict(status) if tests else Verdict.UNREACHED)
        return True


def _verdict(status: int) -> Verdict:
    if os.WIFSIGNALED(status):
        return Verdict.TIMED_OUT if os.WTERMSIG(status) == signal.SIGALRM else Verdict.KILLED
    outcomes = {0: Verdict.SURVIVED, 1: Verdict.KILLED}
    return outcomes.get(os.WEXITSTATUS(status), Verdict.BROKEN)


def _in_forks(jobs: Iterable[int], work: Callable[[int], int]) -> Iterator[tuple[int, int]]:
    """Do each job in a fork, as many at once as there are processors; yield its wait status."""
    running: dict[int, int] = {}
    gc.freeze()
    for job in jobs:
        if len(running) == os.cpu_count():
            pid, status = os.wait()
            yield running.pop(pid), status
        if not (pid := os.fork()):
            _be_a_child(job, work)
        running[pid] = job
    while running:
        pid, status = os.wait()
        yield running.pop(pid), status


def _be_a_child(job: int, work: Callable[[int], int]) -> None:
    code = 3
    try:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        code = work(job)
    except BaseException as error:  # noqa: BLE001 - the fork must end here, whatever happens
        sys.stderr.write(f"{job}: {error!r}\n")
    finally:
        sys.stderr.flush()
        os._exit(code)


def _run(session: pytest.Session, tests: list[int]) -> int:
    """Run tests until one fails; 1 if one did."""
    signal.alarm(LONGEST)
    for item, following in pairwise([*(session.items[test] for test in tests), None]):
        if item is not None:
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        if session.testsfailed:
            return 1
    return 0


def _chosen(mutant: Mutant, reaches: list[Reach], session: pytest.Session) -> list[int]:
    """The tests that call the function: its own slice's before others', the quickest first."""
    own = mutant.module.relative_to(CORE).parts[0]
    calling = [reach for reach in reaches if any(map(mutant.holds, reach.calls))]
    calling.sort(key=lambda reach: (_slice(session.items[reach.test]) != own, reach.takes))
    chosen, spent = list[int](), 0.0
    for reach in calling:
        chosen.append(reach.test)
        spent += reach.takes
        if spent > ENOUGH:
            break
    return chosen


def _slice(item: pytest.Item) -> str:
    return item.path.parent.name


def _reaches(session: pytest.Session) -> list[Reach]:
    """Run all tests once, in forks so that nothing of it stays, and note what they call."""
    share = max(1, len(session.items) // (8 * (os.cpu_count() or 1)))
    with TemporaryDirectory() as folder:

        def record(start: int) -> int:
            end = min(start + share, len(session.items))
            noted = [_reach(session, test) for test in range(start, end)]
            Path(folder, f"{start}.json").write_text(json.dumps(noted), "utf-8")
            return session.testsfailed

        for _, status in _in_forks(range(0, len(session.items), share), record):
            if status:
                raise pytest.UsageError("the tests fail without any change")
        files = sorted(Path(folder).iterdir())
        notes = [note for file in files for note in json.loads(file.read_text("utf-8"))]
    return [
        Reach(test, takes, frozenset(tuple(one) for one in calls)) for test, takes, calls in notes
    ]


def _reach(session: pytest.Session, test: int) -> tuple[int, float, list[Place]]:
    seen = set[CodeType]()

    def see(frame: Any, event: str, _: Any) -> None:
        if event == "call":
            seen.add(frame.f_code)

    item = session.items[test]
    began = time.perf_counter()
    sys.setprofile(see)
    try:
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
    finally:
        sys.setprofile(None)
    core = str(CORE)
    calls = {(one.co_filename, one.co_qualname) for one in seen if one.co_filename.startswith(core)}
    return test, time.perf_counter() - began, sorted(calls)


def _originals() -> dict[Place, list[FunctionType]]:
    """Every function of the core, wherever a decision or a right holds it."""
    found = defaultdict[Place, list[FunctionType]](list)
    core = str(CORE)
    for one in gc.get_objects():
        if type(one) is FunctionType and one.__code__.co_filename.startswith(core):
            found[one.__code__.co_filename, one.__code__.co_qualname].append(one)
    return found


def _change(mutant: Mutant, originals: dict[Place, list[FunctionType]]) -> None:
    """Put the mutant's code into its function, in place, and into functions made by that before."""
    file, made = str(mutant.module), dict[str, Any]()
    code = compile(mutant.source, file, "exec")
    for function in originals[file, mutant.function]:
        exec(code, function.__globals__, made)  # noqa: S102 - the core's own code, slightly changed
        [changed] = made.values()
        function.__defaults__ = changed.__defaults__
        function.__kwdefaults__ = changed.__kwdefaults__
    within = mutant.function.rpartition(".")[0]
    for part in _parts(code):
        name = f"{within}.{part.co_qualname}" if within else part.co_qualname
        for function in originals[file, name]:
            function.__code__ = part


def _parts(code: CodeType) -> Iterator[CodeType]:
    """The code of the functions inside some code, and of those inside them."""
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield constant
            yield from _parts(constant)
