"""The references that are recorders of the `eventsourcing` library's kind: read, then append.

They keep the very bytes that our side stores, under as many tags, on the condition that nothing
arrived meanwhile in the boundary that our decision reads. They decode nothing and decide nothing.
"""

from collections.abc import Iterable, Sequence
from functools import cache

from community_domain_testkit import WatchedLog
from eventsourcing.dcb.api import (
    DCBAppendCondition,
    DCBEvent,
    DCBQuery,
    DCBQueryItem,
    DCBRecorder,
)

from community_domain import Boundary, StoredEvent

from .story import Story

__all__ = ["RecorderLog", "Rehearsal"]

TOGETHER = 500
"""Rows of one append that fills a recorder beforehand."""


class Rehearsal:
    """What sign-ups store and what they read, found by deciding them elsewhere first.

    Args:
        story: A community for this alone, with occurrences for every round.
    """

    def __init__(self, story: Story) -> None:
        self._story = story
        self.before = list(story.rows())
        """Rows from before the first round."""
        self._watched = WatchedLog(story.log)
        self._community = story.community.over(self._watched)
        self.round = cache(self._round)
        """For each sign-up of a round of that number: its row, and the query for its boundary."""

    def _round(self, number: int) -> list[tuple[StoredEvent, DCBQuery]]:
        self._watched.conditions.clear()
        for one in self._story.sign_ups(number):
            acting = self._community.acting(one.actor)
            acting.execute(one.command, at=one.at, command_id=one.command_id)
        queries = [_query(one.boundary) for one in self._watched.conditions]
        rows = self._story.stored(self._story.children)
        return list(zip(rows, queries, strict=True))


class RecorderLog:
    """A recorder as an application uses it.

    Args:
        recorder: Where the bytes go; nothing is there yet.
        before: Rows to begin with.
        warm: Whether only what is new is read, as for an application with a cache of its own.
    """

    def __init__(
        self, recorder: DCBRecorder, before: Sequence[StoredEvent], *, warm: bool = False
    ) -> None:
        self._recorder, self._warm = recorder, warm
        self._seen = 0
        for start in range(0, len(before), TOGETHER):
            self._append(before[start : start + TOGETHER])

    def append(self, row: StoredEvent, query: DCBQuery) -> None:
        """Read the boundary, append unless it changed."""
        found = self._recorder.read(query, after=self._seen if self._warm else None)
        for _ in found:
            pass
        self._append([row], DCBAppendCondition(query, after=found.head))

    def _append(
        self, rows: Iterable[StoredEvent], condition: DCBAppendCondition | None = None
    ) -> None:
        events = [
            DCBEvent(type=row.type, data=row.data + (row.envelope or b""), tags=list(row.tags))
            for row in rows
        ]
        self._seen = self._recorder.append(events, condition)


def _query(boundary: Boundary) -> DCBQuery:
    return DCBQuery(
        items=[DCBQueryItem(types=list(one.types), tags=list(one.tags)) for one in boundary]
    )
