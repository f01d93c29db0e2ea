"""A log into a file, and a file into a log: each goes on where it stopped, and is verified."""

import os
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from community_domain import EventLog, StoredEvent, StoredLog, TakesRows

from ..log import StoreLog
from .errors import BackupAltered, BackupExists, NotRestorable, OtherHistory, SealedOtherwise
from .lines import Manifest, Tally, as_line, head_line, is_last, read_head, read_rows

__all__ = ["export", "restore", "sealed_as", "verify"]

TOGETHER = 1_000
"""Rows of one transaction."""


def export(log: EventLog | StoredLog, path: Path, *, community: str) -> Manifest:
    """Write a log into a file, which gets its name once it is whole and verified.

    Until then it is called `….part`. Where there is such a file, it is compared with the log and
    continued. Needs the same small memory for a log of any length. What is sealed stays sealed, and
    no keys are needed: a log may be opened with `withheld`.

    Args:
        log: What to write; it may go on recording meanwhile.
        path: The backup; not there yet.
        community: Whose log it is.

    Raises:
        NotRestorable: The log does not show its rows.
        NotPromised: Nor does this one.
        BackupExists: There is a file of that name.
        OtherHistory: The part that is there is of another log, or was altered.
    """
    if not isinstance(log, StoredLog):
        raise NotRestorable(type(log).__name__, "shows no rows")
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
    continued. Let nobody record anything until it is done. Who was erased stays so: the key store
    holds no key of theirs, and those whose erasure is in the backup lose theirs if it does.

    Args:
        path: The backup.
        log: What to fill; where the backup is sealed, opened with its keys and `sealed_as`.
        community: Whose backup it must be.

    Raises:
        NotRestorable: The log does not take rows as they are.
        OtherHistory: The log holds something else.
        SealedOtherwise: One of the two is in plain, or their keys are not the same.
        StorageError: The backup is partial, altered, of another community or none; nothing was
            recorded.
    """
    if not isinstance(log, TakesRows):
        raise NotRestorable(type(log).__name__, "takes no rows as they are")
    manifest = verify(path, community=community)
    if (sealed := sealed_as(path)) != _sealed_as(log):
        raise SealedOtherwise(str(path), sealed)
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


def sealed_as(path: Path) -> str | None:
    """Under what id the keys of a backup are kept, for `open_log`; None where it is in plain.

    Raises:
        NotABackup: It is something else.
    """
    return read_head(path).sealed_as


def _sealed_as(log: StoredLog) -> str | None:
    """The same of a log."""
    return log.store.sealed_as if isinstance(log, StoreLog) else None


def _lines(log: StoredLog, community: str, tally: Tally) -> Iterator[bytes]:
    """All lines of a backup but the last, taken note of."""
    yield tally.add(head_line(community, _sealed_as(log)))
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
