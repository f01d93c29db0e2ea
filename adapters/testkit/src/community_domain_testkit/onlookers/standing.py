"""Looks at standing duties: one shift for each day that is not past, by the clocks of the place."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from community_domain import Event, Recorded
from community_domain.shifts import ScheduleStandingDuty, ShiftId, ShiftScheduled

from .known import SliceOnlooker, demand
from .shifts import ShiftsOnlooker

__all__ = ["StandingOnlooker"]


class StandingOnlooker(SliceOnlooker):
    """R15, as far as shifts recur."""

    def done(self, rows: list[Recorded[Event]]) -> None:
        """What was planned are days of the duty, each as the clocks show; none is left out."""
        for row in rows:
            command, event = row.envelope.command, row.event
            if isinstance(command, ScheduleStandingDuty) and isinstance(event, ShiftScheduled):
                days = {_shift_of(command, day): day for day in _days_of(command)}
                demand(event.shift_id in days, "R15: a day of the duty", event)
                self.keeps_the_clocks(command, event, days[event.shift_id])
                self.leaves_nothing_out(command, row.envelope.context.at)

    def keeps_the_clocks(
        self, command: ScheduleStandingDuty, event: ShiftScheduled, day: date
    ) -> None:
        """A shift begins and ends when the clocks show it, where they show it at all."""
        next_day = command.ends <= command.begins
        ends_on = day + timedelta(days=1) if next_day else day
        walls = (
            (day, command.begins, event.period.start),
            (ends_on, command.ends, event.period.end),
        )
        for on, clock, instant in walls:
            shown = instant.astimezone(ZoneInfo(self.known.zone)).replace(tzinfo=None)
            wanted = datetime.combine(on, time.fromisoformat(clock))
            demand(shown == wanted or not self.is_shown(wanted), "R15: clocks", (event, wanted))

    def is_shown(self, wall: datetime) -> bool:
        """Whether the clocks show a time on a day, or skip it."""
        zone = ZoneInfo(self.known.zone)
        back = wall.replace(tzinfo=zone).astimezone(UTC).astimezone(zone)
        return back.replace(tzinfo=None) == wall

    def leaves_nothing_out(self, command: ScheduleStandingDuty, at: datetime) -> None:
        """Every day of the duty has its shift, unless its end is past or about to be."""
        duties = self.other(ShiftsOnlooker).duties
        soon = self.known.day(at) + timedelta(days=1)
        missing = [
            day
            for day in _days_of(command)
            if day >= soon and _shift_of(command, day) not in duties
        ]
        demand(not missing, "R15: each day", (command, missing))


def _days_of(command: ScheduleStandingDuty) -> Iterator[date]:
    day = command.first
    while day <= command.last:
        yield day
        day += timedelta(days=1)


def _shift_of(command: ScheduleStandingDuty, day: date) -> ShiftId:
    return ShiftId(f"{command.duty_id}-{day.isoformat().replace('-', '')}")
