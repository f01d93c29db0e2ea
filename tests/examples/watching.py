"""What somebody at a terminal sees while a program runs."""

import os
import pty
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

__all__ = ["on_terminal"]


def on_terminal(command: Sequence[str], *, cwd: Path, out: Path) -> str:
    """Run a program whose standard error is a terminal of 80 columns; returns what it showed there.

    Args:
        command: The program and its arguments.
        cwd: The folder in which it runs.
        out: A file for what it prints on standard output.
    """
    ours, theirs = pty.openpty()
    env = {**os.environ, "TERM": "xterm", "COLUMNS": "80"}
    with (
        out.open("wb") as file,
        subprocess.Popen(command, cwd=cwd, env=env, stdout=file, stderr=theirs) as process,
    ):
        os.close(theirs)
        shown = b"".join(_read(ours))
    os.close(ours)
    assert process.returncode == 0, shown
    return shown.decode()


def _read(terminal: int) -> Iterator[bytes]:
    """All there is to read until the program ends, which a terminal tells by an error."""
    try:
        while part := os.read(terminal, 4096):
            yield part
    except OSError:
        return
