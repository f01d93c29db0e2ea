"""A log into a file, and a file into a log: each goes on where it stopped, and is verified."""

import os
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from community_domain import EventLog, StoredEvent, StoredLog, TakesRows

from ..errors import NotPromised
from ..log import StoreLog
from .errors import BackupAltered, BackupExists, NotRestorable, OtherHistory
from .lines import Manifest, Tally, as_line, head_line, is_last, read_rows

__all__ = ["export", "restore", "verify"]

TOGETHER = 1_000
"""Rows of one transaction."""


def export(log: EventLog | StoredLog, path: Path, *, community: str) -> Manifest:
    """Write a log into a file, which gets its name once it is whole and verified.

    Until then it is called `….part`. Where there is such a file, it is compared with the log and
    continued. Needs the same small memory for a log of any length.

    Args:
        log: What to write; it may go on recording meanwhile.
        path: The backup; not there yet.
        community: Whose log it is.

    Raises:
        NotRestorable: The log does not show its rows.
        NotPromised: Nor does this one; or it is sealed, and its own file goes with its keys.
        BackupExists: There is a file of that name.
        OtherHistory: The part that is there is of another log, or was altered.
    """
    if not isinstance(log, StoredLog):
        raise NotRestorable(type(log).__name__, "shows no rows")
    if isinstance(log, StoreLog) and log.codec.sealing:
        raise NotPromised(log.store.name, "to be exported", "Copy the file and its keys.")
    log.rows(until=0)  # Whoever does not show rows says so before a file is begun.
    if path.exists():
        raise BackupExists(str(path))
    part, tally = path.with_name(f"{path.name}.part"), Tally()
    with part.open("a+b") as file:
        file.seek(0)
        for line in _lines(log, community, tally):
            _put(file, line, part, tally.lines)
        _put(file, tally.last_line(), part, tally.lines + 1)
        file.truncate()
        file.flush()
        os.fsync(file.fileno())
    manifest = verify(part, community=community)
    _name(part, path)
    return manifest


def restore(path: Path, log: EventLog | TakesRows, *, community: str) -> Manifest:
    """Fill an empty log from a backup, which is verified before the first row and after the last.

    Where an earlier attempt stopped, the log holds the beginning of the backup; it is compared and
    continued. Let nobody record anything until it is done.

    Args:
        path: The backup.
        log: What to fill.
        community: Whose backup it must be.

    Raises:
        NotRestorable: The log does not take rows as they are.
        OtherHistory: The log holds something else.
        StorageError: The backup is partial, altered, of another community or none; nothing was
            recorded.
    """
    if not isinstance(log, TakesRows):
        raise NotRestorable(type(log).__name__, "takes no rows as they are")
    manifest = verify(path, community=community)
    rows = _rows(path, community)
    _skip_held(path, rows, log)
    while together := list(islice(rows, TOGETHER)):
        log.take(together)
    tally = Tally()
    for _ in _lines(log, community, tally):
        pass
    if tally.manifest() != manifest:
        raise BackupAltered(str(path), "the log that it was restored to has another digest")
    return manifest


def verify(path: Path, *, community: str | None = None) -> Manifest:
    """Whether a backup is whole and as it was written, and what it holds.

    Raises:
        StorageError: It is partial, altered, of another community or no backup.
    """
    manifest = Manifest(0, "")
    for one in read_rows(path, community):
        if isinstance(one, Manifest):
            manifest = one
    return manifest


def _lines(log: StoredLog, community: str, tally: Tally) -> Iterator[bytes]:
    """All lines of a backup but the last, taken note of."""
    yield tally.add(head_line(community))
    for row in log.rows():
        yield tally.add(as_line(row))


def _put(file: BinaryIO, line: bytes, path: Path, number: int) -> None:
    """Write a line, unless it stands there already."""
    held = file.read(len(line))
    if held == line:
        return
    if is_last(held):  # It was sealed, and not named; the log has gone on since.
        file.seek(-len(held), os.SEEK_CUR)
        file.truncate()
        held = b""
    if not line.startswith(held):
        raise OtherHistory(str(path), number)
    file.write(line[len(held) :])


def _rows(path: Path, community: str) -> Iterator[StoredEvent]:
    return (one for one in read_rows(path, community) if isinstance(one, StoredEvent))


def _skip_held(path: Path, rows: Iterator[StoredEvent], log: StoredLog) -> None:
    """Pass over the rows that the log has, which must be the same."""
    held: Iterable[StoredEvent] = log.rows()
    for row in held:
        if next(rows, None) != row:
            raise OtherHistory(str(path), row.position + 1)


def _name(part: Path, path: Path) -> None:
    """Give the whole file its name, unless somebody else just took it."""
    try:
        os.link(part, path)
    except FileExistsError:
        raise BackupExists(str(path)) from None
    part.unlink()
