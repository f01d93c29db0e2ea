"""What a page shows, for tests that do it: its shell commands and its Python blocks."""

import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

__all__ = ["blocks", "environment", "run_commands", "runs", "script"]

BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(page: Path, language: str) -> list[str]:
    """The blocks of a page in one language, in order."""
    return [body for mark, body in BLOCK.findall(page.read_text("utf-8")) if mark == language]


def script(page: Path) -> str:
    """The Python of a page as a reader would put it into one file, without what it only shows."""
    return "\n".join(block for block in blocks(page, "python") if not block.startswith(">>>"))


def runs(page: Path) -> Iterator[tuple[str, str, str]]:
    """The shell commands of a page that show something, as a reader comes upon them.

    Gives the Python that stands above the command, the command, and what the page says it shows.
    """
    typed: list[str] = []
    command = ""
    for mark, body in BLOCK.findall(page.read_text("utf-8")):
        if mark == "python" and not body.startswith(">>>"):
            typed.append(body)
        elif mark == "sh":
            command = body
        elif mark == "text":
            yield "\n".join(typed), command, body


def environment(root: Path) -> dict[str, str]:
    """An environment that knows nothing of ours, but resolves as of the instant we tested with."""
    told = {"VIRTUAL_ENV", "PYTHONPATH", "UV_PROJECT_ENVIRONMENT"}
    settings = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
    outside = {name: value for name, value in os.environ.items() if name not in told}
    ours = str(Path(sys.executable).parent)
    return outside | {
        "UV_EXCLUDE_NEWER": settings["tool"]["uv"]["exclude-newer"],
        # `python` is the one that runs the tests.
        "PATH": os.pathsep.join([ours, outside["PATH"]]),
    }


def run_commands(
    script: str, *, root: Path, uv: str, folder: Path, places: Mapping[str, Path]
) -> str:
    """Run shell commands as a page shows them, and return what they print.

    Args:
        script: The commands, one a line.
        root: The checkout.
        uv: The program that the word `uv` stands for.
        folder: Where a reader would be.
        places: Folders that the page names, and those to use instead.
    """
    for shown, used in places.items():
        script = script.replace(shown, str(used))
    known = environment(root)
    known["PATH"] = os.pathsep.join([str(Path(uv).parent), known["PATH"]])
    done = subprocess.run(
        ["bash", "-euc", script],  # noqa: S607 - as readers start it
        cwd=folder,
        env=known,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{script}\n{done.stdout}{done.stderr}"
    return done.stdout
