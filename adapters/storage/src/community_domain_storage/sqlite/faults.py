"""What SQLite and the file system report, as errors that name the file and the way out."""

import errno
import sqlite3
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

from ..errors import CannotOpen, DamagedFile, DiskFailed, DiskFull, LogBusy, NotWritable

__all__ = ["faults", "reraise"]

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_MADE: Mapping[int, Callable[[str, str], Exception]] = {
    sqlite3.SQLITE_CANTOPEN: CannotOpen,
    sqlite3.SQLITE_CORRUPT: DamagedFile,
    sqlite3.SQLITE_FULL: lambda path, _: DiskFull(path),
    sqlite3.SQLITE_IOERR: DiskFailed,
    sqlite3.SQLITE_IOERR_SHORT_READ: lambda path, _: DamagedFile(path, "it ends too early"),
    sqlite3.SQLITE_IOERR_WRITE: lambda path, _: DiskFull(path),
    sqlite3.SQLITE_NOTADB: lambda path, _: DamagedFile(path, "its first page is another file's"),
    sqlite3.SQLITE_PERM: NotWritable,
    sqlite3.SQLITE_READONLY: NotWritable,
}
"""By extended code first, then by primary code."""
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}


def fault(error: Exception, path: Path, seconds: float = 0) -> Exception:
    """Our error for what went wrong; what says nothing about the file comes back as it is."""
    if isinstance(error, OSError):
        return _of_system(error, path)
    code: int = getattr(error, "sqlite_errorcode", 0)
    if code & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return LogBusy(str(path), seconds)
    made = _MADE.get(code) or _MADE.get(code & 0xFF)
    return made(str(path), str(error)) if made else error


def reraise(error: BaseException, path: Path, seconds: float = 0) -> NoReturn:
    """Raise our error for what went wrong, or the same one where it says nothing about the file.

    Args:
        error: What went wrong.
        path: The file of the log.
        seconds: How long a lock was waited for.
    """
    if isinstance(error, (sqlite3.Error, OSError)):
        ours = fault(error, path, seconds)
        if ours is not error:
            raise ours from error
    raise error


@contextmanager
def faults(path: Path, seconds: float = 0) -> Generator[None]:
    """Turn errors of SQLite and the file system into ours."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        reraise(error, path, seconds)


def _of_system(error: OSError, path: Path) -> Exception:
    if error.errno is None:
        return error
    reason = error.strerror or "the system says no"
    if error.errno in _NO_ROOM:
        return DiskFull(str(path))
    if error.errno in _FORBIDDEN:
        return NotWritable(str(path), reason)
    return CannotOpen(str(path), reason)
