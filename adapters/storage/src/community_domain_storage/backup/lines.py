"""A backup as a file: a line that says what it is, a line for each row, a line that seals it.

    {"format":"community-domain-backup","version":1,"community":"henggao"}
    {"position":1,"recorded_at":"…","type":"…","version":1,"command_id":"…","tags":[…],"data":{…},…}
    {"rows":1,"sha256":"…"}

Events and envelopes stand in it with the bytes they are stored with. The SHA-256 is over all lines
in front of the last, line breaks included. Where personal values are sealed, the first line has the
version 2, and tells in `sealed_as` under what id a key store knows the log.
"""

import hashlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import msgspec

from community_domain import StoredEvent

from .errors import BackupAltered, BackupCut, NotABackup, OtherBackup

__all__ = ["Head", "Manifest", "Tally", "as_line", "head_line", "is_last", "read_head", "read_rows"]

FORMAT, IN_PLAIN, SEALED = "community-domain-backup", 1, 2
LONGEST = 64 * 1024 * 1024
"""Bytes of a line; what is longer was not written here, and is not read into memory."""


class Head(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a backup says of itself in front."""

    format: str
    version: int
    community: str
    sealed_as: str | None = None
    """Under what id a key store knows the log; None where it is in plain."""


class _Row(msgspec.Struct):
    position: int
    recorded_at: datetime
    type: str
    version: int
    command_id: str
    tags: list[str]
    data: msgspec.Raw
    envelope: msgspec.Raw


class Manifest(msgspec.Struct, frozen=True):
    """What a whole backup holds."""

    rows: int
    sha256: str
    """In hexadecimal digits, over all lines but the last."""


_encode = msgspec.json.Encoder().encode
_decode_head = msgspec.json.Decoder(Head).decode
_read_row = msgspec.json.Decoder(_Row).decode
_read_manifest = msgspec.json.Decoder(Manifest).decode


class Tally:
    """Counts lines and takes their digest, as they pass."""

    def __init__(self) -> None:
        self._digest = hashlib.sha256()
        self.lines = 0

    def add(self, line: bytes) -> bytes:
        """Take one more line, and hand it on."""
        self._digest.update(line)
        self.lines += 1
        return line

    def manifest(self) -> Manifest:
        """What passed, the first line not counted."""
        return Manifest(self.lines - 1, self._digest.hexdigest())

    def last_line(self) -> bytes:
        """The line that seals the others."""
        return _encode(self.manifest()) + b"\n"


def head_line(community: str, sealed_as: str | None) -> bytes:
    """The first line of a backup."""
    version = IN_PLAIN if sealed_as is None else SEALED
    return _encode(Head(FORMAT, version, community, sealed_as)) + b"\n"


def is_last(line: bytes) -> bool:
    """Whether a line, or its beginning, is one that seals the others."""
    return line.startswith(b'{"rows":')


def as_line(row: StoredEvent) -> bytes:
    """A row as a line."""
    made = _Row(
        row.position,
        row.recorded_at,
        row.type,
        row.version,
        row.command_id,
        list(row.tags),
        msgspec.Raw(row.data),
        msgspec.Raw(row.envelope),
    )
    return _encode(made) + b"\n"


def read_head(path: Path) -> Head:
    """What a backup says of itself in front; nothing else of it is looked at.

    Raises:
        NotABackup: It is something else.
    """
    with path.open("rb") as file:
        return _head(path, file.readline(LONGEST))


def read_rows(path: Path, community: str | None = None) -> Iterator[StoredEvent | Manifest]:
    """The rows of a backup, and behind them its manifest once all of them have proved right.

    Args:
        path: The file.
        community: Whose it must be; None: anybody's.

    Raises:
        NotABackup: It is something else.
        OtherBackup: It is of another community.
        BackupCut: Its end is missing; found out at the end.
        BackupAltered: It is not as it was written; found out at the latest at the end.
    """
    tally = Tally()
    with path.open("rb") as file:
        _check_head(path, tally.add(file.readline(LONGEST)), community)
        while (line := file.readline(LONGEST)).endswith(b"\n"):
            if is_last(line):
                yield _checked_end(path, line, tally, file.read(1))
                return
            tally.add(line)
            yield _row(path, line, tally.lines - 1)
    if len(line) == LONGEST:
        raise BackupAltered(str(path), f"line {tally.lines + 1} is too long")
    raise BackupCut(str(path))


def _check_head(path: Path, line: bytes, community: str | None) -> None:
    head = _head(path, line)
    if community not in {None, head.community}:
        raise OtherBackup(str(path), str(community), head.community)


def _head(path: Path, line: bytes) -> Head:
    try:
        head = _decode_head(line)
    except msgspec.MsgspecError as error:
        raise NotABackup(str(path), "its first line does not say so") from error
    if head.format != FORMAT:
        raise NotABackup(str(path), "its first line names another format")
    if head.version not in {IN_PLAIN, SEALED}:
        found = f"it has the format {head.version}, this release knows up to {SEALED}; upgrade"
        raise NotABackup(str(path), found)
    if (head.version == SEALED) != (head.sealed_as is not None):
        raise NotABackup(str(path), "its first line does not say under what its keys are kept")
    return head


def _row(path: Path, line: bytes, position: int) -> StoredEvent:
    try:
        row = _read_row(line)
    except msgspec.MsgspecError as error:
        raise BackupAltered(str(path), f"line {position + 1} is no row") from error
    if row.position != position:
        raise BackupAltered(str(path), f"line {position + 1} is of position {row.position}")
    return StoredEvent(
        row.position,
        row.type,
        row.version,
        bytes(row.data),
        tuple(row.tags),
        bytes(row.envelope),
        row.command_id,
        row.recorded_at,
    )


def _checked_end(path: Path, line: bytes, tally: Tally, more: bytes) -> Manifest:
    try:
        manifest = _read_manifest(line)
    except msgspec.MsgspecError as error:
        raise BackupAltered(str(path), "its last line is unreadable") from error
    found = tally.manifest()
    if manifest.rows != found.rows:
        raise BackupAltered(str(path), f"it has {found.rows} rows of {manifest.rows}")
    if manifest != found:
        raise BackupAltered(str(path), "the digest of its lines is another")
    if more:
        raise BackupAltered(str(path), "something stands behind its last line")
    return manifest
