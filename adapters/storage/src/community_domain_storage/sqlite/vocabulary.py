"""What a domain makes of the rows of a file."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from community_domain import Envelope, Event, Recorded

from ..codec import Codec, Decode
from ..errors import NewerEvent, UnknownEvent
from .file import instant
from .kinds import Kinds

__all__ = ["COLUMNS", "Row", "Vocabulary"]

COLUMNS = "position, kind, data, recorded_at, envelope"
Row = Sequence[Any]
"""The values of these columns."""


class Vocabulary:
    """How to read each kind of a file, and which of them the domain does not know."""

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

    def recorded(
        self, rows: Sequence[Row]
    ) -> Sequence[Recorded[Event]] | Iterator[Recorded[Event]]:
        """The rows as domain events; a row that cannot be read raises once its turn comes."""
        decoders, envelope = self._decoders, self._envelope
        try:
            return [
                Recorded(
                    position,
                    decoders[kind](data),
                    partial(envelope, position, cover),
                    partial(instant, recorded_at),
                )
                for position, kind, data, recorded_at, cover in rows
            ]
        except Exception:  # noqa: BLE001 - found out row by row, and raised by name
            return self._one_by_one(rows)

    def _one_by_one(self, rows: Sequence[Row]) -> Iterator[Recorded[Event]]:
        for position, kind, data, recorded_at, cover in rows:
            name, version = self.kinds.named[kind]
            event = self._codec.decode(name, version, data, self._where(position))
            yield Recorded(
                position,
                event,
                partial(self._envelope, position, cover),
                partial(instant, recorded_at),
            )

    def _envelope(self, position: int, data: bytes) -> Envelope:
        return self._codec.decode_envelope(data, self._where(position))

    def _where(self, position: int) -> str:
        return f"{self._path}, position {position}"
