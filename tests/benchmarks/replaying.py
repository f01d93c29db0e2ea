"""A replay in a process of its own, which says how much memory it took.

Started by the benchmark of memory as `python -m tests.benchmarks.replaying URL COMMUNITY`.
"""

import resource
import sys
from pathlib import Path

from community_domain_storage import open_log

from community_domain import EventLog

__all__ = ["main"]

STATUS = Path("/proc/self/status")


def replay(url: str, community: str) -> int:
    """Every event of a log, decoded and let go of; returns how many."""
    log: EventLog = open_log(url, community=community)
    try:
        return sum(1 for _ in log.read())
    finally:
        log.close()


def resident(peak: str) -> int:
    """Resident memory in KiB: `VmRSS` now, `VmHWM` at its highest.

    The system's own account of a process starts anew with its program, unlike `ru_maxrss`,
    which may still hold the memory of the parent; that is taken only where there is no other.
    """
    if STATUS.exists():
        for line in STATUS.read_text("utf-8").splitlines():
            if line.startswith(peak):
                return int(line.split()[1])
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used // 1024 if sys.platform == "darwin" else used


def main(url: str, community: str) -> None:
    """Print the events replayed and the KiB they took above the import."""
    imported = resident("VmRSS")
    events = replay(url, community)
    print(events, resident("VmHWM") - imported)


if __name__ == "__main__":
    main(*sys.argv[1:])
