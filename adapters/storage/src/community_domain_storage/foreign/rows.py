"""Rows as bytes of a foreign recorder: the event, its envelope, and when it was recorded.

One line of JSON each, so that whatever tool the recorder comes with shows them.
"""

import msgspec
from eventsourcing.dcb.api import DCBEvent, DCBQuery, DCBQueryItem, DCBSequencedEvent

from ..errors import DamagedFile
from ..kinds import Kinds, Named
from ..recorder import parted
from ..selections import Criteria
from ..stores import NewRow
from ..tags import tags_from_json

__all__ = ["EVERYTHING", "FoundRow", "query_for", "read_row", "written"]

EVERYTHING = DCBQuery()


class Stamp(msgspec.Struct, gc=False):
    """When a row was recorded, and the latest instant decided so far; microseconds."""

    recorded_at: int
    decided_at: int


class FoundRow(msgspec.Struct, gc=False):
    """A row as it was found."""

    position: int
    named: Named
    data: bytes
    envelope: bytes
    stamp: Stamp


_stamp = msgspec.json.Decoder(Stamp).decode
_encode = msgspec.json.encode


def written(row: NewRow, kinds: Kinds) -> DCBEvent:
    """A row as an event of the recorder."""
    _, kind, data, recorded_at, decided_at, tags, envelope = row
    stamp = _encode(Stamp(recorded_at, decided_at or 0))
    whole = b"\n".join((data, envelope or b"", stamp))
    return DCBEvent(kinds.named[kind][0], whole, tags_from_json(tags))


def read_row(found: DCBSequencedEvent, store: str) -> FoundRow:
    """What an event of the recorder says.

    Raises:
        DamagedFile: It was not written by this library.
    """
    named, data, rest = parted(found.event)
    envelope, _, stamp = (rest or b"").partition(b"\n")
    try:
        return FoundRow(found.position, named, data, envelope, _stamp(stamp))
    except msgspec.MsgspecError as error:
        where = f"{store}, position {found.position}"
        raise DamagedFile(where, "it was not written by this library") from error


def query_for(criteria: Criteria | None) -> DCBQuery | None:
    """What the recorder is asked; None where the criteria select nothing."""
    if criteria is None:
        return EVERYTHING
    items = [DCBQueryItem(list(types), list(dict.fromkeys(tags))) for types, tags in criteria]
    return DCBQuery(items) if items else None
