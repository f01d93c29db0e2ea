"""A process that dies at any line of the code that is checked, without a word put into that code.

It dies by an exception that nobody catches who catches an `Exception`. What a real death leaves out
is left out too, but for `finally` and `except BaseException`, which run.
"""

import os
import sys
import sysconfig
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import FrameType
from typing import Any

import attrs

import community_domain

__all__ = ["Line", "dies_at", "lines_of"]

SPARED = tuple(
    f"{folder.resolve()}{os.sep}"
    for folder in (
        *(Path(sysconfig.get_path(name)) for name in ("stdlib", "purelib", "platlib")),
        Path(community_domain.__file__).parent,
        Path(__file__).parents[1],
    )
)
"""Where nobody dies: in the standard library, in packages, in the core and in this kit."""


class Died(BaseException):
    """The process ended at this line."""


@attrs.frozen
class Line:
    """A line of the code that is checked, as it is passed for the nth time."""

    file: str
    number: int
    nth: int

    def __str__(self) -> str:
        return f"{self.file}:{self.number}, run number {self.nth}"


def lines_of(work: Callable[[], object], nth: int) -> list[Line]:
    """The lines of the code that is checked that some work passes.

    Args:
        work: What is done.
        nth: Each line as it is passed for the nth time, or, where it is not passed so often, for
            one of the times that it is.

    Raises:
        AssertionError: It passes none, so nobody would die.
    """
    count = _Death(None)
    _run(count, work)
    if not count.passed:
        raise AssertionError(
            "no line of the code that is checked was passed: it is installed among packages, or"
            " works in another thread. Let it be read from its own folder (pip install -e), and"
            " work in the thread that calls it"
        )
    return [Line(*line, 1 + (nth - 1) % passed) for line, passed in count.passed.items()]


def dies_at(line: Line, work: Callable[[], object]) -> bool:
    """Do some work, and die at a line.

    A debugger, or what measures coverage, does not see what is passed before.

    Returns:
        Whether the line was passed so often.
    """
    return _run(_Death(line), work)


class _Death:
    """Traces what is run, line by line."""

    def __init__(self, at: Line | None) -> None:
        self._at = at
        self.passed = Counter[tuple[str, int]]()

    def __call__(self, frame: FrameType, what: str, _: Any) -> Any:
        file = frame.f_code.co_filename
        if not _is_checked(file):
            return None
        if what == "line":
            line = (file, frame.f_lineno)
            self.passed[line] += 1
            if self._at == Line(*line, self.passed[line]):
                raise Died
        return self


def _run(death: _Death, work: Callable[[], object]) -> bool:
    before = sys.gettrace()
    sys.settrace(death)
    try:
        work()
    except Died:
        return True
    finally:
        sys.settrace(before)
    return False


@cache
def _is_checked(file: str) -> bool:
    return not file.startswith("<") and not f"{Path(file).resolve()}".startswith(SPARED)
