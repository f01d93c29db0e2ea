"""What was offered and when: the titles and dates behind the ids of other projections."""

from collections.abc import Mapping

import attrs

from community_domain import Event, LocalPeriod, Period, Recorded
from community_domain.activities import (
    ActivityId,
    ActivityOffered,
    OccurrenceCancelled,
    OccurrenceId,
    OccurrenceMoved,
    OccurrenceScheduled,
)

from .folding import Handler, Projection

__all__ = ["Dated", "Programme"]


@attrs.frozen
class Dated:
    """An occurrence with the title of its activity."""

    occurrence_id: OccurrenceId
    activity_id: ActivityId
    title: str
    period: Period
    local: LocalPeriod
    """The period as the clocks of the community showed it."""
    place: str | None
    cancelled: str | None = None
    """Why it was called off, if it was."""


@attrs.define
class Programme(Projection):
    """Activities by title, and their occurrences, in the order in which they were scheduled."""

    titles: dict[ActivityId, str] = attrs.field(factory=dict[ActivityId, str], init=False)
    occurrences: dict[OccurrenceId, Dated] = attrs.field(
        factory=dict[OccurrenceId, Dated], init=False
    )

    def handlers(self) -> Mapping[type[Event], Handler]:
        """Offers give titles, schedules give dates, which may move or be called off."""
        return {
            ActivityOffered: self._offered,
            OccurrenceScheduled: self._scheduled,
            OccurrenceMoved: self._moved,
            OccurrenceCancelled: self._called_off,
        }

    def _offered(self, recorded: Recorded[ActivityOffered]) -> None:
        self.titles[recorded.event.activity_id] = recorded.event.title

    def _scheduled(self, recorded: Recorded[OccurrenceScheduled]) -> None:
        event = recorded.event
        self.occurrences[event.occurrence_id] = Dated(
            event.occurrence_id,
            event.activity_id,
            self.titles.get(event.activity_id, ""),
            event.period,
            event.local,
            event.place,
        )

    def _moved(self, recorded: Recorded[OccurrenceMoved]) -> None:
        event, dated = recorded.event, self.occurrences[recorded.event.occurrence_id]
        self.occurrences[event.occurrence_id] = attrs.evolve(
            dated, period=event.period, local=event.local, place=event.place
        )

    def _called_off(self, recorded: Recorded[OccurrenceCancelled]) -> None:
        event, dated = recorded.event, self.occurrences[recorded.event.occurrence_id]
        self.occurrences[event.occurrence_id] = attrs.evolve(dated, cancelled=event.reason)
