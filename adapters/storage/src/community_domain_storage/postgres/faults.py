"""What PostgreSQL and its client report, as errors that name the server and the way out."""

from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager

import psycopg
from psycopg_pool import PoolClosed, PoolTimeout

from community_domain import Conflict

from ..errors import (
    AccessRefused,
    DamagedFile,
    DiskFull,
    LogBusy,
    LogClosed,
    NotWritable,
    OutcomeUnknown,
    ServerUnreachable,
    StoreFailed,
)

__all__ = ["faults"]

_PRIMARY = "name the primary server, or end what keeps it read-only"
_MADE: Mapping[str, Callable[[str, str, float], Exception]] = {
    "08": lambda name, problem, _: ServerUnreachable(name, problem),
    "25006": lambda name, problem, _: NotWritable(name, problem, _PRIMARY),
    "25P03": lambda name, _, seconds: LogBusy(name, seconds),
    "28": lambda name, problem, _: AccessRefused(name, problem),
    "3D": lambda name, problem, _: AccessRefused(name, problem),
    "40": lambda _, __, ___: Conflict(1),
    "42501": lambda name, problem, _: AccessRefused(name, problem),
    "53100": lambda name, _, __: DiskFull(name),
    "53300": lambda name, problem, _: ServerUnreachable(name, problem),
    "55P03": lambda name, _, seconds: LogBusy(name, seconds),
    "57014": lambda name, _, seconds: LogBusy(name, seconds),
    "57P": lambda name, problem, _: ServerUnreachable(name, problem),
    "XX001": lambda name, problem, _: DamagedFile(name, problem),
    "XX002": lambda name, problem, _: DamagedFile(name, problem),
}
"""By the code of the error, or what it begins with."""
_REFUSING = ("FATAL:", "no password supplied")
"""How the client begins to tell, without a code, that a server does not let us in."""
_GROWING = {"mdextend", "mdzeroextend"}
"""Functions of the server that make a file longer; a quota or a limit has no code of its own."""
_PASSING = ("starting up", "shutting down", "recovery", "too many", "not yet accepting")
"""Why a server that will let us in does not yet do so."""


@contextmanager
def faults(name: str, seconds: float, *, recording: bool = False) -> Generator[None]:
    """Turn errors of PostgreSQL and its client into ours.

    Args:
        name: What errors call the server.
        seconds: How long was waited for a lock or a connection.
        recording: The server may have recorded before the connection was lost.
    """
    try:
        yield
    except PoolTimeout as error:
        raise ServerUnreachable(name, f"no connection within {seconds:g} seconds") from error
    except PoolClosed as error:
        raise LogClosed(name) from error
    except ServerUnreachable as error:
        raise OutcomeUnknown(name) if recording else error from error.__cause__
    except psycopg.Error as error:
        ours = _fault(error, name, seconds)
        if recording and isinstance(ours, ServerUnreachable):
            ours = OutcomeUnknown(name)
        raise ours from error


def _fault(error: psycopg.Error, name: str, seconds: float) -> Exception:
    code = error.sqlstate
    if code is None:
        return _of_connection(str(error), name)
    problem = error.diag.message_primary or code
    if error.diag.severity_nonlocalized == "PANIC":
        # The server is gone, and what it had written of the commit is found when it starts again.
        return ServerUnreachable(name, problem)
    if error.diag.source_function in _GROWING:
        return DiskFull(name)
    for length in (5, 3, 2):
        if made := _MADE.get(code[:length]):
            return made(name, problem, seconds)
    return StoreFailed(name, problem)


def _of_connection(text: str, name: str) -> Exception:
    """A connection that was refused, or that was never made or is lost."""
    lines = [line.strip() for line in text.splitlines() if line.strip()] or ["no reason given"]
    refusals = [line for line in lines if any(one in line for one in _REFUSING)]
    if refusals and not any(one in text for one in _PASSING):
        return AccessRefused(name, refusals[0].rpartition("failed: ")[2])
    return ServerUnreachable(name, lines[0].rpartition("failed: ")[2])
