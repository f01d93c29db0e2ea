"""What a domain makes of the rows of a store."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from community_domain import Envelope, Event, Recorded

from .codec import Codec, Decode
from .errors import NewerEvent, StorageError, UnknownEvent
from .instants import instant
from .kinds import Kinds

__all__ = ["Row", "StoredRecorded", "Vocabulary"]

Row = Sequence[Any]
"""The values of the columns `ROW`."""


class Vocabulary:
    """How to read each kind of a store, and which of them the domain does not know."""

    def __init__(self, codec: Codec, kinds: Kinds, path: str) -> None:
        self.kinds = kinds
        self._codec, self._path = codec, path
        self._decoders: dict[int, Decode] = {}
        behind: list[str] = []
        for number, (name, version) in kinds.named.items():
            try:
                self._decoders[number] = codec.decoder(name, version)
            except (UnknownEvent, NewerEvent):
                behind.append(f"{name}/{version}")
        self.behind = tuple(sorted(behind))
        """Names with versions that the log holds and the domain does not know."""
        own = {kind: (kind.spec.name, kind.spec.version) for kind in codec.domain.events}
        self.wanted = tuple(own.values())
        """What the domain writes."""
        self.numbers: dict[type[Event], int] = {
            kind: kinds.numbers[named] for kind, named in own.items() if named in kinds.numbers
        }
        self.is_complete = len(self.numbers) == len(own)

    def recorded(self, rows: Sequence[Row]) -> Iterable[Recorded[Event]]:
        """The rows as domain events; a row that cannot be read raises once its turn comes."""
        decoders = self._decoders
        try:
            return [
                StoredRecorded(position, decoders[kind](data), cover, recorded_at, self)
                for position, kind, data, recorded_at, cover in rows
            ]
        except Exception:  # noqa: BLE001 - found out row by row, and raised by name
            return self._one_by_one(rows)

    def envelope(self, position: int, data: bytes) -> Envelope:
        """What the envelope of a row says."""
        try:
            return self._codec.decode_envelope(data)
        except StorageError:  # Once more, only to say where.
            return self._codec.decode_envelope(data, self._where(position))

    def _one_by_one(self, rows: Sequence[Row]) -> Iterator[Recorded[Event]]:
        for position, kind, data, recorded_at, cover in rows:
            name, version = self.kinds.named[kind]
            event = self._codec.decode(name, version, data, self._where(position))
            yield StoredRecorded(position, event, cover, recorded_at, self)

    def _where(self, position: int) -> str:
        return f"{self._path}, position {position}"


class StoredRecorded(Recorded[Event]):
    """An event as it was read or appended; what was read waits as it is stored.

    Made for every event of a replay, so it holds what it was given and no more.
    """

    __slots__ = ("_at", "_cover", "_vocabulary")

    def __init__(
        self,
        position: int,
        event: Event,
        cover: bytes | Envelope,
        at: int,
        vocabulary: Vocabulary,
    ) -> None:
        self.position = position
        self.event = event
        self._cover = cover
        self._at = at
        self._vocabulary = vocabulary

    @property
    def envelope(self) -> Envelope:
        """The envelope of the decision that yielded this event."""
        cover = self._cover
        if isinstance(cover, bytes):
            cover = self._cover = self._vocabulary.envelope(self.position, cover)
        return cover

    @property
    def recorded_at(self) -> datetime:
        """When the log's own clock saw it, UTC."""
        return instant(self._at)

    def settle(self, by: int, earliest: int) -> None:
        """Take the place it got in the end: so many positions on, and not recorded earlier."""
        self.position += by
        self._at = max(self._at, earliest)
