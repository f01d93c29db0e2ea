"""Looks at the hours ledger: every minute was served, once, and corrections are somebody else's."""

from datetime import date, timedelta
from typing import Any

from community_domain import Envelope, Event, MemberId, Period, Recorded, System
from community_domain.service import EntryId, EntryReversed, HoursCredited, WorkingDaysSet
from community_domain.shifts import ShiftId
from community_domain.tasks import TaskId

from .hours import MINUTE, shared
from .known import Known, SliceOnlooker, demand
from .shifts import ShiftsOnlooker
from .tasks import TasksOnlooker

__all__ = ["ServiceOnlooker"]

WEEKEND = (5, 6)
"""Saturday and Sunday, counted from Monday as 0."""


class ServiceOnlooker(SliceOnlooker):
    """R26, R27, R28, R31."""

    def __init__(self, known: Known) -> None:
        super().__init__(known)
        self.sees = {
            WorkingDaysSet: self.calendar_set,
            HoursCredited: self.credited,
            EntryReversed: self.reversed,
        }
        self.days_off: tuple[date, ...] = ()
        self.make_up_days: tuple[date, ...] = ()
        self.entries: dict[EntryId, HoursCredited] = {}
        """All there ever were."""
        self.counting: list[EntryId] = []
        self.moves: list[tuple[int, MemberId, int]] = []
        """Position, member, and minutes that were added or taken off."""

    def decided(self, rows: list[Recorded[Event]]) -> None:
        """Reversal and new entry are one decision (R27)."""
        gone = [row.event.entry_id for row in rows if isinstance(row.event, EntryReversed)]
        new = [row.event.corrects for row in rows if isinstance(row.event, HoursCredited)]
        demand(gone == [one for one in new if one is not None], "R27", rows)

    def calendar_set(self, event: WorkingDaysSet, _: Envelope) -> None:
        """From now on other days are worked."""
        self.days_off, self.make_up_days = event.days_off, event.make_up_days

    def credited(self, event: HoursCredited, envelope: Envelope) -> None:
        """Time that was served and nobody counted yet is counted, less the break."""
        demand(event.entry_id not in self.entries, "R27: one entry", event)
        mine = [self.entries[one] for one in self.counting]
        mine = [one for one in mine if one.member_id == event.member_id]
        demand(event.work not in [one.work for one in mine], "R26: one entry", event)
        self.counts_no_minute_twice(event, [part for one in mine for part in one.counted])
        time = shared(event.counted, event.worked.start, event.worked.end)
        most = time // MINUTE - event.break_minutes
        if event.corrects is None:
            demand(0 < event.minutes == most, "R26", (event, most))
            self.was_served(event, envelope)
            demand(event.late == self.is_late(event, envelope), "R31", event)
        else:
            demand(0 <= event.minutes <= most, "R26", (event, most))
            demand(event.worked.end <= envelope.context.at, "R26", event)
        self.entries[event.entry_id] = event
        self.counting.append(event.entry_id)
        self.moves.append((self.known.position, event.member_id, event.minutes))

    def counts_no_minute_twice(self, event: HoursCredited, others: list[Period]) -> None:
        """What is counted lies in the time worked, apart from itself and from all else (R26)."""
        for number, part in enumerate(event.counted):
            inside = event.worked.start <= part.start < part.end <= event.worked.end
            demand(inside, "R26", (event, part))
            for other in (*others, *event.counted[:number]):
                apart = part.end <= other.start or other.end <= part.start
                demand(apart, "R26: twice", (event, part, other))
        if event.corrects is None:
            worked = event.worked.start, event.worked.end
            left = worked[1] - worked[0] - shared(others, *worked)
            demand(shared(event.counted, *worked) == left, "R26: all that is left", event)

    def was_served(self, event: HoursCredited, envelope: Envelope) -> None:
        """Somebody was there, or somebody else accepted the work."""
        kind, _, name = event.work.partition(":")
        if kind == "shift":
            self.was_on_duty(event, ShiftId(name), envelope)
        else:
            demand(kind == "task", "R28", event)
            work = self.other(TasksOnlooker).jobs[TaskId(name)].of(event.member_id)
            demand(work.verified and work.verified.service, "R28", event)
            demand(getattr(work.verified, "worked", None) == event.worked, "R26", event)

    def was_on_duty(self, event: HoursCredited, shift_id: ShiftId, envelope: Envelope) -> None:
        """Who came and went earns what lies in the plan, or all of it on a coordinator's word."""
        duty, member = self.other(ShiftsOnlooker).duties[shift_id], event.member_id
        demand(member in duty.came and member in duty.went, "R25, R26", event)
        start, end = duty.came[member], duty.went[member]
        if event.confirmed:
            self.is_anothers(member, envelope, event)
        else:
            start = max(start, duty.period.start)
            end = min(end, duty.cancelled or duty.period.end)
        demand((event.worked.start, event.worked.end) == (start, end), "R26: plan", event)
        demand(event.break_minutes == duty.plan.break_minutes, "R26: break", event)

    def reversed(self, event: EntryReversed, envelope: Envelope) -> None:
        """An entry that counts is reversed by somebody else, with a reason."""
        demand(event.entry_id in self.counting and event.reason.strip(), "R27", event)
        before = self.entries[event.entry_id]
        same = (before.member_id, before.minutes) == (event.member_id, event.minutes)
        demand(same, "R27", (event, before))
        self.is_anothers(event.member_id, envelope, event)
        self.counting.remove(event.entry_id)
        self.moves.append((self.known.position, event.member_id, -event.minutes))

    def is_anothers(self, member: MemberId, envelope: Envelope, event: Any) -> None:
        """Nobody vouches for hours of their own household (R27)."""
        actor = envelope.context.actor
        demand(not isinstance(actor, System), "R26, R27", event)
        demand(not self.known.are_one_household(MemberId(str(actor)), member), "R27", event)

    def is_late(self, event: HoursCredited, envelope: Envelope) -> bool:
        """More working days went by than are allowed, counted one by one (R31)."""
        day, today = self.known.day(event.worked.end), self.known.day(envelope.context.at)
        days = 0
        while day < today:
            day += timedelta(days=1)
            days += day in self.make_up_days or not (
                day.weekday() in WEEKEND or day in self.days_off
            )
        return days > self.setting("service.recorded-within-working-days")

    def total(self, member: MemberId, position: int) -> int:
        """What the ledger counted for a member when the log had a length."""
        return sum(minutes for at, who, minutes in self.moves if who == member and at <= position)
