"""The log of one community in one SQLite file: domain events over the recorder's rows."""

from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from itertools import chain
from types import TracebackType
from typing import Self

from community_domain import (
    Boundary,
    CommandId,
    Condition,
    Conflict,
    Domain,
    Envelope,
    Event,
    Head,
    Recorded,
    StoredEvent,
    tags_of,
)

from ..codec import Codec
from ..errors import VocabularyBehind
from .arrivals import Arrivals
from .file import LogFile, instant, microseconds
from .queries import Criteria
from .recorder import SQLiteRecorder, tags_from_json, tags_to_json
from .vocabulary import COLUMNS, Vocabulary
from .writer import Row, Transaction

__all__ = ["SQLiteLog", "SQLiteSubscription", "SQLiteWriter"]

COMMAND = "command"
"""Tag of each row with the command that led to it; a domain lets no identifier claim it."""
STORED = f"{COLUMNS}, tags"


class SQLiteLog:
    """An `EventLog` and `StoredLog`; safe for threads, and beside other processes.

    Raises:
        NotStorable: A type of the domain has no form as bytes.
    """

    def __init__(self, file: LogFile, domain: Domain) -> None:
        self.file = file
        self.recorder = SQLiteRecorder(file)
        self.domain = domain
        self.codec = Codec(domain)
        self._vocabulary = Vocabulary(self.codec, file.kinds, str(file.path))

    def writing(self) -> "SQLiteWriter":
        """A transaction; other writers wait for it, readers do not.

        Raises:
            VocabularyBehind: The log holds events that the domain does not know.
            LogBusy: Another writer held the log for too long.
        """
        return SQLiteWriter(self)

    def append(
        self, events: Sequence[Event], envelope: Envelope, condition: Condition | None = None
    ) -> Sequence[Recorded[Event]]:
        """One decision in a transaction of its own; `Conflict` when the condition fails."""
        with self.writing() as writer:
            return writer.append(events, envelope, condition)

    def read(
        self, boundary: Boundary | None = None, *, after: int = 0, until: int | None = None
    ) -> Iterator[Recorded[Event]]:
        """Events in the boundary, as they stand at the moment of the call.

        Needs the same small memory for a log of any length, and keeps no writer waiting.
        """
        batches = self.file.batches(COLUMNS, criteria(boundary), after=after, until=until)
        return chain.from_iterable(map(self.vocabulary().recorded, batches))

    def rows(self, *, after: int = 0, until: int | None = None) -> Iterator[StoredEvent]:
        """Stored rows by rising position, as they stand at the moment of the call."""
        batches = self.file.batches(STORED, after=after, until=until)
        named = self.file.kinds.named
        return (
            StoredEvent(
                position,
                *named[kind],
                data,
                tuple(tags[:-1]),
                envelope,
                tags[-1].removeprefix(f"{COMMAND}:"),
                instant(recorded_at),
            )
            for rows in batches
            for position, kind, data, recorded_at, envelope, shown in rows
            for tags in [tags_from_json(shown)]
        )

    def head(self) -> Head:
        """The last position, and the latest instant decided."""
        top = self.file.top()
        return Head(top.position, None if top.decided_at is None else instant(top.decided_at))

    def position_at(self, recorded: datetime) -> int:
        """The last position recorded at or before an instant of the log's clock; 0 if none."""
        wanted, low, high = microseconds(recorded), 0, self.file.top().position
        with self.file.reading() as connection:
            while low < high:
                middle = (low + high + 1) // 2
                [(at,)] = connection.execute(
                    "SELECT recorded_at FROM event WHERE position = ?", (middle,)
                )
                low, high = (middle, high) if at <= wanted else (low, middle - 1)
        return low

    @contextmanager
    def subscribe(
        self, boundary: Boundary | None = None, *, after: int = 0
    ) -> Generator["SQLiteSubscription"]:
        """Everything in the boundary after a position, then whatever comes."""
        subscription = SQLiteSubscription(self, boundary, after)
        try:
            yield subscription
        finally:
            subscription.stop()

    def close(self) -> None:
        """Let go of the file; closing twice is fine."""
        self.file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def vocabulary(self) -> Vocabulary:
        """What the domain makes of the file's vocabulary as it is known now."""
        found, kinds = self._vocabulary, self.file.kinds
        if found.kinds is not kinds:
            found = self._vocabulary = Vocabulary(self.codec, kinds, str(self.file.path))
        return found


class SQLiteWriter(Transaction):
    """The `Writer` of a log: what Transaction does with rows, in domain events."""

    def __init__(self, log: SQLiteLog) -> None:
        super().__init__(log.file)
        self._log = log
        self._codec = log.codec
        self._vocabulary = log.vocabulary()

    def __enter__(self) -> Self:
        super().__enter__()
        if self._vocabulary.kinds is not self.kinds:
            self._learn()
        if behind := self._vocabulary.behind:
            self.abandon()
            raise VocabularyBehind(str(self._log.file.path), behind)
        return self

    def read(self, boundary: Boundary | None, *, after: int = 0) -> Iterator[Recorded[Event]]:
        """Events in the boundary, own appends included."""
        found = self.batches(COLUMNS, criteria(boundary), after=after)
        return chain.from_iterable(map(self._vocabulary.recorded, found))

    def decision(self, command_id: CommandId) -> Sequence[Recorded[Event]]:
        """What was recorded under a command id."""
        rows = self.tagged(COLUMNS, f"{COMMAND}:{command_id}")
        return list(self._vocabulary.recorded(rows)) if rows else ()

    def known(self, command_ids: Sequence[CommandId]) -> set[CommandId]:
        """Those under which something is recorded."""
        asked = {f"{COMMAND}:{one}": one for one in command_ids}
        return {asked[tag] for tag in self.used(list(asked))}

    def append(
        self, events: Sequence[Event], envelope: Envelope, condition: Condition | None = None
    ) -> Sequence[Recorded[Event]]:
        """Record the events of one decision; `Conflict` when the condition does not hold."""
        if condition and condition.after < self.position:
            boundary = criteria(condition.boundary)
            if any(self.batches("position", boundary, after=condition.after, size=1)):
                raise Conflict(1)
        if self._vocabulary.kinds is not self.kinds:
            self._learn()
        if not self._vocabulary.is_complete:
            self.know(self._vocabulary.wanted)
            self._learn()
        now = max(microseconds(self._log.file.clock()), self.recorded_at)
        at = envelope.context.at
        decided = microseconds(at)
        if self.decided_at is not None and self.decided_at > decided:
            decided, at = self.decided_at, instant(self.decided_at)
        codec, numbers, recorded_at = self._codec, self._vocabulary.numbers, partial(instant, now)
        command, position = f"{COMMAND}:{envelope.command_id}", self.position
        covers: dict[int, bytes] = {}
        made: list[tuple[Row, Sequence[str], Recorded[Event]]] = []
        for event in events:
            position += 1
            version = event.spec.version
            if version not in covers:
                covers[version] = codec.encode_envelope(envelope, version)
            tags = (*tags_of(event), command)
            kind, shown = numbers[type(event)], tags_to_json(tags)
            row = (position, kind, codec.encode(event), now, decided, shown, covers[version])
            made.append((row, tags, Recorded(position, event, envelope, recorded_at)))
        for one in made:
            self.add(one[0], one[1])
        self.now_at(Head(position, at))
        return [recorded for _, _, recorded in made]

    def _learn(self) -> None:
        self._vocabulary = Vocabulary(self._codec, self.kinds, str(self._log.file.path))


class SQLiteSubscription:
    """A blocking iterator over what is recorded, for one thread; any may stop it."""

    def __init__(self, log: SQLiteLog, boundary: Boundary | None, after: int) -> None:
        self._log = log
        self._arrivals = Arrivals(log.file, COLUMNS, criteria(boundary), after)

    def stop(self) -> None:
        """End the iteration, also from another thread."""
        self._arrivals.stop()

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> Recorded[Event]:
        row = next(self._arrivals)
        [recorded] = self._log.vocabulary().recorded([row])  # Known only now: the row may be new.
        return recorded


def criteria(boundary: Boundary | None) -> Criteria | None:
    """A boundary as the tables are asked for it."""
    return None if boundary is None else [(one.types, one.tags) for one in boundary]
