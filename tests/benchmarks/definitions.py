"""The benchmarks: what is compared with what, why that is fair, and what must be reached.

Each is a function that yields findings; `BENCHMARKS` lists them all. References do no less than
their docstrings say and nothing to slow them down; they work on the same file system with the
same durability, the same bytes and as many tags as ours, and are warm where ours is warm.
"""

from .commands import cold_command, many_commands, many_threads, one_command, two_writers
from .generating import generated
from .growth import (
    large_activity,
    large_activity_at_first,
    large_activity_on_postgresql,
    long_log,
    long_log_on_postgresql,
)
from .postgres import four_communities, one_command_on_postgresql, threads_on_postgresql
from .reading import memory, replay
from .sealing import sealed
from .umadb import one_command_on_umadb
from .workshop import Benchmark

__all__ = ["BENCHMARKS"]

BENCHMARKS: tuple[Benchmark, ...] = (
    one_command,
    cold_command,
    two_writers,
    many_threads,
    many_commands,
    replay,
    one_command_on_postgresql,
    four_communities,
    threads_on_postgresql,
    long_log,
    long_log_on_postgresql,
    large_activity,
    large_activity_on_postgresql,
    large_activity_at_first,
    memory,
    one_command_on_umadb,
    sealed,
    generated,
)
"""All benchmarks, in the order in which they are told."""
