"""What the pages must show, as the model's log says; nothing here knows how the app does it."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any

import attrs

from community_domain import Community, Event, MemberId, local_date, local_stretches
from community_domain.activities import (
    OccurrenceId,
    OccurrenceScheduled,
    SeatConfirmed,
    Seats,
    Turnout,
    WaitlistJoined,
    WaitlistLeft,
)
from community_domain.community import Settings
from community_domain.shifts import Duty, ShiftScheduled, ShiftTaken

__all__ = ["Expected"]

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


@attrs.frozen
class Expected:
    """The pages as they must be.

    Args:
        community: The model.
        happened: All events of its log.
        now: The instant at which somebody looks.
    """

    community: Community
    happened: Sequence[Event]
    now: datetime

    @property
    def occurrences(self) -> list[OccurrenceScheduled]:
        """All of them, by their beginning."""
        found = [event for event in self.happened if isinstance(event, OccurrenceScheduled)]
        return sorted(found, key=lambda one: (one.period.start, one.occurrence_id))

    @property
    def volunteers(self) -> list[MemberId]:
        """Whoever took a shift."""
        taken = (event.member_id for event in self.happened if isinstance(event, ShiftTaken))
        return list(dict.fromkeys(taken))

    def roster(self, occurrence_id: OccurrenceId) -> dict[str, list[Any]]:
        """Who has a seat, with what became of it, and who waits, in order."""
        seats = self.community.state(Seats(occurrence_id))
        return {
            "seated": [
                {
                    "member_id": member_id,
                    "attendance": self.community.state(Turnout(occurrence_id, member_id)).outcome,
                }
                for member_id in seats.confirmed
            ],
            "waiting": [member_id for claim in seats.queue() for member_id in claim],
        }

    def days(self, occurrences: Iterable[OccurrenceScheduled]) -> list[date]:
        """Days on which these take place, or might by mistake."""
        edges = (edge for one in occurrences for edge in (one.period.start, one.period.end))
        return sorted({local_date(edge, self.zone) - by * DAY for edge in edges for by in (0, 1)})

    def programme(self, day: date) -> dict[str, Any]:
        """What takes place on a day, and a meal for each seat at what begins on it."""
        days = {one: self._days_of(one) for one in self.occurrences}
        seats = (Seats(one.occurrence_id) for one in days if days[one][0] == day)
        return {
            "meals": sum(len(self.community.state(one).confirmed) for one in seats),
            "occurrences": [_shown(one) for one in days if day in days[one]],
        }

    def _days_of(self, occurrence: OccurrenceScheduled) -> list[date]:
        return [part.day for part in local_stretches(occurrence.period, self.zone)]

    @property
    def zone(self) -> str:
        """Whose midnight ends a day."""
        return self.community.state(Settings()).zone

    def minutes(self, member_id: MemberId) -> int:
        """The planned time of shifts that are over, of who held them and did not stay away."""
        return sum(
            (shift.period.end - shift.period.start) // MINUTE - shift.break_minutes
            for shift in self._over()
            if self._served(self.community.state(Duty(shift.shift_id, member_id)))
        )

    def _over(self) -> Iterator[ShiftScheduled]:
        for event in self.happened:
            if isinstance(event, ShiftScheduled) and event.period.end <= self.now:
                yield event

    @staticmethod
    def _served(duty: Duty) -> bool:
        return duty.holds and duty.outcome not in ("absent", "excused")

    def messages(self) -> list[dict[str, str]]:
        """One for each seat that somebody had waited for."""
        waiting: set[tuple[str, str]] = set()
        written: list[tuple[str, str]] = []
        for event in self.happened:
            match event:
                case WaitlistJoined(occurrence_id=where, member_id=who):
                    waiting.add((who, where))
                case WaitlistLeft(occurrence_id=where, member_id=who):
                    waiting.discard((who, where))
                case SeatConfirmed(occurrence_id=where, member_id=who) if (who, where) in waiting:
                    waiting.discard((who, where))
                    written.append((who, where))
                case _:
                    pass
        return [{"to": who, "seat_at": where} for who, where in sorted(written)]


def _shown(occurrence: OccurrenceScheduled) -> dict[str, str]:
    period = occurrence.period
    starts, ends = (one.isoformat(timespec="microseconds") for one in (period.start, period.end))
    return {"occurrence_id": occurrence.occurrence_id, "starts": starts, "ends": ends}
