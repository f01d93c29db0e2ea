"""Rows of another log, taken in as they are: with their positions, instants, envelopes and tags."""

from collections.abc import Iterable
from datetime import datetime

import msgspec

from community_domain import StoredEvent

from .backup.errors import RowMisplaced
from .instants import microseconds
from .stores import Transaction
from .tags import command_tag, tags_to_json

__all__ = ["take"]


class _Context(msgspec.Struct):
    at: datetime


class _Envelope(msgspec.Struct):
    context: _Context


_read_envelope = msgspec.json.Decoder(_Envelope).decode


def take(transaction: Transaction, rows: Iterable[StoredEvent]) -> None:
    """Add rows to a transaction, each behind the last.

    Raises:
        RowMisplaced: A row does not belong behind the one in front of it.
    """
    for row in rows:
        recorded, decided = microseconds(row.recorded_at), _decided_at(row)
        if row.position != transaction.position + 1:
            raise RowMisplaced(row.position, f"the row in front of it is {transaction.position}")
        if recorded < transaction.recorded_at:
            raise RowMisplaced(row.position, "it was recorded before the row in front of it")
        named = (row.type, row.version)
        if named not in transaction.kinds.numbers:
            transaction.know([named])
        tags = (*row.tags, command_tag(row.command_id))
        earlier = transaction.decided_at
        latest = decided if earlier is None else max(decided, earlier)
        kind, shown = transaction.kinds.numbers[named], tags_to_json(tags)
        made = (row.position, kind, row.data, recorded, latest, shown, row.envelope)
        transaction.add(made, tags)


def _decided_at(row: StoredEvent) -> int:
    """When its decision was made, in microseconds; all that is decoded of a row."""
    try:
        return microseconds(_read_envelope(row.envelope).context.at)
    except (msgspec.MsgspecError, TypeError) as error:
        raise RowMisplaced(
            row.position, "its envelope does not tell when it was decided"
        ) from error
