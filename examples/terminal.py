"""How the examples speak: arguments, a progress bar, results for people or for programs, endings.

Results go to standard output, everything else to standard error, so that either can be piped.
"""

import argparse
import codecs
import json
import os
import sys
import warnings
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from io import TextIOWrapper
from typing import Any
from zoneinfo import ZoneInfo

from community_domain_storage.errors import StorageError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.text import Text

from community_domain import Conflict, CorruptHistory, InvalidValue, Refusal, zone

__all__ = [
    "Stopped",
    "arguments",
    "number_or_all",
    "progress",
    "ran",
    "screen",
    "write_json",
    "zone_asked_for",
]

FAILED = 1
"""Exit code when it could not be done; 2 is argparse's, for arguments that make no sense."""
INTERRUPTED = 130
"""Exit code after Ctrl-C, as shells have it."""
STOPPED = ("Stopped. ", "red")
"""How a sentence begins that says why an example ended early, and its colour."""

PLAIN = {"●": "x", "·": ".", "■": "#", "–": "-", "✓": "+", "…": "~"}
"""Signs for terminals that have only ASCII."""


class Stopped(Exception):
    """The example cannot go on; its one sentence says why, and what to do."""


def arguments(module: str, description: str, *, log: str) -> argparse.ArgumentParser:
    """The arguments that every example takes; add your own to it.

    Args:
        module: What stands behind `python -m`.
        description: What the example does, in a sentence.
        log: URL of the log that is used when none is named.
    """
    parser = argparse.ArgumentParser(prog=f"python -m {module}", description=description)
    parser.add_argument(
        "--log", metavar="URL", default=log, help="where events are recorded (default: %(default)s)"
    )
    parser.add_argument(
        "--json", action="store_true", help="print one JSON object, and nothing else"
    )
    return parser


def number_or_all(text: str) -> int | None:
    """An argument that says how much is shown: a number, or None for `all`."""
    if text == "all":
        return None
    if not text.isdecimal():
        raise argparse.ArgumentTypeError("a number, or `all`")
    return int(text)


def zone_asked_for(key: str) -> ZoneInfo:
    """The time zone of an argument, an IANA name.

    Raises:
        Stopped: There is none of that name.
    """
    try:
        return zone(key)
    except InvalidValue as error:
        raise Stopped(str(error)) from None


@contextmanager
def progress(label: str, total: int, *, quiet: bool = False) -> Generator[Callable[[int], None]]:
    """A progress bar on standard error; yields what to call with so many more done.

    Args:
        label: What is being done.
        total: How much there is to do.
        quiet: Show none; also so where standard error is no terminal.
    """
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    silent = quiet or not console.is_terminal
    with Progress(*columns, console=console, disable=silent) as bar:
        task = bar.add_task(label, total=total)
        yield lambda done: bar.advance(task, done)


def screen() -> Console:
    """Standard output, for tables; colours only where it is a terminal."""
    return Console(highlight=False)


def write_json(result: Mapping[str, Any]) -> None:
    """Print one object for programs."""
    print(json.dumps(result, ensure_ascii=False))


def ran(main: Callable[[], None]) -> int:
    """Run an example; warnings, and what stops it, are told in a sentence on standard error.

    Returns:
        The exit code.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors=_plainly.__name__)
    try:
        with warnings.catch_warnings():
            warnings.showwarning = _note
            main()
        sys.stdout.flush()
    except BrokenPipeError:  # Whoever read the output, such as `head`, has seen enough.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except KeyboardInterrupt:
        _tell(
            *STOPPED,
            "Interrupted; what was recorded stays, and running it again goes on from there.",
        )
        return INTERRUPTED
    except (Stopped, Refusal, Conflict, CorruptHistory, StorageError) as error:
        _tell(*STOPPED, str(error))
        return FAILED
    except OSError as error:
        named = f"{error.filename}: {error.strerror}." if error.filename else str(error)
        _tell(*STOPPED, named)
        return FAILED
    return 0


def _plainly(error: UnicodeError) -> tuple[str, int]:
    """What is written where the terminal's encoding lacks a sign."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lacking = error.object[error.start : error.end]
    return "".join(PLAIN.get(sign, "?") for sign in lacking), error.end


codecs.register_error(_plainly.__name__, _plainly)


def _note(message: Warning | str, *_: object, **__: object) -> None:
    _tell("Note. ", "yellow", str(message))


def _tell(label: str, style: str, sentence: str) -> None:
    console = Console(stderr=True, highlight=False)
    console.print(Text.assemble((label, f"bold {style}"), sentence), soft_wrap=True)
