"""Looks at series, and at dates that change."""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from community_domain import Envelope, Event, Recorded
from community_domain.activities import (
    OccurrenceCancelled,
    OccurrenceGenerated,
    OccurrenceMoved,
    SeriesId,
    SeriesPlanned,
)

from .activities import ActivitiesOnlooker
from .known import Known, SliceOnlooker, demand

__all__ = ["SeriesOnlooker"]


class SeriesOnlooker(SliceOnlooker):
    """R15 of series, and R23 of occurrences."""

    def __init__(self, known: Known) -> None:
        super().__init__(known)
        self.activities = self.other(ActivitiesOnlooker)
        self.sees = {
            SeriesPlanned: self.planned,
            OccurrenceGenerated: self.generated,
            OccurrenceMoved: self.moved,
            OccurrenceCancelled: self.called_off,
        }
        self.plans: dict[SeriesId, SeriesPlanned] = {}
        self.days: set[tuple[SeriesId, object]] = set()

    def planned(self, event: SeriesPlanned, _: Envelope) -> None:
        """A series stays with its activity."""
        before = self.plans.get(event.series_id, event)
        demand(before.activity_id == event.activity_id, "R15", event)
        self.plans[event.series_id] = event

    def generated(self, event: OccurrenceGenerated, _: Envelope) -> None:
        """A day of the rule has one occurrence, when the wall clock shows what is planned."""
        plan = self.plans[event.series_id]
        demand((event.series_id, event.day) not in self.days, "R15", event)
        demand(event.day in plan.recurrence.days(), "R15", event)
        self.days.add((event.series_id, event.day))
        clock = time.fromisoformat(plan.begins)
        wall = datetime.combine(event.day, clock, ZoneInfo(self.known.zone))
        starts = self.activities.occasions[event.occurrence_id].period.start
        demand(wall.astimezone(UTC) == starts, "R15", event)

    def moved(self, event: OccurrenceMoved, envelope: Envelope) -> None:
        """Only what is ahead, and what nobody plans with; what was moved by hand stays there."""
        occasion, at = self.activities.occasions[event.occurrence_id], envelope.context.at
        demand(not occasion.cancelled, "R23", event)
        demand(at < min(occasion.period.end, event.period.end), "R15", event)
        demand(not occasion.seats and not occasion.line, "R15", event)
        demand(event.exception or not occasion.by_hand, "R15", event)
        occasion.period, occasion.place = event.period, event.place
        occasion.opens, occasion.closes = event.opens, event.closes
        occasion.by_hand = event.exception

    def called_off(self, event: OccurrenceCancelled, envelope: Envelope) -> None:
        """Once, and not what is past; nobody waits any more."""
        occasion = self.activities.occasions[event.occurrence_id]
        demand(not occasion.cancelled, "R23", event)
        demand(envelope.context.at < occasion.period.end, "R15", event)
        occasion.cancelled, occasion.line, occasion.together = True, [], {}

    def done(self, rows: list[Recorded[Event]]) -> None:
        """Whoever has not come to what was called off holds no seat, and no offer."""
        for row in rows:
            if isinstance(row.event, OccurrenceCancelled):
                name = row.event.occurrence_id
                occasion, looks = self.activities.occasions[name], self.activities
                came = [who for where, who in {*looks.came, *looks.present} if where == name]
                demand(set(occasion.seats) <= set(came), "R23", row.event)
                demand(not occasion.held, "R23", row.event)
