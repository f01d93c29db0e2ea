"""The `Writer` of a log: what a transaction does with rows, in domain events.

This is the path of every command; it is written for speed.
"""

from collections.abc import Iterator, Sequence
from itertools import chain
from types import TracebackType
from typing import TYPE_CHECKING, Self

from community_domain import (
    Boundary,
    CommandId,
    Condition,
    Conflict,
    Envelope,
    Event,
    Head,
    Recorded,
    tags_of,
)

from .codec import Codec
from .errors import VocabularyBehind
from .instants import instant, microseconds
from .sealing.values import Sealing, committing
from .selections import criteria
from .stores import ROW, NewRow, Transaction
from .tags import command_tag, tags_to_json
from .vocabulary import StoredRecorded, Vocabulary

if TYPE_CHECKING:
    from .log import StoreLog

__all__ = ["SettlingWriter", "StoreWriter"]


class StoreWriter(Transaction):
    """To be mixed with the transaction of a store, and in front of it."""

    codec: Codec
    vocabulary: Vocabulary

    def __init__(self, log: "StoreLog") -> None:
        super().__init__(log.store)
        self._log = log
        self.codec, self.vocabulary = log.codec, log.vocabulary()

    def __enter__(self) -> Self:
        if sealing := self.codec.sealing:
            self._since = sealing.writing()
        self.looked()
        self.begin()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        sealing = self.codec.sealing
        if sealing is None or error is not None:
            super().__exit__(kind, error, trace)
        else:
            self._commit_sealed(sealing)

    def looked(self) -> None:
        """Refuse to write to a log whose words this domain does not all know."""
        if self.vocabulary.kinds is not self.kinds:
            self.vocabulary = Vocabulary(self.codec, self.kinds, self.store.name)
        if behind := self.vocabulary.behind:
            raise VocabularyBehind(self.store.name, behind)

    def read(self, boundary: Boundary | None, *, after: int = 0) -> Iterator[Recorded[Event]]:
        """Events in the boundary, own appends included."""
        found = self.batches(ROW, criteria(boundary), after=after)
        return chain.from_iterable(map(self.vocabulary.recorded, found))

    def decision(self, command_id: CommandId) -> Sequence[Recorded[Event]]:
        """What was recorded under a command id."""
        rows = self.tagged(ROW, command_tag(command_id))
        return list(self.vocabulary.recorded(rows)) if rows else ()

    def known(self, command_ids: Sequence[CommandId]) -> set[CommandId]:
        """Those under which something is recorded."""
        asked = {command_tag(one): one for one in command_ids}
        return {asked[tag] for tag in self.used(list(asked))}

    def append(
        self, events: Sequence[Event], envelope: Envelope, condition: Condition | None = None
    ) -> Sequence[StoredRecorded]:
        """Record the events of one decision; `Conflict` when the condition does not hold."""
        if not self.vocabulary.is_complete:
            self.know(self.vocabulary.wanted)
        head = self.head()
        if condition and condition.after < head.position:
            boundary = criteria(condition.boundary)
            if any(self.batches(ROW, boundary, after=condition.after, size=1)):
                raise Conflict(1)
        now = max(microseconds(self.store.clock()), self.recorded_at)
        at = envelope.context.at
        decided = microseconds(at)
        tag = command_tag(envelope.command_id)
        if self.overtakable:
            self._guard(condition, tag, decided)
        if self.decided_at is not None and self.decided_at > decided:
            decided, at = self.decided_at, instant(self.decided_at)
        codec, vocabulary, position = self.codec, self.vocabulary, self.position
        numbers, covers = vocabulary.numbers, dict[int, bytes]()
        made: list[tuple[NewRow, Sequence[str], StoredRecorded]] = []
        for event in events:
            position += 1
            version = event.spec.version
            if version not in covers:
                covers[version] = codec.encode_envelope(envelope, version)
            tags = (*tags_of(event), tag)
            kind, shown = numbers[type(event)], tags_to_json(tags)
            row = (position, kind, codec.encode(event), now, decided, shown, covers[version])
            made.append((row, tags, StoredRecorded(position, event, envelope, now, vocabulary)))
        for one in made:
            self.add(one[0], one[1])
        self.now_at(Head(position, at))
        return [recorded for _, _, recorded in made]

    def rely(self, boundary: Boundary) -> None:
        """Let the transaction fail if others record any of this before its end."""
        if self.overtakable:
            self.guard(criteria(boundary) or ())

    def _commit_sealed(self, sealing: Sealing) -> None:
        """Keep new keys first, and destroy those of whoever was erased last."""
        try:
            sealing.keep_new_keys(self._since)  # All at once: it waits for a disk.
        except BaseException:
            self.abandon()
            raise
        with committing(sealing, self._log, self._since):
            self.commit()

    def _guard(self, condition: Condition | None, tag: str, decided: int) -> None:
        """Against what others may record before this transaction ends."""
        self.guard([((), (tag,))])
        if condition:
            back = self.decided_at is not None and decided < self.decided_at
            read = criteria(condition.boundary) or ()
            self.guard(read, None if back else decided)


class SettlingWriter(StoreWriter):
    """A writer whose events get their place at the end, and are told it."""

    def __init__(self, log: "StoreLog") -> None:
        super().__init__(log)
        self._made: list[StoredRecorded] = []

    def append(
        self, events: Sequence[Event], envelope: Envelope, condition: Condition | None = None
    ) -> Sequence[StoredRecorded]:
        """Record the events of one decision; `Conflict` when the condition does not hold."""
        made = super().append(events, envelope, condition)
        self._made += made
        return made

    def settled(self, by: int, earliest: int) -> None:
        """Tell every event its place."""
        for one in self._made:
            one.settle(by, earliest)
